//! What the person has set. Kept by tauri-plugin-store ([`crate::settings_file`]), checked when read and when changed.

use globus::ids::ClientId;
use globus::transfer::Permissions;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use sharing::error::{Field, InputProblem};
use sharing::history::DEFAULT_DAYS;
use sharing::{Error, Result};

/// Days ahead at which ends can be announced.
pub const REMINDERS: [u8; 4] = [30, 14, 7, 1];

/// The settings document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
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
    /// How many days ahead ends are announced: any of 30, 14, 7 and 1; none is no reminders.
    pub reminder_days: Vec<u8>,
    /// Stay in the tray when the window is closed, where there is a tray.
    pub keep_in_tray: bool,
    /// Days for which the history is kept; 1 to 3650.
    pub history_days: u16,
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
            reminder_days: REMINDERS.to_vec(),
            keep_in_tray: false,
            history_days: DEFAULT_DAYS,
            welcomed: false,
        }
    }
}

impl Settings {
    /// The same settings in their stored form (ids trimmed and in lower case, empty text as null), or the first
    /// field that can't be used.
    pub fn checked(mut self) -> Result<Self> {
        self.client_id = match filled(self.client_id) {
            None => None,
            Some(text) => match ClientId::parse(&text) {
                Some(id) => Some(id.to_string()),
                None => return Err(invalid(Field::ClientId, InputProblem::NotAnId)),
            },
        };
        self.reminder_days.retain(|days| REMINDERS.contains(days));
        self.reminder_days.sort_unstable_by(|a, b| b.cmp(a));
        self.reminder_days.dedup();
        self.history_days = self.history_days.clamp(1, 3650);
        self.time_zone = filled(self.time_zone);
        if let Some(name) = &self.time_zone {
            TimeZone::get(name).map_err(|_| invalid(Field::TimeZone, InputProblem::NotADate))?;
        }
        match self.default_end_days {
            0 => Err(invalid(Field::EndDate, InputProblem::InThePast)),
            1..=3650 => Ok(self),
            _ => Err(invalid(Field::EndDate, InputProblem::AfterMaximum)),
        }
    }

    /// The zone the person chose; none follows the computer.
    pub fn zone(&self) -> Option<TimeZone> {
        self.time_zone
            .as_deref()
            .and_then(|name| TimeZone::get(name).ok())
    }
}

fn filled(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}

fn invalid(field: Field, reason: InputProblem) -> Error {
    Error::InvalidInput { field, reason }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(settings: Settings) -> Error {
        settings.checked().unwrap_err()
    }

    #[test]
    fn the_defaults_are_in_order() {
        assert_eq!(Settings::default().checked().unwrap(), Settings::default());
    }

    #[test]
    fn a_pasted_client_id_is_tidied() {
        let settings = Settings {
            client_id: Some("  4D6448AE-8CA0-40E4-AAA9-8EC8E8320621\n".into()),
            time_zone: Some(" ".into()),
            ..Settings::default()
        };
        let checked = settings.checked().unwrap();
        assert_eq!(
            checked.client_id.as_deref(),
            Some("4d6448ae-8ca0-40e4-aaa9-8ec8e8320621")
        );
        assert_eq!(checked.time_zone, None);
    }

    #[test]
    fn reminders_are_of_the_offered_days_each_once() {
        let settings = Settings {
            reminder_days: vec![1, 30, 3, 30],
            history_days: 0,
            ..Settings::default()
        };
        let checked = settings.checked().unwrap();
        assert_eq!((checked.reminder_days, checked.history_days), (vec![30, 1], 1));
    }

    #[test]
    fn what_cannot_be_used_names_its_field() {
        let client = problem(Settings {
            client_id: Some("my-app".into()),
            ..Settings::default()
        });
        assert_eq!(client, invalid(Field::ClientId, InputProblem::NotAnId));
        let zone = problem(Settings {
            time_zone: Some("Mars/Olympus".into()),
            ..Settings::default()
        });
        assert_eq!(zone, invalid(Field::TimeZone, InputProblem::NotADate));
        for (days, reason) in [(0, InputProblem::InThePast), (3651, InputProblem::AfterMaximum)] {
            let error = problem(Settings {
                default_end_days: days,
                ..Settings::default()
            });
            assert_eq!(error, invalid(Field::EndDate, reason));
        }
    }

    #[test]
    fn a_zone_with_half_hours_is_a_zone() {
        let settings = Settings {
            time_zone: Some("Asia/Kolkata".into()),
            ..Settings::default()
        };
        assert!(settings.checked().unwrap().zone().is_some());
    }
}
