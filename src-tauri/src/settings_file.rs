//! The settings on disk. tauri-plugin-store reads and writes the file; a file it could not use is kept aside first,
//! because the plugin would silently begin a new one over it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Map, Value};
use sharing::{Error, Result};
use tauri::{AppHandle, Wry};
use tauri_plugin_store::{Store, StoreExt};

use crate::settings::Settings;

/// Where settings are kept.
pub trait KeepSettings: Send + Sync {
    /// Writes them; blocks.
    fn keep(&self, settings: &Settings) -> Result<()>;
}

/// The settings file of the running app; none where something that can't be used is in its place.
pub struct SettingsFile(Option<Arc<Store<Wry>>>);

impl SettingsFile {
    /// Opens the file and reads it. The third part is where a broken file was kept, when there was one. What can't be
    /// moved away stays untouched, and the settings last as long as the app runs: no file keeps the app from starting.
    pub fn open(handle: &AppHandle, file: &Path) -> (Self, Settings, Option<PathBuf>) {
        let opened = set_aside_if_broken(file)
            .map_err(Error::unexpected)
            .and_then(|kept_as| Ok((handle.store(file).map_err(Error::unexpected)?, kept_as)));
        match opened {
            Ok((store, kept_as)) => {
                let settings = from_entries(store.entries().into_iter().collect()).unwrap_or_default();
                (Self(Some(store)), settings, kept_as)
            }
            Err(error) => {
                tracing::error!(%error, "the settings can't be kept; defaults are used");
                (Self(None), Settings::default(), Some(file.to_owned()))
            }
        }
    }
}

impl KeepSettings for SettingsFile {
    /// Each setting is an entry of its own: entries that a newer version wrote stay as they are.
    fn keep(&self, settings: &Settings) -> Result<()> {
        let Some(store) = &self.0 else {
            return Ok(());
        };
        for (key, value) in to_entries(settings)? {
            store.set(key, value);
        }
        store.save().map_err(Error::unexpected)
    }
}

fn to_entries(settings: &Settings) -> Result<Map<String, Value>> {
    match serde_json::to_value(settings).map_err(Error::unexpected)? {
        Value::Object(entries) => Ok(entries),
        other => Err(Error::unexpected(format!("settings became {other}"))),
    }
}

/// Entries that are not there have their defaults. None when a value is of the wrong kind or out of its range.
fn from_entries(entries: Map<String, Value>) -> Option<Settings> {
    let mut all = to_entries(&Settings::default()).ok()?;
    all.extend(entries);
    let settings: Settings = serde_json::from_value(Value::Object(all)).ok()?;
    settings.checked().ok()
}

/// Renames what can't be used: broken text, a file that may not be read, a folder. Answers its new name. No file is no
/// problem.
fn set_aside_if_broken(file: &Path) -> std::io::Result<Option<PathBuf>> {
    let entries = match std::fs::read(file) {
        Ok(bytes) => serde_json::from_slice(&bytes).ok(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            tracing::warn!(%error, "the settings can't be read");
            None
        }
    };
    if entries.and_then(from_entries).is_some() {
        return Ok(None);
    }
    let stem = file
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let time = jiff::Timestamp::now().strftime("%Y%m%d-%H%M%S");
    let free = (0..).map(|n| match n {
        0 => file.with_file_name(format!("{stem}.broken-{time}.json")),
        n => file.with_file_name(format!("{stem}.broken-{time}-{n}.json")),
    });
    let Some(kept_as) = free.into_iter().find(|name| !name.exists()) else {
        return Ok(None);
    };
    std::fs::rename(file, &kept_as)?;
    tracing::warn!(kept_as = %kept_as.display(), "the settings could not be read; defaults are used");
    Ok(Some(kept_as))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked_at(content: &str) -> (tempfile::TempDir, PathBuf, Option<PathBuf>) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        std::fs::write(&file, content).unwrap();
        let kept_as = set_aside_if_broken(&file).unwrap();
        (folder, file, kept_as)
    }

    #[test]
    fn a_broken_file_is_kept_under_another_name() {
        for broken in [
            "{\"theme\": \"dar",
            "[]",
            "",
            r#"{"theme":"pink"}"#,
            r#"{"defaultEndDays":0}"#,
        ] {
            let (_folder, file, kept_as) = looked_at(broken);
            let kept_as = kept_as.expect(broken);
            assert_eq!(std::fs::read_to_string(kept_as).unwrap(), broken);
            assert!(!file.exists());
        }
    }

    #[test]
    fn a_second_broken_file_does_not_replace_the_first() {
        let (_folder, file, first) = looked_at("{");
        std::fs::write(&file, "}").unwrap();
        let second = set_aside_if_broken(&file).unwrap();
        assert_ne!(first, second);
        assert_eq!(std::fs::read_to_string(first.unwrap()).unwrap(), "{");
    }

    #[test]
    fn a_file_of_a_newer_version_is_used() {
        let newer = r#"{"theme":"dark","reminders":{"days":[30,7]}}"#;
        let (_folder, _file, kept_as) = looked_at(newer);
        assert_eq!(kept_as, None);
        let settings = from_entries(serde_json::from_str(newer).unwrap()).unwrap();
        assert_eq!(settings.theme, crate::settings::Theme::Dark);
        assert_eq!(settings.default_end_days, 90);
    }

    #[test]
    fn a_folder_in_its_place_is_kept_under_another_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        std::fs::create_dir_all(file.join("inside")).unwrap();
        let kept_as = set_aside_if_broken(&file).unwrap().unwrap();
        assert!(kept_as.join("inside").is_dir() && !file.exists());
    }

    #[test]
    fn what_can_not_be_moved_costs_the_file_and_not_the_settings() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("not-a-folder");
        std::fs::write(&blocked, "x").unwrap();
        assert!(set_aside_if_broken(&blocked.join("settings.json")).is_err());
        assert_eq!(SettingsFile(None).keep(&Settings::default()), Ok(()));
    }

    #[test]
    fn no_file_is_no_problem() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            set_aside_if_broken(&folder.path().join("settings.json")).unwrap(),
            None
        );
    }

    #[test]
    fn entries_survive_the_way_to_disk() {
        let settings = Settings {
            default_end_days: 30,
            welcomed: true,
            ..Settings::default()
        };
        assert_eq!(from_entries(to_entries(&settings).unwrap()).unwrap(), settings);
    }
}
