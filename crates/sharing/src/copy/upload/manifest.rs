//! What an upload remembers, so that it can be taken up again.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use super::{Found, RelativePath, WhyNot};
use crate::journal::JournalError;

/// How far an upload has come. Each stage begins when the one before is done with everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stage {
    /// The folder is being looked at.
    #[default]
    Walking,
    /// Folders are being made.
    Folders,
    /// Files are being sent and checked.
    Files,
    /// There is nothing left to do.
    Complete,
}

/// What is remembered of an upload as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ManifestHead {
    /// How far it has come.
    pub stage: Stage,
    /// Whether the destination was there before; none until that was looked at.
    pub destination_existed: Option<bool>,
}

/// Where a file stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// To be sent.
    Waiting,
    /// On the collection, as the file was then.
    Sent {
        /// In bytes.
        size: u64,
        /// As in [`Found::File`].
        modified: Option<i64>,
    },
    /// Found there afterwards.
    Checked,
    /// Not to be had there.
    Failed(WhyNot),
}

/// A file to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// Where.
    pub path: RelativePath,
    /// In bytes, when it was found.
    pub size: u64,
    /// How often it was sent and then not found as it should be.
    pub lost: u32,
}

/// Something that is not on the collection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Where, to be shown.
    pub path: String,
    /// Why.
    pub why: WhyNot,
}

/// Numbers of a manifest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Folders, the outermost one not counted.
    pub folders: u64,
    /// Those that are made.
    pub folders_made: u64,
    /// Depth of the deepest one.
    pub deepest: u32,
    /// Files in any state.
    pub files: u64,
    /// Their size.
    pub bytes: u64,
    /// Files that are sent or checked.
    pub files_sent: u64,
    /// Their size.
    pub bytes_sent: u64,
    /// Files that are checked.
    pub files_checked: u64,
    /// Files that failed.
    pub failed: u64,
    /// Entries that can't go.
    pub left_out: u64,
}

/// Remembers one upload. All lists come in the order of paths, a page at a time, beginning behind `after`.
///
/// Whatever is told to it must be there after a kill once the call has come back; a call may do all of its rows or none.
#[async_trait]
pub trait Manifest: Send + Sync {
    /// The upload as a whole.
    async fn head(&self) -> Result<ManifestHead, JournalError>;

    /// The upload as a whole has come further.
    async fn set_head(&self, head: ManifestHead) -> Result<(), JournalError>;

    /// A walk begins, the first one or another one. What failed before waits, and what was left out is forgotten: it will
    /// be found again.
    async fn begin_walk(&self) -> Result<(), JournalError>;

    /// Adds what a walk has found. A file that is on the collection as it is now stays so; every other one waits. One that
    /// is there and can't be read any more is no loss: it is not left out.
    async fn add(&self, found: Vec<Found>) -> Result<(), JournalError>;

    /// A walk has ended. What it did not find is forgotten, unless it is on the collection.
    async fn end_walk(&self) -> Result<(), JournalError>;

    /// The numbers.
    async fn totals(&self) -> Result<Totals, JournalError>;

    /// Folders of one depth that are not made yet.
    async fn folders_to_make(
        &self,
        depth: u32,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Result<Vec<RelativePath>, JournalError>;

    /// These folders are there now.
    async fn folders_made(&self, folders: Vec<RelativePath>) -> Result<(), JournalError>;

    /// This folder can't be made: it is left out, everything in it fails for the same reason, and no folder in it waits
    /// until another walk finds it.
    async fn folder_failed(&self, folder: RelativePath, why: WhyNot) -> Result<(), JournalError>;

    /// Files that wait.
    async fn files_to_send(
        &self,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Result<Vec<FileRow>, JournalError>;

    /// Files have come further.
    async fn record(&self, files: Vec<(RelativePath, FileState)>) -> Result<(), JournalError>;

    /// Folders that have files which are sent and not checked.
    async fn folders_to_check(
        &self,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Result<Vec<RelativePath>, JournalError>;

    /// The collection lists these names and sizes in a folder: files of the same name and size that were sent are
    /// checked.
    async fn check_off(&self, folder: RelativePath, listed: Vec<(String, u64)>) -> Result<(), JournalError>;

    /// Files of a folder that are sent and not checked wait again; those that were lost as often as `most_lost` before
    /// fail with [`WhyNot::NotStored`].
    async fn send_lost_again(&self, folder: RelativePath, most_lost: u32) -> Result<(), JournalError>;

    /// Everything that is not there and will not be, for showing: what was left out, and what failed.
    async fn problems(&self, after: Option<String>, limit: usize) -> Result<Vec<Problem>, JournalError>;

    /// The upload is back at [`Stage::Walking`]: the next run takes up what is missing. What is on the collection already
    /// is not sent again.
    async fn look_again(&self) -> Result<(), JournalError> {
        let head = self.head().await?;
        let stage = Stage::Walking;
        self.set_head(ManifestHead { stage, ..head }).await
    }

    /// Files that are sent or checked.
    async fn files_there(
        &self,
        after: Option<RelativePath>,
        limit: usize,
    ) -> Result<Vec<RelativePath>, JournalError>;
}
