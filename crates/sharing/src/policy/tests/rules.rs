//! What each rule stands against, and that nothing is in the way of taking access away.

use globus::ids::{CollectionId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::*;
use crate::model::{Access, AssignableRole, GroupGuest, Guest, IdentityStatus, Person, PolicyRule, Stored};

const NOW: &str = "2026-11-22T10:00:00Z";

fn at(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

fn person(username: &str) -> Access {
    Access::Guest {
        guest: Guest::Person(Person {
            id: IdentityId::new("one"),
            username: username.into(),
            name: None,
            organization: None,
            status: IdentityStatus::Used,
            outside: false,
            first_time: false,
            in_group: None,
            application: false,
        }),
    }
}

fn group() -> Access {
    let group: GroupGuest = serde_json::from_value(serde_json::json!({
        "id": "g", "name": "Lab", "memberCount": 2, "owner": null, "canAddMembers": null, "iAmMember": false,
        "iAmAdmin": false, "highAssurance": false
    }))
    .unwrap();
    Access::Guest {
        guest: Guest::Group(group),
    }
}

fn read(ends_at: Option<Timestamp>) -> Stored {
    Stored {
        permissions: Permissions::Read,
        ends_at,
    }
}

fn write(ends_at: Option<Timestamp>) -> Stored {
    Stored {
        permissions: Permissions::ReadWrite,
        ends_at,
    }
}

fn book(rest: &str, members: Option<&[&str]>) -> Rulebook {
    let members = members.map_or(Members::Withheld, |all| {
        Members::Seen(all.iter().map(|it| (*it).to_owned()).collect())
    });
    Rulebook::new(
        Arc::new(only(rest)),
        [(GroupId::new("g"), members)].into(),
        NOW.parse().unwrap(),
        TimeZone::get("Europe/Berlin").unwrap(),
        LocalSystem::Linux,
    )
}

fn against(book: &Rulebook, access: &Access, before: Option<Stored>, after: Stored) -> Option<PolicyRule> {
    let places = [Place::on(
        &CollectionId::new(PROJECTS),
        &CollectionPath::parse("/projects/maple/").unwrap(),
    )];
    let rule = book.against(&Wish {
        access,
        before,
        after,
        places: &places,
    });
    rule.unwrap()
}

#[test]
fn each_ban_stands_against_its_own_kind_of_sharing_only() {
    let end = at("2026-12-01T22:59:59Z");
    let inside = person("a@northfield.example");
    let outside = person("a@alpen.example");
    for (kind, access, after, rule) in [
        ("public", Access::Anyone, read(end), PolicyRule::Public),
        (
            "everyoneSignedIn",
            Access::SignedIn,
            read(end),
            PolicyRule::EveryoneSignedIn,
        ),
        ("write", inside.clone(), write(end), PolicyRule::Write),
        (
            "outsideInstitution",
            outside.clone(),
            read(end),
            PolicyRule::OutsideInstitution,
        ),
        ("groups", group(), read(end), PolicyRule::Groups),
        ("noEndDate", inside.clone(), read(None), PolicyRule::NoEndDate),
    ] {
        let banned = book(
            &format!(r#""forbidden": ["{kind}"], "domains": ["northfield.example"]"#),
            None,
        );
        assert_eq!(against(&banned, &access, None, after), Some(rule), "{kind}");
        assert_eq!(against(&banned, &inside, None, read(end)), None, "{kind}");
        let free = book(r#""domains": ["northfield.example"]"#, None);
        assert_eq!(against(&free, &access, None, after), None, "{kind}");
    }
}

#[test]
fn a_group_is_inside_when_everybody_in_it_is_seen_to_be() {
    let ban = r#""forbidden": ["outsideInstitution"], "domains": ["northfield.example"]"#;
    let end = at("2026-12-01T22:59:59Z");
    let rule = Some(PolicyRule::OutsideInstitution);
    for (members, expected) in [
        (Some(&["a@northfield.example"][..]), None),
        (Some(&["a@northfield.example", "b@alpen.example"][..]), rule),
        (Some(&["a@northfield.example", ""][..]), rule),
        (None, rule),
    ] {
        assert_eq!(
            against(&book(ban, members), &group(), None, read(end)),
            expected,
            "{members:?}"
        );
    }
}

#[test]
fn a_maximum_is_the_end_of_its_day_in_the_persons_zone() {
    let book = book(r#""maxEndDays": 30"#, None);
    let guest = person("a@alpen.example");
    // The 22nd of December ends in Berlin at 22:59:59 UTC.
    assert_eq!(
        against(&book, &guest, None, read(at("2026-12-22T22:59:59Z"))),
        None
    );
    let rule = Some(PolicyRule::MaximumEnd);
    assert_eq!(
        against(&book, &guest, None, read(at("2026-12-22T23:00:00Z"))),
        rule
    );
    assert_eq!(against(&book, &guest, None, read(None)), rule);
}

#[test]
fn nothing_is_in_the_way_of_less() {
    let book = book(
        r#""maxEndDays": 1, "forbidden": ["public", "write", "outsideInstitution", "noEndDate"],
           "domains": ["northfield.example"],
           "blocked": [{ "collection": "6c54cade-bde5-45c1-bdea-f4bd71dba2cc", "path": "/" }]"#,
        None,
    );
    let (near, far) = (at("2027-01-01T00:00:00Z"), at("2027-06-01T00:00:00Z"));
    for access in [Access::Anyone, person("a@alpen.example"), group()] {
        for (before, after) in [
            (write(None), read(None)),
            (write(None), write(far)),
            (write(far), read(near)),
            (read(far), read(far)),
        ] {
            assert_eq!(against(&book, &access, Some(before), after), None);
        }
        for (before, after) in [
            (read(far), write(near)),
            (read(near), read(far)),
            (read(far), read(None)),
        ] {
            assert!(against(&book, &access, Some(before), after).is_some());
        }
    }
}

#[test]
fn a_blocked_folder_blocks_what_is_in_it_and_what_holds_it() {
    let policy = only(
        r#""blocked": [
            { "collection": "6c54cade-bde5-45c1-bdea-f4bd71dba2cc", "path": "/projects/Zürich/", "reason": "Ask first." },
            { "folder": "C:\\Patients" }
        ]"#,
    );
    let on = |collection: &str, path: &str| {
        let place = Place::on(
            &CollectionId::new(collection),
            &CollectionPath::parse(path).unwrap(),
        );
        policy.blocked(&[place]).map(|ban| ban.holds_one)
    };
    for (path, holds_one) in [
        ("/projects/Zürich/", Some(false)),
        ("/projects/zu\u{308}rich/raw/", Some(false)),
        ("/projects/", Some(true)),
        ("/", Some(true)),
        ("/projects/Zürich2/", None),
        ("/projects/maple/", None),
    ] {
        assert_eq!(on(PROJECTS, path), holds_one, "{path}");
    }
    assert_eq!(on("another", "/projects/Zürich/"), None);
    let here = |windows, path: &str| {
        let path = CollectionPath::parse(path).unwrap();
        policy.blocked(&[Place::ThisComputer { windows, path }]).is_some()
    };
    assert!(here(true, "/C/patients/2026/"));
    assert!(here(true, "/C/"));
    assert!(!here(true, "/D/Patients/"));
    assert!(!here(false, "/C/Patients/"));
}

#[test]
fn files_do_not_stay_in_a_purge_area_or_around_one() {
    let policy = only(
        r#""purged": [
            { "collection": "6c54cade-bde5-45c1-bdea-f4bd71dba2cc", "path": "/scratch/", "afterDays": 30 },
            { "collection": "6c54cade-bde5-45c1-bdea-f4bd71dba2cc", "path": "/scratch/fast/", "afterDays": 7 }
        ]"#,
    );
    let after = |path: &str| {
        policy.purged_after(&[Place::on(
            &CollectionId::new(PROJECTS),
            &CollectionPath::parse(path).unwrap(),
        )])
    };
    assert_eq!(after("/scratch/fast/run/"), Some(7));
    assert_eq!(after("/scratch/slow/"), Some(30));
    assert_eq!(after("/"), Some(7));
    assert_eq!(after("/projects/"), None);
}

#[test]
fn a_role_becomes_weaker_whoever_has_it_and_stronger_only_where_that_is_allowed() {
    use AssignableRole::{AccessManager, ActivityManager, ActivityMonitor, Administrator};
    let Access::Guest { guest } = person("ann@eastlake.example") else {
        panic!("no guest")
    };
    let ban = r#""forbidden": ["outsideInstitution"], "domains": ["northfield.example"]"#;
    let strict = book(ban, None);
    let instead = |has| {
        let allowed = strict.roles_instead(&guest, has);
        (allowed.roles, allowed.rule)
    };
    let outside = Some(PolicyRule::OutsideInstitution);
    // There is nothing stronger that could be refused.
    assert_eq!(
        instead(Administrator),
        (vec![ActivityMonitor, ActivityManager, AccessManager], None)
    );
    assert_eq!(instead(ActivityManager), (vec![ActivityMonitor], outside));
    assert_eq!(instead(ActivityMonitor), (vec![], outside));
    // The same one once more gives nothing.
    assert_eq!(
        strict.check_role(&guest, Some(AccessManager), AccessManager),
        Ok(())
    );
    assert!(strict.check_role(&guest, None, ActivityMonitor).is_err());
}

#[test]
fn a_folder_that_may_be_anywhere_may_be_the_one() {
    let policy = only(
        r#""blocked": [{ "collection": "6c54cade-bde5-45c1-bdea-f4bd71dba2cc", "path": "/private/", "reason": "No." }]"#,
    );
    let id = CollectionId::new(PROJECTS);
    let ban = policy.blocked(&[Place::SomewhereOn(id.clone())]);
    let expected = Ban {
        holds_one: false,
        perhaps: true,
        reason: Some("No.".into()),
    };
    assert_eq!(ban, Some(expected));
    assert_eq!(
        policy.blocked(&[Place::SomewhereOn(CollectionId::new("another"))]),
        None
    );
    assert!(policy.is_about(&id) && !policy.is_about(&CollectionId::new("another")));
}

#[test]
fn members_who_cannot_be_asked_for_are_no_verdict() {
    let book = |members| {
        Rulebook::new(
            Arc::new(only(
                r#""forbidden": ["outsideInstitution"], "domains": ["northfield.example"]"#,
            )),
            [(GroupId::new("g"), members)].into(),
            NOW.parse().unwrap(),
            TimeZone::UTC,
            LocalSystem::Linux,
        )
    };
    let wish = |before| {
        book(Members::Unread(Error::Offline)).against(&Wish {
            access: &group(),
            before,
            after: read(None),
            places: &[],
        })
    };
    assert_eq!(wish(None), Err(Error::Offline));
    // What gives nothing new asks nobody.
    assert_eq!(wish(Some(write(None))), Ok(None));
    let seen = |username: &str| book(Members::Seen(vec![username.into()]));
    let all = |book: Rulebook| against(&book, &group(), None, read(None));
    assert_eq!(all(seen("a@northfield.example")), None);
    assert_eq!(all(seen("a@alpen.example")), Some(PolicyRule::OutsideInstitution));
    assert_eq!(all(book(Members::Withheld)), Some(PolicyRule::OutsideInstitution));
}
