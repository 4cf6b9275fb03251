//! The university's server: open project space, protected data, and an archive that nobody shares from.

use super::collections::collection;
use super::people::{MARTA, NORA};
use super::{AUTOMATION, ENDPOINT};
use crate::seed::file::CollectionSeed;
use crate::seed::server::{CredentialSeed, GatewaySeed, ServerSeed};
use crate::state::model::{EntityType, PathRestrictions};

/// The collection that the guest collections of the demo are on.
pub(super) const STORAGE: &str = "Northfield Research Storage";
const PROTECTED: &str = "Northfield Protected Data";
const ARCHIVE: &str = "Northfield Instrument Archive";

const PROJECTS_GATEWAY: &str = "Research file system";
const PROTECTED_GATEWAY: &str = "Protected file system";

fn credential(who: &str, name: &str) -> CredentialSeed {
    CredentialSeed {
        who: who.into(),
        name: Some(name.into()),
        ..CredentialSeed::default()
    }
}

/// The endpoint with its gateways, and its mapped collections.
pub(super) fn servers() -> Vec<CollectionSeed> {
    let mut endpoint = collection(ENDPOINT, EntityType::GCSv5_endpoint, Some(ENDPOINT));
    endpoint.subscribed = true;
    endpoint.server.contact_email = Some("research-computing@northfield.example".into());
    endpoint.server.storage_gateways = vec![
        GatewaySeed {
            name: PROJECTS_GATEWAY.into(),
            // Applications are admitted too, so that they can own guest collections.
            allowed_domains: vec!["northfield.example".into(), "clients.auth.globus.org".into()],
            restrict_paths: Some(PathRestrictions {
                read_write: vec!["/".into()],
                ..PathRestrictions::default()
            }),
            user_credentials: vec![
                credential(NORA, "Nora on the research file system"),
                credential(MARTA, "Marta on the research file system"),
                credential("t.ferreira@northfield.example", "Visiting researcher"),
                credential(AUTOMATION, "Lab automation"),
            ],
            ..GatewaySeed::default()
        },
        GatewaySeed {
            name: PROTECTED_GATEWAY.into(),
            allowed_domains: vec!["northfield.example".into()],
            high_assurance: true,
            authentication_timeout_mins: Some(30),
            user_credentials: vec![credential(NORA, "Nora on the protected file system")],
            ..GatewaySeed::default()
        },
    ];
    let mut storage = mapped(STORAGE, PROJECTS_GATEWAY, "Project space for all departments");
    storage.disable_anonymous_writes = true;
    let protected = mapped(
        PROTECTED,
        PROTECTED_GATEWAY,
        "Data about people: needs a recent sign-in",
    );
    let mut archive = mapped(ARCHIVE, PROJECTS_GATEWAY, "Raw instrument data, kept as it came");
    archive.server.allow_guest_collections = false;
    archive.server.delete_protected = true;
    vec![endpoint, storage, protected, archive]
}

fn mapped(name: &str, gateway: &str, description: &str) -> CollectionSeed {
    CollectionSeed {
        host: Some(ENDPOINT.into()),
        subscribed: true,
        description: Some(description.into()),
        server: ServerSeed {
            storage_gateway: Some(gateway.into()),
            ..ServerSeed::default()
        },
        ..collection(name, EntityType::GCSv5_mapped_collection, None)
    }
}
