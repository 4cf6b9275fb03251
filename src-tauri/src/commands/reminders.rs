//! Notices of ends to come. The window asks what is due and finds the words; the system shows them.

use sharing::Result;
use sharing::model::Reminder;
use tauri::{AppHandle, State};

use crate::events::ReminderOpened;
use crate::guard::caught;
use crate::notify;
use crate::state::Guestlist;

/// Ends that are to be announced now, by the settings. Nothing is read from Globus.
#[tauri::command]
#[specta::specta]
pub async fn due_reminders(app: State<'_, Guestlist>) -> Result<Vec<Reminder>> {
    caught(async {
        let days = app.reminder_days();
        app.sharing().await?.due_reminders(&days).await
    })
    .await
}

/// Shows one as a notification of the system, and remembers that it was given.
#[tauri::command]
#[specta::specta]
pub async fn show_reminder(
    handle: AppHandle,
    app: State<'_, Guestlist>,
    reminder: Reminder,
    title: String,
    body: String,
) -> Result<()> {
    caught(async {
        let leads_to = ReminderOpened {
            collection_id: reminder.collection_id.clone(),
            path: reminder.path.clone(),
        };
        notify::show(&handle, title, body, leads_to).await?;
        app.sharing().await?.note_reminded(&reminder).await
    })
    .await
}
