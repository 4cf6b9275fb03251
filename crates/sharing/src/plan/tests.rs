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

fn path(text: &str) -> CollectionPath {
    CollectionPath::parse(text).unwrap()
}

fn person(id: &str, name: &str) -> Person {
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

fn group(id: &str) -> GroupGuest {
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

fn row(guest: Guest) -> DraftGuest {
    DraftGuest {
        guest,
        permissions: Permissions::Read,
        end: EndChoice::On {
            day: date(2026, 12, 18),
        },
    }
}

fn draft(guests: Vec<Guest>) -> ShareDraft {
    ShareDraft {
        id: "d".into(),
        folders: vec!["/home/ann/data".into()],
        collection_id: None,
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

fn alex() -> Guest {
    Guest::Person(person("alex", "Alex Kim"))
}

fn reuse(inside: &str) -> ShareTarget {
    ShareTarget::Reuse {
        collection_id: CollectionId::new("guest"),
        name: "My data".into(),
        host_path: path("/home/ann/"),
        path: path(inside),
    }
}

fn create() -> ShareTarget {
    ShareTarget::Create {
        name: "data".into(),
        host_path: path("/home/ann/data/"),
    }
}

fn facts(target: ShareTarget, grants: Vec<Grant>) -> Facts {
    let storage = Storage {
        id: CollectionId::new("laptop"),
        name: "Ann's laptop".into(),
        kind: StorageKind::ThisComputer,
        online: Some(true),
        high_assurance: false,
    };
    let location = Location {
        storage,
        storage_path: path("/home/ann/data/"),
        target,
        alternatives: Vec::new(),
        exposure: Exposure::Normal,
        max_lifetime_minutes: None,
        last_allowed_day: None,
        permissions_used: 0,
    };
    Facts {
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

fn stored(principal: Principal, at: &str, permissions: Permissions, ends_at: Option<&str>) -> Grant {
    Grant {
        rule_id: Some(AccessRuleId::new("r1")),
        role: None,
        principal,
        path: path(at),
        permissions,
        ends_at: ends_at.map(|text| text.parse().unwrap()),
    }
}

fn own() -> Principal {
    Principal::Identity(IdentityId::new("alex"))
}

fn plan(facts: &Facts, draft: &ShareDraft) -> SharePlan {
    plan_from(facts, draft).unwrap().plan
}

/// The warnings of the only row.
fn warnings(facts: &Facts, draft: &ShareDraft) -> Vec<Warning> {
    plan(facts, draft).grants[0].warnings.clone()
}

#[test]
fn a_plain_share_has_no_warnings_in_its_row() {
    let facts = facts(create(), Vec::new());
    let plan = plan(&facts, &draft(vec![alex()]));
    assert_eq!(plan.grants[0].warnings, []);
    assert_eq!(
        plan.grants[0].ends_at,
        Some("2026-12-18T22:59:59Z".parse().unwrap())
    );
    assert!(plan.grants[0].notify && plan.ticks.is_empty());
    assert_eq!(plan.time_zone, "Europe/Berlin");
    assert_eq!(
        plan.warnings,
        [
            Warning::ComputerMustBeOn,
            Warning::NameIsPublic { name: "data".into() }
        ]
    );
    assert_eq!(
        plan.commands,
        [
            "globus gcp create guest data laptop:/home/ann/data/",
            "globus endpoint permission create \"$GUEST_COLLECTION\":/ --permissions r --identity alex \
         --expiration-date 2026-12-18T22:59:59Z --notify-email alex@northfield.example",
        ]
    );
}

#[test]
fn no_effect_below_something_wider() {
    let lab = GroupId::new("lab");
    let mut facts = facts(
        reuse("/data/"),
        vec![stored(
            Principal::Group(lab.clone()),
            "/",
            Permissions::ReadWrite,
            None,
        )],
    );
    assert_eq!(warnings(&facts, &draft(vec![alex()])), []);
    let members = HashSet::from([IdentityId::new("alex")]);
    facts.groups.insert(
        lab.clone(),
        GroupFacts {
            name: Some("Soil lab".into()),
            members,
        },
    );
    let expected = Warning::NoEffect {
        via: Via::Group {
            id: lab,
            name: Some("Soil lab".into()),
        },
        path: path("/"),
        permissions: Permissions::ReadWrite,
        ends_at: None,
    };
    assert_eq!(warnings(&facts, &draft(vec![alex()])), [expected]);
}

#[test]
fn wider_access_stays_when_it_gives_more_or_lasts_longer() {
    let end = "2026-12-01T00:00:00Z";
    for (permissions, ends_at) in [(Permissions::ReadWrite, Some(end)), (Permissions::Read, None)] {
        let wider = vec![stored(own(), "/", permissions, ends_at)];
        let mut draft = draft(vec![alex()]);
        draft.guests[0].permissions = if ends_at.is_some() {
            Permissions::Read
        } else {
            Permissions::ReadWrite
        };
        let found = warnings(&facts(reuse("/data/"), wider), &draft);
        assert!(
            matches!(&found[0], Warning::WiderAccessStays { via: Via::Own, .. }),
            "{found:?}"
        );
    }
    // Narrowing a permission of which something wider stays.
    let both = vec![
        stored(own(), "/data/", Permissions::ReadWrite, None),
        Grant {
            rule_id: None,
            role: Some("administrator".into()),
            ..stored(own(), "/", Permissions::ReadWrite, None)
        },
    ];
    let found = warnings(&facts(reuse("/data/"), both), &draft(vec![alex()]));
    assert!(
        matches!(
            &found[0],
            Warning::WiderAccessStays {
                via: Via::Role { .. },
                ..
            }
        ),
        "{found:?}"
    );
}

#[test]
fn ended_and_neighbouring_permissions_are_no_obstacle() {
    let grants = vec![
        stored(own(), "/", Permissions::ReadWrite, Some("2026-11-20T00:00:00Z")),
        stored(own(), "/dat/", Permissions::ReadWrite, None),
        stored(own(), "/data/raw/", Permissions::ReadWrite, None),
    ];
    assert_eq!(
        warnings(&facts(reuse("/data/"), grants), &draft(vec![alex()])),
        []
    );
}

#[test]
fn write_includes_delete_and_wants_a_tick() {
    let mut draft = draft(vec![alex()]);
    draft.guests[0].permissions = Permissions::ReadWrite;
    let plan = plan(&facts(create(), Vec::new()), &draft);
    assert_eq!(plan.grants[0].warnings, [Warning::CanDelete]);
    assert_eq!(
        plan.ticks,
        [Tick::HaveCopy {
            grant: plan.grants[0].id.clone()
        }]
    );
}

#[test]
fn end_dates_are_capped_or_missing_with_a_word() {
    let mut facts = facts(create(), Vec::new());
    let mut draft = draft(vec![alex()]);
    draft.guests[0].end = EndChoice::Never {
        reason: "reference data".into(),
    };
    assert_eq!(warnings(&facts, &draft), [Warning::NoEndDate]);
    assert_eq!(
        plan(&facts, &draft).grants[0].no_end_reason.as_deref(),
        Some("reference data")
    );
    facts.folders[0].location.max_lifetime_minutes = Some(7 * 24 * 60);
    let capped = |chosen| Warning::EndDateCapped {
        chosen,
        allowed: date(2026, 11, 27),
    };
    assert_eq!(warnings(&facts, &draft), [capped(None)]);
    assert_eq!(plan(&facts, &draft).grants[0].no_end_reason, None);
    draft.guests[0].end = EndChoice::On {
        day: date(2026, 12, 18),
    };
    assert_eq!(warnings(&facts, &draft), [capped(Some(date(2026, 12, 18)))]);
}

#[test]
fn what_is_known_of_a_person_is_said() {
    let with = |status| {
        Guest::Person(Person {
            status,
            ..person("alex", "Alex Kim")
        })
    };
    let facts = facts(create(), Vec::new());
    let never = Warning::NeverSignedIn {
        username: "alex@northfield.example".into(),
    };
    assert_eq!(
        warnings(&facts, &draft(vec![with(IdentityStatus::Unused)])),
        [never]
    );
    assert_eq!(
        warnings(&facts, &draft(vec![with(IdentityStatus::Closed)])),
        [Warning::ClosedAccount]
    );
}

#[test]
fn another_sign_in_of_the_same_person_is_noticed() {
    let other = Person {
        username: "alex@alpen.example".into(),
        ..person("alex-2", "alex kim")
    };
    let namesake = Person {
        username: "a.kim@alpen.example".into(),
        ..person("kim", "Alex Kim")
    };
    let same = |id: &str, username: &str| Warning::SamePerson {
        other: IdentityId::new(id),
        username: username.into(),
    };
    let mut facts = facts(create(), Vec::new());
    // On the list.
    let listed = draft(vec![
        alex(),
        Guest::Person(other.clone()),
        Guest::Person(namesake.clone()),
    ]);
    let plan = plan(&facts, &listed);
    assert_eq!(plan.grants[0].warnings, [same("alex-2", "alex@alpen.example")]);
    assert_eq!(plan.grants[1].warnings, [same("alex", "alex@northfield.example")]);
    assert_eq!(plan.grants[2].warnings, []);
    // With access already.
    facts.people = vec![other, namesake];
    assert_eq!(
        warnings(&facts, &draft(vec![alex()])),
        [same("alex-2", "alex@alpen.example")]
    );
    // Mine, whatever they are called.
    facts.my_identities = HashSet::from([IdentityId::new("alex"), IdentityId::new("kim")]);
    assert_eq!(warnings(&facts, &draft(vec![alex()])).len(), 2);
}

#[test]
fn groups_are_judged() {
    let mut facts = facts(create(), Vec::new());
    facts.folders[0].location.storage.high_assurance = true;
    let lab = |can_add_members, i_am_admin| {
        Guest::Group(GroupGuest {
            can_add_members,
            i_am_admin,
            ..group("lab")
        })
    };
    let only_me = draft(vec![lab(Some(1), true)]);
    assert_eq!(warnings(&facts, &only_me), [Warning::GroupNotHighAssurance]);
    assert!(!plan(&facts, &only_me).grants[0].notify);
    facts.folders[0].location.storage.high_assurance = false;
    assert_eq!(
        warnings(&facts, &draft(vec![lab(Some(1), false)])),
        [Warning::GroupMembersChange { can_add: 1 }]
    );
    assert_eq!(
        warnings(&facts, &draft(vec![lab(Some(3), true)])),
        [Warning::GroupMembersChange { can_add: 3 }]
    );
    assert_eq!(warnings(&facts, &draft(vec![lab(None, false)])), []);
}

#[test]
fn everyone_is_public_and_covers_the_list() {
    let mut draft = draft(vec![alex()]);
    let end = EndChoice::On {
        day: date(2026, 12, 31),
    };
    draft.wider = WiderAccess::SignedIn {
        confirmation: "data".into(),
        end,
    };
    let plan = plan(&facts(create(), Vec::new()), &draft);
    assert!(matches!(
        &plan.grants[0].warnings[..],
        [Warning::NoEffect {
            via: Via::SignedIn,
            ..
        }]
    ));
    assert_eq!(plan.grants[1].warnings, [Warning::Public { anonymous: false }]);
    assert_eq!(
        (&plan.grants[1].access, plan.grants[1].permissions),
        (&Access::SignedIn, Permissions::Read)
    );
    draft.wider = WiderAccess::Anyone {
        confirmation: "Data".into(),
        end: draft.default_end.clone(),
    };
    let refused = plan_from(&facts(create(), Vec::new()), &draft);
    assert_eq!(
        refused.err(),
        Some(Error::input(Field::Confirmation, InputProblem::Mismatch))
    );
}

#[test]
fn homes_and_drives_are_typed() {
    let mut facts = facts(create(), Vec::new());
    facts.folders[0].location.exposure = Exposure::HomeFolder;
    let plan = plan(&facts, &draft(vec![alex()]));
    let too_much = Warning::TooMuch {
        exposure: Exposure::HomeFolder,
        confirm_with: "data".into(),
    };
    assert_eq!(plan.warnings[0], too_much);
    assert_eq!(
        plan.ticks,
        [Tick::TypeName {
            folder: 0,
            expected: "data".into()
        }]
    );
}

#[test]
fn the_state_of_the_place_is_said() {
    let mut facts = facts(reuse("/data/"), Vec::new());
    facts.folders[0].location.storage.online = Some(false);
    let plan1 = plan(&facts, &draft(vec![alex()]));
    assert_eq!(plan1.warnings, [Warning::ComputerMustBeOn, Warning::Offline]);
    facts.folders[0].location.storage.kind = StorageKind::Server;
    facts.folders[0].location.storage.online = None;
    assert_eq!(plan(&facts, &draft(vec![alex()])).warnings, []);
}

#[test]
fn the_limit_is_mentioned_at_nine_hundred() {
    let with = |count: usize| {
        let grant = |n: usize| stored(own(), &format!("/{n}/"), Permissions::Read, None);
        plan(
            &facts(reuse("/data/"), (0..count).map(grant).collect()),
            &draft(vec![alex()]),
        )
        .warnings
    };
    assert_eq!(with(898), [Warning::ComputerMustBeOn]);
    assert_eq!(
        with(899)[1],
        Warning::Limit {
            after: 900,
            limit: 1000
        }
    );
    assert_eq!(
        with(1000)[1],
        Warning::Limit {
            after: 1001,
            limit: 1000
        }
    );
}

#[test]
fn what_is_stored_is_changed_or_left() {
    let end = "2026-12-18T22:59:59Z";
    let ends_at: Option<Timestamp> = Some(end.parse().unwrap());
    let action = |grant| {
        plan(&facts(reuse("/data/"), vec![grant]), &draft(vec![alex()])).grants[0]
            .action
            .clone()
    };
    let rule_id = AccessRuleId::new("r1");
    assert_eq!(
        action(stored(own(), "/data/", Permissions::Read, Some(end))),
        GrantAction::Nothing {
            rule_id: rule_id.clone()
        }
    );
    let changed = action(stored(own(), "/data/", Permissions::ReadWrite, Some(end)));
    let from_permissions = Permissions::ReadWrite;
    assert_eq!(
        changed,
        GrantAction::Update {
            rule_id,
            from_permissions,
            from_ends_at: ends_at
        }
    );
    assert_eq!(
        action(stored(own(), "/data/raw/", Permissions::Read, None)),
        GrantAction::Create
    );
}

#[test]
fn bad_drafts_are_refused_beside_their_field() {
    let facts = facts(create(), Vec::new());
    let refused = |change: fn(&mut ShareDraft)| {
        let mut draft = draft(vec![alex()]);
        change(&mut draft);
        plan_from(&facts, &draft).err()
    };
    let input = |field, problem| Some(Error::input(field, problem));
    assert_eq!(
        refused(|draft| draft.folders.clear()),
        input(Field::Path, InputProblem::Empty)
    );
    assert_eq!(
        refused(|draft| draft.guests.clear()),
        input(Field::Guest, InputProblem::Empty)
    );
    assert_eq!(
        refused(|draft| draft.guests.push(row(alex()))),
        input(Field::Guest, InputProblem::Duplicate)
    );
    assert_eq!(
        refused(|draft| draft.collection_name = Some(" ".into())),
        input(Field::CollectionName, InputProblem::Empty)
    );
    let long = |draft: &mut ShareDraft| draft.collection_name = Some("x".repeat(129));
    assert_eq!(refused(long), input(Field::CollectionName, InputProblem::TooLong));
    let past = |draft: &mut ShareDraft| {
        draft.guests[0].end = EndChoice::On {
            day: date(2026, 11, 20),
        }
    };
    assert_eq!(refused(past), input(Field::EndDate, InputProblem::InThePast));
    let forever = |draft: &mut ShareDraft| {
        draft.guests[0].end = EndChoice::Never {
            reason: String::new(),
        }
    };
    assert_eq!(refused(forever), input(Field::EndDate, InputProblem::Empty));
}

#[test]
fn commands_survive_a_shell() {
    let mut draft = draft(vec![alex()]);
    draft.message = "It's\nhere".into();
    draft.collection_name = Some("Ann's $HOME".into());
    let plan = plan(&facts(create(), Vec::new()), &draft);
    assert!(
        plan.commands[0].contains(r"'Ann'\''s $HOME'"),
        "{}",
        plan.commands[0]
    );
    assert!(
        plan.commands[1].ends_with("--notify-message 'It'\\''s\nhere'"),
        "{}",
        plan.commands[1]
    );
}
