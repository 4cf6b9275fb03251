//! A practice in this process with somebody signed in to it, and the use cases on top: the app without its window.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Result, ensure};
use e2e::practice::http_client;
use globus::Globus;
use globus::auth::MemoryTokenStore;
use globus::config::{ClientConfig, ServiceUrls};
use globus::ids::ClientId;
use globus::path::LocalSystem;
use globus::retry::RetryPolicy;
use globus::transfer::Permissions;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use practice::{Options, Practice, Seed};
use serde_json::json;
use sharing::journal::Journal;
use sharing::model::{DraftGuest, EndChoice, Guest, Notify, Resolution, ShareDraft, WiderAccess};
use sharing::ports::{Browser, SystemClock};
use sharing::{Computer, Parts, Sharing};
use tempfile::TempDir;
use url::Url;

/// The guest collection of the demo that the measurements share through.
pub(crate) const COLLECTION: &str = "Maple trial 2026";

pub(crate) struct World {
    pub(crate) practice: Practice,
    pub(crate) sharing: Sharing,
    pub(crate) globus: Globus,
    data: TempDir,
}

/// Follows the redirects that a person's browser would follow.
struct Follows(reqwest::Client);

#[async_trait::async_trait]
impl Browser for Follows {
    async fn open(&self, url: &str) -> bool {
        tokio::spawn(self.0.get(url).send());
        true
    }
}

impl World {
    /// Nora, signed in to the demo.
    pub(crate) async fn start() -> Result<Self> {
        Self::of(Seed::Demo, tempfile::tempdir()?).await
    }

    /// Nora, signed in to a world of the measurement's own.
    pub(crate) async fn seeded(seed: serde_json::Value) -> Result<Self> {
        let data = tempfile::tempdir()?;
        let file = data.path().join("seed.json");
        std::fs::write(&file, serde_json::to_vec(&seed)?)?;
        Self::of(Seed::File(file), data).await
    }

    async fn of(seed: Seed, data: TempDir) -> Result<Self> {
        let options = Options {
            seed,
            auto_approve: Some("nora.whitfield@northfield.example".to_owned()),
            ..Options::in_folder(data.path().join("practice"))
        };
        let practice = Practice::start(options).await?;
        let urls = practice.urls();
        let config = ClientConfig {
            urls: ServiceUrls {
                auth: Url::parse(&urls.auth)?,
                transfer: Url::parse(&urls.transfer)?,
                groups: Url::parse(&urls.groups)?,
                web_app: Url::parse(&urls.web)?,
            },
            client_id: ClientId::new(practice.client_id().to_string()),
            user_agent: format!("Guestlist/{}", env!("CARGO_PKG_VERSION")),
            retry: RetryPolicy::default(),
            extra_root_certificate: Some(std::fs::read_to_string(practice.ca())?),
        };
        let globus = Globus::new(config, Arc::new(MemoryTokenStore::new()))?;
        let sharing = app(&globus, &practice, data.path().join("journal.sqlite")).await?;
        sharing.sign_in(None, false, &|_| ()).await?;
        Ok(Self {
            practice,
            sharing,
            globus,
            data,
        })
    }

    /// The app started again, with what it kept.
    pub(crate) async fn reopened(&self) -> Result<Sharing> {
        let sharing = app(
            &self.globus,
            &self.practice,
            self.data.path().join("journal.sqlite"),
        )
        .await?;
        sharing.restore_session().await?;
        Ok(sharing)
    }

    /// The app started for the first time: the same sign-in, and nothing kept.
    pub(crate) async fn forgetful(&self) -> Result<Sharing> {
        let journal = self.data.path().join("journal.sqlite");
        for file in [
            journal.clone(),
            journal.with_extension("sqlite-wal"),
            journal.with_extension("sqlite-shm"),
        ] {
            if file.exists() {
                std::fs::remove_file(file)?;
            }
        }
        self.reopened().await
    }

    /// A new folder inside the shared one, so that nothing has to be created first.
    pub(crate) fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self
            .data
            .path()
            .join("practice/Practice files")
            .join(COLLECTION)
            .join(name);
        std::fs::create_dir_all(&folder)?;
        Ok(folder.canonicalize()?)
    }

    /// Adds a delay to each answer.
    pub(crate) async fn delay(&self, milliseconds: u64) -> Result<()> {
        let address = format!("{}delay", self.practice.urls().admin);
        let answer = http_client()?
            .post(address)
            .json(&json!({ "delay_ms": milliseconds }))
            .send()
            .await?;
        ensure!(
            answer.status().is_success(),
            "the delay was refused: {}",
            answer.status()
        );
        Ok(())
    }

    /// Looks guests up, so that they are known.
    pub(crate) async fn known(&self, addresses: &[String]) -> Result<Vec<Guest>> {
        let lines = self.sharing.resolve_guests(addresses.to_vec()).await?;
        let mut guests = Vec::new();
        for line in lines {
            match line.resolution {
                Resolution::Found { guest } => guests.push(guest),
                _ => guests.push(Guest::Person(self.sharing.invite_guest(&line.input).await?)),
            }
        }
        Ok(guests)
    }
}

async fn app(globus: &Globus, practice: &Practice, journal: PathBuf) -> Result<Sharing> {
    Ok(Sharing::new(Parts {
        globus: globus.clone(),
        journal: Journal::open(journal).await?,
        clock: Arc::new(SystemClock::new(Some(TimeZone::UTC))),
        browser: Arc::new(Follows(http_client()?)),
        computer: Computer {
            home: None,
            connect_personal: Some(practice.personal_config_dir().to_owned()),
            programs: Vec::new(),
            system: LocalSystem::current(),
            policy: Default::default(),
            mounts: std::sync::Arc::new(sharing::drives::NoMounts),
        },
    }))
}

/// A draft of one folder for these guests, reading for a month.
pub(crate) fn draft(folder: &std::path::Path, guests: &[Guest]) -> Result<ShareDraft> {
    let day = Timestamp::now()
        .to_zoned(TimeZone::UTC)
        .date()
        .checked_add(Span::new().days(30))?;
    let end = EndChoice::On { day };
    let row = |guest: &Guest| DraftGuest {
        guest: guest.clone(),
        permissions: Permissions::Read,
        end: end.clone(),
    };
    Ok(ShareDraft {
        id: folder.to_string_lossy().into_owned(),
        folders: vec![folder.to_string_lossy().into_owned()],
        collection_id: None,
        new_collection: false,
        account_id: None,
        guests: guests.iter().map(row).collect(),
        default_permissions: Permissions::Read,
        default_end: end.clone(),
        message: String::new(),
        notify: Notify::Quiet,
        wider: WiderAccess::Off,
        collection_name: None,
        force_encryption: false,
    })
}
