//! The consent tree, which official clients read to decide whether a new sign-in is needed.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde_json::{Value, json};
use uuid::Uuid;

use super::bearer::auth_caller;
use super::error::AuthError;
use super::scopes::{self, VIEW_CONSENTS};
use crate::clock::iso;
use crate::params::Params;
use crate::shared::App;
use crate::state::World;
use crate::state::model::Consent;

pub(super) async fn list(
    State(app): State<App>,
    headers: HeaderMap,
    Path(id): Path<String>,
    params: Params,
) -> Result<Json<Value>, AuthError> {
    let caller = auth_caller(&app, &headers)?;
    let all = params.flag("all").unwrap_or(false);
    if all && !caller.has(VIEW_CONSENTS) {
        return Err(AuthError::forbidden(
            "The token may not see the consents of other apps",
        ));
    }
    let identity: Uuid = id.parse().map_err(|_| AuthError::not_found("No such identity"))?;
    app.state.read(|world| {
        let linked = world.linked(caller.identity);
        if !linked.contains(&identity) {
            return Err(AuthError::forbidden("These are somebody else's consents"));
        }
        let mine = |consent: &&Consent| {
            linked.contains(&consent.account) && (all || consent.client == caller.client)
        };
        let consents: Vec<Value> = world
            .consents
            .iter()
            .filter(mine)
            .map(|it| document(world, it))
            .collect();
        Ok(Json(json!({ "consents": consents })))
    })
}

pub(crate) fn document(world: &World, consent: &Consent) -> Value {
    // Scopes and services have ids in the real service; here they follow from the name.
    let id_of = |name: &str| Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes());
    // A dependency is held by the service above it, not by the application at the top.
    let above = consent.dependency_path.iter().rev().nth(1);
    let client = above
        .and_then(|id| world.consents.get(&id.to_string()))
        .and_then(|it| scopes::resource_server(world, &it.scope))
        .map_or(consent.client, |server| {
            server.parse().unwrap_or_else(|_| id_of(&server))
        });
    json!({
        "id": consent.id, "client": client, "scope": id_of(&consent.scope), "scope_name": consent.scope,
        "effective_identity": consent.account, "dependency_path": consent.dependency_path, "status": "approved",
        "atomically_revocable": consent.optional, "allows_refresh": consent.offline, "auto_approved": false,
        "created": iso(consent.created), "updated": iso(consent.updated.unwrap_or(consent.created)),
        "last_used": iso(consent.last_used.unwrap_or(consent.created)),
    })
}
