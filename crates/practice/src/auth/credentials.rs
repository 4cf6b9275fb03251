//! Which application calls the token endpoints.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use uuid::Uuid;

use super::error::AuthError;
use crate::params::Params;
use crate::shared::App;
use crate::state::model::Client;

/// Confidential clients prove themselves with HTTP Basic; native ones only say their id.
pub(super) fn identify_client(app: &App, headers: &HeaderMap, form: &Params) -> Result<Client, AuthError> {
    let unknown = || AuthError::oauth("invalid_client", "The client is not known or its secret is wrong");
    let find = |id: &str| {
        let id: Uuid = id.parse().ok()?;
        app.state.read(|world| world.clients.by_id(id).cloned())
    };
    match headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()) {
        Some(value) => {
            let (kind, credentials) = value.split_once(' ').ok_or_else(unknown)?;
            if !kind.eq_ignore_ascii_case("basic") {
                return Err(unknown());
            }
            let text = STANDARD
                .decode(credentials.trim())
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok());
            let text = text.ok_or_else(unknown)?;
            let (id, given) = text.split_once(':').ok_or_else(unknown)?;
            find(id)
                .filter(|client| client.secret.as_deref() == Some(given))
                .ok_or_else(unknown)
        }
        None => {
            let client = form.get("client_id").and_then(find).ok_or_else(unknown)?;
            if client.secret.is_some() {
                return Err(unknown());
            }
            Ok(client)
        }
    }
}

/// The same for what only confidential clients may do.
pub(super) fn identify_confidential(
    app: &App,
    headers: &HeaderMap,
    form: &Params,
) -> Result<Client, AuthError> {
    let client = identify_client(app, headers, form)?;
    if client.secret.is_none() {
        return Err(AuthError::oauth(
            "unauthorized_client",
            "Only confidential clients may do this",
        ));
    }
    Ok(client)
}
