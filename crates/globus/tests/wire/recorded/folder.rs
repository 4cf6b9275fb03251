//! The folder with the documents.

use std::fmt;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Once;

use serde::Deserialize;
use serde_json::Value;

const FOLDER: &str = "GUESTLIST_RECORDINGS";

static SAID: Once = Once::new();

/// One answer, under the names that the official library has for it.
#[derive(Deserialize)]
pub(super) struct Recording {
    pub(super) set: String,
    pub(super) case: String,
    pub(super) status: u16,
    pub(super) document: Value,
}

impl fmt::Display for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.set, self.case)
    }
}

/// All of them; none where nobody wrote the folder, which is said, and is a failure in CI.
pub(super) fn all() -> Option<Vec<Recording>> {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        assert!(
            std::env::var_os("CI").is_none(),
            "{FOLDER} is not set: `cargo xtask test` writes the folder and sets it"
        );
        SAID.call_once(|| {
            // Past the test runner, which keeps what passing tests print to itself.
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED the recorded answers: {FOLDER} is not set"
            );
        });
        return None;
    };
    let mut recordings: Vec<Recording> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| serde_json::from_slice(&std::fs::read(entry.unwrap().path()).unwrap()).unwrap())
        .collect();
    assert!(!recordings.is_empty(), "{} is empty", folder.display());
    recordings.sort_by_key(Recording::to_string);
    Some(recordings)
}

/// The answers of these sets that are no refusals. Each set has one.
pub(super) fn of_sets(sets: &[&str]) -> Vec<Recording> {
    let Some(mut recordings) = all() else {
        return Vec::new();
    };
    recordings.retain(|it| it.status < 400 && sets.contains(&it.set.as_str()));
    for set in sets {
        assert!(recordings.iter().any(|it| it.set == *set), "{set} is not there");
    }
    recordings
}
