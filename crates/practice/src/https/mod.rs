//! Files of server collections over HTTPS: one address per collection, the path of the file below it.

mod caller;
mod error;
mod range;
mod read;
mod sign_in;
mod target;
mod upload;
mod write;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Method, Request, header};
use axum::response::{IntoResponse, Response};

use crate::server::discard;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Collection, EntityType};
use error::DataError;
use target::Target;

/// Bodies below this path are files: they are never held in memory.
pub(crate) const PREFIX: &str = "/data/";

/// The routes below `/data`. All of them: the rest of the address is the path of a file.
pub(crate) fn routes() -> Router<App> {
    Router::new().fallback(serve)
}

async fn serve(State(app): State<App>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let Some(target) = Target::parse(&parts.uri) else {
        discard(&parts.headers, body).await;
        return DataError::bad_request("The path can't be read").into_response();
    };
    let answer = match parts.method {
        Method::GET if target.brings_code() => Ok(sign_in::finish(&app, &target).await),
        Method::GET | Method::HEAD => read::read(&app, &target, &parts).await,
        Method::PUT => write::put(&app, &target, &parts.headers, body).await,
        Method::DELETE => write::delete(&app, &target, &parts.headers).await,
        _ => Err(DataError::method_not_allowed()),
    };
    let mut response = answer.unwrap_or_else(IntoResponse::into_response);
    let headers = response.headers_mut();
    // A file from a stranger, shown in a browser, must not act as a page of this address.
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        header::HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        header::HeaderValue::from_static("sandbox; default-src 'none'"),
    );
    response
}

/// Has this collection an address of its own for files? Globus Connect Personal never has.
pub(crate) fn is_served(world: &World, collection: &Collection) -> bool {
    let enabled = |it: &Collection| it.enable_https != Some(false);
    match collection.entity_type {
        EntityType::GCSv5_mapped_collection => enabled(collection),
        EntityType::GCSv5_guest_collection => {
            let host = collection.host.and_then(|id| world.collections.by_id(id));
            enabled(collection) && host.is_some_and(enabled)
        }
        _ => false,
    }
}
