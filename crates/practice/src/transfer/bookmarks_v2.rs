//! The same bookmarks in the form of Transfer's version 2: JSON:API documents.

use axum::body::Bytes;
use axum::extract::State;
use serde_json::{Value, json};

use super::answer::{Answer, request_id};
use super::bookmarks::{self, BookmarkChange, NewBookmark};
use super::caller::{Caller, PathIds};
use super::error::TransferError;
use super::operations::{json_object, text_field};
use crate::params::Params;
use crate::shared::App;
use crate::state::World;
use crate::state::model::Bookmark;

fn resource(bookmark: &Bookmark) -> Value {
    json!({"type": "Bookmark", "id": bookmark.id,
        "attributes": {"name": bookmark.name, "path": bookmark.path},
        "relationships": {"collection": {"data": {"type": "Collection", "id": bookmark.collection}}}})
}

/// `included`, for clients that ask for it with `include=collection`: what the bookmarks lead to.
fn add_collections(document: &mut Value, world: &World, params: &Params, bookmarks: &[&Bookmark]) {
    if !params.list("include").iter().any(|it| it == "collection") {
        return;
    }
    let collections = bookmarks
        .iter()
        .filter_map(|it| world.collections.by_id(it.collection));
    let included: Vec<Value> = collections
        .map(|it| {
            json!({"type": "Collection", "id": it.id,
                "attributes": {"display_name": it.display_name, "high_assurance": it.high_assurance}})
        })
        .collect();
    document["included"] = included.into();
}

fn answer(status: u16, mut document: Value) -> Answer {
    document["meta"] = json!({"request_id": request_id()});
    Answer::plain(status, document)
}

pub(super) async fn list(State(app): State<App>, caller: Caller, params: Params) -> Answer {
    app.state.read(|world| {
        let bookmarks = bookmarks::all_of(world, &caller);
        let data: Vec<Value> = bookmarks.iter().map(|it| resource(it)).collect();
        let mut document = json!({ "data": data });
        add_collections(&mut document, world, &params, &bookmarks);
        answer(200, document)
    })
}

pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let input = json_object(&body)?;
    let data = &input["data"];
    let new = NewBookmark {
        name: text_field(&data["attributes"], "name")?,
        path: text_field(&data["attributes"], "path")?,
        collection: text_field(&data["relationships"]["collection"]["data"], "id")?,
        pinned: false,
    };
    let bookmark = bookmarks::add(&app, &caller, new)?;
    Ok(answer(201, json!({"data": resource(&bookmark)})))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    app.state.read(|world| {
        let bookmark = bookmarks::own(world, &caller, &ids.bookmark)?;
        let mut document = json!({"data": resource(bookmark)});
        add_collections(&mut document, world, &params, &[bookmark]);
        Ok(answer(200, document))
    })
}

pub(super) async fn update(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let input = json_object(&body)?;
    let attributes = &input["data"]["attributes"];
    let text = |name: &str| {
        attributes
            .get(name)
            .map(|_| text_field(attributes, name))
            .transpose()
    };
    let wish = BookmarkChange {
        name: text("name")?,
        path: text("path")?,
        pinned: None,
    };
    let bookmark = bookmarks::change(&app, &caller, &ids.bookmark, wish)?;
    Ok(answer(200, json!({"data": resource(&bookmark)})))
}

pub(super) async fn delete(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    bookmarks::remove(&app, &caller, &ids.bookmark)?;
    Ok(answer(200, json!({})))
}
