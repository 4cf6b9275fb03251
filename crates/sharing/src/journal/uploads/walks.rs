//! What walks through a folder find, the first one and those that look for what was missing.

use rusqlite::{Connection, params};

use super::super::JournalError;
use super::columns::size;
use crate::copy::upload::Found;

/// The walk that goes on.
const WALK: &str = "(SELECT walk FROM upload WHERE id = ?1)";

pub(super) fn begin(connection: &Connection, id: &str) -> Result<(), JournalError> {
    connection.execute("UPDATE upload SET walk = walk + 1 WHERE id = ?1", [id])?;
    for reset in [
        "DELETE FROM upload_left_out WHERE upload_id = ?1",
        "UPDATE upload_file SET state = 'waiting', why = NULL, lost = 0 WHERE upload_id = ?1 AND state = 'failed'",
        "UPDATE upload_folder SET made = 0 WHERE upload_id = ?1 AND made = 2",
    ] {
        connection.execute(reset, [id])?;
    }
    Ok(())
}

pub(super) fn add(connection: &Connection, id: &str, found: &[Found]) -> Result<(), JournalError> {
    let mut folder = connection.prepare_cached(&format!(
        "INSERT INTO upload_folder (upload_id, path, depth, walk) VALUES (?1, ?2, ?3, {WALK})
         ON CONFLICT DO UPDATE SET walk = excluded.walk"
    ))?;
    // Manifests of older versions do not know when a file was written to.
    const IS_STILL: &str = "state IN ('sent', 'checked') AND size = excluded.size
         AND coalesce(modified = excluded.modified, 1)";
    let mut file = connection.prepare_cached(&format!(
        "INSERT INTO upload_file (upload_id, path, folder, size, modified, walk)
         VALUES (?1, ?2, ?3, ?4, ?5, {WALK})
         ON CONFLICT DO UPDATE SET walk = excluded.walk, size = excluded.size,
         state = CASE WHEN {IS_STILL} THEN state ELSE 'waiting' END,
         lost = CASE WHEN {IS_STILL} THEN lost ELSE 0 END,
         modified = CASE WHEN {IS_STILL} THEN modified ELSE excluded.modified END,
         why = NULL"
    ))?;
    let mut left_out = connection.prepare_cached(
        "INSERT OR REPLACE INTO upload_left_out (upload_id, path, why) SELECT ?1, ?2, ?3
         WHERE NOT (?4 AND EXISTS (SELECT 1 FROM upload_file
             WHERE upload_id = ?1 AND path = ?2 AND state IN ('sent', 'checked')))",
    )?;
    for one in found {
        match one {
            Found::Folder(path) => folder.execute(params![id, path.as_str(), path.depth()])?,
            Found::File {
                path,
                size: bytes,
                modified,
            } => {
                let (around, _) = path.split();
                file.execute(params![
                    id,
                    path.as_str(),
                    around.as_str(),
                    size(*bytes),
                    modified
                ])?
            }
            Found::LeftOut { path, why } => {
                let why_text = serde_json::to_string(why)?;
                left_out.execute(params![id, path, why_text, why.is_about_reading()])?
            }
        };
    }
    Ok(())
}

pub(super) fn end(connection: &Connection, id: &str) -> Result<(), JournalError> {
    connection.execute(
        &format!("DELETE FROM upload_file WHERE upload_id = ?1 AND state = 'waiting' AND walk < {WALK}"),
        [id],
    )?;
    connection.execute(
        &format!("DELETE FROM upload_folder WHERE upload_id = ?1 AND made = 0 AND walk < {WALK}"),
        [id],
    )?;
    Ok(())
}
