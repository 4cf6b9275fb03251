//! `POST /endpoint`: registers a computer with Globus Connect Personal.

use axum::body::Bytes;
use axum::extract::State;
use serde_json::json;
use uuid::Uuid;

use super::answer::Answer;
use super::caller::Caller;
use super::endpoint::{display_name, read_texts};
use super::error::TransferError;
use super::operations::json_object;
use super::{endpoint_settings, subscription};
use crate::shared::App;
use crate::state::model::{
    Collection, EntityType, PrincipalType, Role, RoleName, ServerSettings, Storage, Texts,
};

/// The new computer is offline until somebody sets it up with the key; `POST admin/online` does that here.
pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let input = json_object(&body)?;
    if input["is_globus_connect"] != true {
        return Err(TransferError::bad_request(
            "Only Globus Connect Personal is registered here: is_globus_connect must be true",
        ));
    }
    let id = Uuid::new_v4();
    let mut texts = Texts::default();
    read_texts(&input, &mut texts)?;
    let name = display_name(input["display_name"].as_str())?;
    let disk = app.places.storage_dir.join(id.simple().to_string());
    let made = tokio::task::spawn_blocking(move || std::fs::create_dir_all(disk)).await;
    if !matches!(made, Ok(Ok(()))) {
        return Err(TransferError::new(
            500,
            "InternalError",
            "The storage could not be made",
        ));
    }
    let now = app.now();
    app.state.edit(|edit| {
        let world = edit.world();
        let me = caller.standing(world);
        let owner = world.identities.by_id(me.account);
        let mut collection = Collection {
            id,
            entity_type: EntityType::GCP_mapped_collection,
            display_name: name,
            owner: me.account,
            owner_string: owner.map(|it| it.username.clone()).unwrap_or_default(),
            public: false,
            subscription: subscription::resolve(world, &me, &input["subscription_id"])?,
            host: None,
            host_path: None,
            gcs_endpoint: None,
            connected: false,
            paused: false,
            high_assurance: false,
            authentication_timeout_mins: None,
            acl_max_expiration_period_mins: None,
            disable_anonymous_writes: false,
            enable_https: None,
            local_domains: Vec::new(),
            storage: Some(Storage::Folder {
                root: id.simple().to_string(),
            }),
            texts,
            created: now,
            deleted: false,
            server: ServerSettings::default(),
        };
        endpoint_settings::read(&input, &mut collection)?;
        edit.put(Role {
            id: Uuid::new_v4(),
            collection: id,
            principal_type: PrincipalType::Identity,
            principal: me.account,
            role: RoleName::Administrator,
        })?;
        edit.put(collection)?;
        Ok::<_, TransferError>(())
    })?;
    Ok(Answer::created(
        json!({"DATA_TYPE": "endpoint_create_result", "code": "Created", "id": id,
            "message": "Endpoint created successfully", "globus_connect_setup_key": Uuid::new_v4()}),
    ))
}
