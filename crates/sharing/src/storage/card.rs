//! A collection's document as a place that a person can open.

use globus::ids::CollectionId;
use globus::transfer::{Endpoint, EntityType, RoleName};

use crate::model::{CanShare, CannotShareHere, PlaceKind, StorageCard};

/// What can be opened: servers have no data of their own.
pub(super) fn is_place(endpoint: &Endpoint) -> bool {
    !endpoint.non_functional && endpoint.entity_type != EntityType::GcsV5Endpoint
}

/// `here` is this computer's own collection.
pub(super) fn card(endpoint: Endpoint, here: Option<&CollectionId>) -> StorageCard {
    let kind = kind(&endpoint, here);
    let words = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    StorageCard {
        kind,
        sharing: can_share(&endpoint),
        protected: endpoint.high_assurance,
        online: endpoint
            .gcp_connected
            .map(|connected| connected && endpoint.gcp_paused != Some(true)),
        https: endpoint.https_server.is_some(),
        on: words(endpoint.mapped_collection_display_name),
        organization: words(endpoint.organization).or_else(|| words(endpoint.owner_string)),
        description: words(endpoint.description),
        name: words(Some(endpoint.display_name)).unwrap_or_else(|| endpoint.id.to_string()),
        id: endpoint.id,
    }
}

fn kind(endpoint: &Endpoint, here: Option<&CollectionId>) -> PlaceKind {
    if endpoint.is_guest() {
        PlaceKind::SharedFolder
    } else if here == Some(&endpoint.id) {
        PlaceKind::ThisComputer
    } else if endpoint.is_personal() {
        PlaceKind::OtherComputer
    } else {
        PlaceKind::Server
    }
}

/// What Transfer's document says about sharing; `shareable` is left out, since it does not prove anything.
fn can_share(endpoint: &Endpoint) -> CanShare {
    let no = |reason| CanShare::No { reason };
    if endpoint.is_guest() {
        return match endpoint.can_edit_acl() {
            true => CanShare::Yes,
            false => no(CannotShareHere::NotManaged),
        };
    }
    match endpoint.entity_type {
        EntityType::GcpMappedCollection if endpoint.can_host_guest() => CanShare::Yes,
        EntityType::GcpMappedCollection if endpoint.has_role(&RoleName::Administrator) => {
            no(CannotShareHere::NoSubscription)
        }
        EntityType::GcpMappedCollection => no(CannotShareHere::NotMine),
        EntityType::GcsV4Host => no(CannotShareHere::TooOld),
        _ => CanShare::StorageDecides,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(kind: &str, role: Option<&str>, subscription: Option<&str>) -> Endpoint {
        serde_json::from_value(serde_json::json!({
            "id": "c1", "display_name": "Place", "entity_type": kind, "subscription_id": subscription,
            "my_effective_roles": role.into_iter().collect::<Vec<_>>(), "organization": "  ", "owner_string": "Ann",
        }))
        .unwrap()
    }

    #[test]
    fn what_transfer_tells_about_sharing_is_said() {
        use CannotShareHere::{NoSubscription, NotManaged, NotMine, TooOld};
        let no = |reason| CanShare::No { reason };
        let admin = Some("administrator");
        for (kind, role, subscription, expected) in [
            ("GCP_mapped_collection", admin, Some("s"), CanShare::Yes),
            ("GCP_mapped_collection", admin, None, no(NoSubscription)),
            ("GCP_mapped_collection", None, Some("s"), no(NotMine)),
            (
                "GCP_guest_collection",
                Some("access_manager"),
                None,
                CanShare::Yes,
            ),
            ("GCSv5_guest_collection", None, None, no(NotManaged)),
            (
                "GCSv5_guest_collection",
                Some("restricted_administrator"),
                None,
                no(NotManaged),
            ),
            ("GCSv5_mapped_collection", None, None, CanShare::StorageDecides),
            ("GCSv4_host", admin, Some("s"), no(TooOld)),
            ("GCSv6_mapped_collection", None, None, CanShare::StorageDecides),
        ] {
            assert_eq!(
                can_share(&endpoint(kind, role, subscription)),
                expected,
                "{kind} {role:?}"
            );
        }
    }

    #[test]
    fn a_card_says_what_kind_of_place_it_is() {
        let here = CollectionId::new("c1");
        let kind = |name: &str, here: Option<&CollectionId>| card(endpoint(name, None, None), here).kind;
        assert_eq!(
            kind("GCP_mapped_collection", Some(&here)),
            PlaceKind::ThisComputer
        );
        assert_eq!(kind("GCP_mapped_collection", None), PlaceKind::OtherComputer);
        assert_eq!(kind("GCSv5_mapped_collection", None), PlaceKind::Server);
        assert_eq!(kind("GCSv4_share", None), PlaceKind::SharedFolder);
        assert!(!is_place(&endpoint("GCSv5_endpoint", None, None)));
        let unnamed = Endpoint {
            display_name: String::new(),
            ..endpoint("GCSv5_mapped_collection", None, None)
        };
        let card = card(unnamed, None);
        assert_eq!(
            (card.name.as_str(), card.organization.as_deref()),
            ("c1", Some("Ann"))
        );
    }
}
