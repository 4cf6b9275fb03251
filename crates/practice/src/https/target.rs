//! What an address names: a collection, and a path in it.

use axum::http::Uri;
use percent_encoding::percent_decode_str;
use uuid::Uuid;

use crate::params::Params;
use crate::storage::normalize_folder;

/// An address below `/data`, taken apart. Nothing was looked up yet.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) collection: Uuid,
    /// Without percent signs; begins with a slash.
    pub(super) path: String,
    /// As it was sent, with its query: where a browser comes back to after the sign-in.
    pub(super) address: String,
    pub(super) query: Params,
}

impl Target {
    /// None if it names no collection, or if its path is no text.
    pub(super) fn parse(uri: &Uri) -> Option<Self> {
        let rest = uri.path().strip_prefix('/')?;
        let (collection, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let collection = collection.parse().ok()?;
        let path = if path.is_empty() { "/" } else { path };
        let decoded = percent_decode_str(path).decode_utf8().ok()?.into_owned();
        let query = uri.query().unwrap_or_default();
        let address = if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{query}")
        };
        Some(Self {
            collection,
            path: decoded,
            address,
            query: Params::parse(query.as_bytes()),
        })
    }

    /// Written with a slash at its end it can only be a folder.
    pub(super) fn is_folder(&self) -> bool {
        self.path.ends_with('/')
    }

    /// The path as permissions look at it. None if it steps outside.
    pub(super) fn normal_path(&self) -> Option<String> {
        let folder = normalize_folder(&self.path)?;
        if self.is_folder() {
            return Some(folder);
        }
        folder.strip_suffix('/').map(str::to_owned)
    }

    pub(super) fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The browser comes back from the sign-in: to the root, which is a folder and never a file.
    pub(super) fn brings_code(&self) -> bool {
        self.path == "/" && (self.query.has("code") || self.query.has("error")) && self.query.has("state")
    }

    /// Does the person want to keep the file instead of looking at it?
    pub(super) fn wants_download(&self) -> bool {
        self.query.has("download")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "9f2c0005-0000-4000-8000-000000000001";

    fn target(rest: &str) -> Option<Target> {
        Target::parse(&format!("/{ID}{rest}").parse().unwrap())
    }

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(target("/a%20b/100%25.csv").unwrap().path, "/a b/100%.csv");
        assert_eq!(target("/a%252F").unwrap().path, "/a%2F");
        assert_eq!(target("").unwrap().path, "/");
        assert!(target("/%FF").is_none());
        assert!(Target::parse(&"/nothing/a".parse().unwrap()).is_none());
    }

    #[test]
    fn no_spelling_of_the_parent_folder_passes() {
        for path in [
            "/../a",
            "/a/%2e%2e/b",
            "/%2E%2E%2Fa",
            "/a/..%2f..%2fb",
            "/./a",
            "/a%00",
        ] {
            assert_eq!(target(path).unwrap().normal_path(), None, "{path}");
        }
    }
}
