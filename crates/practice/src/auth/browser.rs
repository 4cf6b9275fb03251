//! The sign-in that a browser remembers, by a cookie.

use axum::http::header::{COOKIE, HeaderValue, SET_COOKIE};
use axum::http::{HeaderMap, Response};
use uuid::Uuid;

use super::secret;
use crate::Error;
use crate::shared::App;
use crate::state::model::{BrowserSession, Session};

/// Sent to Auth only: other ports of this computer share the browser's cookies.
const NAME: &str = "practice_session";

fn cookie(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .map(|(_, value)| value)
}

/// What this browser proved before.
pub(super) fn remembered(app: &App, headers: &HeaderMap) -> Option<BrowserSession> {
    let hash = secret::hash(cookie(headers)?);
    app.state.read(|world| {
        let session = world.browser_sessions.get(&hash)?;
        let person = world.identities.by_id(session.identity)?;
        (!person.is_closed()).then(|| session.clone())
    })
}

/// Keeps a sign-in and hands its cookie to the browser.
pub(super) fn remember<B>(
    app: &App,
    headers: &HeaderMap,
    identity: Uuid,
    session: Session,
    response: &mut Response<B>,
) -> Result<(), Error> {
    let known = remembered(app, headers).map(|it| it.hash);
    let (hash, fresh) = match known {
        Some(hash) => (hash, None),
        None => {
            let text = secret::new_secret("session");
            (secret::hash(&text), Some(text))
        }
    };
    app.state.edit::<_, Error>(|edit| {
        edit.put(BrowserSession {
            hash,
            identity,
            session,
        })
    })?;
    if let Some(text) = fresh {
        set(response, &text, "");
    }
    Ok(())
}

/// Signs this browser out.
pub(super) fn forget<B>(app: &App, headers: &HeaderMap, response: &mut Response<B>) -> Result<(), Error> {
    if let Some(known) = remembered(app, headers) {
        app.state
            .edit::<_, Error>(|edit| edit.remove::<BrowserSession>(&known.hash).map(|_| ()))?;
    }
    set(response, "", "; Max-Age=0");
    Ok(())
}

fn set<B>(response: &mut Response<B>, value: &str, more: &str) {
    let text = format!("{NAME}={value}; Path=/auth/; HttpOnly; SameSite=Lax{more}");
    if let Ok(value) = HeaderValue::from_str(&text) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}
