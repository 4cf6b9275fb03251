use globus::transfer::AccessRule;
use serde_json::json;

use super::*;
use crate::model::StorageKind;

fn collection(roles: &[&str]) -> Endpoint {
    serde_json::from_value(json!({
        "id": "c1", "display_name": "Field data", "entity_type": "GCP_guest_collection", "my_effective_roles": roles,
        "host_endpoint_id": "laptop",
    }))
    .unwrap()
}

fn rule(id: &str, to: &str, principal: &str, path: &str, permissions: &str, end: Option<&str>) -> AccessRule {
    serde_json::from_value(json!({
        "id": id, "principal_type": to, "principal": principal, "path": path, "permissions": permissions,
        "expiration_date": end,
    }))
    .unwrap()
}

fn role(name: &str, principal: &str) -> AccessRule {
    serde_json::from_value(json!({
        "id": null, "role_id": "e1", "role_type": name, "principal_type": "identity", "principal": principal,
        "path": "/", "permissions": "rw",
    }))
    .unwrap()
}

fn read() -> Read {
    let laptop = Storage {
        id: CollectionId::new("laptop"),
        name: "Laptop".into(),
        kind: StorageKind::OtherComputer,
        online: Some(false),
        high_assurance: false,
    };
    Read {
        now: Some("2026-11-21T12:00:00Z".parse().unwrap()),
        me: HashSet::from([IdentityId::new("me")]),
        storages: HashMap::from([(laptop.id.clone(), laptop)]),
        no_end_reasons: HashMap::from([(AccessRuleId::new("r2"), "reference".to_owned())]),
        web_app: Some(Url::parse("https://app.globus.org/").unwrap()),
        ..Read::default()
    }
}

#[test]
fn one_share_for_each_folder() {
    let rules = [
        role("administrator", "me"),
        rule(
            "r1",
            "identity",
            "alex",
            "/raw/",
            "r",
            Some("2026-12-18T22:59:59Z"),
        ),
        rule("r2", "group", "lab", "/raw", "rw", None),
        rule("r3", "anonymous", "", "/", "r", Some("2026-11-30T00:00:00Z")),
        rule("r4", "identity", "bo", "/old/", "r", Some("2026-11-01T00:00:00Z")),
    ];
    let found = shares(&collection(&["administrator"]), &rules, &read());
    assert_eq!(
        found.iter().map(|share| share.path.as_str()).collect::<Vec<_>>(),
        ["/", "/raw/"]
    );
    let (root, raw) = (&found[0], &found[1]);
    assert_eq!((root.name.as_str(), raw.name.as_str()), ("Field data", "raw"));
    assert_eq!(
        (root.at_most, raw.at_most),
        (Permissions::Read, Permissions::ReadWrite)
    );
    assert_eq!(root.badges, [ShareBadge::Offline, ShareBadge::Anyone]);
    assert_eq!(raw.badges, [ShareBadge::Offline, ShareBadge::NoEndDate]);
    assert_eq!(raw.first_end, Some("2026-12-18T22:59:59Z".parse().unwrap()));
    let guests: Vec<_> = raw
        .guests
        .iter()
        .map(|guest| (guest.rule_id.is_some(), guest.is_me))
        .collect();
    assert_eq!(guests, [(true, false), (true, false), (false, true)]);
    assert_eq!(raw.guests[1].no_end_reason.as_deref(), Some("reference"));
    assert!(raw.can_change && raw.can_remove && raw.link.ends_with("origin_path=%2Fraw%2F"));
}

#[test]
fn a_collection_that_only_i_can_see_is_no_share() {
    let mine = [role("administrator", "me")];
    assert_eq!(shares(&collection(&["administrator"]), &mine, &read()), []);
    let others = [role("administrator", "me"), role("access_manager", "bo")];
    let found = shares(&collection(&["administrator"]), &others, &read());
    assert_eq!((found.len(), found[0].path.is_root()), (1, true));
    assert_eq!(found[0].badges, [ShareBadge::Offline]);
    assert!(is_shared(&found[0]));
}

#[test]
fn a_role_decides_what_may_be_done() {
    let rules = [rule("r1", "identity", "alex", "/", "r", None)];
    let allowed = |role| {
        let share = shares(&collection(&[role]), &rules, &read()).remove(0);
        (share.can_change, share.can_remove)
    };
    assert_eq!(allowed("access_manager"), (true, true));
    assert_eq!(allowed("restricted_administrator"), (false, true));
}

#[test]
fn the_soonest_end_comes_first() {
    let rules = [
        rule("r1", "identity", "alex", "/never/", "r", None),
        rule(
            "r2",
            "identity",
            "alex",
            "/late/",
            "r",
            Some("2027-12-18T22:59:59Z"),
        ),
        rule(
            "r3",
            "identity",
            "alex",
            "/soon/",
            "r",
            Some("2026-12-18T22:59:59Z"),
        ),
        rule("r4", "identity", "bo", "/soon/", "r", None),
    ];
    let mut found = shares(&collection(&["administrator"]), &rules, &read());
    sort(&mut found);
    assert_eq!(
        found.iter().map(|share| share.name.as_str()).collect::<Vec<_>>(),
        ["soon", "late", "never"]
    );
}
