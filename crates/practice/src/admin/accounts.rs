//! Levers about people and what they allowed.

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AdminError, Answer, parse};
use crate::auth::{consent_document, withdraw_consent};
use crate::server::Maintenance;
use crate::shared::App;
use crate::state::model::Token;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/consents", get(consents))
        .route("/consents/{id}", delete(withdraw))
        .route("/identities", post(change_identity))
        .route("/maintenance", get(maintenance).post(set_maintenance))
}

async fn consents(State(app): State<App>) -> Json<Value> {
    Json(app.state.read(|world| {
        let consents = world.consents.iter().map(|consent| {
            let mut document = consent_document(world, consent);
            document["root_client"] = json!(consent.client);
            document
        });
        json!(consents.collect::<Vec<_>>())
    }))
}

async fn withdraw(State(app): State<App>, Path(id): Path<String>) -> Answer {
    let unknown = || AdminError::new(StatusCode::NOT_FOUND, "no such consent");
    let id: u64 = id.parse().map_err(|_| unknown())?;
    let gone = app
        .state
        .edit::<_, AdminError>(|edit| withdraw_consent(edit, id)?.ok_or_else(unknown))?;
    Ok(Json(json!({ "withdrawn": gone })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IdentityChange {
    /// A username or an id.
    who: String,
    #[serde(default)]
    status: Option<String>,
    /// A new username.
    #[serde(default)]
    username: Option<String>,
}

/// Identities change over time: they are closed, and their usernames are changed and used again.
async fn change_identity(State(app): State<App>, body: Bytes) -> Answer {
    let change: IdentityChange = parse(&body)?;
    if let Some(status) = &change.status
        && !["used", "unused", "private", "closed"].contains(&status.as_str())
    {
        return Err(AdminError::bad("status is used, unused, private or closed"));
    }
    app.state.edit(|edit| {
        let world = edit.world();
        let found = world
            .identity_by_username(&change.who)
            .or_else(|| world.identities.get(&change.who.to_lowercase()))
            .cloned();
        let mut identity =
            found.ok_or_else(|| AdminError::new(StatusCode::NOT_FOUND, "nobody is called so"))?;
        if let Some(status) = change.status {
            identity.status = status;
        }
        if let Some(username) = change.username {
            identity.username = username.to_lowercase();
        }
        if identity.is_closed() {
            let of_them = world.tokens.iter().filter(|it| it.identity == identity.id);
            let tokens: Vec<String> = of_them.map(|it| it.hash.clone()).collect();
            for hash in tokens {
                edit.remove::<Token>(&hash)?;
            }
        }
        edit.put(identity.clone())?;
        Ok::<_, AdminError>(Json(
            json!({"id": identity.id, "username": identity.username, "status": identity.status}),
        ))
    })
}

async fn maintenance(State(app): State<App>) -> Json<Value> {
    Json(json!(app.gate.maintenance()))
}

async fn set_maintenance(State(app): State<App>, body: Bytes) -> Answer {
    let wish: Maintenance = parse(&body)?;
    app.gate.set_maintenance(wish);
    Ok(maintenance(State(app)).await)
}
