//! Signing in and out, and the way into practice mode and back.

use globus::SessionDemand;
use sharing::Result;
use sharing::model::{Session, SignInEvent};

use super::{Guestlist, copies};
use crate::commands::session::Notice;
use crate::mode::Mode;

impl Guestlist {
    /// Signs in. A sign-in that is to be kept needs a keychain: without one the person is asked first whether this
    /// session will do.
    pub async fn sign_in(
        &self,
        demand: Option<SessionDemand>,
        remember: bool,
        on_event: impl Fn(SignInEvent) + Send + Sync,
    ) -> Result<Session> {
        let mode = self.mode().await?;
        let tell = |event: SignInEvent| {
            if let SignInEvent::Waiting { url, code_url, .. } = &event {
                let pages = std::iter::once(url).chain(code_url).cloned().collect();
                self.inner.sign_in_pages.set(pages);
            }
            on_event(event);
        };
        let answer = match &mode {
            Mode::Practice(practice) => practice.sharing.sign_in(demand, false, &tell).await,
            Mode::Real(real) => real.sign_in(demand, remember, &tell).await,
        };
        self.inner.sign_in_pages.set(Vec::new());
        if answer.is_ok() {
            self.inner
                .notices
                .change(|said| said.retain(|notice| *notice != Notice::SignedOutByGlobus));
            self.changed();
            self.take_up_copies(&mode);
        }
        answer
    }

    /// Revokes and erases all tokens.
    pub async fn sign_out(&self) -> Result<()> {
        let mode = self.mode().await?;
        let answer = mode.sharing()?.sign_out().await;
        if let Mode::Real(real) = &mode {
            real.forget_remembered();
        }
        self.changed();
        answer
    }

    /// Into practice mode, signed in. Once more is no error.
    pub async fn start_practice(&self) -> Result<Session> {
        let mut slot = self.inner.mode.lock().await;
        let mode = match slot.as_ref() {
            Some(mode) if mode.is_practice() => mode.clone(),
            former => {
                // First what can fail: the former mode's copies go on where it does.
                let practice = self.practice_mode().await?;
                copies::leave(former).await;
                practice
            }
        };
        *slot = Some(mode.clone());
        drop(slot);
        let session = match mode.session() {
            Some(session) => session,
            // Signed out of practice before.
            None => mode.sharing()?.sign_in(None, false, &|_| {}).await?,
        };
        self.changed();
        Ok(session)
    }

    /// Back to the real Globus.
    pub async fn leave_practice(&self) -> Result<()> {
        let mut slot = self.inner.mode.lock().await;
        if let Some(Mode::Practice(practice)) = slot.as_ref() {
            let practice = practice.clone();
            *slot = Some(self.real_mode().await?);
            practice.sharing.end_copies().await;
            practice.end().await;
        }
        drop(slot);
        self.changed();
        Ok(())
    }
}
