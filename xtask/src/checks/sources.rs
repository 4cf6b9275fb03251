//! Finding our own source files.

use std::path::{Path, PathBuf};

use anyhow::Result;

/// Folders that are made by tools.
const MADE_BY_TOOLS: &[&str] = &["node_modules", "dist", "target", "gen"];

/// All files below a folder with one of these endings.
pub(crate) fn below(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                if !MADE_BY_TOOLS.contains(&name.as_str()) && !name.starts_with('.') {
                    open.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
