//! `PUT` and `DELETE`: a file is there whole or not at all, and never in memory.

use std::io::ErrorKind;
use std::path::PathBuf;

use axum::Json;
use axum::body::Body;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::caller::{Verdict, admit};
use super::error::DataError;
use super::read::blocking;
use super::target::Target;
use super::upload::{self, Upload};
use crate::server::discard;
use crate::shared::App;
use crate::state::model::Permissions;
use crate::storage::{Local, Located};
use crate::transfer::{consume_quota, free_bytes};

/// Writes or replaces a file.
pub(super) async fn put(
    app: &App,
    target: &Target,
    headers: &HeaderMap,
    body: Body,
) -> Result<Response, DataError> {
    let prepared = match place(app, target, headers) {
        Ok(local) => prepare(app, target, headers, local).await,
        Err(error) => Err(error),
    };
    let destination = match prepared {
        Ok(destination) => destination,
        Err(error) => {
            discard(headers, body).await;
            return Err(error);
        }
    };
    let failed = |error: &std::io::Error| DataError::storage(&target.path, error);
    let upload = Upload::new(&app.places.uploads_dir);
    let (upload, rest, size) = upload::receive(upload, body)
        .await
        .map_err(|error| failed(&error))?;
    let path = target.path.clone();
    blocking(move || {
        upload
            .finish(rest, &destination)
            .map_err(|error| DataError::storage(&path, &error))
    })
    .await?;
    if free(app, target).is_some() {
        app.state
            .edit(|edit| consume_quota(edit, target.collection, size).map_err(DataError::from))?;
    }
    Ok(done("The file was written"))
}

/// Removes a file. A link goes, not what it leads to.
pub(super) async fn delete(app: &App, target: &Target, headers: &HeaderMap) -> Result<Response, DataError> {
    let local = place(app, target, headers)?;
    let path = target.path.clone();
    blocking(move || {
        let removed = local.entry().and_then(|entry| {
            if entry.symlink_metadata()?.is_dir() {
                return Err(ErrorKind::IsADirectory.into());
            }
            std::fs::remove_file(entry)
        });
        removed.map_err(|error| DataError::storage(&path, &error))
    })
    .await?;
    Ok(done("The file was removed"))
}

fn done(message: &str) -> Response {
    Json(json!({"code": "success", "http_response_code": 200, "message": message})).into_response()
}

/// Where a caller may write.
fn place(app: &App, target: &Target, headers: &HeaderMap) -> Result<Local, DataError> {
    let verdict = admit(app, target, headers, Permissions::ReadWrite)?;
    // Q19: half a file under the name of a whole one would be worse than none.
    if headers.contains_key(header::CONTENT_RANGE) {
        return Err(DataError::bad_request("A file can only be written as a whole"));
    }
    if target.is_folder() {
        return Err(DataError::folder());
    }
    match verdict {
        Verdict::Open(Located::Local(local)) => Ok(local),
        Verdict::Open(_) => Err(DataError::permission_denied("Nothing can be written here")),
        Verdict::SignIn => Err(DataError::not_authorized()),
    }
}

/// Checks the destination before the first byte is read.
async fn prepare(
    app: &App,
    target: &Target,
    headers: &HeaderMap,
    local: Local,
) -> Result<PathBuf, DataError> {
    let length = headers.get(header::CONTENT_LENGTH);
    let length: Option<u64> = length.and_then(|it| it.to_str().ok()?.parse().ok());
    if let (Some(free), Some(length)) = (free(app, target), length)
        && free < length
    {
        return Err(DataError::refused(
            &app.config().https_quota,
            format!("{length} bytes are needed, {free} are left"),
        ));
    }
    let path = target.path.clone();
    blocking(move || {
        let failed = |error: std::io::Error| DataError::storage(&path, &error);
        let destination = match local.new_entry() {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(DataError::folder()),
            other => other.map_err(failed)?,
        };
        if destination.symlink_metadata().is_ok_and(|it| it.is_dir()) {
            return Err(DataError::conflict("A folder has this name"));
        }
        Ok(destination)
    })
    .await
}

/// How much may still be written to the disk of this collection; none without a limit.
fn free(app: &App, target: &Target) -> Option<u64> {
    app.state.read(|world| free_bytes(world, target.collection))
}
