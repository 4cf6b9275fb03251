//! Levers for what tasks run into: pause rules, full disks, a paused computer.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::{AdminError, Answer, parse};
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Collection, PauseRule};
use crate::transfer::{PauseRuleInput, add_pause_rule, set_quota};

/// The routes of these levers.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/pause-rules", post(add_rule).delete(remove_rules))
        .route("/quota", post(quota))
        .route("/gcp-paused", post(pause_computer))
}

fn collection(world: &World, id: Uuid) -> Result<&Collection, AdminError> {
    let found = world.collections.by_id(id);
    found.ok_or_else(|| AdminError::new(StatusCode::NOT_FOUND, "no such collection"))
}

#[derive(Deserialize)]
struct NewRule {
    collection_id: Uuid,
    #[serde(flatten)]
    rule: PauseRuleInput,
}

async fn add_rule(State(app): State<App>, body: Bytes) -> Answer {
    let NewRule { collection_id, rule } = parse(&body)?;
    let now = app.now();
    let id = app.state.edit::<_, AdminError>(|edit| {
        let owner = collection(edit.world(), collection_id)?.owner;
        Ok(add_pause_rule(edit, collection_id, owner, rule, now)?)
    })?;
    Ok(Json(json!({ "id": id })))
}

async fn remove_rules(State(app): State<App>) -> Answer {
    app.state.edit::<_, AdminError>(|edit| {
        let rules: Vec<String> = edit
            .world()
            .pause_rules
            .iter()
            .map(|it| it.id.to_string())
            .collect();
        for rule in rules {
            edit.remove::<PauseRule>(&rule)?;
        }
        Ok(())
    })?;
    Ok(Json(json!([])))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Quota {
    collection_id: Uuid,
    /// What tasks may still write there; null lifts the limit.
    free_bytes: Option<u64>,
}

async fn quota(State(app): State<App>, body: Bytes) -> Answer {
    let Quota {
        collection_id,
        free_bytes,
    } = parse(&body)?;
    app.state.edit::<_, AdminError>(|edit| {
        collection(edit.world(), collection_id)?;
        Ok(set_quota(edit, collection_id, free_bytes)?)
    })?;
    Ok(Json(json!({ "free_bytes": free_bytes })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PauseComputer {
    collection_id: Uuid,
    paused: bool,
}

async fn pause_computer(State(app): State<App>, body: Bytes) -> Answer {
    let PauseComputer {
        collection_id,
        paused,
    } = parse(&body)?;
    app.state.edit::<_, AdminError>(|edit| {
        let mut computer = collection(edit.world(), collection_id)?.clone();
        computer.paused = paused;
        Ok(edit.put(computer)?)
    })?;
    Ok(Json(json!({ "paused": paused })))
}
