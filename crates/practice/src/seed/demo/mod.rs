//! The pretend world: two institutions, an institute abroad, and a lab with a laptop.

mod collections;
mod groups;
mod people;

use super::NATIVE_CLIENT;
use super::file::{ClientSeed, SeedFile};
use collections::{collections, computers};

/// The client id that the official CLI registers itself from.
const CLI_TEMPLATE: uuid::Uuid = uuid::Uuid::from_u128(0x95fd_eba8_fac2_42bd_a357_e068_d82f_f78e);

/// An application that administers collections of the demo.
pub(super) const AUTOMATION: &str = "Whitfield Lab automation";
/// An application that is access manager of some.
pub(super) const ACCESS_DESK: &str = "Core facility access desk";

/// Everything.
pub(super) fn demo() -> SeedFile {
    SeedFile {
        collections: collections(),
        ..empty()
    }
}

/// The same people, groups and computers, with nothing shared yet.
pub(super) fn empty() -> SeedFile {
    SeedFile {
        providers: people::providers(),
        people: people::people(),
        clients: clients(),
        groups: groups::groups(),
        collections: computers(),
    }
}

fn clients() -> Vec<ClientSeed> {
    // Secrets of a pretend world: every practice has the same, so that scripts can name them.
    let confidential = |name: &str, secret: &str| ClientSeed {
        id: None,
        name: name.to_owned(),
        secret: Some(format!("{}{secret}", crate::auth::MARKER)),
    };
    vec![
        ClientSeed {
            id: Some(NATIVE_CLIENT),
            name: "Guestlist".into(),
            secret: None,
        },
        ClientSeed {
            id: Some(CLI_TEMPLATE),
            name: "Globus CLI".into(),
            secret: None,
        },
        confidential(AUTOMATION, "client-automation-0000000000000000"),
        confidential(ACCESS_DESK, "client-access-desk-000000000000000"),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::state::model::EntityType;

    #[test]
    fn the_demo_is_as_large_as_promised() {
        let demo = demo();
        assert!(demo.people.len() >= 30);
        assert_eq!(demo.people.iter().filter(|it| it.sign_in).count(), 3);
        assert_eq!(demo.groups.len(), 12);
        let of = |kind| {
            demo.collections
                .iter()
                .filter(|it| it.entity_type == kind)
                .count()
        };
        assert_eq!(of(EntityType::GCP_mapped_collection), 2);
        assert_eq!(
            of(EntityType::GCP_guest_collection) + of(EntityType::GCSv5_guest_collection),
            9
        );
        let permissions: usize = demo.collections.iter().map(|it| it.permissions.len()).sum();
        assert_eq!(permissions, 400);
    }

    #[test]
    fn no_permission_is_there_twice() {
        for collection in demo().collections {
            let mut seen = BTreeSet::new();
            for it in &collection.permissions {
                let key = (
                    it.who.clone(),
                    it.group.clone(),
                    it.everyone.clone(),
                    it.path.clone(),
                );
                assert!(seen.insert(key.clone()), "{}: {key:?}", collection.name);
            }
        }
    }

    #[test]
    fn the_demo_can_be_written_as_a_file() {
        let text = serde_json::to_string(&demo()).unwrap();
        let read: SeedFile = serde_json::from_str(&text).unwrap();
        assert_eq!(read.collections.len(), demo().collections.len());
    }
}
