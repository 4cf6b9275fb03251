//! `api/endpoint` and `api/info`: the server itself.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::{Value, json};
use uuid::Uuid;

use super::caller::{Caller, Endpoint};
use super::collection_document::keywords;
use super::connectors;
use super::envelope::Envelope;
use super::error::GcsError;
use super::input::Input;
use crate::params::Params;
use crate::shared::{App, Urls};
use crate::state::model::Collection;
use crate::state::{Edit, World};

/// What the manager calls itself.
const MANAGER_VERSION: &str = "5.4.80";
const API_VERSION: &str = "1.29.0";

fn not_found() -> GcsError {
    GcsError::not_found("There is no such endpoint")
}

/// Needs no token: a client learns here which scope to ask for.
pub(super) async fn info(State(app): State<App>, Endpoint(id): Endpoint) -> Result<Envelope, GcsError> {
    let description = json!({
        "DATA_TYPE": "info#1.0.0", "api_version": API_VERSION, "client_id": id, "endpoint_id": id,
        "domain_name": domain_name(id), "manager_version": MANAGER_VERSION,
    });
    let used = app.state.read(|world| {
        let mut used: Vec<Uuid> = world
            .storage_gateways
            .iter()
            .filter(|it| it.endpoint == id)
            .map(|it| it.connector)
            .collect();
        used.sort();
        used.dedup();
        used
    });
    let connectors = used
        .into_iter()
        .map(|id| connectors::document(connectors::by_id(id)));
    Ok(Envelope::of(std::iter::once(description).chain(connectors)).newer())
}

fn domain_name(endpoint: Uuid) -> String {
    format!("{}.data.practice.example", &endpoint.simple().to_string()[..6])
}

fn document(urls: &Urls, endpoint: &Collection) -> Value {
    let texts = &endpoint.texts;
    let keywords: Vec<&str> = keywords(texts.keywords.as_deref()).collect();
    json!({
        "DATA_TYPE": "endpoint#1.2.0",
        "id": endpoint.id,
        "display_name": endpoint.display_name,
        "public": endpoint.public,
        "subscription_id": endpoint.subscription,
        "gcs_manager_url": urls.gcs_manager(endpoint.id),
        "gridftp_control_channel_port": 443,
        "network_use": "normal",
        "allow_udt": false,
        "description": texts.description,
        "organization": texts.organization,
        "department": texts.department,
        "keywords": keywords,
        "contact_email": texts.contact_email,
        "contact_info": texts.contact_info,
        "info_link": texts.info_link,
        "earliest_last_access": null,
        "max_concurrency": 4, "preferred_concurrency": 2, "max_parallelism": 8, "preferred_parallelism": 4,
    })
}

pub(super) async fn get(State(app): State<App>, caller: Caller) -> Result<Envelope, GcsError> {
    app.state.read(|world| {
        let endpoint = world.collections.by_id(caller.endpoint).ok_or_else(not_found)?;
        Ok(Envelope::of([document(&app.urls, endpoint)]))
    })
}

/// `PATCH` and `PUT`. The answer holds the document with `include=endpoint`.
pub(super) async fn update(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Envelope, GcsError> {
    let mut input = Input::read(&headers, &body, "endpoint")?;
    let wants_document = params.list("include").iter().any(|it| it == "endpoint");
    app.state.edit(|edit| {
        let world = edit.world();
        let me = caller.standing(world);
        caller.require_endpoint_administrator(world, &me)?;
        let mut endpoint = world
            .collections
            .by_id(caller.endpoint)
            .ok_or_else(not_found)?
            .clone();
        if input.has("display_name") {
            endpoint.display_name = input.needed("display_name");
        }
        input.put_flag("public", &mut endpoint.public);
        let texts = &mut endpoint.texts;
        for (field, place) in [
            ("description", &mut texts.description),
            ("organization", &mut texts.organization),
            ("department", &mut texts.department),
            ("contact_email", &mut texts.contact_email),
            ("contact_info", &mut texts.contact_info),
            ("info_link", &mut texts.info_link),
        ] {
            input.put_text(field, place);
        }
        if input.has("keywords") {
            texts.keywords = input
                .texts("keywords")
                .filter(|it| !it.is_empty())
                .map(|it| it.join(", "));
        }
        if input.has("subscription_id") {
            endpoint.subscription = subscription(world, &caller, &mut input)?;
        }
        input.finish()?;
        let answer = wants_document.then(|| document(&app.urls, &endpoint));
        put(edit, endpoint)?;
        Ok(Envelope::done(
            format!("Updated endpoint {}", caller.endpoint),
            answer,
        ))
    })
}

/// `PUT endpoint/subscription_id`, as the official CLI sets it.
pub(super) async fn set_subscription(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Envelope, GcsError> {
    let mut input = Input::read(&headers, &body, "endpoint_subscription")?;
    app.state.edit(|edit| {
        let world = edit.world();
        caller.require_endpoint_administrator(world, &caller.standing(world))?;
        let mut endpoint = world
            .collections
            .by_id(caller.endpoint)
            .ok_or_else(not_found)?
            .clone();
        endpoint.subscription = subscription(world, &caller, &mut input)?;
        input.finish()?;
        put(edit, endpoint)?;
        Ok(Envelope::done(
            format!("Updated Endpoint {}", caller.endpoint),
            [],
        ))
    })
}

/// Keeps an endpoint. Its collections are managed through it, so they share its subscription.
fn put(edit: &mut Edit<'_>, endpoint: Collection) -> Result<(), GcsError> {
    let moved: Vec<Collection> = edit
        .world()
        .collections
        .iter()
        .filter(|it| it.gcs_endpoint == Some(endpoint.id) && it.id != endpoint.id && !it.deleted)
        .filter(|it| it.subscription != endpoint.subscription)
        .cloned()
        .map(|it| Collection {
            subscription: endpoint.subscription,
            ..it
        })
        .collect();
    for collection in moved.into_iter().chain([endpoint]) {
        edit.put(collection)?;
    }
    Ok(())
}

/// An id, null for none, or `DEFAULT` for the only one that the caller may use.
fn subscription(world: &World, caller: &Caller, input: &mut Input) -> Result<Option<Uuid>, GcsError> {
    let Some(wish) = input.text("subscription_id") else {
        return Ok(None);
    };
    let me = caller.standing(world);
    let mut mine = world
        .subscriptions
        .iter()
        .filter(|it| it.managers.iter().chain(&it.members).any(|id| me.is(*id)))
        .map(|it| it.id);
    let found = match wish.to_lowercase().as_str() {
        "default" => mine.next().filter(|_| mine.next().is_none()),
        id => mine.find(|it| it.to_string() == id),
    };
    found
        .map(Some)
        .ok_or_else(|| GcsError::permission_denied("You may not use this subscription"))
}
