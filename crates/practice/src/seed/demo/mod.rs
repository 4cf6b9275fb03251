//! The pretend world: two institutions, an institute abroad, and a lab with a laptop.

mod collections;
mod groups;
mod people;
mod servers;

use super::file::{ClientSeed, SeedFile};
use super::{CLI_TEMPLATE, NATIVE_CLIENT, id_of};
use collections::{bookmarks, collections, computers};

/// An application that administers collections of the demo.
pub(super) const AUTOMATION: &str = "Whitfield Lab automation";
/// An application that is access manager of some.
pub(super) const ACCESS_DESK: &str = "Core facility access desk";

/// The university's server. Its own client owns all its collections, so who has the secret administers them.
pub(super) const ENDPOINT: &str = "Northfield Research Computing";

/// Everything.
pub(super) fn demo() -> SeedFile {
    SeedFile {
        collections: collections(),
        bookmarks: bookmarks(),
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
        subscriptions: Vec::new(),
        collections: computers(),
        bookmarks: Vec::new(),
    }
}

fn clients() -> Vec<ClientSeed> {
    // Secrets of a pretend world: every practice has the same, so that scripts can name them.
    let confidential = |name: &str, secret: &str| ClientSeed {
        id: None,
        name: name.to_owned(),
        secret: Some(format!("{}{secret}", crate::auth::MARKER)),
        scopes: Vec::new(),
    };
    vec![
        ClientSeed {
            id: Some(NATIVE_CLIENT),
            name: "Guestlist".into(),
            secret: None,
            scopes: Vec::new(),
        },
        ClientSeed {
            id: Some(CLI_TEMPLATE),
            name: "Globus CLI".into(),
            secret: None,
            scopes: Vec::new(),
        },
        confidential(AUTOMATION, "client-automation-0000000000000000"),
        confidential(ACCESS_DESK, "client-access-desk-000000000000000"),
        ClientSeed {
            id: Some(id_of("collection", ENDPOINT)),
            ..confidential(ENDPOINT, "client-endpoint-000000000000000000")
        },
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
