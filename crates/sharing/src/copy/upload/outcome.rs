//! What came of an upload.

use serde::{Deserialize, Serialize};

use super::{Stop, Totals};
use crate::model::ByteCount;

/// How an upload ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum UploadOutcome {
    /// Nothing is left to do: every file is checked, or listed with the reason why it is not there.
    Complete {
        /// The numbers.
        report: UploadReport,
    },
    /// It can be taken up again.
    Stopped {
        /// Why.
        reason: Stop,
        /// The numbers so far; all zero where not even they can be had.
        report: UploadReport,
    },
}

impl UploadOutcome {
    /// The numbers.
    pub fn report(&self) -> &UploadReport {
        match self {
            Self::Complete { report } | Self::Stopped { report, .. } => report,
        }
    }
}

/// Numbers of an upload.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct UploadReport {
    /// Folders that were found, the outermost one not counted.
    pub folders: u32,
    /// Files that were found and can go.
    pub files: u32,
    /// Their size.
    pub bytes: ByteCount,
    /// Files that are on the collection, checked or not.
    pub files_sent: u32,
    /// Their size.
    pub bytes_sent: ByteCount,
    /// Files that were found there afterwards, as long as they should be.
    pub files_checked: u32,
    /// Files that could not be sent, or were not found afterwards. `Manifest::problems` names them.
    pub failed: u32,
    /// Entries that could not go from the beginning. `Manifest::problems` names them.
    pub left_out: u32,
    /// Whether the destination was there before; none where it was not looked at yet.
    pub destination_existed: Option<bool>,
}

impl UploadReport {
    /// Whether everything in the folder is on the collection, checked.
    pub fn is_whole(&self) -> bool {
        self.files_checked == self.files && self.failed == 0 && self.left_out == 0
    }

    pub(super) fn of(totals: &Totals, destination_existed: Option<bool>) -> Self {
        let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            folders: count(totals.folders),
            files: count(totals.files),
            bytes: ByteCount(totals.bytes),
            files_sent: count(totals.files_sent),
            bytes_sent: ByteCount(totals.bytes_sent),
            files_checked: count(totals.files_checked),
            failed: count(totals.failed),
            left_out: count(totals.left_out),
            destination_existed,
        }
    }
}
