//! What an answer says about a file.

use data_encoding::BASE64;
use hyper::body::Bytes;
use jiff::Timestamp;
use reqwest::header::{CONTENT_LENGTH, ETAG, HeaderMap, LAST_MODIFIED};

use crate::error::{Result, Service};
use crate::http::network;

/// What the service says about a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileInfo {
    /// In bytes.
    pub size: Option<u64>,
    /// Changes whenever the file does.
    pub etag: Option<String>,
    /// When it was written to.
    pub last_modified: Option<Timestamp>,
    /// Of the whole file. Few services give one.
    pub sha256: Option<[u8; 32]>,
}

impl FileInfo {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        Self {
            size: text(CONTENT_LENGTH.as_str()).and_then(|text| text.parse().ok()),
            etag: text(ETAG.as_str()).map(str::to_owned),
            last_modified: text(LAST_MODIFIED.as_str())
                .and_then(|text| jiff::fmt::rfc2822::parse(text).ok())
                .map(|zoned| zoned.timestamp()),
            sha256: text("repr-digest")
                .and_then(structured)
                .or_else(|| text("digest").and_then(older)),
        }
    }
}

/// `sha-256=:4REjxQ4…=:` (RFC 9530), perhaps among others.
fn structured(text: &str) -> Option<[u8; 32]> {
    text.split(',').find_map(|one| {
        let value = one.trim().strip_prefix("sha-256=:")?.strip_suffix(':')?;
        decode(value)
    })
}

/// `SHA-256=4REjxQ4…=` (RFC 3230).
fn older(text: &str) -> Option<[u8; 32]> {
    text.split(',').find_map(|one| {
        let (name, value) = one.trim().split_once('=')?;
        decode(value).filter(|_| name.eq_ignore_ascii_case("sha-256"))
    })
}

fn decode(value: &str) -> Option<[u8; 32]> {
    BASE64.decode(value.as_bytes()).ok()?.try_into().ok()
}

/// A file that is being read.
#[derive(Debug)]
pub struct Download {
    /// What the service says about it.
    pub info: FileInfo,
    /// Whether it begins where it was asked to. A service without ranges sends the whole file.
    pub is_part: bool,
    response: reqwest::Response,
}

impl Download {
    pub(super) fn new(response: reqwest::Response) -> Self {
        Self {
            info: FileInfo::of(response.headers()),
            is_part: response.status() == reqwest::StatusCode::PARTIAL_CONTENT,
            response,
        }
    }

    /// The next bytes, none at the end.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>> {
        let chunk = self.response.chunk().await;
        chunk.map_err(|error| network(Service::CollectionData, error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_come_in_two_spellings() {
        let sum = BASE64.encode(&[7; 32]);
        for (name, value) in [
            ("repr-digest", format!("sha-512=:AAAA:, sha-256=:{sum}:")),
            ("digest", format!("md5=AAAA, SHA-256={sum}")),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            assert_eq!(FileInfo::of(&headers).sha256, Some([7; 32]), "{value}");
        }
        for value in ["sha-256=:AAAA:", "sha-256", "", "sha-512=:x:"] {
            let mut headers = HeaderMap::new();
            headers.insert("repr-digest", value.parse().unwrap());
            assert_eq!(FileInfo::of(&headers).sha256, None, "{value}");
        }
    }
}
