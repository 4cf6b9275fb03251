//! A look into a folder by somebody who follows a link: for the pretend web app.

use jiff::Timestamp;
use uuid::Uuid;

use super::listing;
use super::operations::check_online;
use crate::rights::{self, Standing};
use crate::shared::App;
use crate::storage;

/// What a page shows of one entry.
#[derive(Clone, Debug)]
pub(crate) struct SeenEntry {
    pub(crate) name: String,
    pub(crate) is_folder: bool,
    pub(crate) size: u64,
    pub(crate) modified: Timestamp,
}

/// Why a folder is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closed {
    Offline,
    Denied,
    Missing,
}

/// The folder as this person sees it, or as everybody does without a sign-in. Folders first, by name.
pub(crate) fn visit(
    app: &App,
    collection: &str,
    path: &str,
    visitor: Option<Uuid>,
) -> Result<Vec<SeenEntry>, Closed> {
    let (now, config) = (app.now(), app.config());
    let located = app.state.read(|world| {
        let collection = world.collections.get(collection).filter(|it| !it.deleted);
        let collection = collection.ok_or(Closed::Missing)?;
        let folder = storage::normalize_folder(path).ok_or(Closed::Denied)?;
        let level = match visitor {
            Some(person) => {
                let standing = Standing::of(world, person);
                rights::access_level(world, &standing, collection, &folder, now)
            }
            None => rights::anonymous_level(world, collection, &folder, now),
        };
        level.ok_or(Closed::Denied)?;
        check_online(world, collection, "", &config).map_err(|_| Closed::Offline)?;
        storage::locate(app, world, collection, &folder).map_err(|_| Closed::Denied)
    })?;
    let entries = listing::read(&located, now).map_err(|_| Closed::Missing)?;
    let mut seen: Vec<SeenEntry> = entries
        .into_iter()
        .map(|entry| SeenEntry {
            is_folder: entry.kind == "dir",
            name: entry.name,
            size: entry.size,
            modified: entry.modified,
        })
        .collect();
    seen.sort_by(|a, b| (!a.is_folder, &a.name).cmp(&(!b.is_folder, &b.name)));
    Ok(seen)
}
