//! Data folders that an earlier version made: what they lack is added, what they hold stays.

use super::server::{GatewaySeed, ServerSeed, own_gateway, settle_guest, settle_mapped};
use crate::Error;
use crate::gcs;
use crate::state::Edit;
use crate::state::model::{Collection, EntityType};

/// Servers had no manager once, and so no storage gateways: their mapped collections get what a seed without any says.
pub(crate) fn upgrade(edit: &mut Edit<'_>) -> Result<(), Error> {
    let servers: Vec<Collection> = {
        let all = edit.world().collections.iter();
        all.filter(|it| !it.entity_type.is_personal()).cloned().collect()
    };
    let endpoint = servers
        .iter()
        .find(|it| it.entity_type == EntityType::GCSv5_endpoint && !it.deleted);
    if let Some(endpoint) = endpoint.filter(|_| !edit.world().notes.contains_key(gcs::FIRST_ENDPOINT)) {
        edit.note(gcs::FIRST_ENDPOINT, endpoint.id.to_string())?;
    }
    let without_gateway = |kind| {
        servers
            .iter()
            .filter(move |it| it.entity_type == kind && it.server.storage_gateway.is_none())
            .cloned()
    };
    for mut mapped in without_gateway(EntityType::GCSv5_mapped_collection) {
        let gateway = GatewaySeed {
            name: mapped.display_name.clone(),
            allowed_domains: mapped.local_domains.clone(),
            high_assurance: mapped.high_assurance,
            ..GatewaySeed::default()
        };
        let gateway = own_gateway(edit, mapped.owner, &gateway)?;
        settle_mapped(&ServerSeed::default(), &mut mapped, &gateway);
        edit.put(mapped)?;
    }
    for mut guest in without_gateway(EntityType::GCSv5_guest_collection) {
        settle_guest(&mut guest, edit.world());
        edit.put(guest)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::State;
    use crate::state::model::{ServerSettings, StorageGateway};

    #[test]
    fn servers_of_an_earlier_version_get_their_gateways() {
        let dir = tempfile::tempdir().unwrap();
        let state = State::open(dir.path()).unwrap();
        let places = crate::personal::places(dir.path());
        let seed = crate::Seed::Demo.read().unwrap();
        let now = jiff::Timestamp::now();
        state
            .edit::<_, Error>(|edit| super::super::apply(&seed, edit, &places, now))
            .unwrap();
        let on_servers = |kind| {
            state.read(|world| {
                let all = world.collections.iter().filter(|it| it.entity_type == kind);
                all.cloned().collect::<Vec<_>>()
            })
        };
        let kinds = [
            EntityType::GCSv5_mapped_collection,
            EntityType::GCSv5_guest_collection,
        ];
        state
            .edit::<_, Error>(|edit| {
                for mut collection in kinds.into_iter().flat_map(on_them(edit)) {
                    collection.server = ServerSettings::default();
                    edit.put(collection)?;
                }
                let gateways: Vec<_> = edit.world().storage_gateways.iter().map(|it| it.id).collect();
                for gateway in gateways {
                    edit.remove::<StorageGateway>(&gateway.to_string())?;
                }
                Ok(())
            })
            .unwrap();
        state.edit::<_, Error>(upgrade).unwrap();
        for kind in kinds {
            let found = on_servers(kind);
            assert!(!found.is_empty());
            for collection in found {
                let gateway = collection.server.storage_gateway.unwrap();
                assert!(state.read(|world| world.storage_gateways.by_id(gateway).is_some()));
            }
        }
        assert!(
            on_servers(EntityType::GCSv5_mapped_collection)
                .iter()
                .all(|it| it.server.allow_guest_collections)
        );
        let before = state.read(|world| world.storage_gateways.len());
        state.edit::<_, Error>(upgrade).unwrap();
        assert_eq!(state.read(|world| world.storage_gateways.len()), before);
    }

    fn on_them(edit: &Edit<'_>) -> impl FnMut(EntityType) -> Vec<Collection> + use<> {
        let all: Vec<Collection> = edit.world().collections.iter().cloned().collect();
        move |kind| all.iter().filter(|it| it.entity_type == kind).cloned().collect()
    }
}
