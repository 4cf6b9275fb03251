//! No token anywhere but in Rust's memory and in the keychain. Practice's tokens carry a marker; it is searched for.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::desktop::Desktop;
use crate::practice::TOKEN_MARKER;
use crate::window::Window;

/// From now on, keeps every answer, event and channel message that crosses to the web view. Tauri hands all of them
/// to a callback that it takes from one map.
pub async fn record_ipc(window: &Window) -> Result<()> {
    let script = "if (window.recordedIpc) return; \
        const record = (window.recordedIpc = []); \
        const callbacks = window.__TAURI_INTERNALS__.callbacks; \
        const get = callbacks.get.bind(callbacks); \
        Object.defineProperty(callbacks, 'get', { value: (id) => { \
          const callback = get(id); \
          return callback && ((data) => { record.push(JSON.stringify(data) ?? ''); return callback(data); }); \
        } });";
    window.client().execute(script, Vec::new()).await?;
    Ok(())
}

/// The link of the running sign-in that ends on a page with a code, as "Copy link" puts it on the clipboard. Needs
/// [`record_ipc`] to have begun before the sign-in.
pub async fn code_link(window: &Window) -> Result<String> {
    let script = "return (window.recordedIpc ?? []).map((one) => /\"codeUrl\":\"([^\"]+)\"/u.exec(one)?.[1]).find(Boolean);";
    let link = window.client().execute(script, Vec::new()).await?;
    Ok(link
        .as_str()
        .context("the window was told no link for a code")?
        .to_owned())
}

/// Fails when a token has reached the web view: its IPC, its page or its storage. At least `least` messages must
/// have been recorded, so that a broken recorder is noticed.
pub async fn check_web_view(window: &Window, least: usize) -> Result<()> {
    let script = "return { ipc: window.recordedIpc ?? [], page: document.documentElement.outerHTML, \
        stored: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]), cookies: document.cookie };";
    let seen = window.client().execute(script, Vec::new()).await?;
    let messages = seen["ipc"].as_array().context("the recorder is in place")?;
    ensure!(
        messages.len() >= least,
        "only {} messages were recorded",
        messages.len()
    );
    for place in ["ipc", "page", "stored", "cookies"] {
        ensure!(
            !seen[place].to_string().contains(TOKEN_MARKER),
            "a token crossed to the web view ({place})"
        );
    }
    Ok(())
}

/// Fails when a token lies in a file: the app's data (settings, journal), its logs, and the web view's own folders.
/// The keychain's files and practice's own data are no business of this search.
pub fn check_files(desktop: &Desktop) -> Result<()> {
    let log = std::fs::read_to_string(desktop.logs().join("app.log"))?;
    ensure!(
        !log.is_empty(),
        "the app has logged nothing: its log goes somewhere else"
    );
    let mut searched = 0;
    for folder in [desktop.app_data(), desktop.logs(), desktop.home()] {
        for file in files_below(&folder)? {
            ensure!(!holds_marker(&file)?, "a token lies in {}", file.display());
            searched += 1;
        }
    }
    for name in ["config", "data", "cache", "state", "tmp"] {
        for file in files_below(&desktop.root().join(name))? {
            let in_keyring = file.components().any(|part| part.as_os_str() == "keyrings");
            ensure!(
                in_keyring || !holds_marker(&file)?,
                "a token lies in {}",
                file.display()
            );
            searched += 1;
        }
    }
    ensure!(searched > 3, "hardly a file was there to search");
    Ok(())
}

fn holds_marker(file: &Path) -> Result<bool> {
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    Ok(bytes
        .windows(TOKEN_MARKER.len())
        .any(|window| window == TOKEN_MARKER.as_bytes()))
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                open.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    Ok(files)
}
