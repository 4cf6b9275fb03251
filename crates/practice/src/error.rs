//! What can go wrong when practice starts.

use std::net::SocketAddr;
use std::path::PathBuf;

/// Why practice could not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Practice signs anybody in, so it must never be reachable from another machine.
    #[error("practice only listens on the loopback address, not on {0}")]
    NotLoopback(SocketAddr),
    /// The address is taken or not ours.
    #[error("practice could not listen on {address}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file or folder below the data folder could not be made or read.
    #[error("practice could not use {path}")]
    Folder {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The data folder was written by a newer practice: it is left alone.
    #[error(
        "the practice data was written by a newer version (its layout is {found}, this program knows {known})"
    )]
    NewerData {
        /// The layout version in the folder.
        found: i64,
        /// The newest layout version this program knows.
        known: i64,
    },
    /// The database of the data folder could not be used.
    #[error("the practice data could not be read or written")]
    Database(#[from] rusqlite::Error),
    /// A stored document is not what this version writes.
    #[error("a stored practice document could not be read")]
    Document(#[from] serde_json::Error),
    /// The seed file can't be understood.
    #[error("the seed can't be used: {0}")]
    Seed(String),
    /// `--auto-approve` names nobody of the seed.
    #[error("nobody in this practice is called {0}")]
    UnknownPerson(String),
    /// The certificate for TLS could not be made.
    #[error("the certificate for TLS could not be made or read")]
    Certificate(#[from] rcgen::Error),
    /// TLS could not be set up.
    #[error("TLS could not be set up")]
    Tls(#[from] rustls::Error),
    /// The signing key could not be made.
    #[error("the signing key could not be made")]
    Key(#[from] rsa::Error),
}

impl Error {
    pub(crate) fn folder(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |source| Error::Folder { path, source }
    }
}
