//! Files that leave the app: written here, saved where the person says.

use sharing::model::{
    AuditQuery, ChangeTargets, HistoryFormat, HistoryQuery, ReportWords, SavedFile, ShareId,
};
use sharing::{Error, Result};
use tauri::{AppHandle, Manager, State};

use crate::guard::caught;
use crate::save::save;
use crate::state::Guestlist;

/// A table of every permission and role that a query finds. Null when the person closed the dialog.
#[tauri::command]
#[specta::specta]
pub async fn save_shares(
    handle: AppHandle,
    app: State<'_, Guestlist>,
    query: AuditQuery,
    words: ReportWords,
    with_bom: bool,
    file_name: String,
) -> Result<Option<SavedFile>> {
    caught(async {
        let bytes = app.sharing().await?.shares_csv(&query, &words, with_bom).await?;
        save(&handle, &file_name, bytes).await
    })
    .await
}

/// All entries of the history that a query finds.
#[tauri::command]
#[specta::specta]
pub async fn save_history(
    handle: AppHandle,
    app: State<'_, Guestlist>,
    query: HistoryQuery,
    format: HistoryFormat,
    words: ReportWords,
    with_bom: bool,
    file_name: String,
) -> Result<Option<SavedFile>> {
    caught(async {
        let sharing = app.sharing().await?;
        let bytes = sharing.history_file(&query, format, &words, with_bom).await?;
        save(&handle, &file_name, bytes).await
    })
    .await
}

/// Opens the system's dialog for printing what the window shows.
#[tauri::command]
#[specta::specta]
pub async fn print_page(handle: AppHandle) -> Result<()> {
    caught(async {
        let window = handle.get_webview_window("main");
        let window = window.ok_or_else(|| Error::unexpected("there is no window to print"))?;
        window.print().map_err(Error::unexpected)
    })
    .await
}

/// The end dates of some permissions for a calendar, with the reminders of the settings inside.
#[tauri::command]
#[specta::specta]
pub async fn save_calendar(
    handle: AppHandle,
    app: State<'_, Guestlist>,
    targets: ChangeTargets,
    words: ReportWords,
    file_name: String,
) -> Result<Option<SavedFile>> {
    caught(async {
        let days = app.reminder_days();
        let bytes = app.sharing().await?.calendar(&targets, &words, &days).await?;
        save(&handle, &file_name, bytes).await
    })
    .await
}

/// The same for what one share has given.
#[tauri::command]
#[specta::specta]
pub async fn save_share_calendar(
    handle: AppHandle,
    app: State<'_, Guestlist>,
    share_id: ShareId,
    words: ReportWords,
    file_name: String,
) -> Result<Option<SavedFile>> {
    caught(async {
        let days = app.reminder_days();
        let bytes = app
            .sharing()
            .await?
            .share_calendar(&share_id, &words, &days)
            .await?;
        save(&handle, &file_name, bytes).await
    })
    .await
}
