//! What the app holds while it runs: the settings, the mode in force, and what is going on.

mod copies;
mod settings;
mod sign_in;
mod work;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sharing::dates::zone_name;
use sharing::ports::{Clock, SystemClock};
use sharing::{Result, Sharing};
use tokio::sync::{Mutex, watch};
use tokio::task::AbortHandle;
use url::Url;

use crate::commands::session::{AppState, Notice, VaultState};
use crate::links;
use crate::mode::{Kept, Mode, PracticeMode, RealMode};
use crate::outside::Outside;
use crate::settings::Settings;
use crate::vault::Vault;

/// The app's state. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Guestlist {
    inner: Arc<Inner>,
}

struct Inner {
    outside: Outside,
    settings: Kept<Settings>,
    clock: Arc<SystemClock>,
    vault: Arc<Vault>,
    /// Put together at the first question, so that the window does not wait for disk and keychain.
    mode: Mutex<Option<Mode>>,
    begin_in_practice: AtomicBool,
    notices: Kept<Vec<Notice>>,
    /// Pages of the running sign-in, which may be opened again from the window.
    sign_in_pages: Kept<Vec<String>>,
    /// How much work goes on that must outlive the window.
    running: watch::Sender<usize>,
    /// Follows the copies of the mode in force.
    follower: Kept<Option<AbortHandle>>,
}

impl Guestlist {
    /// `begin_in_practice` is the start argument `--practice`: only it starts in practice mode, the mode of the last
    /// time is not remembered.
    pub fn new(outside: Outside, settings: Settings, notices: Vec<Notice>, begin_in_practice: bool) -> Self {
        let kept_notices = Kept::default();
        kept_notices.set(notices);
        let inner = Inner {
            clock: Arc::new(SystemClock::new(settings.zone())),
            vault: Arc::new(Vault::new(outside.environment.app_id(), outside.keychain.clone())),
            settings: Kept::default(),
            mode: Mutex::default(),
            begin_in_practice: AtomicBool::new(begin_in_practice),
            notices: kept_notices,
            sign_in_pages: Kept::default(),
            running: watch::Sender::new(0),
            follower: Kept::default(),
            outside,
        };
        inner.settings.set(settings);
        Self {
            inner: Arc::new(inner),
        }
    }

    /// The use cases of the mode in force.
    pub async fn sharing(&self) -> Result<Sharing> {
        self.mode().await?.sharing().cloned()
    }

    /// Everything the window needs to draw its frame.
    pub async fn app_state(&self) -> Result<AppState> {
        let mode = self.mode().await?;
        let settings = self.inner.settings.get();
        let vault = match self.inner.vault.is_available().await {
            true => VaultState::Available,
            false => VaultState::Unavailable,
        };
        let environment = &self.inner.outside.environment;
        Ok(AppState {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            session: mode.session(),
            practice: mode.is_practice(),
            client_id_configured: environment.client_id(settings.client_id.as_deref()).is_some(),
            vault,
            time_zone: zone_name(&self.inner.clock.zone(), self.inner.clock.now()),
            settings,
            notices: self.inner.notices.get(),
        })
    }

    /// Where each of these lives. In practice mode the pretend computer covers them first.
    pub async fn check_folders(&self, paths: Vec<String>) -> Result<Vec<sharing::model::FolderCheck>> {
        let mode = self.mode().await?;
        if let Mode::Practice(practice) = &mode {
            let (app, practice, paths) = (self.clone(), Arc::clone(practice), paths.clone());
            crate::guard::blocking(move || {
                // As found, not as pasted: `~`, quotes and addresses have no meaning to practice.
                let found: Vec<String> = paths.iter().map(|path| app.look_at(path).path).collect();
                practice.cover(&found);
                Ok(())
            })
            .await?;
        }
        mode.sharing()?.check_folders(paths).await
    }

    /// Where the folder dialog begins: in practice mode at the sample files, else where the system likes.
    pub async fn dialog_folder(&self) -> Option<PathBuf> {
        match self.mode().await {
            Ok(Mode::Practice(practice)) => practice.sample_folder(),
            _ => None,
        }
    }

    /// A first look at a path, for the frame around the window while something is dragged over it. Blocks.
    pub fn look_at(&self, path: &str) -> sharing::model::DroppedPath {
        sharing::locate::look_at(path, &self.inner.outside.computer(None))
    }

    /// The address in its checked form, if the window may have it opened.
    pub async fn allowed_link(&self, url: &str) -> Result<Url> {
        let mode = self.mode().await?;
        links::allowed(url, mode.web_app(), &self.inner.sign_in_pages.get())
    }

    /// The mode in force, put together when nobody has asked yet.
    async fn mode(&self) -> Result<Mode> {
        let mut slot = self.inner.mode.lock().await;
        if let Some(mode) = slot.as_ref() {
            return Ok(mode.clone());
        }
        let mode = if self.inner.begin_in_practice.swap(false, Ordering::AcqRel) {
            match self.practice_mode().await {
                Ok(mode) => mode,
                Err(error) => {
                    tracing::error!(%error, "practice could not start; going on without it");
                    self.real_mode().await?
                }
            }
        } else {
            self.real_mode().await?
        };
        *slot = Some(mode.clone());
        Ok(mode)
    }

    async fn real_mode(&self) -> Result<Mode> {
        let settings = self.inner.settings.get();
        let (real, notice) = self.begin_real(&settings).await?;
        self.say(notice);
        let real = Arc::new(real);
        if real.has_unconfirmed_session() {
            let (app, real) = (self.clone(), Arc::clone(&real));
            tokio::spawn(async move {
                let notice = real.confirm_session().await;
                app.say(notice);
                app.changed();
            });
        }
        let mode = Mode::Real(real);
        settings::keep_history(&mode, settings.history_days).await;
        self.follow_copies(&mode);
        Ok(mode)
    }

    async fn begin_real(&self, settings: &Settings) -> Result<(RealMode, Option<Notice>)> {
        let inner = &self.inner;
        let clock = Arc::clone(&inner.clock) as Arc<dyn Clock>;
        RealMode::begin(&inner.outside, settings, clock, Arc::clone(&inner.vault)).await
    }

    /// Practice mode, signed in to.
    async fn practice_mode(&self) -> Result<Mode> {
        let clock = Arc::clone(&self.inner.clock) as Arc<dyn Clock>;
        let (practice, notices) = PracticeMode::begin(&self.inner.outside, clock).await?;
        self.say(notices);
        practice.sharing.sign_in(None, false, &|_| {}).await?;
        let mode = Mode::Practice(Arc::new(practice));
        settings::keep_history(&mode, self.inner.settings.get().history_days).await;
        self.follow_copies(&mode);
        Ok(mode)
    }

    fn say(&self, notices: impl IntoIterator<Item = Notice>) {
        self.inner.notices.change(|said| {
            for notice in notices {
                if !said.contains(&notice) {
                    said.push(notice);
                }
            }
        });
    }

    fn changed(&self) {
        (self.inner.outside.changed)();
    }
}

#[cfg(test)]
mod tests;
