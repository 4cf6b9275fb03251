//! Looking after what is shared.

use globus::ids::{AccessRuleId, CollectionId};
use globus::transfer::Permissions;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sharing::Result;
use sharing::model::{EndChoice, MyShares, ShareGuest};
use tauri::State;

use crate::state::Guestlist;

/// A change of one stored permission. Null fields stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AccessChangeRequest {
    /// The guest collection.
    pub collection_id: CollectionId,
    /// The permission.
    pub rule_id: AccessRuleId,
    /// Level as the person saw it; a different stored one answers `Changed`.
    pub seen_permissions: Permissions,
    /// End as the person saw it.
    pub seen_ends_at: Option<Timestamp>,
    /// New level.
    pub permissions: Option<Permissions>,
    /// New end.
    pub end: Option<EndChoice>,
}

/// Everything the person shares. `refresh` false answers at once with what was read last, where there is any.
#[tauri::command]
#[specta::specta]
pub async fn my_shares(app: State<'_, Guestlist>, refresh: bool) -> Result<MyShares> {
    app.my_shares(refresh).await
}

/// Changes level or end date and reads it back.
#[tauri::command]
#[specta::specta]
pub async fn change_access(app: State<'_, Guestlist>, request: AccessChangeRequest) -> Result<ShareGuest> {
    app.change_access(request).await
}

/// Stops sharing with one guest. Gone already counts as done.
#[tauri::command]
#[specta::specta]
pub async fn remove_access(
    app: State<'_, Guestlist>,
    collection_id: CollectionId,
    rule_id: AccessRuleId,
) -> Result<()> {
    app.remove_access(collection_id, rule_id).await
}
