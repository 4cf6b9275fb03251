//! Why the journal can't be used.

use rusqlite::ErrorCode;

/// What is wrong with the journal. The caller keeps the file aside for the first two.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// A newer version of the app wrote it.
    #[error("the journal has version {found}, this app knows {known}")]
    Newer {
        /// The file's version.
        found: u32,
        /// The newest version this app can read.
        known: u32,
    },
    /// The file is no journal, or damaged.
    #[error("the journal can't be read: {detail}")]
    Broken {
        /// SQLite's words.
        detail: String,
    },
    /// The disk is full, the folder can't be written, …
    #[error("the journal can't be used: {detail}")]
    Storage {
        /// SQLite's words.
        detail: String,
    },
}

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        let detail = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::Broken { detail },
            _ => Self::Storage { detail },
        }
    }
}

impl From<serde_json::Error> for JournalError {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken {
            detail: error.to_string(),
        }
    }
}
