//! What columns hold, and back.

use rusqlite::{Connection, Params, Row};

use super::super::{JournalError, texts};
use crate::copy::upload::{FileState, RelativePath};

pub(super) const SENT: &str = "sent";
pub(super) const CHECKED: &str = "checked";

/// State and reason, as the columns have them.
pub(super) fn columns(state: &FileState) -> Result<(&'static str, Option<String>), JournalError> {
    Ok(match state {
        FileState::Waiting => ("waiting", None),
        FileState::Sent { .. } => (SENT, None),
        FileState::Checked => (CHECKED, None),
        FileState::Failed(why) => ("failed", Some(serde_json::to_string(why)?)),
    })
}

fn damaged(path: &str) -> JournalError {
    JournalError::Broken {
        detail: format!("an upload has the path {path:?}"),
    }
}

/// Paths come from the disk: a journal that somebody wrote into must not lead anywhere else.
pub(super) fn path(text: &str) -> Result<RelativePath, JournalError> {
    RelativePath::parse(text).ok_or_else(|| damaged(text))
}

pub(super) fn paths(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<Vec<RelativePath>, JournalError> {
    let texts = texts(connection, sql, params)?;
    texts.iter().map(|text| path(text)).collect()
}

pub(super) fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(u64::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
}

pub(super) fn size(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

pub(super) fn rows(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

/// A prefix of the paths inside a folder, and the first text behind all of them.
pub(super) fn range(folder: &RelativePath) -> (String, String) {
    (format!("{folder}/"), format!("{folder}0"))
}
