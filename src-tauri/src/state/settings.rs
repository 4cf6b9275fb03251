//! Changing the settings of the running app.

use std::sync::Arc;

use sharing::Result;

use super::Guestlist;
use crate::commands::session::AppState;
use crate::guard::blocking;
use crate::mode::{Mode, RealMode};
use crate::settings::Settings;

impl Guestlist {
    /// Checks and keeps the settings, and lets them have their effect.
    pub async fn update_settings(&self, settings: Settings) -> Result<AppState> {
        let settings = settings.checked()?;
        let before = self.inner.settings.get();
        let (file, kept) = (Arc::clone(&self.inner.outside.settings), settings.clone());
        blocking(move || file.keep(&kept)).await?;
        self.inner.clock.set_zone(settings.zone());
        self.inner.settings.set(settings.clone());
        let environment = &self.inner.outside.environment;
        let client_id = |settings: &Settings| environment.client_id(settings.client_id.as_deref());
        if client_id(&before) != client_id(&settings) {
            self.use_other_client(&before).await?;
        }
        self.keep_history().await;
        self.changed();
        self.app_state().await
    }

    /// How many days ahead ends are announced.
    pub fn reminder_days(&self) -> Vec<u8> {
        self.inner.settings.get().reminder_days
    }

    /// Whether the app stays in the tray when its window is closed.
    pub fn keeps_in_tray(&self) -> bool {
        self.inner.settings.get().keep_in_tray
    }

    /// The history is kept for as long as the settings say.
    pub(super) async fn keep_history(&self) {
        if let Some(mode) = self.inner.mode.lock().await.as_ref() {
            keep_history(mode, self.inner.settings.get().history_days).await;
        }
    }

    /// Tokens belong to the client they were issued to: another client id begins signed out. Every command waits for
    /// the mode, so nothing here waits for the network.
    async fn use_other_client(&self, before: &Settings) -> Result<()> {
        let mut slot = self.inner.mode.lock().await;
        if let Some(Mode::Real(real)) = slot.as_ref() {
            erase_sign_in(real).await;
            *slot = Some(self.real_mode().await?);
        } else {
            // In practice the sign-in rests, and would be found under the other client id on the way back.
            let (real, _) = self.begin_real(before).await?;
            erase_sign_in(&real).await;
        }
        Ok(())
    }
}

async fn erase_sign_in(real: &RealMode) {
    if let Some(sharing) = &real.sharing {
        let (former, erased) = sharing.erase_sign_in().await;
        former.revoke_in_the_background();
        if let Err(error) = erased {
            tracing::warn!(%error, "the sign-in of the former client id could not be erased");
        }
    }
}

/// A history that can't be shortened now is shortened at the next start.
pub(super) async fn keep_history(mode: &Mode, days: u16) {
    if let Ok(sharing) = mode.sharing()
        && let Err(error) = sharing.keep_history_for(days).await
    {
        tracing::warn!(%error, "the history could not be shortened");
    }
}
