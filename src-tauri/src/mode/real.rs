//! The real Globus, or the services that the environment names instead of it.

use std::sync::Arc;

use globus::scopes::resource_server;
use globus::{Globus, SessionDemand};
use sharing::journal::Journal;
use sharing::model::{Session, SignInEvent};
use sharing::ports::Clock;
use sharing::{Error, Parts, Result, Sharing};
use url::Url;

use super::{Kept, client_config, journal_file};
use crate::commands::session::Notice;
use crate::outside::Outside;
use crate::settings::Settings;
use crate::vault::Vault;

/// The real mode.
pub struct RealMode {
    /// None where no client id is configured.
    pub sharing: Option<Sharing>,
    /// Where its tokens rest.
    pub vault: Arc<Vault>,
    /// The web app.
    pub web_app: Url,
    /// Who was signed in at the last start, until Globus has confirmed it.
    remembered: Kept<Option<Session>>,
}

impl RealMode {
    /// Opens the journal and puts the use cases together. Asks nobody: the window opens without a network too.
    pub async fn begin(
        outside: &Outside,
        settings: &Settings,
        clock: Arc<dyn Clock>,
        vault: Arc<Vault>,
    ) -> Result<(Self, Option<Notice>)> {
        let environment = &outside.environment;
        let mode = |sharing| Self {
            sharing,
            vault: Arc::clone(&vault),
            web_app: environment.urls.web_app.clone(),
            remembered: Kept::default(),
        };
        let Some(client_id) = environment.client_id(settings.client_id.as_deref()) else {
            return Ok((mode(None), None));
        };
        let (journal, notice) = journal_file::open(&outside.data.services()).await?;
        let authority = match &environment.ca_file {
            Some(file) => Some(std::fs::read_to_string(file).map_err(Error::unexpected)?),
            None => None,
        };
        let config = client_config(environment.urls.clone(), client_id, authority);
        let globus = Globus::new(config, vault.clone())?;
        let remembered = remembered_session(&globus, &journal).await;
        let parts = Parts {
            globus,
            journal,
            clock,
            browser: Arc::clone(&outside.browser),
            computer: outside.computer(environment.connect_personal.clone()),
        };
        let mode = mode(Some(Sharing::new(parts)));
        mode.remembered.set(remembered);
        Ok((mode, notice))
    }

    /// Who is signed in.
    pub fn session(&self) -> Option<Session> {
        self.sharing.as_ref()?.session().or_else(|| self.remembered.get())
    }

    /// Whether a sign-in of an earlier start waits to be confirmed.
    pub fn has_unconfirmed_session(&self) -> bool {
        self.remembered.get().is_some()
    }

    /// Asks Globus whether the kept sign-in still holds. Some: it does not, and this is to be said.
    pub async fn confirm_session(&self) -> Option<Notice> {
        let answer = self.sharing.as_ref()?.restore_session().await;
        match answer {
            Ok(_) => self.remembered.set(None),
            Err(Error::NotSignedIn) => {
                self.remembered.set(None);
                return Some(Notice::SignedOutByGlobus);
            }
            // Offline, most likely: the next call that needs Globus will say so.
            Err(error) => tracing::info!(%error, "the kept sign-in could not be confirmed"),
        }
        None
    }

    /// Signs in through the browser. One that is to be kept needs a keychain that takes it.
    pub async fn sign_in(
        &self,
        demand: Option<SessionDemand>,
        remember: bool,
        on_event: &(dyn Fn(SignInEvent) + Send + Sync),
    ) -> Result<Session> {
        let sharing = self.sharing.as_ref().ok_or(Error::ClientIdMissing)?;
        if remember && !self.vault.can_keep().await {
            return Err(Error::VaultUnavailable);
        }
        let session = sharing.sign_in(demand, remember, on_event).await?;
        if !remember {
            self.vault.forget_kept().await;
        }
        Ok(session)
    }

    /// Forgets the sign-in of the last start.
    pub fn forget_remembered(&self) {
        self.remembered.set(None);
    }
}

/// Both must be there: tokens in the keychain, and who they belong to in the journal.
async fn remembered_session(globus: &Globus, journal: &Journal) -> Option<Session> {
    match globus.authorizer.is_signed_in(resource_server::TRANSFER).await {
        Ok(true) => journal.session().await.ok().flatten().map(|session| Session {
            remembered: true,
            ..session
        }),
        Ok(false) => None,
        Err(error) => {
            tracing::warn!(%error, "the kept sign-in could not be read");
            None
        }
    }
}
