//! Saving a file where the person says. The window never writes: it asks, the system's dialog answers, and the file is
//! whole or not there.

use std::io::Write;
use std::path::Path;

use sharing::model::SavedFile;
use sharing::{Error, Result};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use crate::guard::blocking;

/// Asks where, and writes there. None when the person closed the dialog. `name` is a suggestion; a part of it that could
/// lead to another folder is dropped.
pub async fn save(handle: &AppHandle, name: &str, bytes: Vec<u8>) -> Result<Option<SavedFile>> {
    let (answer, chosen) = oneshot::channel();
    let mut dialog = handle.dialog().file().set_file_name(plain(name));
    if let Some(window) = handle.get_webview_window("main") {
        dialog = dialog.set_parent(&window);
    }
    dialog.save_file(|file| {
        // Nobody waits any more when the app ends with the dialog open.
        let _ = answer.send(file);
    });
    let chosen = chosen.await.map_err(Error::unexpected)?;
    let Some(file) = chosen.and_then(|file| file.into_path().ok()) else {
        return Ok(None);
    };
    blocking(move || {
        write_whole(&file, &bytes).map_err(Error::unexpected)?;
        Ok(Some(SavedFile {
            path: file.to_string_lossy().into_owned(),
        }))
    })
    .await
}

/// Beside the file first, then in its place: a full disk leaves what was there. Others may not read it.
fn write_whole(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or_else(|| Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(file)?;
    Ok(())
}

fn plain(name: &str) -> String {
    name.chars()
        .map(|letter| match letter {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            other if other.is_control() => '-',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shares.csv");
        write_whole(&file, b"first").unwrap();
        write_whole(&file, b"second").unwrap();
        assert_eq!(std::fs::read(&file).unwrap(), b"second");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_in_its_place_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shares.csv");
        std::fs::create_dir(&file).unwrap();
        assert!(write_whole(&file, b"x").is_err());
        assert!(file.is_dir());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_suggested_name_leads_nowhere_else() {
        assert_eq!(plain("../a:b\n.csv"), "..-a-b-.csv");
        assert_eq!(plain("Shares (personal data).csv"), "Shares (personal data).csv");
    }
}
