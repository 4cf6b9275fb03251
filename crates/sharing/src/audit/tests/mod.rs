mod news;
mod properties;
mod rows;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use globus::ids::{AccessRuleId, CollectionId, GroupId, IdentityId, RoleId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;
use url::Url;

use super::*;
use crate::effective::Principal;
use crate::model::{IdentityStatus, MyRole, Person};

fn now() -> Timestamp {
    "2026-09-17T17:00:00Z".parse().unwrap()
}

fn in_days(days: i64) -> Option<Timestamp> {
    Some(now() + jiff::SignedDuration::from_hours(24 * days))
}

fn path(text: &str) -> CollectionPath {
    CollectionPath::parse(text).unwrap()
}

fn person(name: &str, address: &str) -> Person {
    Person {
        id: IdentityId::new(address),
        username: address.to_owned(),
        name: Some(name.to_owned()),
        organization: None,
        status: IdentityStatus::Used,
        outside: !address.ends_with("@northfield.example"),
        first_time: false,
        in_group: None,
        application: false,
    }
}

fn rule(
    id: &str,
    principal: Principal,
    at: &str,
    permissions: Permissions,
    ends_at: Option<Timestamp>,
) -> Entry {
    Entry {
        rule_id: Some(AccessRuleId::new(id)),
        role_id: None,
        role: None,
        principal,
        path: path(at),
        permissions,
        ends_at,
        created_at: Some(now()),
    }
}

fn role(id: &str, principal: Principal) -> Entry {
    Entry {
        rule_id: None,
        role_id: Some(RoleId::new(id)),
        role: Some("administrator".to_owned()),
        ..rule("", principal, "/", Permissions::ReadWrite, None)
    }
}

fn one(address: &str) -> Principal {
    Principal::Identity(IdentityId::new(address))
}

fn lab() -> Principal {
    Principal::Group(GroupId::new("lab"))
}

fn collection(id: &str, name: &str, entries: Vec<Entry>) -> SharedCollection {
    SharedCollection {
        id: CollectionId::new(id),
        name: name.to_owned(),
        storage: None,
        owner: None,
        my_role: MyRole::Administrator,
        entries,
        gone: BTreeSet::new(),
        looked_at: BTreeMap::new(),
        owner_locked_out: false,
        max_lifetime_minutes: None,
        host: None,
        root: None,
    }
}

const NORA: &str = "nora.whitfield@northfield.example";
const ALEX: &str = "alex.kim@northfield.example";
const TOMAS: &str = "t.ferreira@northfield.example";
const JONAS: &str = "j.lindqvist@alpen.example";

fn snapshot() -> Snapshot {
    use Permissions::{Read, ReadWrite};
    let maple = collection(
        "c1",
        "Maple trial 2026",
        vec![
            role("r1", one(NORA)),
            role("r2", one(TOMAS)),
            rule("a1", one(ALEX), "/", ReadWrite, in_days(195)),
            rule("a2", one(ALEX), "/Results/", Read, in_days(92)),
            rule("a3", one(JONAS), "/Results/", Read, in_days(6)),
            rule("a4", lab(), "/Results/", ReadWrite, in_days(365)),
        ],
    );
    let mut teaching = collection(
        "c2",
        "Teaching set",
        vec![
            role("r3", one(NORA)),
            rule("b1", Principal::Anyone, "/", Read, None),
        ],
    );
    teaching.gone.insert(path("/"));
    let members = BTreeSet::from([
        IdentityId::new(ALEX),
        IdentityId::new("mei.tanaka@northfield.example"),
    ]);
    let mut guest = crate::guests::nameless(&GroupId::new("lab"));
    guest.name = Some("Whitfield Lab".to_owned());
    let people = [
        person("Nora Whitfield", NORA),
        person("Alex Kim", ALEX),
        person("Tomás Ferreira", TOMAS),
        person("Jonas Lindqvist", JONAS),
        person("Mei Tanaka", "mei.tanaka@northfield.example"),
    ];
    Snapshot {
        checked_at: now(),
        me: BTreeSet::from([IdentityId::new(NORA)]),
        collections: vec![maple, teaching],
        people: people
            .into_iter()
            .map(|person| (person.id.clone(), person))
            .collect(),
        groups: HashMap::from([(
            GroupId::new("lab"),
            GroupFacts {
                guest,
                members: Some(members),
            },
        )]),
        problems: Vec::new(),
        cut_short: false,
    }
}

fn beside() -> Beside {
    Beside {
        now: now(),
        no_end_reasons: HashMap::from([(AccessRuleId::new("b1"), "teaching".to_owned())]),
        since: HashMap::new(),
        web_app: Url::parse("https://app.globus.org/").unwrap(),
    }
}

fn audit() -> Audit {
    Audit::new(snapshot(), beside())
}
