//! Each warning is there when it is true, and not otherwise.

use super::*;

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
