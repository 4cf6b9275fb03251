//! `PUT` and `DELETE`: a file is there whole or not at all, and never in memory.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use axum::Json;
use axum::body::Body;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use serde_json::json;
use tokio::io::AsyncWriteExt;
use uuid::Uuid;

use super::caller::{Verdict, admit};
use super::error::DataError;
use super::read::blocking;
use super::target::Target;
use crate::server::discard;
use crate::shared::App;
use crate::state::model::Permissions;
use crate::storage::{Local, Located};

/// Writes or replaces a file.
pub(super) async fn put(
    app: &App,
    target: &Target,
    headers: &HeaderMap,
    body: Body,
) -> Result<Response, DataError> {
    let prepared = match place(app, target, headers) {
        Ok(local) => prepare(app, target, local).await,
        Err(error) => Err(error),
    };
    let (mut upload, destination) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            discard(headers, body).await;
            return Err(error);
        }
    };
    let failed = |error: &std::io::Error| DataError::storage(&target.path, error);
    upload.fill(body).await.map_err(|error| failed(&error))?;
    let path = target.path.clone();
    blocking(move || {
        upload
            .finish(&destination)
            .map_err(|error| DataError::storage(&path, &error))
    })
    .await?;
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

/// Checks the destination and begins the upload, before the first byte is read.
async fn prepare(app: &App, target: &Target, local: Local) -> Result<(Upload, PathBuf), DataError> {
    let (path, uploads_dir) = (target.path.clone(), app.places.uploads_dir.clone());
    blocking(move || {
        let failed = |error: std::io::Error| DataError::storage(&path, &error);
        let destination = match local.new_entry() {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(DataError::folder()),
            other => other.map_err(failed)?,
        };
        if destination.symlink_metadata().is_ok_and(|it| it.is_dir()) {
            return Err(DataError::conflict("A folder has this name"));
        }
        Ok((Upload::begin(&uploads_dir).map_err(failed)?, destination))
    })
    .await
}

/// A file in the making, outside of every collection. Dropped unfinished it is gone.
struct Upload {
    path: PathBuf,
    file: Option<tokio::fs::File>,
}

impl Upload {
    fn begin(uploads_dir: &Path) -> std::io::Result<Self> {
        std::fs::create_dir_all(uploads_dir)?;
        let path = uploads_dir.join(Uuid::new_v4().simple().to_string());
        let file = std::fs::File::create_new(&path)?;
        Ok(Self {
            path,
            file: Some(tokio::fs::File::from_std(file)),
        })
    }

    async fn fill(&mut self, mut body: Body) -> std::io::Result<()> {
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(std::io::Error::other)?;
            if let Ok(bytes) = frame.into_data() {
                file.write_all(&bytes).await?;
            }
        }
        file.flush().await
    }

    /// Gives the file its name. Both are on the same disk: what is there is the old file or the new one.
    fn finish(mut self, destination: &Path) -> std::io::Result<()> {
        // Windows does not rename what is open.
        self.file = None;
        std::fs::rename(&self.path, destination)
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        self.file = None;
        // After a finished upload there is nothing at this path any more.
        let _ = std::fs::remove_file(&self.path);
    }
}
