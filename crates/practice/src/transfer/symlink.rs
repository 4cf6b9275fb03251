//! Links, made one at a time.

use axum::body::Bytes;
use axum::extract::State;
use serde_json::json;

use super::answer::Answer;
use super::caller::{Caller, PathIds};
use super::error::TransferError;
use super::operations::{SYMLINK, blocking, failed, json_object, only_local, open, text_field};
use super::tasks::make_link;
use crate::shared::App;
use crate::state::model::Permissions;

/// `POST …/symlink`: the link may lead anywhere, but nobody can look through it beyond the collection.
pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let document = json_object(&body)?;
    let (path, target) = (
        text_field(&document, "path")?,
        text_field(&document, "symlink_target")?,
    );
    let endpoint = &ids.endpoint;
    let opened = open(
        &app,
        &caller,
        endpoint,
        Some(&path),
        Permissions::ReadWrite,
        SYMLINK,
    )?;
    let status = app.config().mkdir_status;
    blocking(move || {
        let local = only_local(&opened.located, &path)?;
        let made = local.new_entry().and_then(|link| make_link(&target, &link));
        made.map_err(|error| failed(SYMLINK, &path, &error))?;
        Ok(Answer::stamped(
            status,
            json!({"DATA_TYPE": "symlink_result", "code": "SymlinkCreated",
                "message": "The symlink was created successfully"}),
        ))
    })
    .await
}
