//! `POST snapshot`, `POST restore`: so that a test can go back to where it began.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{AdminError, Answer, parse};
use crate::clock::iso;
use crate::shared::App;
use crate::snapshot::{self, SnapshotError};

impl From<SnapshotError> for AdminError {
    fn from(error: SnapshotError) -> Self {
        let status = match error {
            SnapshotError::Busy => StatusCode::CONFLICT,
            SnapshotError::Unknown => StatusCode::NOT_FOUND,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.to_string())
    }
}

/// The routes of snapshots.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/snapshot", get(list).post(take))
        .route("/snapshot/{id}", delete(remove))
        .route("/restore", post(restore))
}

/// How long requests that run may take before it is given up.
fn ten_seconds() -> f64 {
    10.0
}

fn patience(seconds: f64) -> Result<Duration, AdminError> {
    Duration::try_from_secs_f64(seconds).map_err(|_| AdminError::bad("wait_seconds is no time"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Take {
    #[serde(default = "ten_seconds")]
    wait_seconds: f64,
}

async fn take(State(app): State<App>, body: Bytes) -> Answer {
    let wait_seconds = if body.is_empty() {
        ten_seconds()
    } else {
        parse::<Take>(&body)?.wait_seconds
    };
    let id = snapshot::take(&app, patience(wait_seconds)?).await?;
    Ok(Json(json!({ "snapshot": id.simple().to_string() })))
}

async fn list(State(app): State<App>) -> Answer {
    let found = blocking(move || snapshot::list(&app.places)).await?;
    let entries: Vec<_> = found
        .iter()
        .map(|it| json!({"snapshot": it.id.simple().to_string(), "created": iso(it.created)}))
        .collect();
    Ok(Json(entries.into()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Restore {
    snapshot: Uuid,
    #[serde(default = "ten_seconds")]
    wait_seconds: f64,
}

async fn restore(State(app): State<App>, body: Bytes) -> Answer {
    let Restore {
        snapshot: id,
        wait_seconds,
    } = parse(&body)?;
    snapshot::restore(&app, id, patience(wait_seconds)?).await?;
    Ok(Json(
        json!({ "snapshot": id.simple().to_string(), "now": iso(app.now()) }),
    ))
}

async fn remove(State(app): State<App>, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| SnapshotError::Unknown)?;
    blocking(move || snapshot::remove(&app.places, id)).await?;
    Ok(Json(json!({})))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SnapshotError> + Send + 'static,
) -> Result<T, SnapshotError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| SnapshotError::Interrupted)?
}
