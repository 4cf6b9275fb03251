//! Guest collections on Globus Connect Personal: made here, listed by their host.

use axum::body::Bytes;
use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::Answer;
use super::caller::{Caller, PathIds, find};
use super::document;
use super::endpoint::{display_name, read_texts};
use super::error::TransferError;
use super::operations::{json_object, text_field};
use crate::config::Config;
use crate::params::Params;
use crate::rights::{self, Standing};
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Collection, EntityType, PrincipalType, Role, RoleName, ServerSettings, Texts};
use crate::storage::{self, Located};

/// `POST /shared_endpoint`.
pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let config = app.config().clone();
    let input = json_object(&body)?;
    let collection = app
        .state
        .read(|world| prepare(&app, world, &caller, &input, &config))?;
    let located = app
        .state
        .read(|world| storage::locate(&app, world, &collection, "/"))?;
    check_folder(
        located,
        &config,
        collection.host_path.as_deref().unwrap_or_default(),
    )
    .await?;
    let owner = Role {
        id: Uuid::new_v4(),
        collection: collection.id,
        principal_type: PrincipalType::Identity,
        principal: collection.owner,
        role: RoleName::Administrator,
    };
    let answer = json!({"DATA_TYPE": "endpoint_create_result", "code": "Created", "id": collection.id,
        "message": "Shared endpoint created successfully", "globus_connect_setup_key": null});
    app.state.edit::<_, crate::Error>(|edit| {
        edit.put(collection)?;
        edit.put(owner)
    })?;
    Ok(Answer::created(answer))
}

/// The new collection, if everything but the folder itself is in order.
fn prepare(
    app: &App,
    world: &World,
    caller: &Caller,
    input: &Value,
    config: &Config,
) -> Result<Collection, TransferError> {
    // Clients disagree on the name of this field; the service takes both.
    let host = text_field(input, "host_endpoint").or_else(|_| text_field(input, "host_endpoint_id"))?;
    let host = find(world, &host, config.deleted_is_remembered)?;
    if host.entity_type != EntityType::GCP_mapped_collection {
        return Err(TransferError::bad_request(
            "Guest collections are made here on Globus Connect Personal only",
        ));
    }
    let name = display_name(input["display_name"].as_str())?;
    let path = text_field(input, "host_path")?;
    let folder = storage::normalize_folder(&path)
        .ok_or_else(|| TransferError::invalid_path("host_path must be absolute, without /./ and /../"))?;
    let folder = storage::expand_home(host, &folder);
    let standing = caller.standing(world);
    check_host(app, world, &standing, host, &folder, config)?;
    let mut texts = Texts::default();
    read_texts(input, &mut texts)?;
    let owner = world.identities.by_id(standing.account);
    Ok(Collection {
        id: Uuid::new_v4(),
        entity_type: EntityType::GCP_guest_collection,
        display_name: name,
        owner: standing.account,
        owner_string: owner.map(|it| it.username.clone()).unwrap_or_default(),
        public: true,
        subscription: host.subscription,
        host: Some(host.id),
        host_path: Some(folder),
        gcs_endpoint: None,
        connected: false,
        paused: false,
        high_assurance: host.high_assurance,
        authentication_timeout_mins: None,
        acl_max_expiration_period_mins: None,
        disable_anonymous_writes: host.disable_anonymous_writes,
        local_domains: Vec::new(),
        enable_https: None,
        storage: None,
        texts,
        created: app.now(),
        deleted: false,
        server: ServerSettings::default(),
    })
}

/// What must be true before somebody may share a folder of their computer, in the order that helps most.
fn check_host(
    app: &App,
    world: &World,
    standing: &Standing,
    host: &Collection,
    folder: &str,
    config: &Config,
) -> Result<(), TransferError> {
    if !rights::effective_roles(world, standing, host).contains(&RoleName::Administrator) {
        return Err(TransferError::refused(
            &config.share_not_administrator,
            "You do not administer this collection",
        ));
    }
    if host.subscription.is_none() {
        let message = "This collection has no subscription, so it can't host guest collections";
        return Err(TransferError::refused(
            &config.share_without_subscription,
            message,
        ));
    }
    if !host.connected || host.paused {
        let message = format!(
            "Globus Connect Personal of '{}' is not connected",
            host.display_name
        );
        return Err(TransferError::refused(&config.share_offline, message));
    }
    if !storage::is_shareable(app, world, host, folder) {
        let message = format!("'{folder}' is not marked as shareable in Globus Connect Personal");
        return Err(TransferError::refused(&config.share_not_shareable, message));
    }
    Ok(())
}

async fn check_folder(located: Located, config: &Config, folder: &str) -> Result<(), TransferError> {
    let missing = TransferError::refused(
        &config.share_folder_missing,
        format!("Directory '{folder}' not found"),
    );
    let is_folder = tokio::task::spawn_blocking(move || match located {
        Located::Local(local) => local.existing().is_ok_and(|path| path.is_dir()),
        Located::Generated(place) => place.folder().is_ok(),
        Located::OnTheWay(_) => false,
    });
    if is_folder.await.unwrap_or(false) {
        Ok(())
    } else {
        Err(missing)
    }
}

fn guests_of<'a>(world: &'a World, host: &Collection) -> impl Iterator<Item = &'a Collection> {
    let (host, now) = (host.id, world.now());
    world
        .collections
        .iter()
        .filter(move |it| it.host == Some(host) && !it.deleted)
        .filter(move |it| it.server.hidden_until.is_none_or(|until| until <= now))
}

fn can_host(collection: &Collection) -> Result<(), TransferError> {
    if matches!(
        collection.entity_type,
        EntityType::GCP_mapped_collection | EntityType::GCSv5_mapped_collection
    ) {
        return Ok(());
    }
    Err(TransferError::bad_request(
        "This collection can't have guest collections",
    ))
}

/// `my_shared_endpoint_list`: the caller's guest collections on one host.
pub(super) async fn mine(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    let (remembers, fields) = (app.config().deleted_is_remembered, params.list("fields"));
    app.state.read(|world| {
        let host = find(world, &ids.endpoint, remembers)?;
        can_host(host)?;
        let me = caller.standing(world);
        // Server collections belong to their endpoint, so there the role says whose they are.
        let is_mine = |it: &&Collection| {
            let administers = || rights::effective_roles(world, &me, it).contains(&RoleName::Administrator);
            me.is(it.owner) || (!it.entity_type.is_personal() && administers())
        };
        let documents: Vec<Value> = guests_of(world, host)
            .filter(is_mine)
            .map(|it| document::pick(document::endpoint(&app.urls, world, &me, it), &fields))
            .collect();
        Ok(Answer::data(
            json!({"DATA_TYPE": "endpoint_list", "length": documents.len(), "DATA": documents}),
        ))
    })
}

/// The largest page of a host's guest collections.
const MOST_GUESTS: usize = 1000;

/// `shared_endpoint_list`: all guest collections on one host, for those who look after it.
pub(super) async fn all(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    let remembers = app.config().deleted_is_remembered;
    let page = match params.get("max_results") {
        Some(text) => text
            .parse::<usize>()
            .ok()
            .filter(|it| (1..=MOST_GUESTS).contains(it)),
        None => Some(MOST_GUESTS),
    };
    let page = page.ok_or_else(|| TransferError::bad_request("max_results must be a number up to 1000"))?;
    let token = params.get("next_token").map(str::parse::<Uuid>).transpose();
    let token = token.map_err(|_| TransferError::bad_request("next_token is none of ours"))?;
    app.state.read(|world| {
        let host = find(world, &ids.endpoint, remembers)?;
        can_host(host)?;
        let me = caller.standing(world);
        if rights::effective_roles(world, &me, host).is_empty() {
            return Err(TransferError::permission_denied(
                "You do not look after this collection",
            ));
        }
        // They come in the order of their ids, so the token is the first id of the next page.
        let mut guests = guests_of(world, host).filter(|it| token.is_none_or(|from| it.id >= from));
        let documents: Vec<Value> = guests
            .by_ref()
            .take(page)
            .map(|it| document::endpoint(&app.urls, world, &me, it))
            .collect();
        let next = guests.next().map(|it| it.id);
        Ok(Answer::data(
            json!({"DATA_TYPE": "shared_endpoint_list", "shared_endpoints": documents, "next_token": next}),
        ))
    })
}
