//! When another way than HTTPS would be better.

use serde::{Deserialize, Serialize};

/// Beyond so many files, recommend Globus Connect Personal: each one is a request of its own.
pub const MANY_FILES: u32 = 2_000;

/// Beyond so many bytes, recommend Globus Connect Personal: a file whose line breaks is sent again from its beginning.
pub const MANY_BYTES: u64 = 20_000_000_000;

/// What a person should know before they begin. Nothing is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Advice {
    /// More than [`MANY_FILES`].
    ManyFiles,
    /// More than [`MANY_BYTES`].
    ManyBytes,
}

/// Whether an upload of this size had better be a transfer.
pub fn advice(files: u32, bytes: u64) -> Option<Advice> {
    if files > MANY_FILES {
        Some(Advice::ManyFiles)
    } else if bytes > MANY_BYTES {
        Some(Advice::ManyBytes)
    } else {
        None
    }
}
