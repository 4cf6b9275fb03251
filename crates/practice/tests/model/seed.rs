//! The world in which all stories begin, as a seed of practice and as the rules see it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::membership::Membership;
use crate::rules::{Given, LONGEST, World};
use crate::vocabulary::{GUEST_COLLECTIONS, Group, Person, Place, Principal, Rank, Role};

/// As practice reads it.
pub(crate) fn seed() -> Value {
    let longest = LONGEST * 60;
    let person =
        |name: &str| json!({"username": format!("{name}@northfield.example"), "name": name, "sign_in": true});
    let mut second = person("MiaToo");
    second["linked_to"] = "Mia@northfield.example".into();
    second["sign_in"] = false.into();
    let guest = |name: &str, kind: &str, host: &str| {
        json!({"name": name, "type": kind, "owner": "Nora@northfield.example", "host": host,
            "path": format!("/{}/", name.to_lowercase())})
    };
    let mut limited = guest("Limited", "GCP_guest_collection", "Computer");
    limited["max_expiration_mins"] = longest.into();
    limited["disable_anonymous_writes"] = true.into();
    json!({
        "people": [person("Nora"), person("Hugo"), person("Mia"), second, person("Tom"), person("Sid")],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "groups": [
            {"name": "Crew", "members": [{"who": "Nora@northfield.example", "role": "admin"}, {"who": "MiaToo@northfield.example"}]},
            {"name": "Staff", "members": [{"who": "Tom@northfield.example", "role": "admin"}]}
        ],
        "collections": [
            {"name": "Computer", "type": "GCP_mapped_collection", "owner": "Hugo@northfield.example", "subscribed": true},
            {"name": "Other computer", "type": "GCP_mapped_collection", "owner": "Hugo@northfield.example"},
            {"name": "Cluster", "type": "GCSv5_endpoint", "subscribed": true},
            {"name": "Disks", "type": "GCSv5_mapped_collection", "host": "Cluster", "subscribed": true,
             "domains": ["northfield.example"]},
            guest("Share", "GCP_guest_collection", "Computer"),
            limited,
            guest("Unsubscribed", "GCP_guest_collection", "Other computer"),
            guest("Server", "GCSv5_guest_collection", "Disks")
        ]
    })
}

/// As the rules see it.
pub(crate) fn beginning() -> World {
    let owner = |at, person| Given {
        id: String::new(),
        at,
        to: Principal::Identity(person),
        role: Role::Administrator,
    };
    let mut roles: Vec<Given> = GUEST_COLLECTIONS
        .into_iter()
        .map(|at| owner(at, Person::Nora))
        .collect();
    roles.push(owner(Place::Computer, Person::Hugo));
    World {
        now: 0,
        rules: Vec::new(),
        roles,
        members: BTreeMap::from([
            ((Group::Crew, Person::Nora), Membership::Active(Rank::Admin)),
            ((Group::Crew, Person::MiaToo), Membership::Active(Rank::Member)),
            ((Group::Staff, Person::Tom), Membership::Active(Rank::Admin)),
        ]),
    }
}
