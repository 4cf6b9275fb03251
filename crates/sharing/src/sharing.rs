//! What all use cases share. Each use case is an `impl Sharing` in its own module.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use globus::Globus;
use globus::path::LocalSystem;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio_util::sync::CancellationToken;

use crate::audit::Held;
use crate::changes::Changing;
use crate::copy::Copies;
use crate::guests::{Known, Turns};
use crate::journal::{Journal, PreparedPlan};
use crate::model::{PlanId, Session, ShareId};
use crate::policy::PolicyFiles;
use crate::ports::{Browser, Clock, Mounts};
use crate::session::PastedCode;

/// What the outside hands in.
#[derive(Clone)]
pub struct Parts {
    /// The client, with its token store.
    pub globus: Globus,
    /// The journal.
    pub journal: Journal,
    /// Time and zone.
    pub clock: Arc<dyn Clock>,
    /// Where people sign in.
    pub browser: Arc<dyn Browser>,
    /// The computer we run on.
    pub computer: Computer,
}

/// The computer we run on, as far as sharing is concerned.
#[derive(Clone, Debug)]
pub struct Computer {
    /// The person's home folder.
    pub home: Option<PathBuf>,
    /// Where Globus Connect Personal keeps its configuration; none for the usual place.
    pub connect_personal: Option<PathBuf>,
    /// Where programs are kept (`globus::local::program_folders`).
    pub programs: Vec<PathBuf>,
    /// Whose path rules apply.
    pub system: LocalSystem,
    /// Where the institution's policy is looked for.
    pub policy: PolicyFiles,
    /// What hangs on it as network drives.
    pub mounts: Arc<dyn Mounts>,
}

/// All use cases. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Sharing {
    pub(crate) parts: Arc<Parts>,
    pub(crate) state: Arc<State>,
}

/// What is kept between calls, in memory only.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) session: Slot<SignedIn>,
    pub(crate) sign_in: Slot<Option<RunningSignIn>>,
    pub(crate) known: Slot<Known>,
    pub(crate) plans: Slot<HashMap<PlanId, PreparedPlan>>,
    pub(crate) running: Slot<HashMap<ShareId, CancellationToken>>,
    pub(crate) previews: Slot<HashMap<String, CancellationToken>>,
    pub(crate) audit: Slot<Held>,
    pub(crate) changing: Slot<Changing>,
    pub(crate) copies: Copies,
    /// How long the history is kept; none until the settings said so.
    pub(crate) history_days: Slot<Option<u16>>,
    pub(crate) turns: Turns,
}

/// Who is signed in.
#[derive(Default)]
pub(crate) struct SignedIn {
    pub(crate) session: Option<Session>,
    /// How often somebody signed in or out: what was asked before that must not bring anybody back.
    pub(crate) changes: u32,
}

/// How to reach the sign-in that is going on.
#[derive(Clone)]
pub(crate) struct RunningSignIn {
    pub(crate) cancel: CancellationToken,
    pub(crate) code: tokio::sync::mpsc::Sender<PastedCode>,
}

/// A lock that is never held across an await, and that outlives a panic elsewhere.
#[derive(Default)]
pub(crate) struct Slot<T>(Mutex<T>);

impl<T> Slot<T> {
    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sharing {
    /// Puts the use cases together. Nothing is read or sent yet.
    pub fn new(parts: Parts) -> Self {
        Self {
            parts: Arc::new(parts),
            state: Arc::default(),
        }
    }

    pub(crate) fn globus(&self) -> &Globus {
        &self.parts.globus
    }

    pub(crate) fn journal(&self) -> &Journal {
        &self.parts.journal
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.parts.clock.now()
    }

    pub(crate) fn zone(&self) -> TimeZone {
        self.parts.clock.zone()
    }
}

impl std::fmt::Debug for Sharing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sharing")
            .field("computer", &self.parts.computer)
            .finish_non_exhaustive()
    }
}
