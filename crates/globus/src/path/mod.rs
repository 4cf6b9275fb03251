//! Paths: on a collection (always `/`, always absolute), on this computer, and between the two.

mod collection;
mod convert;
mod file;
mod host;
mod unicode;

pub use collection::{CollectionPath, MAX_ENCODED_LENGTH};
pub use convert::{LocalPath, LocalSystem, collection_to_local, local_to_collection};
pub use file::FilePath;
pub(crate) use host::is_same_host_path;
pub use unicode::{same_name, unicode_eq};

/// Why a path has no meaning here. Each of these has its own sentence on screen.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PathError {
    /// Nothing was given.
    #[error("the path is empty")]
    Empty,
    /// The path does not begin at a root.
    #[error("the path is not absolute")]
    NotAbsolute,
    /// `.` or `..` as a part; Transfer answers InvalidPath.
    #[error("the path has a part that is . or ..")]
    DotSegment,
    /// A character that can't be part of a name there.
    #[error("the path has a character that can't be in a name")]
    ForbiddenCharacter,
    /// Longer than the service takes.
    #[error("the path is {length} characters long when encoded, {MAX_ENCODED_LENGTH} are possible")]
    TooLong {
        /// The encoded length.
        length: usize,
    },
    /// A network share (`\\server\share`): Globus Connect Personal can't see it.
    #[error("the path is on a network share")]
    NetworkShare,
    /// A Windows path without a drive, or a collection path that names none.
    #[error("the path names no drive")]
    NoDrive,
    /// The path is relative to a home folder that isn't known.
    #[error("the home folder isn't known")]
    NoHome,
    /// The name on disk is not Unicode.
    #[error("the name is not Unicode")]
    NotUnicode,
}
