//! A browser that opens a protected file: to the sign-in, back, and from then on known by a cookie.

use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use url::Url;
use uuid::Uuid;

use super::caller;
use super::error::DataError;
use super::target::Target;
use crate::auth;
use crate::shared::App;
use crate::state::model::collection_scope;

/// Where Auth sends the browser back to: the root of the collection.
fn redirect_uri(app: &App, collection: Uuid) -> String {
    format!("{}/", app.urls.https_server(collection))
}

/// Sends a browser to the sign-in. Clients of the API read the collection's id from the address.
pub(super) fn begin(app: &App, target: &Target) -> Response {
    let found = app.state.read(|world| {
        let collection = caller::find(world, target.collection)?;
        Ok::<_, DataError>((collection.display_name.clone(), collection.needs_data_access()))
    });
    let (name, with_data_access) = match found {
        Ok(found) => found,
        Err(error) => return error.into_response(),
    };
    let id = target.collection;
    if let Err(error) = auth::register_collection(app, id, &name) {
        tracing::error!(%error, "practice could not register a collection with Auth");
        return DataError::interrupted().into_response();
    }
    let mut scopes = collection_scope(id, "https");
    if with_data_access {
        scopes = format!("{scopes} {}", collection_scope(id, "data_access"));
    }
    let parameters = [
        ("client_id", id.to_string()),
        ("redirect_uri", redirect_uri(app, id)),
        ("scope", scopes),
        ("response_type", "code".to_owned()),
        ("state", target.address.clone()),
    ];
    match Url::parse_with_params(&format!("{}v2/oauth2/authorize", app.urls.auth), parameters) {
        Ok(url) => redirect(StatusCode::FOUND, url.as_str()),
        Err(_) => DataError::interrupted().into_response(),
    }
}

/// The browser is back with a code: to the file, now with a cookie.
pub(super) async fn finish(app: &App, target: &Target) -> Response {
    let id = target.collection;
    let Some(code) = target.query.get("code") else {
        return DataError::permission_denied("The person did not allow this").into_response();
    };
    let Some(token) = auth::exchange_for_collection(app, id, code, &redirect_uri(app, id)).await else {
        return DataError::bad_request("This sign-in is too old: open the file again").into_response();
    };
    // The state is a path of this collection and nothing else, so that nobody is led elsewhere.
    let address = target
        .query
        .get("state")
        .filter(|it| it.starts_with('/'))
        .unwrap_or("/");
    let mut response = redirect(
        StatusCode::SEE_OTHER,
        &format!("{}{address}", app.urls.https_server(id)),
    );
    set_cookie(&mut response, id, &token, "");
    response
}

/// After a refusal the browser's next visit begins with a sign-in again.
pub(super) fn forget(headers: &HeaderMap, target: &Target, mut response: Response) -> Response {
    if response.status() == StatusCode::FORBIDDEN && headers.contains_key(COOKIE) {
        set_cookie(&mut response, target.collection, "", "; Max-Age=0");
    }
    response
}

/// The cookie as the header that a client of the API would send.
pub(super) fn as_bearer(headers: &HeaderMap, collection: Uuid) -> Option<HeaderMap> {
    let name = cookie_name(collection);
    let token = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, token)| token)?;
    let mut bearer = HeaderMap::new();
    bearer.insert(
        AUTHORIZATION,
        HeaderValue::from_str(&format!("Bearer {token}")).ok()?,
    );
    Some(bearer)
}

fn cookie_name(collection: Uuid) -> String {
    format!("practice-data-{}", collection.simple())
}

fn set_cookie(response: &mut Response, collection: Uuid, value: &str, more: &str) {
    let cookie = format!(
        "{}={value}; Path={}{collection}; HttpOnly; Secure; SameSite=Lax{more}",
        cookie_name(collection),
        super::PREFIX
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}

fn redirect(status: StatusCode, to: &str) -> Response {
    let Ok(to) = HeaderValue::from_str(to) else {
        return DataError::bad_request("The path can't be read").into_response();
    };
    let no_store = HeaderValue::from_static("no-store");
    (status, [(LOCATION, to), (CACHE_CONTROL, no_store)]).into_response()
}
