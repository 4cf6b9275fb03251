//! A new mapped collection: for those who administer the endpoint.

use uuid::Uuid;

use super::caller::Caller;
use super::collection_document::View;
use super::envelope::Envelope;
use super::error::GcsError;
use super::input::Input;
use super::settings;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Collection, EntityType, ServerSettings, Storage, Texts};

pub(super) fn create(app: &App, caller: &Caller, input: Input) -> Result<Envelope, GcsError> {
    let collection = app.state.read(|world| prepare(app, world, caller, input))?;
    let folder = app.places.storage_dir.join(collection.id.simple().to_string());
    std::fs::create_dir_all(&folder).map_err(crate::Error::folder(folder))?;
    app.state.edit(|edit| {
        edit.put(collection.clone())?;
        let world = edit.world();
        let view = View {
            urls: &app.urls,
            world,
            caller,
            me: &caller.standing(world),
            private_policies: true,
        };
        Ok(Envelope::created(
            view.document(&collection),
            format!("Created collection {}", collection.id),
        ))
    })
}

fn prepare(app: &App, world: &World, caller: &Caller, mut input: Input) -> Result<Collection, GcsError> {
    let me = caller.standing(world);
    caller.require_endpoint_administrator(world, &me)?;
    input.needed("display_name");
    // Practice gives each mapped collection a disk of its own.
    if !matches!(input.needed("collection_base_path").as_str(), "/" | "") {
        input.refuse("collection_base_path", "must be / in practice");
    }
    let gateway = input.needed_id("storage_gateway_id");
    let Some(gateway) = gateway else {
        input.finish()?;
        return Err(GcsError::bad_request("The document can't be read"));
    };
    let gateway = world
        .storage_gateways
        .by_id(gateway)
        .filter(|it| it.endpoint == caller.endpoint)
        .ok_or_else(|| GcsError::not_found(format!("There is no storage gateway {gateway}")))?;
    let endpoint = world.collections.by_id(caller.endpoint);
    let id = Uuid::new_v4();
    let mut collection = Collection {
        id,
        entity_type: EntityType::GCSv5_mapped_collection,
        display_name: String::new(),
        owner: caller.endpoint,
        owner_string: endpoint.map(|it| it.owner_string.clone()).unwrap_or_default(),
        public: true,
        subscription: endpoint.and_then(|it| it.subscription),
        host: None,
        host_path: None,
        gcs_endpoint: Some(caller.endpoint),
        connected: true,
        paused: false,
        high_assurance: gateway.high_assurance,
        authentication_timeout_mins: gateway.authentication_timeout_mins,
        acl_max_expiration_period_mins: None,
        disable_anonymous_writes: false,
        enable_https: None,
        local_domains: gateway.allowed_domains.clone(),
        storage: Some(Storage::Folder {
            root: id.simple().to_string(),
        }),
        texts: Texts::default(),
        created: app.now(),
        deleted: false,
        server: ServerSettings {
            storage_gateway: Some(gateway.id),
            identity: Some(caller.bearer.identity),
            require_mfa: gateway.require_mfa,
            ..ServerSettings::default()
        },
    };
    settings::read(&mut input, &mut collection, None);
    input.finish()?;
    Ok(collection)
}
