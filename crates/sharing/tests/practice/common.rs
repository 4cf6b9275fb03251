//! A practice of one test's own, somebody who is signed in to it, and folders to share.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use globus::Globus;
use globus::auth::MemoryTokenStore;
use globus::config::{ClientConfig, ServiceUrls};
use globus::ids::{ClientId, CollectionId};
use globus::path::{CollectionPath, LocalSystem};
use globus::retry::RetryPolicy;
use globus::transfer::{AccessRule, Permissions};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};
use practice::{Options, Practice, Seed};
use serde_json::Value;
use sharing::drives::MountsInFile;
use sharing::journal::Journal;
use sharing::model::{
    Confirmations, DraftGuest, EndChoice, Guest, Notify, Resolution, ShareDraft, SharePlan, Tick, WiderAccess,
};
use sharing::policy::PolicyFiles;
use sharing::ports::{Browser, Clock, SystemClock};
use sharing::{Computer, Parts, Sharing};
use tempfile::TempDir;
use url::Url;

pub(crate) const NORA: &str = "nora.whitfield@northfield.example";
pub(crate) const TOMAS: &str = "tomas.ferreira@eastlake.example";
pub(crate) const ALEX: &str = "alex.kim@northfield.example";
pub(crate) const ZONE: &str = "Europe/Berlin";

pub(crate) struct World {
    pub(crate) practice: Practice,
    pub(crate) globus: Globus,
    pub(crate) sharing: Sharing,
    pub(crate) data: TempDir,
    folders: TempDir,
}

/// Follows the redirects that a person's browser would follow.
struct Follows;

#[async_trait::async_trait]
impl Browser for Follows {
    async fn open(&self, url: &str) -> bool {
        tokio::spawn(reqwest::Client::new().get(url.to_owned()).send());
        true
    }
}

impl World {
    /// Nobody is signed in yet; `person` will need no page for it.
    pub(crate) async fn start(seed: Seed, person: &str) -> Self {
        let data = tempfile::tempdir().unwrap();
        let options = Options {
            seed,
            auto_approve: Some(person.to_owned()),
            ..Options::in_folder(data.path().join("practice"))
        };
        let practice = Practice::start(options).await.unwrap();
        let url = |text: &str| Url::parse(text).unwrap();
        let urls = practice.urls();
        let retry = RetryPolicy {
            max_retries: 2,
            min_delay: Duration::from_millis(1),
            max_delay: Duration::from_millis(5),
            max_retry_after: Duration::from_secs(1),
            ..RetryPolicy::default()
        };
        let config = ClientConfig {
            urls: ServiceUrls {
                auth: url(&urls.auth),
                transfer: url(&urls.transfer),
                groups: url(&urls.groups),
                web_app: url(&urls.web),
            },
            client_id: ClientId::new(practice.client_id().to_string()),
            user_agent: "Guestlist/0.0.1-test".to_owned(),
            retry,
            extra_root_certificate: Some(std::fs::read_to_string(practice.ca()).unwrap()),
        };
        let globus = Globus::new(config, Arc::new(MemoryTokenStore::new())).unwrap();
        let folders = tempfile::tempdir().unwrap();
        let sharing = new_sharing(&globus, &practice, data.path(), folders.path(), berlin()).await;
        Self {
            practice,
            globus,
            sharing,
            data,
            folders,
        }
    }

    /// Nora, signed in to a world in which nothing is shared.
    pub(crate) async fn empty() -> Self {
        let world = Self::start(Seed::Empty, NORA).await;
        world.sharing.sign_in(None, false, &|_| ()).await.unwrap();
        world
    }

    /// Nora, signed in to the demo.
    pub(crate) async fn demo() -> Self {
        let world = Self::start(Seed::Demo, NORA).await;
        world.sharing.sign_in(None, false, &|_| ()).await.unwrap();
        world
    }

    /// What the app has after it was killed and started again: the journal, and the sign-in from the keychain.
    pub(crate) async fn restarted(&self) -> Sharing {
        self.restarted_with(berlin()).await
    }

    /// The same, some days later.
    pub(crate) async fn restarted_after(&self, days: i64) -> Sharing {
        let later = Ahead(berlin(), SignedDuration::from_hours(24 * days));
        self.restarted_with(later).await
    }

    /// The journal, to write into what an earlier start would have left there.
    pub(crate) async fn journal(&self) -> Journal {
        Journal::open(self.data.path().join("journal.sqlite"))
            .await
            .unwrap()
    }

    async fn restarted_with(&self, clock: impl Clock + 'static) -> Sharing {
        let (data, home) = (self.data.path(), self.folders.path());
        new_sharing(&self.globus, &self.practice, data, home, clock).await
    }

    /// A real folder that the pretend computer sees.
    pub(crate) fn folder(&self, name: &str) -> String {
        let folder = self.unlisted_folder(name);
        self.practice.allow_folder(&folder).unwrap();
        folder.to_str().unwrap().to_owned()
    }

    /// One that it does not.
    pub(crate) fn unlisted_folder(&self, name: &str) -> PathBuf {
        let folder = self.folders.path().canonicalize().unwrap().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// Pulls one of practice's levers.
    pub(crate) async fn lever(&self, name: &str, body: Value) {
        let url = format!("{}{name}", self.practice.urls().admin);
        let answer = reqwest::Client::new().post(url).json(&body).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    }

    /// The person goes to Globus and takes back what this app was allowed.
    pub(crate) async fn take_back_consents(&self) {
        let url = format!("{}consents", self.practice.urls().admin);
        let client = reqwest::Client::new();
        let consents: Vec<Value> = client.get(&url).send().await.unwrap().json().await.unwrap();
        for consent in &consents {
            let url = format!("{url}/{}", consent["id"].to_string().trim_matches('"'));
            // Those below another one are gone with it.
            client.delete(url).send().await.unwrap();
        }
    }

    /// No more faults.
    pub(crate) async fn fair_weather(&self) {
        let url = format!("{}faults", self.practice.urls().admin);
        reqwest::Client::new().delete(url).send().await.unwrap();
    }

    /// Requests that were answered since the last look, as `METHOD /path`.
    pub(crate) async fn requests(&self) -> Vec<String> {
        let log = self.take_log().await;
        log.iter().map(line).collect()
    }

    /// The same with what they asked for.
    pub(crate) async fn requests_with_queries(&self) -> Vec<String> {
        let log = self.take_log().await;
        log.iter()
            .map(|entry| format!("{} {}", line(entry), entry["query"]))
            .collect()
    }

    /// Statuses of the requests since the last look; none for a connection that was cut.
    pub(crate) async fn answers(&self) -> Vec<Option<u64>> {
        let log = self.take_log().await;
        log.iter().map(|entry| entry["status"].as_u64()).collect()
    }

    async fn take_log(&self) -> Vec<Value> {
        let url = format!("{}requests", self.practice.urls().admin);
        let client = reqwest::Client::new();
        let log: Vec<Value> = client.get(&url).send().await.unwrap().json().await.unwrap();
        client.delete(&url).send().await.unwrap();
        log
    }

    /// The id of a collection, whoever may see it.
    pub(crate) async fn collection_id(&self, name: &str) -> CollectionId {
        let url = format!("{}state", self.practice.urls().admin);
        let state: Value = reqwest::get(url).await.unwrap().json().await.unwrap();
        let mut all = state["collections"].as_array().unwrap().iter();
        let found = all.find(|it| it["display_name"] == name).unwrap();
        CollectionId::new(found["id"].as_str().unwrap())
    }

    /// What the web app's address of a folder of a collection is.
    pub(crate) async fn link(&self, collection: &str, path: &str) -> String {
        let id = self.collection_id(collection).await;
        let path = CollectionPath::parse(path).unwrap();
        sharing::link::folder_link(&self.globus.config.urls.web_app, &id, &path)
    }

    /// Tries; signs in with what is demanded, as the window does; tries once more.
    pub(crate) async fn with_consent<T>(
        &self,
        act: impl AsyncFn() -> sharing::Result<T>,
    ) -> sharing::Result<T> {
        let refused = match act().await {
            Err(refused) => refused,
            done => return done,
        };
        let Some(demand) = refused.demand() else {
            return Err(refused);
        };
        self.sharing.sign_in(Some(demand.clone()), false, &|_| ()).await?;
        act().await
    }

    /// Waits until so many requests whose path ends like this were answered since the last look.
    pub(crate) async fn answered(&self, path: &str, times: usize) {
        let url = format!("{}requests", self.practice.urls().admin);
        let client = reqwest::Client::new();
        loop {
            let log: Value = client.get(&url).send().await.unwrap().json().await.unwrap();
            let entries = log.as_array().unwrap().iter();
            let such = entries.filter(|entry| entry["path"].as_str().unwrap().ends_with(path));
            if such.count() >= times {
                return;
            }
        }
    }

    /// Waits until a request finds its connection cut.
    pub(crate) async fn cut_off(&self) {
        let url = format!("{}requests", self.practice.urls().admin);
        let client = reqwest::Client::new();
        loop {
            let log: Value = client.get(&url).send().await.unwrap().json().await.unwrap();
            let mut entries = log.as_array().unwrap().iter();
            if entries.any(|entry| entry["status"].is_null()) {
                return;
            }
        }
    }

    /// A guest that Globus knows.
    pub(crate) async fn guest(&self, address: &str) -> Guest {
        let lines = self
            .sharing
            .resolve_guests(vec![address.to_owned()])
            .await
            .unwrap();
        match &lines[0].resolution {
            Resolution::Found { guest } => guest.clone(),
            other => panic!("{address}: {other:?}"),
        }
    }

    /// A draft of one folder for these people, reading until in 30 days.
    pub(crate) async fn draft(&self, folder: &str, addresses: &[&str]) -> ShareDraft {
        let mut guests = Vec::new();
        for address in addresses {
            guests.push(DraftGuest {
                guest: self.guest(address).await,
                permissions: Permissions::Read,
                end: in_days(30),
            });
        }
        draft(folder, guests)
    }

    /// The guest collections of the computer.
    pub(crate) async fn shared_folders(&self) -> Vec<CollectionId> {
        let id = std::fs::read_to_string(self.practice.personal_config_dir().join("client-id.txt")).unwrap();
        let host = CollectionId::parse(&id).unwrap();
        let guests = self.globus.transfer.my_shared_endpoint_list(&host).await.unwrap();
        guests.into_iter().map(|guest| guest.id).collect()
    }

    /// All permissions on the computer's guest collections, roles left out.
    pub(crate) async fn stored(&self) -> Vec<AccessRule> {
        let mut rules = Vec::new();
        for guest in self.shared_folders().await {
            rules.extend(self.globus.transfer.access_list(&guest).await.unwrap());
        }
        rules.retain(|rule| !rule.is_implicit());
        rules
    }

    /// How many guest collections the computer has.
    pub(crate) async fn collections(&self) -> usize {
        self.shared_folders().await.len()
    }
}

fn berlin() -> SystemClock {
    SystemClock::new(Some(TimeZone::get(ZONE).unwrap()))
}

/// A clock that is ahead of another one.
struct Ahead<C>(C, SignedDuration);

impl<C: Clock> Clock for Ahead<C> {
    fn now(&self) -> Timestamp {
        self.0.now() + self.1
    }

    fn zone(&self) -> TimeZone {
        self.0.zone()
    }
}

async fn new_sharing(
    globus: &Globus,
    practice: &Practice,
    data: &Path,
    home: &Path,
    clock: impl Clock + 'static,
) -> Sharing {
    Sharing::new(Parts {
        globus: globus.clone(),
        journal: Journal::open(data.join("journal.sqlite")).await.unwrap(),
        clock: Arc::new(clock),
        browser: Arc::new(Follows),
        computer: Computer {
            home: Some(home.to_owned()),
            connect_personal: Some(practice.personal_config_dir().to_owned()),
            programs: Vec::new(),
            system: LocalSystem::current(),
            policy: PolicyFiles::inside(&data.join("policy")),
            mounts: Arc::new(MountsInFile(data.join("mounts"))),
        },
    })
}

pub(crate) fn draft(folder: &str, guests: Vec<DraftGuest>) -> ShareDraft {
    ShareDraft {
        id: "draft-1".into(),
        folders: vec![folder.to_owned()],
        collection_id: None,
        new_collection: false,
        account_id: None,
        guests,
        default_permissions: Permissions::Read,
        default_end: in_days(30),
        message: "Here are the results".into(),
        notify: Notify::Email,
        wider: WiderAccess::Off,
        collection_name: None,
        force_encryption: false,
    }
}

pub(crate) fn day_in(days: i64) -> Date {
    let today = Timestamp::now().to_zoned(TimeZone::get(ZONE).unwrap()).date();
    today.checked_add(Span::new().days(days)).unwrap()
}

pub(crate) fn in_days(days: i64) -> EndChoice {
    EndChoice::On { day: day_in(days) }
}

/// Everything that a plan asks to be ticked and typed.
pub(crate) fn confirmed(plan: &SharePlan) -> Confirmations {
    let mut confirmations = Confirmations {
        have_copy: Vec::new(),
        typed_names: vec![String::new(); plan.folders.len()],
    };
    for tick in &plan.ticks {
        match tick {
            Tick::HaveCopy { grant } => confirmations.have_copy.push(grant.clone()),
            Tick::TypeName { folder, expected } => {
                confirmations.typed_names[*folder as usize] = expected.clone()
            }
        }
    }
    confirmations
}

fn line(entry: &Value) -> String {
    format!(
        "{} {}",
        entry["method"].as_str().unwrap(),
        entry["path"].as_str().unwrap()
    )
}
