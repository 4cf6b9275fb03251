//! Bookmarks: names that a person gives to folders of collections.

use axum::body::Bytes;
use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::Answer;
use super::caller::{Caller, PathIds};
use super::document::pick;
use super::error::TransferError;
use super::operations::{json_object, text_field};
use crate::params::Params;
use crate::shared::App;
use crate::state::model::Bookmark;
use crate::state::{Term, World};

const MAX_NAME: usize = 128;

fn document(bookmark: &Bookmark) -> Value {
    json!({"DATA_TYPE": "bookmark", "id": bookmark.id, "name": bookmark.name, "endpoint_id": bookmark.collection,
        "path": bookmark.path, "pinned": bookmark.pinned})
}

/// A bookmark of the caller. Nobody sees anybody else's.
pub(super) fn own<'a>(world: &'a World, caller: &Caller, id: &str) -> Result<&'a Bookmark, TransferError> {
    let found = id.parse::<Uuid>().ok().and_then(|id| world.bookmarks.by_id(id));
    found
        .filter(|bookmark| caller.standing(world).is(bookmark.owner))
        .ok_or_else(|| TransferError::new(404, "BookmarkNotFound", format!("No such bookmark '{id}'")))
}

/// The caller's bookmarks by name.
pub(super) fn all_of<'a>(world: &'a World, caller: &Caller) -> Vec<&'a Bookmark> {
    let me = caller.standing(world);
    let mut bookmarks: Vec<&Bookmark> = me
        .identities
        .iter()
        .flat_map(|identity| world.bookmarks.under(Term::Account(*identity)))
        .collect();
    bookmarks.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    bookmarks
}

/// Up to 128 characters, one line, no blanks at either end (Transfer API, bookmarks).
fn check_name(name: &str) -> Result<(), TransferError> {
    let fits = !name.is_empty()
        && name.chars().count() <= MAX_NAME
        && name.trim() == name
        && !name.contains(['\n', '\r']);
    if fits {
        return Ok(());
    }
    Err(TransferError::bad_request(
        "name may have 128 characters, no line break and no blanks around it",
    ))
}

/// Refuses a name that another bookmark of the same person has. Letter case counts.
fn check_free(
    app: &App,
    world: &World,
    caller: &Caller,
    name: &str,
    own: Option<Uuid>,
) -> Result<(), TransferError> {
    let is_taken = all_of(world, caller)
        .iter()
        .any(|it| it.name == name && Some(it.id) != own);
    if !is_taken {
        return Ok(());
    }
    let message = format!("You have a bookmark called '{name}'");
    Err(TransferError::refused(&app.config().bookmark_exists, message))
}

/// A bookmark as it was asked for.
pub(super) struct NewBookmark {
    pub(super) name: String,
    pub(super) collection: String,
    pub(super) path: String,
    pub(super) pinned: bool,
}

/// Keeps a new bookmark. The collection need not be there: a bookmark outlives it.
pub(super) fn add(app: &App, caller: &Caller, new: NewBookmark) -> Result<Bookmark, TransferError> {
    check_name(&new.name)?;
    let collection = new.collection.parse();
    let collection = collection.map_err(|_| TransferError::bad_request("endpoint_id is no UUID"))?;
    app.state.edit(|edit| {
        check_free(app, edit.world(), caller, &new.name, None)?;
        let bookmark = Bookmark {
            id: Uuid::new_v4(),
            owner: caller.standing(edit.world()).account,
            name: new.name,
            collection,
            path: new.path,
            pinned: new.pinned,
        };
        edit.put(bookmark.clone())?;
        Ok(bookmark)
    })
}

/// What an update names; the rest stays.
#[derive(Default)]
pub(super) struct BookmarkChange {
    pub(super) name: Option<String>,
    pub(super) path: Option<String>,
    pub(super) pinned: Option<bool>,
}

/// Changes what is named.
pub(super) fn change(
    app: &App,
    caller: &Caller,
    id: &str,
    change: BookmarkChange,
) -> Result<Bookmark, TransferError> {
    if let Some(name) = &change.name {
        check_name(name)?;
    }
    app.state.edit(|edit| {
        let mut bookmark = own(edit.world(), caller, id)?.clone();
        if let Some(name) = change.name {
            check_free(app, edit.world(), caller, &name, Some(bookmark.id))?;
            bookmark.name = name;
        }
        bookmark.path = change.path.unwrap_or(bookmark.path);
        bookmark.pinned = change.pinned.unwrap_or(bookmark.pinned);
        edit.put(bookmark.clone())?;
        Ok(bookmark)
    })
}

pub(super) fn remove(app: &App, caller: &Caller, id: &str) -> Result<(), TransferError> {
    app.state.edit(|edit| {
        let id = own(edit.world(), caller, id)?.id.to_string();
        edit.remove::<Bookmark>(&id)?;
        Ok(())
    })
}

pub(super) async fn list(State(app): State<App>, caller: Caller, params: Params) -> Answer {
    let fields = params.list("fields");
    app.state.read(|world| {
        let bookmarks = all_of(world, &caller).into_iter();
        let bookmarks: Vec<Value> = bookmarks.map(|it| pick(document(it), &fields)).collect();
        Answer::data(json!({"DATA_TYPE": "bookmark_list", "length": bookmarks.len(), "DATA": bookmarks}))
    })
}

pub(super) async fn create(
    State(app): State<App>,
    caller: Caller,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let input = json_object(&body)?;
    let new = NewBookmark {
        name: text_field(&input, "name")?,
        collection: text_field(&input, "endpoint_id")?,
        path: text_field(&input, "path")?,
        pinned: input["pinned"].as_bool().unwrap_or_default(),
    };
    Ok(Answer::created(document(&add(&app, &caller, new)?)))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    app.state
        .read(|world| Ok(Answer::data(document(own(world, &caller, &ids.bookmark)?))))
}

pub(super) async fn update(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let input = json_object(&body)?;
    let wish = BookmarkChange {
        name: input
            .get("name")
            .map(|_| text_field(&input, "name"))
            .transpose()?,
        path: None,
        pinned: input["pinned"].as_bool(),
    };
    let changed = change(&app, &caller, &ids.bookmark, wish)?;
    Ok(Answer::stamped(200, document(&changed)))
}

pub(super) async fn delete(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    remove(&app, &caller, &ids.bookmark)?;
    Ok(Answer::result(
        "Deleted",
        format!("Bookmark '{}' deleted successfully", ids.bookmark),
    ))
}
