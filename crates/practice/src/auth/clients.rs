//! Registering a client from a template, as `globus login` does on a fresh machine.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use super::error::AuthError;
use super::secret::new_secret;
use super::token::identify_client;
use crate::clock::iso;
use crate::params::Params;
use crate::shared::App;
use crate::state::model::{Client, Consent, Token};

pub(super) async fn create(
    State(app): State<App>,
    body: Bytes,
) -> Result<(StatusCode, Json<Value>), AuthError> {
    let document: Value =
        serde_json::from_slice(&body).map_err(|_| AuthError::bad_request("Not a JSON document"))?;
    let asked = &document["client"];
    let template: Uuid = asked["template_id"]
        .as_str()
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| AuthError::forbidden("Without a sign-in only a template can become a client"))?;
    let name = asked["name"].as_str().unwrap_or("Unnamed app").to_owned();
    let secret = new_secret("client");
    let client = Client {
        id: Uuid::new_v4(),
        name,
        secret: Some(secret.clone()),
        template: Some(template),
        created: app.now(),
    };
    let answer = json!({
        "client": {"id": client.id, "name": client.name, "public_client": false, "scopes": [], "grant_types":
            ["authorization_code", "client_credentials", "refresh_token"], "template_id": template,
            "redirect_uris": [], "visibility": "private", "project": null},
        "included": {"client_credential": {"id": Uuid::new_v4(), "client": client.id, "name": "Auto-created",
            "secret": secret, "created": iso(client.created)}},
    });
    app.state.edit::<_, AuthError>(|edit| {
        if edit
            .world()
            .clients
            .by_id(template)
            .is_none_or(|it| it.secret.is_some())
        {
            return Err(AuthError::not_found("No such template"));
        }
        edit.put(crate::seed::application_identity(&client))?;
        edit.put(client)?;
        Ok(())
    })?;
    Ok((StatusCode::CREATED, Json(answer)))
}

pub(super) async fn remove(
    State(app): State<App>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, AuthError> {
    let client = identify_client(&app, &headers, &Params::default())?;
    if client.id.to_string() != id.to_lowercase() {
        return Err(AuthError::forbidden("A client may only remove itself"));
    }
    app.state.edit::<_, crate::Error>(|edit| {
        let tokens: Vec<String> = edit
            .world()
            .tokens
            .iter()
            .filter(|it| it.client == client.id)
            .map(|it| it.hash.clone())
            .collect();
        let consents: Vec<String> = edit
            .world()
            .consents
            .iter()
            .filter(|it| it.client == client.id)
            .map(|it| it.id.to_string())
            .collect();
        for key in tokens {
            edit.remove::<Token>(&key)?;
        }
        for key in consents {
            edit.remove::<Consent>(&key)?;
        }
        edit.remove::<Client>(&client.id.to_string())?;
        Ok(())
    })?;
    Ok(Json(json!({"client": {"id": client.id, "name": client.name}})))
}
