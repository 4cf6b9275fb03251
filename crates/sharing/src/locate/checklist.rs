//! The checklist for a folder of this computer, from what its own files and Globus say.
//!
//! An earlier line that is missing does not hide what is known of a later one: whoever has to start the program may add
//! the folder on the same way.

use std::path::PathBuf;

use globus::local::{ConnectPersonal, LocalError, Presence};
use globus::path::CollectionPath;
use globus::transfer::Endpoint;

use crate::error::Error;
use crate::model::{
    Checklist, ChecklistItem, ChecklistLine, LineObstacle, LineState, MissingStep, Readiness,
};

/// Whose collection this computer's is, from the person's view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Theirs, or they administer it.
    Me,
    /// That of another sign-in of theirs, which is not enough.
    OtherSignIn(String),
    /// Somebody else's, as far as known.
    SomebodyElse(Option<String>),
}

/// What decides about one folder.
pub(super) struct Facts<'a> {
    pub(super) host: &'a Endpoint,
    pub(super) personal: &'a ConnectPersonal,
    pub(super) owner: &'a Owner,
    pub(super) path: &'a CollectionPath,
    /// What Globus said against the folder.
    pub(super) stat: Option<&'a Error>,
    /// Whether a guest collection has to be made.
    pub(super) is_new: bool,
}

const ALL: [ChecklistItem; 6] = [
    ChecklistItem::Installed,
    ChecklistItem::SetUp,
    ChecklistItem::Running,
    ChecklistItem::FolderListed,
    ChecklistItem::FolderSharable,
    ChecklistItem::Subscription,
];

/// This computer's Globus Connect Personal, or the list that ends before it.
pub(super) fn set_up(presence: Presence) -> Result<ConnectPersonal, Checklist> {
    let path = |path: PathBuf| path.to_string_lossy().into_owned();
    let (item, obstacle) = match presence {
        Presence::SetUp(personal) => return Ok(personal),
        Presence::NotInstalled => (ChecklistItem::Installed, LineObstacle::NotInstalled),
        Presence::NeverSetUp => (ChecklistItem::SetUp, LineObstacle::NeverSetUp),
        Presence::Unusable(LocalError::NotAnId { path: file }) => (
            ChecklistItem::SetUp,
            LineObstacle::FilesBroken { path: path(file) },
        ),
        Presence::Unusable(LocalError::Unreadable { path: file, .. }) => (
            ChecklistItem::SetUp,
            LineObstacle::FilesUnreadable { path: path(file) },
        ),
        Presence::Unusable(_) => (ChecklistItem::SetUp, LineObstacle::NeverSetUp),
    };
    Err(stopped_at(item, obstacle))
}

/// Everything before this line is done, and nothing after it can be known.
pub(super) fn stopped_at(item: ChecklistItem, obstacle: LineObstacle) -> Checklist {
    let mut obstacle = Some(obstacle);
    let lines = ALL.into_iter().map(|each| {
        let state = match &obstacle {
            Some(_) if each != item => LineState::Done,
            Some(_) => obstacle
                .take()
                .map_or(LineState::Unknown, |obstacle| LineState::Missing { obstacle }),
            None => LineState::Unknown,
        };
        ChecklistLine { item: each, state }
    });
    Checklist {
        lines: lines.collect(),
        config_paths: None,
    }
}

/// The lines that a folder takes, once Globus showed the computer's collection.
pub(super) fn of_folder(facts: &Facts<'_>) -> Checklist {
    let owner = match facts.owner {
        _ if !facts.is_new => None,
        Owner::Me => None,
        Owner::OtherSignIn(username) => Some(LineObstacle::OtherSignIn {
            username: username.clone(),
        }),
        Owner::SomebodyElse(owner) => Some(LineObstacle::OtherAccount { owner: owner.clone() }),
    };
    if let Some(obstacle) = owner {
        return stopped_at(ChecklistItem::SetUp, obstacle);
    }
    let listed = listed(facts);
    let mut lines = vec![
        (ChecklistItem::Installed, LineState::Done),
        (ChecklistItem::SetUp, LineState::Done),
    ];
    // Permissions can be given while the computer is off; a guest collection can't be made.
    if facts.is_new {
        lines.push((ChecklistItem::Running, running(facts.host)));
    }
    let is_listed = listed == LineState::Done;
    lines.push((ChecklistItem::FolderListed, listed));
    if facts.is_new {
        let subscription = match facts.host.subscription_id {
            Some(_) => LineState::Done,
            None => missing(LineObstacle::NoSubscription),
        };
        lines.push((ChecklistItem::FolderSharable, sharable(facts, is_listed)));
        lines.push((ChecklistItem::Subscription, subscription));
    }
    let file = || facts.personal.config_dir.join("config-paths");
    Checklist {
        lines: lines
            .into_iter()
            .map(|(item, state)| ChecklistLine { item, state })
            .collect(),
        config_paths: facts
            .personal
            .shared_paths
            .is_some()
            .then(|| file().to_string_lossy().into_owned()),
    }
}

/// Transfer API, endpoint document: `gcp_connected` and `gcp_paused`.
fn running(host: &Endpoint) -> LineState {
    match (host.gcp_connected, host.gcp_paused) {
        (Some(false), _) => missing(LineObstacle::Stopped),
        (_, Some(true)) => missing(LineObstacle::Paused),
        (Some(true), _) => LineState::Done,
        (None, _) => LineState::Unknown,
    }
}

/// The program reads its list when it starts; until then Globus goes by the old one.
fn listed(facts: &Facts<'_>) -> LineState {
    let refused = matches!(facts.stat, Some(Error::Forbidden { .. }));
    match facts.personal.covers(facts.path) {
        Some(true) if refused => missing(LineObstacle::RestartNeeded),
        Some(true) => LineState::Done,
        Some(false) => missing(LineObstacle::NotListed),
        None if refused => missing(LineObstacle::NotListed),
        None if facts.stat.is_none() => LineState::Done,
        None => LineState::Unknown,
    }
}

fn sharable(facts: &Facts<'_>, is_listed: bool) -> LineState {
    match facts.personal.is_shareable(facts.path) {
        _ if !is_listed => LineState::Unknown,
        Some(true) => LineState::Done,
        Some(false) => missing(LineObstacle::NotSharable),
        None => LineState::Unknown,
    }
}

fn missing(obstacle: LineObstacle) -> LineState {
    LineState::Missing { obstacle }
}

/// What the list as a whole means for the folder.
pub(super) fn readiness(checklist: &Checklist) -> Readiness {
    let is_missing = |line: &ChecklistLine| matches!(line.state, LineState::Missing { .. });
    if checklist.lines.iter().any(is_missing) {
        Readiness::OneStepFirst {
            steps: vec![MissingStep::ConnectPersonal],
        }
    } else {
        Readiness::Ready
    }
}

#[cfg(test)]
mod tests;
