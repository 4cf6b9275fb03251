//! What is wrong with a value of a policy file, in the words that Settings show beside its line.

use globus::path::PathError;

use super::values::{LONGEST_TEXT, MOST_DAYS};
use crate::drives::NotADrive;

/// A value that can't be taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum Mistake {
    #[error("version {0} is not known to this program, which knows version 1")]
    Version(u64),
    #[error("days go from 1 to {MOST_DAYS}")]
    Days,
    #[error("a text has 1 to {LONGEST_TEXT} characters on one line")]
    Words,
    #[error("a domain looks like `northfield.example`")]
    Domain,
    #[error("an e-mail address looks like `help@northfield.example`")]
    Email,
    #[error("a page begins with `https://`")]
    Page,
    #[error("a collection is named by its id (a UUID)")]
    Collection,
    #[error("a path has no control characters")]
    ControlCharacter,
    #[error("a path on a collection: {0}")]
    Path(#[from] PathError),
    #[error("`/~/` is another folder for everybody: write the path out")]
    Home,
    #[error("the name of a drive {0}")]
    Drive(#[from] NotADrive),
    #[error("`/` is the whole computer and no network drive")]
    WholeComputer,
    #[error("a folder of this computer is a whole path: `/srv/patients` or `C:\\Patients`")]
    LocalFolder,
}
