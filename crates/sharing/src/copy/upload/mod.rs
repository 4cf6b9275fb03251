//! A folder of this computer, copied into a collection over HTTPS.
//!
//! [`Upload::run`] does all of it, in stages that the [`Manifest`] remembers: it **walks** the folder (what can't go is
//! listed with its reason), makes the **folders** from the outside in, **sends** the files a few at a time, and **checks**
//! by listing what has arrived. A run that is dropped, killed or stopped is taken up by another `run` with the same plan
//! and manifest: what is recorded as sent is not sent again, and at most the files that were on their way, or arrived in
//! the last quarter of a second, replace themselves.
//!
//! For whoever calls it:
//!
//! - One manifest belongs to one plan. `Journal::upload_manifest` keeps one in the journal, [`MemoryManifest`] in memory.
//! - [`UploadOutcome::Complete`] means that the walk ended and that every file is either checked or in
//!   [`Manifest::problems`]. Grant only where [`UploadReport::is_whole`], or after the person has seen what is missing.
//! - [`UploadOutcome::Stopped`] says why, as data. What was sent stays, and the manifest knows it. [`Stop::SignIn`] holds
//!   the error that the window's one consent mechanism takes; run again afterwards. [`Stop::Offline`] and
//!   [`Stop::StorageOffline`] come after the client's own patience has ended: run again when the person asks, or when the
//!   network is back.
//! - [`Manifest::look_again`] makes the next run walk the folder anew and send what is missing, see
//!   [`crate::Sharing::continue_copy`]; [`Upload::remove_files`] takes back what was sent.
//!   Where [`UploadReport::destination_existed`] is false, the destination was made here, and a recursive delete of it
//!   removes folders and halves of files, too.
//! - [`UploadControl`] pauses and cancels, from anywhere. A pause holds the line open; where the service hangs up, the
//!   files on their way are sent again from their beginning.

mod advice;
mod control;
mod event;
mod files;
mod folders;
mod lanes;
mod local;
mod manifest;
mod memory;
mod names;
mod outcome;
mod remove;
mod run;
mod send;
mod stop;
mod verify;
mod walk;

pub use advice::{Advice, MANY_BYTES, MANY_FILES, advice};
pub use control::UploadControl;
pub use event::UploadEvent;
pub use manifest::{FileRow, FileState, Manifest, ManifestHead, Problem, Stage, Totals};
pub use memory::MemoryManifest;
pub use names::{NameRules, RelativePath};
pub use outcome::{UploadOutcome, UploadReport};
pub use stop::{Stop, WhyNot};
pub use walk::{Found, walk};

use std::path::PathBuf;

use globus::Globus;
use globus::https::HttpsClient;
use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::Endpoint;

use crate::Result;

/// What is to be copied, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadPlan {
    /// A folder of this computer.
    pub root: PathBuf,
    /// What the folder will be on the collection. It is made if it is missing; the folder around it must be there.
    pub destination: CollectionPath,
    /// Which names the storage takes for the same.
    pub names: NameRules,
}

/// Uploads into one collection. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Upload {
    globus: Globus,
    files: HttpsClient,
    collection: CollectionId,
}

impl Upload {
    /// For a collection as Transfer describes it; refused where its files have no address. Nothing is sent yet.
    pub fn new(globus: &Globus, collection: &Endpoint) -> Result<Self> {
        Ok(Self {
            globus: globus.clone(),
            files: globus.https(collection)?,
            collection: collection.id.clone(),
        })
    }

    /// Copies, or goes on copying. Reports to `on_event` a few times a second.
    pub async fn run(
        &self,
        plan: &UploadPlan,
        manifest: &dyn Manifest,
        control: &UploadControl,
        on_event: &(dyn Fn(UploadEvent) + Send + Sync),
    ) -> UploadOutcome {
        run::run(self, plan, manifest, control, on_event).await
    }

    /// Removes every file that this upload has written to the collection, folders left alone. Can be repeated.
    pub async fn remove_files(
        &self,
        plan: &UploadPlan,
        manifest: &dyn Manifest,
        control: &UploadControl,
    ) -> Result<(), Stop> {
        remove::remove_files(self, plan, manifest, control).await
    }
}

#[cfg(test)]
mod tests;
