//! Looking after what is shared.

use globus::ids::{AccessRuleId, CollectionId};
use sharing::Result;
use sharing::model::{AccessChangeRequest, MyShares, ShareGuest};
use tauri::State;

use crate::guard::caught;
use crate::state::Guestlist;

/// Everything the person shares. `refresh` false answers at once with what was read last, where there is any.
#[tauri::command]
#[specta::specta]
pub async fn my_shares(app: State<'_, Guestlist>, refresh: bool) -> Result<MyShares> {
    caught(async { app.sharing().await?.my_shares(refresh).await }).await
}

/// Changes level or end date and reads it back.
#[tauri::command]
#[specta::specta]
pub async fn change_access(app: State<'_, Guestlist>, request: AccessChangeRequest) -> Result<ShareGuest> {
    caught(async { app.sharing().await?.change_access(&request).await }).await
}

/// Stops sharing with one guest. Gone already counts as done.
#[tauri::command]
#[specta::specta]
pub async fn remove_access(
    app: State<'_, Guestlist>,
    collection_id: CollectionId,
    rule_id: AccessRuleId,
) -> Result<()> {
    caught(async { app.sharing().await?.remove_access(&collection_id, &rule_id).await }).await
}
