//! What every handler can reach.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::auth::{Keys, PendingRequests};
use crate::clock::Clock;
use crate::config::Config;
use crate::server::{Faults, Gate, RequestLog};
use crate::state::State;
use crate::transfer::Engine;

/// Where practice's services listen. Each is a base URL that ends with a slash.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Urls {
    /// Globus Auth.
    pub auth: String,
    /// Globus Transfer.
    pub transfer: String,
    /// Globus Groups.
    pub groups: String,
    /// The Globus Connect Server manager of the seed's first server, over TLS. One endpoint's own manager is at
    /// `gcs` + its id + `/`.
    pub gcs: String,
    /// Files of server collections, over TLS: `https` + the collection's id + the path.
    pub https: String,
    /// Globus Search, which practice does not have: all answers are 404. So are those of the next three.
    pub search: String,
    /// Globus Flows.
    pub flows: String,
    /// Globus Timers.
    pub timers: String,
    /// Globus Compute.
    pub compute: String,
    /// The pretend web app, where links to shared folders lead.
    pub web: String,
    /// The request log, the clock and the faults.
    pub admin: String,
}

impl Urls {
    /// `base` is the plain listener, `secure_base` the one with TLS; neither ends with a slash.
    pub(crate) fn at(base: &str, secure_base: &str) -> Self {
        let under = |name: &str| format!("{base}/{name}/");
        Self {
            auth: under("auth"),
            transfer: under("transfer"),
            groups: under("groups"),
            gcs: format!("{secure_base}/gcs/"),
            https: format!("{secure_base}/data/"),
            search: under("search"),
            flows: under("flows"),
            timers: under("timers"),
            compute: under("compute"),
            web: under("web"),
            admin: under("admin"),
        }
    }

    /// The manager of one server. Without a slash at its end, as Transfer's documents show it.
    pub(crate) fn gcs_manager(&self, endpoint: Uuid) -> String {
        format!("{}{endpoint}", self.gcs)
    }

    /// Where the files of a collection begin. Without a slash at its end, as Transfer's documents show it.
    pub(crate) fn https_server(&self, collection: Uuid) -> String {
        format!("{}{collection}", self.https)
    }

    /// The base of Auth without its last slash: the issuer of id tokens.
    pub(crate) fn issuer(&self) -> &str {
        self.auth.trim_end_matches('/')
    }
}

/// Folders of this run.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    pub(crate) sample_root: PathBuf,
    pub(crate) personal_config_dir: PathBuf,
    pub(crate) storage_dir: PathBuf,
    /// The certificate that clients are given, and the key that signs for it.
    pub(crate) ca_file: PathBuf,
    pub(crate) ca_key_file: PathBuf,
    pub(crate) snapshots_dir: PathBuf,
    /// Files that are being written over HTTPS. On the same disk as the storage, so that a rename ends it.
    pub(crate) uploads_dir: PathBuf,
}

pub(crate) struct Shared {
    pub(crate) state: State,
    pub(crate) clock: Clock,
    config: RwLock<Arc<Config>>,
    pub(crate) urls: Urls,
    pub(crate) places: Places,
    pub(crate) keys: Keys,
    pub(crate) pending: PendingRequests,
    pub(crate) log: RequestLog,
    pub(crate) faults: Faults,
    pub(crate) tasks: Engine,
    /// Work on state and files holds it for reading; a snapshot and a restore have it alone.
    pub(crate) usage: tokio::sync::RwLock<()>,
    pub(crate) gate: Gate,
    /// The person who is signed in without a page, for tests.
    pub(crate) auto_approve: Option<Uuid>,
}

/// The handle that axum clones for each request.
pub(crate) type App = Arc<Shared>;

impl Shared {
    pub(crate) fn new(
        state: State,
        config: Config,
        urls: Urls,
        places: Places,
        auto_approve: Option<Uuid>,
    ) -> Self {
        let offset = state.read(|world| world.notes.get("clock_offset").and_then(|text| text.parse().ok()));
        Self {
            state,
            clock: Clock::with_offset(offset.unwrap_or(0)),
            config: RwLock::new(Arc::new(config)),
            urls,
            places,
            keys: Keys::default(),
            pending: PendingRequests::default(),
            log: RequestLog::default(),
            faults: Faults::default(),
            tasks: Engine::default(),
            usage: tokio::sync::RwLock::default(),
            gate: Gate::default(),
            auto_approve,
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The switches as they stand now.
    pub(crate) fn config(&self) -> Arc<Config> {
        self.config.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_config(&self, config: Config) {
        *self.config.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(config);
    }
}
