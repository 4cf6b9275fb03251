//! Finding people and groups.

use sharing::Result;
use sharing::model::{Person, ResolvedLine, Suggestions};
use tauri::State;

use crate::guard::caught;
use crate::state::Guestlist;

/// People and groups that fit what was typed so far; a whole address or id is looked up exactly.
#[tauri::command]
#[specta::specta]
pub async fn suggest_guests(app: State<'_, Guestlist>, query: String) -> Result<Suggestions> {
    caught(async { app.sharing().await?.suggest_guests(&query).await }).await
}

/// A pasted list, one answer per line that is not blank.
#[tauri::command]
#[specta::specta]
pub async fn resolve_guests(app: State<'_, Guestlist>, lines: Vec<String>) -> Result<Vec<ResolvedLine>> {
    caught(async { app.sharing().await?.resolve_guests(lines).await }).await
}

/// Makes an identity for an address that Globus does not know (`provision=true`). Only on the person's word.
#[tauri::command]
#[specta::specta]
pub async fn invite_guest(app: State<'_, Guestlist>, address: String) -> Result<Person> {
    caught(async { app.sharing().await?.invite_guest(&address).await }).await
}
