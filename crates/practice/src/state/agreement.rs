//! Property tests: whatever was put, removed and taken back, the terms say the same as a look at every document, and
//! memory says the same as the database.

use std::collections::BTreeSet;

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::model::{AccessRule, Group, Identity, Permissions, PrincipalType, Role, RoleName};
use super::{Document, Edit, State, World};
use crate::Error;

/// Few enough that documents meet.
const IDS: u8 = 5;

fn id(number: u8) -> Uuid {
    Uuid::from_u128(u128::from(number))
}

#[derive(Clone, Debug)]
enum Step {
    Rule {
        id: u8,
        collection: u8,
        principal: Option<u8>,
    },
    Role {
        id: u8,
        collection: u8,
    },
    Person {
        id: u8,
        account: u8,
        name: u8,
    },
    /// The members, and whether they are active.
    Group {
        id: u8,
        members: Vec<(u8, bool)>,
    },
    RemoveRule(u8),
    RemoveRole(u8),
    RemovePerson(u8),
    RemoveGroup(u8),
    Note(u8),
}

fn step() -> impl Strategy<Value = Step> {
    let one = || 0..IDS;
    prop_oneof![
        (one(), one(), prop::option::of(one())).prop_map(|(id, collection, principal)| Step::Rule {
            id,
            collection,
            principal
        }),
        (one(), one()).prop_map(|(id, collection)| Step::Role { id, collection }),
        (one(), one(), one()).prop_map(|(id, account, name)| Step::Person { id, account, name }),
        (one(), prop::collection::vec((one(), any::<bool>()), 0..4))
            .prop_map(|(id, members)| Step::Group { id, members }),
        one().prop_map(Step::RemoveRule),
        one().prop_map(Step::RemoveRole),
        one().prop_map(Step::RemovePerson),
        one().prop_map(Step::RemoveGroup),
        one().prop_map(Step::Note),
    ]
}

fn rule(number: u8, collection: u8, principal: Option<u8>) -> AccessRule {
    AccessRule {
        id: id(number),
        collection: id(collection),
        principal_type: principal.map_or(PrincipalType::Anonymous, |_| PrincipalType::Identity),
        principal: principal.map(id),
        path: "/".into(),
        permissions: Permissions::Read,
        create_time: Timestamp::UNIX_EPOCH,
        expiration_date: None,
    }
}

fn person(number: u8, account: u8, name: u8) -> Identity {
    Identity {
        id: id(number),
        username: format!("Person{name}@northfield.example"),
        name: None,
        email: None,
        organization: None,
        status: "used".into(),
        identity_provider: Uuid::nil(),
        identity_type: None,
        account: id(account),
        sign_in: false,
    }
}

/// Read from text, as a group has many parts that do not matter here.
fn group(number: u8, members: &[(u8, bool)]) -> Group {
    let memberships: Vec<Value> = members
        .iter()
        .map(|(member, active)| {
            json!({"identity": id(*member), "role": "member", "status": if *active { "active" } else { "left" },
                "updated": Timestamp::UNIX_EPOCH})
        })
        .collect();
    let policies = json!({"is_high_assurance": false, "authentication_assurance_timeout": 0,
        "group_visibility": "private", "group_members_visibility": "members", "join_requests": false});
    let group = json!({"id": id(number), "name": "Group", "description": null, "parent": null, "policies": policies,
        "subscription": null, "memberships": memberships});
    serde_json::from_value(group).unwrap()
}

fn take(step: &Step, edit: &mut Edit<'_>) -> Result<(), Error> {
    match step {
        Step::Rule {
            id,
            collection,
            principal,
        } => edit.put(rule(*id, *collection, *principal)),
        Step::Role {
            id: number,
            collection,
        } => edit.put(Role {
            id: id(*number),
            collection: id(*collection),
            principal_type: PrincipalType::Identity,
            principal: Uuid::nil(),
            role: RoleName::AccessManager,
        }),
        Step::Person { id, account, name } => edit.put(person(*id, *account, *name)),
        Step::Group { id, members } => edit.put(group(*id, members)),
        Step::RemoveRule(number) => edit.remove::<AccessRule>(&id(*number).to_string()).map(drop),
        Step::RemoveRole(number) => edit.remove::<Role>(&id(*number).to_string()).map(drop),
        Step::RemovePerson(number) => edit.remove::<Identity>(&id(*number).to_string()).map(drop),
        Step::RemoveGroup(number) => edit.remove::<Group>(&id(*number).to_string()).map(drop),
        Step::Note(number) => edit.note("note", number.to_string()),
    }
}

fn ids<'a, T: Document<Key = Uuid> + 'a>(documents: impl Iterator<Item = &'a T>) -> Vec<Uuid> {
    documents.map(Document::key).collect()
}

/// Every question of [`World`] that is answered by terms, against a look at all documents.
fn check_terms(world: &World) -> Result<(), TestCaseError> {
    for number in 0..IDS {
        let one = id(number);
        let in_collection = |rule: &&AccessRule| rule.collection == one;
        prop_assert_eq!(
            ids(world.rules_of(one)),
            ids(world.access_rules.iter().filter(in_collection))
        );
        for principal in (0..IDS).map(|it| Some(id(it))).chain([None]) {
            let for_them = |rule: &&AccessRule| rule.collection == one && rule.principal == principal;
            prop_assert_eq!(
                ids(world.rules_for(one, principal)),
                ids(world.access_rules.iter().filter(for_them))
            );
        }
        let in_collection = |role: &&Role| role.collection == one;
        prop_assert_eq!(
            ids(world.roles_of(one)),
            ids(world.roles.iter().filter(in_collection))
        );

        let same_account = |account: Uuid| world.identities.iter().filter(move |it| it.account == account);
        let linked: BTreeSet<Uuid> = match world.identities.by_id(one) {
            Some(identity) => ids(same_account(identity.account)).into_iter().collect(),
            None => BTreeSet::from([one]),
        };
        prop_assert_eq!(world.linked(one), linked);

        let active = |group: &&Group| {
            let mut members = group.memberships.iter();
            members.any(|it| it.identity == one && it.status == "active")
        };
        let groups: BTreeSet<Uuid> = ids(world.groups.iter().filter(active)).into_iter().collect();
        prop_assert_eq!(world.groups_of(&BTreeSet::from([one])), groups);

        let username = format!("PERSON{number}@northfield.example");
        let called = |it: &&Identity| it.username.eq_ignore_ascii_case(&username);
        prop_assert_eq!(
            world.identity_by_username(&username).map(|it| it.id),
            world.identities.iter().find(called).map(|it| it.id)
        );
    }
    Ok(())
}

/// All that these tests put into a world, as text.
fn contents(world: &World) -> String {
    let (rules, roles) = (world.access_rules.iter(), world.roles.iter());
    let (people, groups) = (world.identities.iter(), world.groups.iter());
    serde_json::to_string(&(
        rules.collect::<Vec<_>>(),
        roles.collect::<Vec<_>>(),
        people.collect::<Vec<_>>(),
        groups.collect::<Vec<_>>(),
        &world.notes,
    ))
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn terms_and_database_agree_with_the_documents(
        changes in prop::collection::vec((prop::collection::vec(step(), 0..6), any::<bool>()), 1..12)
    ) {
        let dir = tempfile::tempdir().unwrap();
        let state = State::open(dir.path()).unwrap();
        for (steps, is_refused) in changes {
            let before = state.read(contents);
            let outcome = state.edit(|edit| {
                steps.iter().try_for_each(|step| take(step, edit))?;
                if is_refused { Err(Error::Seed("on purpose".into())) } else { Ok(()) }
            });
            prop_assert_eq!(outcome.is_err(), is_refused);
            if is_refused {
                prop_assert_eq!(state.read(contents), before);
            }
            state.read(check_terms)?;
        }
        let at_the_end = state.read(contents);
        drop(state);
        let reopened = State::open(dir.path()).unwrap();
        prop_assert_eq!(reopened.read(contents), at_the_end);
        reopened.read(check_terms)?;
    }
}

#[test]
fn a_panic_in_the_middle_of_a_change_takes_it_back() {
    let dir = tempfile::tempdir().unwrap();
    let state = State::open(dir.path()).unwrap();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        state.edit::<(), Error>(|edit| {
            edit.put(rule(1, 1, None))?;
            panic!("on purpose");
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(state.read(|world| world.access_rules.len()), 0);
    state.edit::<_, Error>(|edit| edit.put(rule(2, 1, None))).unwrap();
    drop(state);
    let reopened = State::open(dir.path()).unwrap();
    assert_eq!(reopened.read(|world| ids(world.rules_of(id(1)))), [id(2)]);
}
