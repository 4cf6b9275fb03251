//! One guest collection in detail.

use globus::ids::{CollectionId, RoleId};
use globus::path::CollectionPath;
use sharing::Result;
use sharing::model::{
    AssignableRole, CollectionAbout, CollectionDetails, DeletionPreview, Diagnosis, DiagnosisRequest,
    FolderAccess, Guest, RoleRow, SharedFiles,
};
use tauri::State;

use crate::guard::caught;
use crate::state::Guestlist;

/// A guest collection, its list read anew.
#[tauri::command]
#[specta::specta]
pub async fn collection_details(app: State<'_, Guestlist>, id: CollectionId) -> Result<CollectionDetails> {
    caught(async { app.sharing().await?.collection_details(&id).await }).await
}

/// What was kept of a guest collection when it was read last; nothing is asked of Globus.
#[tauri::command]
#[specta::specta]
pub async fn kept_collection(
    app: State<'_, Guestlist>,
    id: CollectionId,
) -> Result<Option<CollectionDetails>> {
    caught(async { app.sharing().await?.kept_collection(&id).await }).await
}

/// What a shared folder holds, with a link of its own for each file where the collection gives files one. The folder is
/// named by the web app's link to it.
#[tauri::command]
#[specta::specta]
pub async fn shared_files(app: State<'_, Guestlist>, address: String, offset: u32) -> Result<SharedFiles> {
    caught(async { app.sharing().await?.shared_files(&address, offset).await }).await
}

/// Who can reach one folder, and the folders inside it.
#[tauri::command]
#[specta::specta]
pub async fn folder_access(
    app: State<'_, Guestlist>,
    id: CollectionId,
    path: CollectionPath,
) -> Result<FolderAccess> {
    caught(async { app.sharing().await?.folder_access(&id, &path).await }).await
}

/// Gives a role and reads the list back.
#[tauri::command]
#[specta::specta]
pub async fn give_role(
    app: State<'_, Guestlist>,
    id: CollectionId,
    guest: Guest,
    role: AssignableRole,
) -> Result<Vec<RoleRow>> {
    app.to_the_end(async { app.sharing().await?.give_role(&id, &guest, role).await })
        .await
}

/// Takes a role away and reads the list back.
#[tauri::command]
#[specta::specta]
pub async fn take_role(app: State<'_, Guestlist>, id: CollectionId, role_id: RoleId) -> Result<Vec<RoleRow>> {
    app.to_the_end(async { app.sharing().await?.take_role(&id, &role_id).await })
        .await
}

/// Writes the collection's card anew and reads it back.
#[tauri::command]
#[specta::specta]
pub async fn update_about(
    app: State<'_, Guestlist>,
    id: CollectionId,
    about: CollectionAbout,
) -> Result<CollectionAbout> {
    app.to_the_end(async { app.sharing().await?.update_about(&id, &about).await })
        .await
}

/// What deleting the collection would do.
#[tauri::command]
#[specta::specta]
pub async fn deletion_preview(app: State<'_, Guestlist>, id: CollectionId) -> Result<DeletionPreview> {
    caught(async { app.sharing().await?.deletion_preview(&id).await }).await
}

/// Deletes the collection once its name was typed. The files stay where they are.
#[tauri::command]
#[specta::specta]
pub async fn delete_collection(
    app: State<'_, Guestlist>,
    id: CollectionId,
    typed_name: String,
) -> Result<()> {
    app.to_the_end(async { app.sharing().await?.delete_collection(&id, &typed_name).await })
        .await
}

/// "Why can't they open it?" Only looks.
#[tauri::command]
#[specta::specta]
pub async fn diagnose(app: State<'_, Guestlist>, request: DiagnosisRequest) -> Result<Diagnosis> {
    caught(async { app.sharing().await?.diagnose(&request).await }).await
}
