//! `POST api/collections`: a guest collection, if everything is in order.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use jiff::SignedDuration;
use uuid::Uuid;

use super::caller::{Caller, manage_collections};
use super::collection_document::View;
use super::envelope::Envelope;
use super::error::GcsError;
use super::guest_account::{check_identity, choose_credential};
use super::inherit;
use super::input::Input;
use super::session::check_sign_in;
use super::{settings, sharing};
use crate::config::Config;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{
    Collection, EntityType, PrincipalType, Role, RoleName, ServerSettings, StorageGateway, Texts,
};
use crate::storage::{self, Located};

pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Envelope, GcsError> {
    let mut input = Input::read(&headers, &body, "collection")?;
    let config = app.config().clone();
    if input.text("collection_type").as_deref() == Some("mapped") {
        return super::create_mapped::create(&app, &caller, input);
    }
    let (collection, located) = app.state.read(|world| {
        let collection = prepare(&app, world, &caller, input, &config)?;
        let located =
            storage::locate(&app, world, &collection, "/").map_err(|_| folder_missing(&collection))?;
        Ok::<_, GcsError>((collection, located))
    })?;
    check_folder(located, &collection).await?;
    let administrator = Role {
        id: Uuid::new_v4(),
        collection: collection.id,
        principal_type: PrincipalType::Identity,
        principal: collection.server.identity.unwrap_or(caller.bearer.identity),
        role: RoleName::Administrator,
    };
    app.state.edit(|edit| {
        edit.put(collection.clone())?;
        edit.put(administrator)?;
        let world = edit.world();
        let view = View {
            urls: &app.urls,
            world,
            caller: &caller,
            me: &caller.standing(world),
            private_policies: false,
        };
        Ok(Envelope::created(
            view.document(&collection),
            format!("Created collection {}", collection.id),
        ))
    })
}

/// The new collection, if everything but its folder is in order. The order is that of a person who is let in: first
/// the endpoint, then the sign-in, then the account, then the folder.
fn prepare(
    app: &App,
    world: &World,
    caller: &Caller,
    mut input: Input,
    config: &Config,
) -> Result<Collection, GcsError> {
    if input.text("collection_type").as_deref() != Some("guest") {
        input.refuse("collection_type", "must be guest or mapped");
    }
    let mapped = input.needed_id("mapped_collection_id");
    let path = input.needed("collection_base_path");
    input.needed("display_name");
    let folder = base_folder(&path);
    if folder.is_none() {
        input.refuse("collection_base_path", "must be absolute, without /./ and /../");
    }
    let (named_identity, named_credential) = (input.id("identity_id"), input.id("user_credential_id"));
    let (Some(mapped), Some(folder)) = (mapped, folder) else {
        input.finish()?;
        return Err(GcsError::bad_request("The document can't be read"));
    };
    let mapped = caller.collection(world, &mapped.to_string())?;
    let mut collection = blank(app, mapped, caller, folder);
    settings::read(&mut input, &mut collection, Some(mapped));
    input.finish()?;
    if mapped.entity_type != EntityType::GCSv5_mapped_collection {
        return Err(GcsError::invalid_field(
            "mapped_collection_id",
            "is no mapped collection",
        ));
    }
    let gateway = check_host(app, world, caller, mapped, config)?;
    let me = caller.standing(world);
    let identity = check_identity(world, caller, &me, gateway, named_identity)?;
    let credential = choose_credential(
        world,
        gateway,
        &me,
        (identity, named_identity),
        named_credential,
        config,
    )?;
    if !sharing::admits_user(mapped, &credential.username) {
        return Err(GcsError::permission_denied(format!(
            "'{}' may not share files of this collection",
            credential.username
        )));
    }
    let folder = collection.host_path.as_deref().unwrap_or("/");
    let restrictions = [
        mapped.server.sharing_restrict_paths.as_ref(),
        gateway.restrict_paths.as_ref(),
    ];
    if !restrictions
        .into_iter()
        .all(|it| sharing::admits_path(it, folder))
    {
        return Err(GcsError::permission_denied(format!(
            "'{folder}' may not be shared"
        )));
    }
    collection.server.identity = Some(identity);
    collection.server.user_credential = Some(credential.id);
    Ok(collection)
}

/// `~` is the home folder; it is the root of practice's server storage.
fn base_folder(path: &str) -> Option<String> {
    match path.strip_prefix('~').or_else(|| path.strip_prefix("/~")) {
        Some("") => Some("/".to_owned()),
        Some(rest) if rest.starts_with('/') => storage::normalize_folder(rest),
        _ => storage::normalize_folder(path),
    }
}

fn blank(app: &App, mapped: &Collection, caller: &Caller, folder: String) -> Collection {
    let now = app.now();
    let delay = app.config().guest_visible_after_seconds;
    let mut collection = Collection {
        id: Uuid::new_v4(),
        entity_type: EntityType::GCSv5_guest_collection,
        display_name: String::new(),
        owner: caller.endpoint,
        owner_string: mapped.owner_string.clone(),
        public: true,
        subscription: mapped.subscription,
        host: Some(mapped.id),
        host_path: Some(folder),
        gcs_endpoint: Some(caller.endpoint),
        connected: true,
        paused: false,
        high_assurance: false,
        authentication_timeout_mins: None,
        acl_max_expiration_period_mins: None,
        disable_anonymous_writes: mapped.disable_anonymous_writes,
        enable_https: Some(mapped.enable_https != Some(false)),
        local_domains: Vec::new(),
        storage: None,
        texts: Texts::default(),
        created: now,
        deleted: false,
        server: ServerSettings {
            hidden_until: (delay > 0).then(|| {
                now.saturating_add(SignedDuration::from_secs(delay))
                    .unwrap_or(now)
            }),
            ..ServerSettings::default()
        },
    };
    inherit(mapped, &mut collection);
    collection
}

/// What the mapped collection asks before anybody's account is looked at.
fn check_host<'a>(
    app: &App,
    world: &'a World,
    caller: &Caller,
    mapped: &Collection,
    config: &Config,
) -> Result<&'a StorageGateway, GcsError> {
    if mapped.subscription.is_none() {
        return Err(GcsError::subscription_required());
    }
    if !mapped.server.allow_guest_collections {
        return Err(GcsError::permission_denied(
            "This collection does not allow guest collections",
        ));
    }
    // Protected storage has no such consent: there the sign-in itself must be fresh.
    let data_access = mapped.scope("data_access");
    if mapped.needs_data_access() && !caller.bearer.dependencies.contains(&data_access) {
        let scope = format!("{}[*{data_access}]", manage_collections(caller.endpoint));
        return Err(GcsError::missing_consent(&config.gcs_missing_data_access, &scope));
    }
    check_sign_in(world, caller, mapped, app.now())?;
    mapped
        .server
        .storage_gateway
        .and_then(|id| world.storage_gateways.by_id(id))
        .ok_or_else(|| GcsError::not_found("The storage gateway of this collection is gone"))
}

fn folder_missing(collection: &Collection) -> GcsError {
    let folder = collection.host_path.as_deref().unwrap_or("/");
    GcsError::not_found(format!("There is no folder '{folder}'"))
}

async fn check_folder(located: Located, collection: &Collection) -> Result<(), GcsError> {
    let is_folder = tokio::task::spawn_blocking(move || match located {
        Located::Local(local) => local.existing().is_ok_and(|path| path.is_dir()),
        Located::Generated(place) => place.folder().is_ok(),
        Located::OnTheWay(_) => false,
    });
    if is_folder.await.unwrap_or(false) {
        return Ok(());
    }
    Err(folder_missing(collection))
}

#[cfg(test)]
mod tests {
    use super::base_folder;

    #[test]
    fn base_paths_begin_at_the_root_or_at_home() {
        for (path, folder) in [
            ("/", "/"),
            ("/a/b", "/a/b/"),
            ("~", "/"),
            ("~/a", "/a/"),
            ("/~/a/", "/a/"),
        ] {
            assert_eq!(base_folder(path).as_deref(), Some(folder), "{path}");
        }
        for path in ["a", "~nora/a", "/a/../b", ""] {
            assert_eq!(base_folder(path), None, "{path}");
        }
    }
}
