//! Groups: mine and managed, who is in them, and changing that.

use globus::ids::{GroupId, IdentityId};
use sharing::Result;
use sharing::model::{
    GroupDetails, GroupEdit, GroupSummary, MadeGroup, MembersChanged, MembershipAction, NewGroup,
};
use tauri::State;

use crate::guard::caught;
use crate::state::Guestlist;

/// Groups that the person is in, is asked into, or asks to be let into.
#[tauri::command]
#[specta::specta]
pub async fn my_groups(app: State<'_, Guestlist>) -> Result<Vec<GroupSummary>> {
    caught(async { app.sharing().await?.my_groups().await }).await
}

/// One group, read anew.
#[tauri::command]
#[specta::specta]
pub async fn group_details(app: State<'_, Guestlist>, id: GroupId) -> Result<GroupDetails> {
    caught(async { app.sharing().await?.group_details(&id).await }).await
}

/// Does one thing to several memberships. An error means that nothing was changed.
#[tauri::command]
#[specta::specta]
pub async fn act_on_members(
    app: State<'_, Guestlist>,
    id: GroupId,
    people: Vec<IdentityId>,
    action: MembershipAction,
) -> Result<MembersChanged> {
    app.to_the_end(async { app.sharing().await?.act_on_members(&id, &people, &action).await })
        .await
}

/// Writes a group's name and description anew and reads it back.
#[tauri::command]
#[specta::specta]
pub async fn edit_group(app: State<'_, Guestlist>, id: GroupId, edit: GroupEdit) -> Result<GroupDetails> {
    app.to_the_end(async { app.sharing().await?.edit_group(&id, &edit).await })
        .await
}

/// Deletes a group whose name was typed.
#[tauri::command]
#[specta::specta]
pub async fn delete_group(app: State<'_, Guestlist>, id: GroupId, typed_name: String) -> Result<()> {
    app.to_the_end(async { app.sharing().await?.delete_group(&id, &typed_name).await })
        .await
}

/// Makes a group and invites people into it. An error means that there is no new group.
#[tauri::command]
#[specta::specta]
pub async fn make_group(app: State<'_, Guestlist>, group: NewGroup) -> Result<MadeGroup> {
    app.to_the_end(async { app.sharing().await?.make_group(&group).await })
        .await
}
