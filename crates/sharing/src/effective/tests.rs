use globus::ids::AccessRuleId;
use globus::transfer::{AccessRule, Role};
use proptest::prelude::*;

use super::*;

fn path(text: &str) -> CollectionPath {
    CollectionPath::parse(text).unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

fn grant(principal: Principal, at: &str, permissions: Permissions, ends_in: Option<i64>) -> Grant {
    Grant {
        rule_id: Some(AccessRuleId::new("r")),
        role: None,
        principal,
        path: path(at),
        permissions,
        ends_at: ends_in.map(|seconds| now() + jiff::SignedDuration::from_secs(seconds)),
    }
}

fn identity(id: &str) -> Principal {
    Principal::Identity(IdentityId::new(id))
}

fn alex() -> Subject {
    let groups = HashMap::from([(GroupId::new("lab"), Some("Soil lab".to_owned()))]);
    Subject::person([IdentityId::new("alex"), IdentityId::new("alex-2")], groups)
}

#[test]
fn a_deeper_read_never_narrows_a_shallower_write() {
    let grants = [
        grant(identity("alex"), "/", Permissions::ReadWrite, None),
        grant(identity("alex"), "/raw/", Permissions::Read, Some(60)),
    ];
    let access = effective_access(&grants, &alex(), &path("/raw/1/"), now());
    assert_eq!(access.permissions, Some(Permissions::ReadWrite));
    assert_eq!((access.contributing.len(), access.without_effect.len()), (1, 1));
    assert_eq!(access.without_effect[0].1.path, path("/raw/"));
}

#[test]
fn linked_identities_groups_and_everyone_count() {
    for (principal, via) in [
        (identity("alex-2"), Via::Own),
        (
            Principal::Group(GroupId::new("lab")),
            Via::Group {
                id: GroupId::new("lab"),
                name: Some("Soil lab".into()),
            },
        ),
        (Principal::SignedIn, Via::SignedIn),
        (Principal::Anyone, Via::Anyone),
    ] {
        let access = effective_access(
            &[grant(principal, "/", Permissions::Read, None)],
            &alex(),
            &path("/x/"),
            now(),
        );
        assert_eq!(
            access
                .contributing
                .into_iter()
                .map(|(via, _)| via)
                .collect::<Vec<_>>(),
            [via]
        );
    }
    let others = [
        grant(identity("bo"), "/", Permissions::Read, None),
        grant(Principal::Group(GroupId::new("x")), "/", Permissions::Read, None),
    ];
    assert_eq!(
        effective_access(&others, &alex(), &path("/x/"), now()).permissions,
        None
    );
    let public = [grant(Principal::SignedIn, "/", Permissions::Read, None)];
    assert_eq!(
        effective_access(&public, &Subject::default(), &path("/"), now()).permissions,
        None
    );
}

#[test]
fn folders_end_at_their_slash_and_rules_at_their_end() {
    let grants = [
        grant(identity("alex"), "/ra/", Permissions::Read, None),
        grant(identity("alex"), "/raw/", Permissions::ReadWrite, Some(0)),
    ];
    assert_eq!(
        effective_access(&grants, &alex(), &path("/raw/"), now()).permissions,
        None
    );
}

#[test]
fn what_lasts_longer_contributes_beside_what_is_stronger() {
    let grants = [
        grant(identity("alex"), "/", Permissions::ReadWrite, Some(60)),
        grant(
            Principal::Group(GroupId::new("lab")),
            "/",
            Permissions::Read,
            Some(600),
        ),
    ];
    assert_eq!(
        effective_access(&grants, &alex(), &path("/"), now())
            .contributing
            .len(),
        2
    );
    // Of two equal ones the second changes nothing.
    let twice = [
        grants[0].clone(),
        Grant {
            principal: Principal::SignedIn,
            ..grants[0].clone()
        },
    ];
    let access = effective_access(&twice, &alex(), &path("/"), now());
    assert_eq!((access.contributing.len(), access.without_effect.len()), (1, 1));
    assert_eq!(access.without_effect[0].0, Via::SignedIn);
}

#[test]
fn roles_are_counted_once_and_reach_everything() {
    let implicit: AccessRule = serde_json::from_value(serde_json::json!({
        "id": null, "role_id": "e1", "role_type": "access_manager", "principal_type": "identity", "principal": "alex",
        "path": "/", "permissions": "rw",
    }))
    .unwrap();
    let role = |name: &str, principal: &str| -> Role {
        serde_json::from_value(serde_json::json!({"id": name, "principal_type": "identity", "principal": principal, "role": name})).unwrap()
    };
    let roles = [
        role("access_manager", "urn:globus:auth:identity:ALEX"),
        role("activity_monitor", "bo"),
    ];
    let grants = grants_from(std::slice::from_ref(&implicit), &roles);
    assert_eq!(grants.len(), 1);
    let access = effective_access(&grants, &alex(), &path("/deep/er/"), now());
    assert_eq!(access.permissions, Some(Permissions::ReadWrite));
    assert_eq!(
        access.contributing[0].0,
        Via::Role {
            role: "access_manager".into()
        }
    );
}

fn any_principal() -> impl Strategy<Value = Principal> {
    prop_oneof![
        prop::sample::select(vec!["alex", "alex-2", "bo"]).prop_map(identity),
        prop::sample::select(vec!["lab", "other"]).prop_map(|id| Principal::Group(GroupId::new(id))),
        Just(Principal::SignedIn),
        Just(Principal::Anyone),
    ]
}

fn any_path() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!["a", "ab", "b"]), 0..4).prop_map(|parts| {
        parts
            .iter()
            .fold("/".to_owned(), |path, part| format!("{path}{part}/"))
    })
}

fn any_grant() -> impl Strategy<Value = Grant> {
    let level = prop::sample::select(vec![Permissions::Read, Permissions::ReadWrite]);
    (
        any_principal(),
        any_path(),
        level,
        prop::option::of(-3i64..4),
        any::<bool>(),
    )
        .prop_map(|(principal, path, permissions, ends_in, is_role)| Grant {
            role: is_role.then(|| "administrator".to_owned()),
            ..grant(principal, &path, permissions, ends_in)
        })
}

/// The same in the plainest words: compare folder names one by one, ask everything of every rule.
fn naive(grants: &[Grant], at: &str, now: Timestamp) -> Option<Permissions> {
    let wanted: Vec<&str> = at.split('/').filter(|part| !part.is_empty()).collect();
    let mut best = None;
    for grant in grants {
        let parts: Vec<&str> = grant
            .path
            .as_str()
            .split('/')
            .filter(|part| !part.is_empty())
            .collect();
        let above = parts.len() <= wanted.len() && parts.iter().zip(&wanted).all(|(a, b)| a == b);
        let for_me = match &grant.principal {
            Principal::Identity(id) => id.as_str() == "alex" || id.as_str() == "alex-2",
            Principal::Group(id) => id.as_str() == "lab",
            Principal::SignedIn | Principal::Anyone => true,
        };
        let alive = grant.ends_at.is_none() || grant.ends_at > Some(now);
        if above && for_me && alive && best != Some(Permissions::ReadWrite) {
            best = Some(grant.permissions);
        }
    }
    best
}

proptest! {
    #[test]
    fn adds_up_like_the_plainest_model(grants in prop::collection::vec(any_grant(), 0..12), at in any_path()) {
        let access = effective_access(&grants, &alex(), &path(&at), now());
        prop_assert_eq!(access.permissions, naive(&grants, &at, now()));
    }

    #[test]
    fn what_has_no_effect_can_go(grants in prop::collection::vec(any_grant(), 0..12), at in any_path(), later in 0i64..5) {
        let access = effective_access(&grants, &alex(), &path(&at), now());
        let without: Vec<Grant> = access.contributing.iter().map(|(_, grant)| grant.clone()).collect();
        // Neither now nor at any later moment does anything change.
        let then = now() + jiff::SignedDuration::from_secs(later);
        prop_assert_eq!(naive(&grants, &at, then), naive(&without, &at, then));
        prop_assert_eq!(access.permissions.is_none(), access.contributing.is_empty());
    }

    #[test]
    fn more_permissions_never_take_away(grants in prop::collection::vec(any_grant(), 0..10), more in any_grant(), at in any_path()) {
        let before = effective_access(&grants, &alex(), &path(&at), now()).permissions;
        let with: Vec<Grant> = grants.into_iter().chain([more]).collect();
        prop_assert!(effective_access(&with, &alex(), &path(&at), now()).permissions >= before);
    }
}
