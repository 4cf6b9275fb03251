//! What the person has set. Kept by tauri-plugin-store, checked when read.

use globus::transfer::Permissions;
use serde::{Deserialize, Serialize};

/// The settings document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Light, dark or as the system.
    pub theme: Theme,
    /// Level for new guests.
    pub default_permissions: Permissions,
    /// Days until a new share ends; 1 to 3650.
    pub default_end_days: u16,
    /// IANA name of the zone in which days are meant; null follows the computer.
    pub time_zone: Option<String>,
    /// Globus client id of a registered native app; null means the build's own or none.
    pub client_id: Option<String>,
    /// Keep the sign-in in the keychain between starts.
    pub remember_sign_in: bool,
    /// First-run pages were seen.
    pub welcomed: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            default_permissions: Permissions::Read,
            default_end_days: 90,
            time_zone: None,
            client_id: None,
            remember_sign_in: true,
            welcomed: false,
        }
    }
}

/// Appearance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}
