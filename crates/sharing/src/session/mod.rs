//! Signing in and out. Tokens stay inside `globus` and its store; what leaves here is who somebody is.

mod sign_in;

use globus::auth::{FormerTokens, UserInfo};
use globus::scopes::resource_server;

use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Result};
use crate::model::{Session, SignInIdentity};

pub use sign_in::PastedCode;

impl Sharing {
    /// Who is signed in, as far as known; asks nobody.
    pub fn session(&self) -> Option<Session> {
        self.state.session.lock().session.clone()
    }

    /// Takes up the sign-in that the token store kept. None: there is none. [`Error::NotSignedIn`]: Globus does not take
    /// it any more. Without a network the person is whom the journal remembers.
    pub async fn restore_session(&self) -> Result<Option<Session>> {
        let changes = self.state.session.lock().changes;
        if !self
            .globus()
            .authorizer
            .is_signed_in(resource_server::TRANSFER)
            .await?
        {
            return Ok(None);
        }
        let session = match self.globus().auth.userinfo().await.map_err(Error::from) {
            Ok(person) => from_userinfo(person, true),
            Err(error @ (Error::Offline | Error::Timeout { .. })) => match self.journal().session().await? {
                Some(kept) => kept,
                None => return Err(error),
            },
            Err(error) => return Err(error),
        };
        {
            let mut signed_in = self.state.session.lock();
            if signed_in.changes != changes {
                return Ok(signed_in.session.clone());
            }
            signed_in.session = Some(session.clone());
        }
        self.journal().keep_session(&session).await?;
        Ok(Some(session))
    }

    /// Erases all tokens, revokes them, and forgets what belongs to the person and not to this computer. Without a
    /// network they are erased all the same.
    pub async fn sign_out(&self) -> Result<()> {
        let (former, erased) = self.erase_sign_in().await;
        if let Err(error) = former.revoke().await {
            tracing::warn!(%error, "tokens were erased but could not be revoked");
        }
        erased
    }

    /// The first half of signing out: quick, because it asks nobody. What is handed back is still to be revoked. An
    /// error means that the store or the journal may still hold something: that must be said.
    pub async fn erase_sign_in(&self) -> (FormerTokens, Result<()>) {
        self.cancel_sign_in();
        self.end_copies().await;
        let (former, erased) = self.globus().authorizer.erase().await;
        self.replace_session(None);
        *self.state.known.lock() = crate::guests::Known::default();
        self.state.plans.lock().clear();
        *self.state.audit.lock() = crate::audit::Held::default();
        *self.state.changing.lock() = crate::changes::Changing::default();
        let forgotten = self.journal().forget_session().await;
        let erased = erased.map_err(Error::from);
        (former, erased.and(forgotten.map_err(Error::from)))
    }

    /// Ends the running sign-in; `sign_in` answers [`Error::SignInCancelled`].
    pub fn cancel_sign_in(&self) {
        if let Some(running) = self.state.sign_in.lock().take() {
            running.cancel.cancel();
        }
    }

    /// Hands a code, or the address on which the browser got stuck, to the running sign-in.
    pub async fn paste_sign_in_code(&self, code: &str) -> Result<()> {
        let code = PastedCode::read(code).ok_or_else(|| {
            let problem = if code.trim().is_empty() {
                InputProblem::Empty
            } else {
                InputProblem::Mismatch
            };
            Error::input(Field::SignInCode, problem)
        })?;
        let running = self.state.sign_in.lock().clone();
        let running = running.ok_or(Error::SignInCancelled { reason: None })?;
        running
            .code
            .send(code)
            .await
            .map_err(|_| Error::SignInCancelled { reason: None })
    }

    /// Who is signed in; asks Globus when nobody has asked yet.
    pub(crate) async fn me(&self) -> Result<Session> {
        if let Some(session) = self.session() {
            return Ok(session);
        }
        self.restore_session().await?.ok_or(Error::NotSignedIn)
    }

    /// Who is signed in, as this computer remembers it; asks Globus only where it remembers nobody. For what was kept on
    /// this computer: whether Globus still takes the sign-in shows with the next request.
    pub(crate) async fn remembered(&self) -> Result<Session> {
        if let Some(session) = self.session() {
            return Ok(session);
        }
        let authorizer = &self.globus().authorizer;
        if authorizer.is_signed_in(resource_server::TRANSFER).await?
            && let Some(kept) = self.journal().session().await?
        {
            return Ok(kept);
        }
        self.me().await
    }

    fn replace_session(&self, session: Option<Session>) -> Option<Session> {
        let mut signed_in = self.state.session.lock();
        signed_in.changes = signed_in.changes.wrapping_add(1);
        std::mem::replace(&mut signed_in.session, session)
    }

    async fn begin_session(&self, session: Session) -> Result<Session> {
        let before = self.replace_session(Some(session.clone()));
        if before.is_some_and(|before| before.identity.id != session.identity.id) {
            *self.state.known.lock() = crate::guests::Known::default();
            self.state.plans.lock().clear();
        }
        self.journal().keep_session(&session).await?;
        Ok(session)
    }
}

fn from_userinfo(person: UserInfo, remembered: bool) -> Session {
    let identity = SignInIdentity {
        id: person.sub,
        username: person.preferred_username,
        name: person.name,
        organization: person.organization,
    };
    let mut linked: Vec<SignInIdentity> = person
        .identity_set
        .into_iter()
        .map(|member| SignInIdentity {
            id: member.sub,
            username: member.username,
            name: member.name,
            organization: member.organization,
        })
        .collect();
    if !linked.iter().any(|other| other.id == identity.id) {
        linked.insert(0, identity.clone());
    }
    Session {
        identity,
        linked,
        remembered,
    }
}
