//! The sign-in itself: the system's browser comes back to a port of this computer, or the person pastes a code that a
//! browser elsewhere shows.

use std::time::Duration;

use globus::auth::{
    AuthorizationAnswer, CodeExchange, LoopbackListener, PkceSignIn, SignInOptions, TokenSet, UserInfo,
};
use globus::scopes::{Scope, default_scopes, resource_server};
use globus::{SecretString, SessionDemand};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::from_userinfo;
use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Result};
use crate::model::{Session, SignInEvent};
use crate::sharing::RunningSignIn;

/// How long a person may take; people look for passwords and second factors.
const LIMIT: Duration = Duration::from_secs(15 * 60);

/// What a person pasted: a code, or the whole address with one.
#[derive(Clone, Debug)]
pub struct PastedCode(AuthorizationAnswer);

impl PastedCode {
    /// None when it can be neither.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let from_address = Url::parse(text).ok().and_then(|url| {
            let get = |name: &str| {
                url.query_pairs()
                    .find(|(key, _)| key == name)
                    .map(|(_, value)| value.into_owned())
            };
            Some(AuthorizationAnswer {
                code: SecretString::from(get("code")?),
                state: get("state"),
            })
        });
        // Codes are opaque, but they are one word, and no short one.
        let is_code =
            text.len() >= 8 && text.chars().all(|c| c.is_ascii_graphic()) && !text.contains(['/', '@']);
        from_address
            .or_else(|| is_code.then(|| AuthorizationAnswer::pasted(text)))
            .map(Self)
    }
}

impl Sharing {
    /// Signs in through the system's browser. With a `demand`, asks Globus for that consent or session as well. With
    /// `remember` false the caller's token store keeps the tokens in memory; `remembered` in the answer says how it
    /// went. A sign-in that is still waiting is ended by a new one.
    pub async fn sign_in(
        &self,
        demand: Option<SessionDemand>,
        remember: bool,
        on_event: &(dyn Fn(SignInEvent) + Send + Sync),
    ) -> Result<Session> {
        let cancel = CancellationToken::new();
        let (sender, codes) = mpsc::channel(1);
        let before = self.state.sign_in.lock().replace(RunningSignIn {
            cancel: cancel.clone(),
            code: sender,
        });
        if let Some(before) = before {
            before.cancel.cancel();
        }
        let answer = tokio::select! {
            answer = self.answer(demand, on_event, codes) => answer,
            () = cancel.cancelled() => return Err(Error::SignInCancelled { reason: None }),
        };
        // From here on it can't be cancelled: tokens and session change together.
        let result = match answer {
            Ok((tokens, person)) => self.take_up(&tokens, person, remember).await,
            Err(error) => Err(error),
        };
        // One that began in the meantime stays.
        if !cancel.is_cancelled() {
            *self.state.sign_in.lock() = None;
        }
        result
    }

    /// A sign-in in the middle of the work brings new tokens for these services: what the ones before covered on demand
    /// must stay covered.
    async fn scopes_to_keep(&self) -> Result<Vec<Scope>> {
        let mut scopes = default_scopes();
        for service in [
            resource_server::AUTH,
            resource_server::TRANSFER,
            resource_server::GROUPS,
        ] {
            for name in self.globus().authorizer.scopes(service).await? {
                if !scopes.iter().any(|scope| scope.name() == name) {
                    scopes.push(Scope::new(name));
                }
            }
        }
        Ok(scopes)
    }

    /// The tokens, and whose they are. Up to here an earlier sign-in is as it was.
    async fn answer(
        &self,
        demand: Option<SessionDemand>,
        on_event: &(dyn Fn(SignInEvent) + Send + Sync),
        codes: mpsc::Receiver<PastedCode>,
    ) -> Result<(TokenSet, UserInfo)> {
        let scopes = match &demand {
            Some(_) => self.scopes_to_keep().await?,
            None => Vec::new(),
        };
        let options = SignInOptions { scopes, demand };
        let (exchange, is_pasted) = self.wait_for_answer(&options, on_event, codes).await?;
        on_event(SignInEvent::Finishing);
        let auth = &self.globus().auth;
        let exchanged = auth.exchange_code(&exchange).await.map_err(Error::from);
        let tokens = exchanged.map_err(|error| match error {
            // Globus does not know the code: mistyped, or of another sign-in.
            Error::NotSignedIn if is_pasted => wrong_code(),
            other => other,
        })?;
        let person = auth.userinfo_of(&tokens).await?;
        Ok((tokens, person))
    }

    async fn take_up(&self, tokens: &TokenSet, person: UserInfo, remember: bool) -> Result<Session> {
        let authorizer = &self.globus().authorizer;
        let accepted = if self.was_somebody_else(&person).await {
            let (former, accepted) = authorizer.replace(tokens, remember).await;
            former.revoke_in_the_background();
            accepted
        } else {
            authorizer.accept(tokens, remember).await
        };
        let kept = match accepted.map_err(Error::from) {
            Ok(()) => true,
            // They are in use all the same; the session says that it ends with the app.
            Err(Error::VaultUnavailable) => false,
            Err(error) => return Err(error),
        };
        self.begin_session(from_userinfo(person, remember && kept)).await
    }

    /// Whether the tokens in use belong to another account than this person's, linked identities included.
    async fn was_somebody_else(&self, person: &UserInfo) -> bool {
        let before = match self.session() {
            Some(session) => Some(session),
            // Kept from an earlier start, and nobody has asked yet.
            None => self.journal().session().await.ok().flatten(),
        };
        before.is_some_and(|before| {
            let mut ids = person.identity_set.iter().map(|member| &member.sub);
            before.identity.id != person.sub && ids.all(|id| *id != before.identity.id)
        })
    }

    /// What the answer can be exchanged with, and whether the person brought it.
    async fn wait_for_answer(
        &self,
        options: &SignInOptions,
        on_event: &(dyn Fn(SignInEvent) + Send + Sync),
        mut codes: mpsc::Receiver<PastedCode>,
    ) -> Result<(CodeExchange, bool)> {
        let config = &self.globus().config;
        let listener = LoopbackListener::bind().await?;
        let here = PkceSignIn::begin(config, listener.redirect_uri(), options)?;
        let elsewhere = PkceSignIn::begin_by_hand(config, options)?;
        let url = here.authorize_url().to_string();
        let browser_opened = self.parts.browser.open(&url).await;
        let code_url = Some(elsewhere.authorize_url().to_string());
        on_event(SignInEvent::Waiting {
            url,
            browser_opened,
            code_url,
        });
        let state = here.state().to_owned();
        let pasted = async {
            match codes.recv().await {
                Some(code) => code.0,
                None => std::future::pending().await,
            }
        };
        Ok(tokio::select! {
            answer = listener.wait(&state, LIMIT) => (here.finish(answer?)?, false),
            answer = pasted => {
                let begun = if answer.state.as_ref() == Some(&state) { here } else { elsewhere };
                // The address of an earlier sign-in belongs to neither.
                (begun.finish(answer).map_err(|_| wrong_code())?, true)
            }
        })
    }
}

fn wrong_code() -> Error {
    Error::input(Field::SignInCode, InputProblem::Mismatch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_or_an_address_with_one_is_taken() {
        let read = |text: &str| PastedCode::read(text).map(|code| code.0.state);
        assert_eq!(read("  4f9Gh2kQwErTy \n"), Some(None));
        assert_eq!(
            read("http://127.0.0.1:4000/?code=abc&state=s1"),
            Some(Some("s1".into()))
        );
        for text in [
            "",
            "   ",
            "two words here",
            "https://app.globus.org/",
            "alex@northfield.example",
            "short",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_code_is_not_printed() {
        let code = PastedCode::read("SECRET-CODE-1234").unwrap();
        assert!(!format!("{code:?}").contains("SECRET"));
    }
}
