//! Who is signed in, and practice mode.

use globus::SessionDemand;
use serde::{Deserialize, Serialize};
use sharing::Result;
use sharing::model::{Session, SignInEvent};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use super::to;
use crate::arrivals::Arrivals;
use crate::guard::caught;
use crate::settings::Settings;
use crate::state::Guestlist;

/// What the window needs to draw its frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct AppState {
    /// Version of the app.
    pub version: String,
    /// Who is signed in; null shows the first run.
    pub session: Option<Session>,
    /// True in practice mode.
    pub practice: bool,
    /// False when no Globus client id is configured: sign-in then says how to set one.
    pub client_id_configured: bool,
    /// Whether the keychain can be used.
    pub vault: VaultState,
    /// The settings in force.
    pub settings: Settings,
    /// IANA name of the zone in force.
    pub time_zone: String,
    /// What happened at start and should be said once.
    pub notices: Vec<Notice>,
}

/// Whether tokens can be kept between starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum VaultState {
    /// The operating system's keychain works.
    Available,
    /// It does not: a sign-in lasts for this session only.
    Unavailable,
}

/// Something the person should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Notice {
    /// The settings could not be read; defaults are used and the broken file was kept.
    SettingsReset {
        /// Where it was kept; its own place where it could not be moved.
        kept_as: String,
    },
    /// The journal could not be opened; a new one was begun and the old one kept.
    JournalReset {
        /// Where it was kept.
        kept_as: String,
    },
    /// The practice data is of a newer version of the app and was left alone.
    PracticeDataNewer {
        /// Its folder.
        folder: String,
    },
    /// The kept sign-in was refused: sign in again.
    SignedOutByGlobus,
}

/// Everything the window needs to draw its frame. Whoever asks first listens to `FolderDrag` already: folders and
/// links that the app was started for are handed over now.
#[tauri::command]
#[specta::specta]
pub async fn app_state(
    handle: AppHandle,
    app: State<'_, Guestlist>,
    arrivals: State<'_, Arrivals>,
) -> Result<AppState> {
    let state = caught(app.app_state()).await?;
    arrivals.open(&handle);
    Ok(state)
}

/// Signs in through the system's browser. With a `demand`, asks Globus for that consent or session as well.
/// `remember` false keeps the tokens in memory only.
#[tauri::command]
#[specta::specta]
pub async fn sign_in(
    app: State<'_, Guestlist>,
    demand: Option<SessionDemand>,
    remember: bool,
    on_event: Channel<SignInEvent>,
) -> Result<Session> {
    caught(app.sign_in(demand, remember, to(on_event))).await
}

/// Finishes the running sign-in with a code that the person copied from the page (second way).
#[tauri::command]
#[specta::specta]
pub async fn paste_sign_in_code(app: State<'_, Guestlist>, code: String) -> Result<()> {
    caught(async { app.sharing().await?.paste_sign_in_code(&code).await }).await
}

/// Ends the running sign-in; `sign_in` answers `SignInCancelled`.
#[tauri::command]
#[specta::specta]
pub async fn cancel_sign_in(app: State<'_, Guestlist>) -> Result<()> {
    caught(async {
        app.sharing().await?.cancel_sign_in();
        Ok(())
    })
    .await
}

/// Revokes and erases all tokens.
#[tauri::command]
#[specta::specta]
pub async fn sign_out(app: State<'_, Guestlist>) -> Result<()> {
    caught(app.sign_out()).await
}

/// Starts the local Globus inside the app and signs in to it. Nothing leaves the computer.
#[tauri::command]
#[specta::specta]
pub async fn start_practice(app: State<'_, Guestlist>) -> Result<Session> {
    caught(app.start_practice()).await
}

/// Back to the real Globus.
#[tauri::command]
#[specta::specta]
pub async fn leave_practice(app: State<'_, Guestlist>) -> Result<()> {
    caught(app.leave_practice()).await
}
