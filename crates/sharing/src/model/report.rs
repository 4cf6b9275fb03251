//! Files that leave the app, and their words.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// The words of a file, by name: files are written here, and words live in the window's catalogues. One that is missing
/// stands in the file by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(transparent)]
pub struct ReportWords(pub HashMap<String, String>);

/// How a file of the history is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum HistoryFormat {
    /// For a spreadsheet.
    Csv,
    /// For programs.
    Json,
}

/// Where a file was saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub struct SavedFile {
    /// Its whole path, to be shown.
    pub path: String,
}

impl ReportWords {
    /// The words of this name.
    pub fn get<'a>(&'a self, name: &'a str) -> &'a str {
        self.0.get(name).map_or(name, String::as_str)
    }

    /// The same with one part filled in, which stands as `{part}` in it.
    pub fn with(&self, name: &str, part: &str, value: &str) -> String {
        self.get(name).replace(&format!("{{{part}}}"), value)
    }
}
