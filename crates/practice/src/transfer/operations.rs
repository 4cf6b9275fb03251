//! File operations: real folders behind pretend collections.

use std::io::ErrorKind;

use axum::body::Bytes;
use axum::extract::State;
use serde::Serialize;
use serde_json::{Value, json};

use super::answer::Answer;
use super::caller::{Caller, PathIds, find};
use super::data_conditions::check_data_conditions;
use super::error::TransferError;
use super::file_entry::{FileDocument, FileEntry};
use super::listing::{self, Wish};
use super::tasks;
use crate::config::Config;
use crate::params::Params;
use crate::rights;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Collection, EntityType, Permissions, RecentUse};
use crate::storage::{self, Local, Located};

/// Part of an `ExternalError` code that names what failed.
const LISTING: &str = "DirListingFailed";
const MKDIR: &str = "MkdirFailed";
const RENAME: &str = "RenameFailed";
pub(super) const SYMLINK: &str = "SymlinkFailed";

/// `DATA_TYPE: file_list`
#[derive(Serialize)]
struct FileList<'a> {
    #[serde(rename = "DATA_TYPE")]
    data_type: &'static str,
    endpoint: &'a str,
    path: &'a str,
    absolute_path: Option<&'a str>,
    rename_supported: bool,
    symlink_supported: bool,
    length: usize,
    total: usize,
    #[serde(rename = "DATA")]
    data: Vec<FileDocument<'a>>,
}

/// A path that the caller may use, and the form of it that goes into answers.
pub(super) struct Opened {
    pub(super) located: Located,
    folder: String,
}

/// Checks everything that can be known without touching a file.
pub(super) fn open(
    app: &App,
    caller: &Caller,
    endpoint: &str,
    path: Option<&str>,
    needed: Permissions,
    operation: &str,
) -> Result<Opened, TransferError> {
    let (now, config) = (app.now(), app.config());
    let (opened, mark) = app.state.read(|world| {
        let collection = find(world, endpoint, config.deleted_is_remembered)?;
        let standing = caller.standing(world);
        if collection.entity_type == EntityType::GCSv5_endpoint {
            return Err(TransferError::not_supported("Data operations need a collection"));
        }
        check_online(world, collection, operation, &config)?;
        tasks::check_pause(
            world,
            collection,
            caller.0.identity,
            now,
            |pauses| match operation {
                MKDIR => pauses.pause_mkdir,
                RENAME => pauses.pause_rename,
                SYMLINK => pauses.pause_symlink,
                _ => pauses.pause_ls,
            },
        )?;
        check_data_conditions(world, caller, collection, operation, now)?;
        let path = path.map_or_else(|| default_folder(collection), str::to_owned);
        let folder = storage::normalize_folder(&path).ok_or_else(|| TransferError::path_denied(&path))?;
        let absolute = storage::expand_home(collection, &folder);
        let level = rights::access_level(world, &standing, collection, &absolute, now);
        if level.is_none_or(|level| level < needed) {
            return Err(TransferError::path_denied(&path));
        }
        let located = storage::locate(app, world, collection, &folder)?;
        let mark = RecentUse {
            account: standing.account,
            collection: collection.id,
            time: now,
        };
        let known = world
            .recent_uses
            .get(&format!("{}/{}", mark.account, mark.collection));
        // A write for each listing would only wear the disk.
        let fresh = known.is_some_and(|it| now.duration_since(it.time).as_secs() < 60);
        Ok((Opened { located, folder }, (!fresh).then_some(mark)))
    })?;
    if let Some(mark) = mark {
        app.state.edit::<_, crate::Error>(|edit| edit.put(mark))?;
    }
    Ok(opened)
}

fn default_folder(collection: &Collection) -> String {
    let standard = if collection.entity_type.is_guest() {
        "/"
    } else {
        "/~/"
    };
    collection
        .texts
        .default_directory
        .clone()
        .unwrap_or_else(|| standard.to_owned())
}

pub(super) fn check_online(
    world: &World,
    collection: &Collection,
    operation: &str,
    config: &Config,
) -> Result<(), TransferError> {
    let mapped = collection
        .host
        .and_then(|id| world.collections.by_id(id))
        .unwrap_or(collection);
    if !mapped.entity_type.is_personal() || (mapped.connected && !mapped.paused) {
        return Ok(());
    }
    let (code, text) = if mapped.connected {
        (config.gcp_paused_code.as_str(), "is paused")
    } else {
        ("GCDisconnected", "is not connected")
    };
    let message = format!("Globus Connect Personal of '{}' {text}", mapped.display_name);
    Err(TransferError::new(
        502,
        format!("ExternalError.{operation}.{code}"),
        message,
    ))
}

pub(super) async fn ls(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    let opened = open(
        &app,
        &caller,
        &ids.endpoint,
        params.get("path"),
        Permissions::Read,
        LISTING,
    )?;
    let wish = Wish::parse(&params)?;
    let absolute = app.config().absolute_paths.then(|| {
        app.state.read(|world| {
            let collection = find(world, &ids.endpoint, false).ok()?;
            let is_mapped = !collection.entity_type.is_guest();
            is_mapped.then(|| storage::expand_home(collection, &opened.folder))
        })
    });
    let absolute = absolute.flatten();
    let (endpoint, now) = (ids.endpoint, app.now());
    blocking(move || {
        let (page, total) = listing::page(&opened.located, &wish, now)
            .map_err(|error| failed(LISTING, &opened.folder, &error))?;
        let list = FileList {
            data_type: "file_list",
            endpoint: &endpoint,
            path: &opened.folder,
            absolute_path: absolute.as_deref(),
            rename_supported: true,
            symlink_supported: false,
            length: page.len(),
            total,
            data: page.iter().map(FileEntry::document).collect(),
        };
        // Written here, off the async threads: it may be tens of megabytes.
        serde_json::to_vec(&list)
            .map(Answer::written)
            .map_err(|error| TransferError::from(crate::Error::from(error)))
    })
    .await
}

pub(super) async fn stat(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    let path = params
        .get("path")
        .ok_or_else(|| TransferError::bad_request("path is missing"))?
        .to_owned();
    let opened = open(
        &app,
        &caller,
        &ids.endpoint,
        Some(&path),
        Permissions::Read,
        LISTING,
    )?;
    let now = app.now();
    blocking(move || {
        let entry = match &opened.located {
            Located::OnTheWay(_) => {
                let name = opened
                    .folder
                    .trim_end_matches('/')
                    .rsplit('/')
                    .next()
                    .unwrap_or_default();
                FileEntry::folder(name.to_owned(), now)
            }
            Located::Generated(place) => place
                .entry()
                .map(FileEntry::generated)
                .map_err(|error| stat_failed(&path, &opened.folder, &error))?,
            Located::Local(local) => local
                .entry()
                .and_then(|entry| FileEntry::read(&entry, local))
                .map_err(|error| stat_failed(&path, &opened.folder, &error))?,
        };
        Ok(Answer::data(json!(entry.document())))
    })
    .await
}

pub(super) async fn mkdir(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let document = json_object(&body)?;
    let path = text_field(&document, "path")?;
    let opened = open(
        &app,
        &caller,
        &ids.endpoint,
        Some(&path),
        Permissions::ReadWrite,
        MKDIR,
    )?;
    let status = app.config().mkdir_status;
    blocking(move || {
        let local = only_local(&opened.located, &path)?;
        let made = local.new_entry().and_then(std::fs::create_dir);
        made.map_err(|error| failed(MKDIR, &path, &error))?;
        Ok(Answer::stamped(
            status,
            json!({"DATA_TYPE": "mkdir_result", "code": "DirectoryCreated",
                "message": "The directory was created successfully"}),
        ))
    })
    .await
}

pub(super) async fn rename(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let document = json_object(&body)?;
    let (old, new) = (
        text_field(&document, "old_path")?,
        text_field(&document, "new_path")?,
    );
    let from = open(
        &app,
        &caller,
        &ids.endpoint,
        Some(&old),
        Permissions::ReadWrite,
        RENAME,
    )?;
    let to = open(
        &app,
        &caller,
        &ids.endpoint,
        Some(&new),
        Permissions::ReadWrite,
        RENAME,
    )?;
    blocking(move || {
        let (from, to) = (only_local(&from.located, &old)?, only_local(&to.located, &new)?);
        let renamed = from.entry().and_then(|from| {
            let to = to.new_entry()?;
            if to.symlink_metadata().is_ok() {
                return Err(ErrorKind::AlreadyExists.into());
            }
            std::fs::rename(from, to)
        });
        renamed.map_err(|error| failed(RENAME, &old, &error))?;
        Ok(Answer::result(
            "FileRenamed",
            "File or directory renamed successfully",
        ))
    })
    .await
}

fn stat_failed(path: &str, folder: &str, error: &std::io::Error) -> TransferError {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            TransferError::new(404, "NotFound", format!("Path '{path}' not found"))
        }
        _ => failed(LISTING, folder, error),
    }
}

pub(super) fn only_local<'a>(located: &'a Located, path: &str) -> Result<&'a Local, TransferError> {
    match located {
        Located::Local(local) => Ok(local),
        Located::OnTheWay(_) | Located::Generated(_) => Err(TransferError::path_denied(path)),
    }
}

/// What the storage said, as Transfer passes it on.
pub(super) fn failed(operation: &str, path: &str, error: &std::io::Error) -> TransferError {
    let external = |code: &str| {
        TransferError::new(
            502,
            format!("ExternalError.{operation}{code}"),
            format!("'{path}': {error}"),
        )
    };
    match error.kind() {
        ErrorKind::NotFound => TransferError::not_found(format!("Directory '{path}' not found on endpoint")),
        ErrorKind::AlreadyExists => external(".Exists"),
        ErrorKind::NotADirectory => external(".NotDirectory"),
        ErrorKind::PermissionDenied => external(".PermissionDenied"),
        _ => external(""),
    }
}

pub(super) fn json_object(body: &Bytes) -> Result<Value, TransferError> {
    serde_json::from_slice::<Value>(body)
        .ok()
        .filter(Value::is_object)
        .ok_or_else(|| TransferError::bad_request("The body is not a JSON document"))
}

pub(super) fn text_field(document: &Value, name: &str) -> Result<String, TransferError> {
    document[name]
        .as_str()
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .ok_or_else(|| TransferError::bad_request(format!("{name} is missing")))
}

/// Disks are slow: their work never holds up other requests.
pub(super) async fn blocking(
    work: impl FnOnce() -> Result<Answer, TransferError> + Send + 'static,
) -> Result<Answer, TransferError> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
        Err(TransferError::new(
            500,
            "InternalError",
            "The file operation did not end",
        ))
    })
}
