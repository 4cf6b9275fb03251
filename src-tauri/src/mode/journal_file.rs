//! Opens the journal of a mode. One that can't be used is kept aside and said; nothing is ever deleted.

use std::io::Result as IoResult;
use std::path::{Path, PathBuf};

use sharing::journal::{Journal, JournalError};
use sharing::{Error, Result};

use crate::commands::session::Notice;

/// The journal in this folder, and what to tell the person when it had to be begun anew.
pub(super) async fn open(folder: &Path) -> Result<(Journal, Option<Notice>)> {
    let folder = folder.to_owned();
    crate::data_folder::make(folder.clone()).await?;
    let file = folder.join("journal.sqlite");
    match Journal::open(file.clone()).await {
        Ok(journal) => Ok((journal, None)),
        Err(error @ (JournalError::Newer { .. } | JournalError::Broken { .. })) => {
            let kept_as = set_aside(&file).map_err(Error::unexpected)?;
            tracing::warn!(%error, kept_as = %kept_as.display(), "a new journal was begun");
            let notice = Notice::JournalReset {
                kept_as: kept_as.display().to_string(),
            };
            Ok((Journal::open(file).await?, Some(notice)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Renames the journal with the two files that SQLite keeps beside it.
fn set_aside(file: &Path) -> IoResult<PathBuf> {
    let time = jiff::Timestamp::now().strftime("%Y%m%d-%H%M%S");
    let kept_as = file.with_file_name(format!(
        "journal.kept-{time}-{}.sqlite",
        uuid::Uuid::new_v4().simple()
    ));
    std::fs::rename(file, &kept_as)?;
    for suffix in ["-wal", "-shm"] {
        let beside = |file: &Path| {
            let mut name = file.as_os_str().to_owned();
            name.push(suffix);
            PathBuf::from(name)
        };
        if beside(file).exists() {
            std::fs::rename(beside(file), beside(&kept_as))?;
        }
    }
    Ok(kept_as)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_broken_journal_is_kept_and_said() {
        let folder = tempfile::tempdir().unwrap();
        let broken = "this was a journal once, and is long enough to be looked at as one. ".repeat(40);
        std::fs::write(folder.path().join("journal.sqlite"), &broken).unwrap();
        let (journal, notice) = open(folder.path()).await.unwrap();
        let Some(Notice::JournalReset { kept_as }) = notice else {
            panic!("nothing was said")
        };
        assert_eq!(std::fs::read_to_string(kept_as).unwrap(), broken);
        assert!(journal.recent_folders().await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_journal_is_taken_up_again() {
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            assert_eq!(open(folder.path()).await.unwrap().1, None);
        }
    }
}
