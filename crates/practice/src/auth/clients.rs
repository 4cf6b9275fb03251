//! Registering a client from a template, as `globus login` does on a fresh machine.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use super::credentials::identify_client;
use super::error::AuthError;
use super::secret::new_secret;
use crate::clock::iso;
use crate::params::Params;
use crate::shared::App;
use crate::state::model::{Client, Consent, Identity, Token};

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
        scopes: Vec::new(),
    };
    let answer = json!({
        "client": client_document(&client),
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
        edit.remove::<Identity>(&client.id.to_string())?;
        Ok(())
    })?;
    Ok(Json(json!({ "client": client_document(&client) })))
}

/// A client as Auth describes it. What only its developer could set has the value of a client that nobody configured.
fn client_document(client: &Client) -> Value {
    let confidential = client.secret.is_some();
    let (client_type, grants) = if confidential {
        (
            "confidential_client",
            json!(["authorization_code", "client_credentials", "refresh_token"]),
        )
    } else {
        (
            "public_installed_client",
            json!(["authorization_code", "refresh_token"]),
        )
    };
    json!({
        "id": client.id,
        "name": client.name,
        "client_type": client_type,
        "public_client": !confidential,
        "parent_client": client.template,
        "grant_types": grants,
        "scopes": [],
        "fqdns": [],
        "redirect_uris": [],
        "links": {"privacy_policy": null, "terms_and_conditions": null},
        "visibility": "private",
        "project": null,
        "required_idp": null,
        "preselect_idp": null,
        "prompt_for_named_grant": false,
        "userinfo_from_effective_identity": true,
    })
}
