//! The plan of one draft at a time.

mod drafts;
mod warnings;

use std::collections::{HashMap, HashSet};

use globus::ids::{AccessRuleId, CollectionId, GroupId, IdentityId};
use globus::transfer::Permissions;
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;

use super::*;
use crate::effective::{Grant, Principal};
use crate::error::{Error, Field, InputProblem};
use crate::model::{
    Access, DraftGuest, EndChoice, Exposure, GroupGuest, Guest, IdentityStatus, Location, Person,
    ShareTarget, Storage, Via, WiderAccess,
};

pub(super) fn path(text: &str) -> CollectionPath {
    CollectionPath::parse(text).unwrap()
}

pub(super) fn person(id: &str, name: &str) -> Person {
    Person {
        id: IdentityId::new(id),
        username: format!("{id}@northfield.example"),
        name: Some(name.into()),
        organization: None,
        status: IdentityStatus::Used,
        outside: false,
        first_time: true,
        in_group: None,
        application: false,
    }
}

pub(super) fn group(id: &str) -> GroupGuest {
    GroupGuest {
        id: GroupId::new(id),
        name: Some("Soil lab".into()),
        member_count: Some(9),
        owner: None,
        can_add_members: None,
        i_am_member: true,
        i_am_admin: true,
        high_assurance: false,
    }
}

pub(super) fn row(guest: Guest) -> DraftGuest {
    DraftGuest {
        guest,
        permissions: Permissions::Read,
        end: EndChoice::On {
            day: date(2026, 12, 18),
        },
    }
}

pub(super) fn draft(guests: Vec<Guest>) -> ShareDraft {
    ShareDraft {
        id: "d".into(),
        folders: vec!["/home/ann/data".into()],
        collection_id: None,
        new_collection: false,
        account_id: None,
        guests: guests.into_iter().map(row).collect(),
        default_permissions: Permissions::Read,
        default_end: EndChoice::On {
            day: date(2026, 12, 18),
        },
        message: String::new(),
        notify: Notify::Email,
        wider: WiderAccess::Off,
        collection_name: None,
        force_encryption: false,
    }
}

pub(super) fn alex() -> Guest {
    Guest::Person(person("alex", "Alex Kim"))
}

pub(super) fn reuse(inside: &str) -> ShareTarget {
    ShareTarget::Reuse {
        collection_id: CollectionId::new("guest"),
        name: "My data".into(),
        host_path: path("/home/ann/"),
        path: path(inside),
    }
}

pub(super) fn create() -> ShareTarget {
    ShareTarget::Create {
        name: "data".into(),
        host_path: path("/home/ann/data/"),
    }
}

pub(super) fn facts(target: ShareTarget, grants: Vec<Grant>) -> Facts {
    let storage = Storage {
        id: CollectionId::new("laptop"),
        name: "Ann's laptop".into(),
        kind: StorageKind::ThisComputer,
        online: Some(true),
        high_assurance: false,
        contact_email: None,
    };
    let location = Location {
        storage,
        storage_path: path("/home/ann/data/"),
        target,
        alternatives: Vec::new(),
        accounts: Vec::new(),
        exposure: Exposure::Normal,
        max_lifetime_minutes: None,
        last_allowed_day: None,
        permissions_used: 0,
        purged_after_days: None,
    };
    Facts {
        rulebook: Default::default(),
        now: "2026-11-21T12:00:00Z".parse().unwrap(),
        zone: TimeZone::get("Europe/Berlin").unwrap(),
        folders: vec![FolderFacts {
            name: "data".into(),
            local_path: "/home/ann/data".into(),
            location,
            grants,
        }],
        my_identities: HashSet::from([IdentityId::new("ann")]),
        groups: HashMap::new(),
        people: Vec::new(),
    }
}

pub(super) fn stored(
    principal: Principal,
    at: &str,
    permissions: Permissions,
    ends_at: Option<&str>,
) -> Grant {
    Grant {
        rule_id: Some(AccessRuleId::new("r1")),
        role: None,
        principal,
        path: path(at),
        permissions,
        ends_at: ends_at.map(|text| text.parse().unwrap()),
    }
}

pub(super) fn own() -> Principal {
    Principal::Identity(IdentityId::new("alex"))
}

pub(super) fn plan(facts: &Facts, draft: &ShareDraft) -> SharePlan {
    plan_from(facts, draft).unwrap().plan
}

/// The warnings of the only row.
pub(super) fn warnings(facts: &Facts, draft: &ShareDraft) -> Vec<Warning> {
    plan(facts, draft).grants[0].warnings.clone()
}
