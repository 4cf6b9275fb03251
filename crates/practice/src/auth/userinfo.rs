//! `GET /v2/oauth2/userinfo`.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::Value;

use super::bearer::auth_caller;
use super::error::AuthError;
use super::issue;
use crate::shared::App;

pub(super) async fn userinfo(State(app): State<App>, headers: HeaderMap) -> Result<Json<Value>, AuthError> {
    let caller = auth_caller(&app, &headers)?;
    if !caller.has("openid") {
        return Err(AuthError::forbidden("The token has no openid scope"));
    }
    let claims = app
        .state
        .read(|world| issue::person_claims(world, caller.identity, &caller.scopes));
    Ok(Json(Value::Object(claims)))
}
