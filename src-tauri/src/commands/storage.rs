//! Storage anywhere: which there is, what its folders hold, and a new folder.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use sharing::Result;
use sharing::model::{FolderListing, FoundStorages, OpenedStorage, Storages};
use tauri::State;

use crate::guard::caught;
use crate::state::Guestlist;

/// Lately used storages, bookmarks, and the person's own.
#[tauri::command]
#[specta::specta]
pub async fn storages(app: State<'_, Guestlist>) -> Result<Storages> {
    caught(async { app.sharing().await?.storages().await }).await
}

/// Storages that fit some words, or the one that an id or link names.
#[tauri::command]
#[specta::specta]
pub async fn search_storages(app: State<'_, Guestlist>, text: String) -> Result<FoundStorages> {
    caught(async { app.sharing().await?.search_storages(&text).await }).await
}

/// The storage that an id or a link names, and the folder if the link names one.
#[tauri::command]
#[specta::specta]
pub async fn open_storage(app: State<'_, Guestlist>, text: String) -> Result<OpenedStorage> {
    caught(async { app.sharing().await?.open_storage(&text).await }).await
}

/// One page of a folder; without a path, of where the storage begins.
#[tauri::command]
#[specta::specta]
pub async fn list_folder(
    app: State<'_, Guestlist>,
    id: CollectionId,
    path: Option<CollectionPath>,
    show_hidden: bool,
    offset: u32,
) -> Result<FolderListing> {
    caught(async {
        let sharing = app.sharing().await?;
        sharing.list_folder(&id, path.as_ref(), show_hidden, offset).await
    })
    .await
}

/// Makes a folder, and says where it is.
#[tauri::command]
#[specta::specta]
pub async fn make_folder(
    app: State<'_, Guestlist>,
    id: CollectionId,
    parent: CollectionPath,
    name: String,
) -> Result<CollectionPath> {
    caught(async { app.sharing().await?.make_folder(&id, &parent, &name).await }).await
}
