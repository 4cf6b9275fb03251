//! The journal's tables. Documents are kept as JSON in the shapes of this crate; columns exist for what is searched.

use rusqlite::Connection;

use super::JournalError;

/// The newest schema. Raise it together with a step in [`prepare`].
pub(super) const VERSION: u32 = 5;

const FIRST: &str = "
CREATE TABLE draft (id TEXT PRIMARY KEY, saved_at INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE TABLE share (
    id TEXT PRIMARY KEY,
    identity TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    phase TEXT NOT NULL,
    plan TEXT NOT NULL,
    stopped_by TEXT,
    verified_at INTEGER
) STRICT;
CREATE TABLE share_collection (
    share_id TEXT NOT NULL REFERENCES share (id) ON DELETE CASCADE,
    folder INTEGER NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (share_id, folder)
) STRICT;
CREATE TABLE share_grant (
    share_id TEXT NOT NULL REFERENCES share (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (share_id, position)
) STRICT;
CREATE TABLE recent_folder (path TEXT PRIMARY KEY, used_at INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE TABLE recent_guest (id TEXT PRIMARY KEY, used_at INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE TABLE no_end_reason (rule_id TEXT PRIMARY KEY, reason TEXT NOT NULL) STRICT;
CREATE TABLE cache (key TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;
PRAGMA user_version = 1;
";

/// Uploads and what became of each file. Looking after shares: what happened, which ends were announced, and what pinned
/// folders held; changes and their rows, what was read of all collections, what was seen at the last visit, which
/// permissions this app wrote since, and collections that were added by hand.
const SECOND: &str = "
CREATE TABLE audit (identity TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;
CREATE TABLE audit_collection (
    identity TEXT NOT NULL,
    collection_id TEXT NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (identity, collection_id)
) STRICT;
CREATE TABLE visit (identity TEXT PRIMARY KEY, at INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE TABLE mine (identity TEXT NOT NULL, rule_id TEXT NOT NULL, PRIMARY KEY (identity, rule_id)) STRICT;
CREATE TABLE added_collection (id TEXT PRIMARY KEY) STRICT;
CREATE TABLE change (
    id TEXT PRIMARY KEY,
    identity TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    phase TEXT NOT NULL,
    plan TEXT NOT NULL,
    stopped_by TEXT,
    verified_at INTEGER
) STRICT;
CREATE TABLE change_row (
    change_id TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (change_id, position)
) STRICT;
CREATE TABLE history (
    identity TEXT NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL,
    noticed_at INTEGER NOT NULL,
    author TEXT NOT NULL,
    event TEXT NOT NULL,
    collection_id TEXT NOT NULL,
    path TEXT NOT NULL,
    guest TEXT NOT NULL,
    words TEXT NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (identity, id)
) STRICT;
CREATE INDEX history_at ON history (identity, at);
CREATE TABLE reminded (
    identity TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    ends_at INTEGER NOT NULL,
    days INTEGER NOT NULL,
    PRIMARY KEY (identity, rule_id, ends_at, days)
) STRICT;
CREATE TABLE folder_names (
    identity TEXT NOT NULL,
    collection_id TEXT NOT NULL,
    path TEXT NOT NULL,
    at INTEGER NOT NULL,
    pinned INTEGER NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (identity, collection_id, path)
) STRICT;
CREATE TABLE upload (id TEXT PRIMARY KEY, stage TEXT NOT NULL, destination_existed INTEGER) STRICT;
CREATE TABLE upload_folder (
    upload_id TEXT NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    depth INTEGER NOT NULL,
    -- 0: to be made, 1: made, 2: can't be made.
    made INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (upload_id, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE upload_file (
    upload_id TEXT NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    folder TEXT NOT NULL,
    size INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    lost INTEGER NOT NULL DEFAULT 0,
    why TEXT,
    PRIMARY KEY (upload_id, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_file_state ON upload_file (upload_id, state, folder);
CREATE TABLE upload_left_out (
    upload_id TEXT NOT NULL REFERENCES upload (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (upload_id, path)
) STRICT, WITHOUT ROWID;
PRAGMA user_version = 2;
";

/// Copies, and the shares that wait for their end.
const THIRD: &str = "
CREATE TABLE copy (
    id TEXT PRIMARY KEY,
    identity TEXT NOT NULL,
    began_at INTEGER NOT NULL,
    doc TEXT NOT NULL
) STRICT;
CREATE INDEX copy_identity ON copy (identity, began_at);
CREATE TABLE share_wait (
    share_id TEXT PRIMARY KEY REFERENCES share (id) ON DELETE CASCADE,
    copy_id TEXT NOT NULL
) STRICT;
PRAGMA user_version = 3;
";

/// Network drives that the person mapped.
const FOURTH: &str = "
CREATE TABLE drive (name TEXT PRIMARY KEY, doc TEXT NOT NULL) STRICT;
PRAGMA user_version = 4;
";

/// Which walk through a folder found what, and when each file was written to.
const FIFTH: &str = "
ALTER TABLE upload ADD COLUMN walk INTEGER NOT NULL DEFAULT 0;
ALTER TABLE upload_folder ADD COLUMN walk INTEGER NOT NULL DEFAULT 0;
ALTER TABLE upload_file ADD COLUMN walk INTEGER NOT NULL DEFAULT 0;
ALTER TABLE upload_file ADD COLUMN modified INTEGER;
PRAGMA user_version = 5;
";

/// Brings a new or older file to [`VERSION`]; refuses a newer one.
pub(super) fn prepare(connection: &mut Connection) -> Result<(), JournalError> {
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > VERSION {
        return Err(JournalError::Newer {
            found,
            known: VERSION,
        });
    }
    // With WAL everything that was committed survives a kill of the app; should the power fail, the last rows may be
    // lost, and resuming finds out from Globus what they were. Whatever begins is written through, see `write_through`.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    for step in [FIRST, SECOND, THIRD, FOURTH, FIFTH]
        .into_iter()
        .skip(usize::try_from(found).unwrap_or(usize::MAX))
    {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        transaction.commit()?;
    }
    let sound: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if sound == "ok" {
        Ok(())
    } else {
        Err(JournalError::Broken { detail: sound })
    }
}
