//! What sharing a folder of this computer takes, line by line.

use serde::{Deserialize, Serialize};

/// What Globus Connect Personal needs before a folder of this computer can be shared, in the order in which it is set up.
/// Only the lines that this folder takes: one inside a guest collection that exists needs no subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct Checklist {
    /// The lines.
    pub lines: Vec<ChecklistLine>,
    /// The file that lists the folders, on systems where people edit it by hand; null where nobody knows of one.
    pub config_paths: Option<String>,
}

impl Checklist {
    /// Whether this computer has a collection that the person may make shared folders on.
    pub fn is_set_up(&self) -> bool {
        let mut lines = self.lines.iter();
        lines.any(|line| line.item == ChecklistItem::SetUp && line.state == LineState::Done)
    }
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct ChecklistLine {
    /// What it is about.
    pub item: ChecklistItem,
    /// How it stands.
    pub state: LineState,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum ChecklistItem {
    /// The program is on this computer.
    Installed,
    /// It was set up, and its collection is the signed-in person's.
    SetUp,
    /// It runs and is connected.
    Running,
    /// The folder is among those that it lets out.
    FolderListed,
    /// Guest collections may be made in the folder.
    FolderSharable,
    /// The collection belongs to a subscription, which guest collections on a personal computer take.
    Subscription,
}

/// How a line stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum LineState {
    /// As it should be.
    Done,
    /// Something has to be done.
    Missing {
        /// What stands against it.
        obstacle: LineObstacle,
    },
    /// Nobody can say: an earlier line comes first, or Globus tells only when the folder is shared.
    Unknown,
}

/// What stands against a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum LineObstacle {
    /// The program was not found.
    NotInstalled,
    /// The program is here and has no collection yet.
    NeverSetUp,
    /// Its files can't be read: they belong to another user of this computer.
    FilesUnreadable {
        /// The file.
        path: String,
    },
    /// Its files name no collection.
    FilesBroken {
        /// The file.
        path: String,
    },
    /// It was set up with another sign-in of the same person, which has no rights in this one.
    OtherSignIn {
        /// That sign-in.
        username: String,
    },
    /// It was set up by somebody else, or with a Globus account that this one knows nothing of.
    OtherAccount {
        /// Whose it is, as far as known.
        owner: Option<String>,
    },
    /// Globus does not know its collection any more.
    CollectionGone,
    /// It does not run, or has no connection.
    Stopped,
    /// Its owner pressed Pause.
    Paused,
    /// The folder is not on its list.
    NotListed,
    /// The folder is on its list; it has not read the list since, as it does when it starts.
    RestartNeeded,
    /// The folder is listed without being sharable.
    NotSharable,
    /// The collection belongs to no subscription.
    NoSubscription,
}
