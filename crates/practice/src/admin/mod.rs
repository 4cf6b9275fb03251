//! Levers for tests and for the app's practice mode. Loopback only, like everything here.

mod accounts;
mod snapshots;
mod tasks;

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::clock::{iso, parse_iso};
use crate::config::Config;
use crate::personal;
use crate::server::{Fault, LoggedRequest};
use crate::shared::App;
use crate::state::model::Storage;

/// The routes below `/admin`.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/requests", get(requests).delete(clear_requests))
        .route("/clock", get(clock).post(move_clock))
        .route("/faults", get(faults).post(arm_fault).delete(clear_faults))
        .route("/config", get(config).post(change_config))
        .route("/delay", post(delay))
        .route("/state", get(state))
        .route("/allow-folder", post(allow_folder))
        .route("/online", post(online))
        .merge(accounts::routes())
        .merge(snapshots::routes())
        .merge(tasks::routes())
        .fallback(async || AdminError::new(StatusCode::NOT_FOUND, "there is no such lever"))
}

/// `{"error": "…"}` with a status.
#[derive(Debug)]
struct AdminError(StatusCode, String);

impl AdminError {
    fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self(status, message.into())
    }

    fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }
}

impl From<crate::Error> for AdminError {
    fn from(error: crate::Error) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
    }
}

impl IntoResponse for AdminError {
    fn into_response(self) -> Response {
        (self.0, Json(json!({ "error": self.1 }))).into_response()
    }
}

type Answer = Result<Json<Value>, AdminError>;

fn parse<T: DeserializeOwned>(body: &Bytes) -> Result<T, AdminError> {
    serde_json::from_slice(body).map_err(|error| AdminError::bad(error.to_string()))
}

async fn requests(State(app): State<App>) -> Response {
    let all = app.log.all();
    let entries: Vec<&LoggedRequest> = all.iter().map(Arc::as_ref).collect();
    Json(entries).into_response()
}

async fn clear_requests(State(app): State<App>) -> Json<Value> {
    app.log.clear();
    Json(json!({}))
}

async fn clock(State(app): State<App>) -> Json<Value> {
    Json(json!({ "now": iso(app.now()), "offset_seconds": app.clock.offset() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockMove {
    advance_seconds: Option<i64>,
    set: Option<String>,
}

async fn move_clock(State(app): State<App>, body: Bytes) -> Answer {
    let wish: ClockMove = parse(&body)?;
    let offset = match wish {
        ClockMove {
            advance_seconds: Some(seconds),
            set: None,
        } => app.clock.offset().saturating_add(seconds),
        ClockMove {
            advance_seconds: None,
            set: Some(text),
        } => {
            let time = parse_iso(&text).ok_or_else(|| AdminError::bad("set is no ISO 8601 date"))?;
            time.as_second() - Timestamp::now().as_second()
        }
        _ => return Err(AdminError::bad("give either advance_seconds or set")),
    };
    app.state
        .edit::<_, AdminError>(|edit| Ok(edit.note("clock_offset", offset.to_string())?))?;
    app.clock.set_offset(offset);
    Ok(clock(State(app)).await)
}

async fn faults(State(app): State<App>) -> Json<Value> {
    Json(json!(app.faults.all()))
}

async fn arm_fault(State(app): State<App>, body: Bytes) -> Answer {
    let fault: Fault = parse(&body)?;
    fault.check().map_err(AdminError::bad)?;
    app.faults.arm(fault);
    Ok(faults(State(app)).await)
}

async fn clear_faults(State(app): State<App>) -> Json<Value> {
    app.faults.clear();
    Json(json!([]))
}

async fn config(State(app): State<App>) -> Json<Value> {
    Json(json!(*app.config()))
}

/// Changes the switches that are named and leaves the others.
async fn change_config(State(app): State<App>, body: Bytes) -> Answer {
    let change: serde_json::Map<String, Value> = parse(&body)?;
    let mut document = json!(*app.config());
    if let Some(fields) = document.as_object_mut() {
        fields.extend(change);
    }
    let config: Config =
        serde_json::from_value(document).map_err(|error| AdminError::bad(error.to_string()))?;
    app.set_config(config);
    Ok(self::config(State(app)).await)
}

#[derive(Deserialize)]
struct Delay {
    delay_ms: u64,
}

async fn delay(State(app): State<App>, body: Bytes) -> Answer {
    let Delay { delay_ms } = parse(&body)?;
    let mut config = app.config().as_ref().clone();
    config.delay_ms = delay_ms;
    app.set_config(config);
    Ok(Json(json!({ "delay_ms": delay_ms })))
}

async fn state(State(app): State<App>) -> Json<Value> {
    let places = json!({
        "sample_root": app.places.sample_root,
        "personal_config_dir": app.places.personal_config_dir,
    });
    let now = app.now();
    Json(app.state.read(|world| {
        let collections: Vec<Value> = world
            .collections
            .iter()
            .filter(|it| !it.deleted)
            .map(|it| {
                let disk = match &it.storage {
                    Some(Storage::Folder { root }) => Some(app.places.storage_dir.join(root)),
                    _ => None,
                };
                json!({"id": it.id, "display_name": it.display_name, "disk": disk, "entity_type": it.entity_type,
                    "owner_string": it.owner_string, "host_endpoint_id": it.host, "connected": it.connected,
                    "permissions": world.rules_of(it.id).count()})
            })
            .collect();
        let people: Vec<Value> = world
            .identities
            .iter()
            .map(|it| json!({"id": it.id, "username": it.username, "name": it.name, "sign_in": it.sign_in}))
            .collect();
        let groups: Vec<Value> = world
            .groups
            .iter()
            .map(|it| json!({"id": it.id, "name": it.name, "members": it.memberships.len()}))
            .collect();
        json!({
            "now": iso(now), "places": places, "collections": collections, "people": people, "groups": groups,
            "permissions": world.access_rules.len(), "allowed_folders": world.allowed_folders(),
        })
    }))
}

#[derive(Deserialize)]
struct AllowFolder {
    path: PathBuf,
}

async fn allow_folder(State(app): State<App>, body: Bytes) -> Answer {
    let AllowFolder { path } = parse(&body)?;
    let allowed = tokio::task::spawn_blocking(move || personal::allow_folder(&app, &path)).await;
    match allowed {
        Ok(Ok(path)) => Ok(Json(json!({ "allowed": path }))),
        Ok(Err(error)) => Err(AdminError::bad(error.to_string())),
        Err(_) => Err(AdminError::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "the folder could not be read",
        )),
    }
}

#[derive(Deserialize)]
struct Online {
    collection_id: String,
    online: bool,
}

async fn online(State(app): State<App>, body: Bytes) -> Answer {
    let Online {
        collection_id,
        online,
    } = parse(&body)?;
    app.state.edit(|edit| {
        let found = edit
            .world()
            .collections
            .get(&collection_id.to_lowercase())
            .cloned();
        let mut collection =
            found.ok_or_else(|| AdminError::new(StatusCode::NOT_FOUND, "no such collection"))?;
        collection.connected = online;
        edit.put(collection)?;
        Ok::<_, AdminError>(())
    })?;
    Ok(Json(json!({ "online": online })))
}
