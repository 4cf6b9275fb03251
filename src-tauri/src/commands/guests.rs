//! Finding people and groups.

use sharing::Result;
use sharing::model::{Person, ResolvedLine, Suggestions};
use tauri::State;

use crate::state::Guestlist;

/// People and groups that fit what was typed so far; a whole address or id is looked up exactly.
#[tauri::command]
#[specta::specta]
pub async fn suggest_guests(app: State<'_, Guestlist>, query: String) -> Result<Suggestions> {
    app.suggest_guests(query).await
}

/// A pasted list, one answer per line that is not blank.
#[tauri::command]
#[specta::specta]
pub async fn resolve_guests(app: State<'_, Guestlist>, lines: Vec<String>) -> Result<Vec<ResolvedLine>> {
    app.resolve_guests(lines).await
}

/// Makes an identity for an address that Globus does not know (`provision=true`). Only on the person's word.
#[tauri::command]
#[specta::specta]
pub async fn invite_guest(app: State<'_, Guestlist>, address: String) -> Result<Person> {
    app.invite_guest(address).await
}
