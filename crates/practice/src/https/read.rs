//! `GET` and `HEAD`: files as a plain file server sends them.

use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncRead, AsyncReadExt, ReadBuf};
use tokio_util::io::ReaderStream;

use super::caller::{Verdict, admit};
use super::error::DataError;
use super::range::{Part, Validators};
use super::sign_in;
use super::target::Target;
use crate::shared::App;
use crate::state::model::Permissions;
use crate::storage::Located;

/// How much is read at once.
const PIECE: usize = 64 * 1024;

type Content = Box<dyn AsyncRead + Send + Unpin>;

/// A file that was found.
struct Found {
    size: u64,
    modified: Timestamp,
    source: Source,
}

enum Source {
    Disk(File),
    Computed(Box<dyn Read + Send>),
}

pub(super) async fn read(app: &App, target: &Target, parts: &Parts) -> Result<Response, DataError> {
    let located = match admit(app, target, &parts.headers, Permissions::Read) {
        Ok(Verdict::Open(located)) => located,
        Ok(Verdict::SignIn) => return Ok(sign_in::begin(app, target)),
        // Whoever came by a cookie may come back as somebody else.
        Err(error) => return Ok(sign_in::forget(&parts.headers, target, error.into_response())),
    };
    if target.is_folder() {
        return Err(DataError::folder());
    }
    let path = target.path.clone();
    let found = blocking(move || find(&located).map_err(|error| DataError::storage(&path, &error))).await?;
    let has_ranges = app.config().https_ranges;
    let validators = Validators::of(found.size, found.modified);
    let mut headers = common_headers(target, &validators, has_ranges);
    if validators.is_known(&parts.headers, found.modified) {
        headers.remove(header::CONTENT_TYPE);
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let part = if has_ranges {
        Part::asked(&parts.headers, found.size, &validators)
    } else {
        Part::Whole
    };
    let (status, start, length) = match part {
        Part::Whole => (StatusCode::OK, 0, found.size),
        Part::Range { start, length } => (StatusCode::PARTIAL_CONTENT, start, length),
        Part::Outside => return Err(DataError::range_not_satisfiable(found.size)),
    };
    if status == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {start}-{}/{}", start + length - 1, found.size);
        set(&mut headers, header::CONTENT_RANGE, &range);
    }
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    let body = if parts.method == Method::HEAD {
        if app.config().https_digests && parts.headers.contains_key("want-repr-digest") {
            let path = target.path.clone();
            let digest =
                blocking(move || digest(found.source).map_err(|error| DataError::storage(&path, &error)))
                    .await?;
            set(&mut headers, HeaderName::from_static("repr-digest"), &digest);
        }
        Body::empty()
    } else {
        let path = target.path.clone();
        let content =
            blocking(move || content(found.source, start).map_err(|error| DataError::storage(&path, &error)))
                .await?;
        Body::from_stream(ReaderStream::with_capacity(content.take(length), PIECE))
    };
    Ok((status, headers, body).into_response())
}

fn find(located: &Located) -> std::io::Result<Found> {
    match located {
        Located::Local(local) => {
            let path = local.existing()?;
            // Asked before it is opened: opening a pipe would wait for somebody to write.
            let metadata = path.metadata()?;
            if metadata.is_dir() {
                return Err(ErrorKind::IsADirectory.into());
            }
            if !metadata.is_file() {
                return Err(ErrorKind::PermissionDenied.into());
            }
            let file = File::open(path)?;
            let metadata = file.metadata()?;
            let modified = metadata
                .modified()
                .ok()
                .and_then(|time| Timestamp::try_from(time).ok());
            Ok(Found {
                size: metadata.len(),
                modified: modified.unwrap_or(Timestamp::UNIX_EPOCH),
                source: Source::Disk(file),
            })
        }
        Located::Generated(place) => {
            let entry = place.entry()?;
            Ok(Found {
                size: entry.size,
                modified: entry.modified,
                source: Source::Computed(Box::new(place.open()?)),
            })
        }
        Located::OnTheWay(_) => Err(ErrorKind::IsADirectory.into()),
    }
}

/// RFC 9530.
fn digest(source: Source) -> std::io::Result<String> {
    let mut sum = Sha256::new();
    match source {
        Source::Disk(mut file) => std::io::copy(&mut file, &mut sum)?,
        Source::Computed(mut reader) => std::io::copy(&mut reader, &mut sum)?,
    };
    Ok(format!("sha-256=:{}:", STANDARD.encode(sum.finalize())))
}

/// The bytes of a file from `start` on.
fn content(source: Source, start: u64) -> std::io::Result<Content> {
    match source {
        Source::Disk(mut file) => {
            file.seek(SeekFrom::Start(start))?;
            Ok(Box::new(tokio::fs::File::from_std(file)))
        }
        Source::Computed(mut reader) => {
            std::io::copy(&mut reader.by_ref().take(start), &mut std::io::sink())?;
            Ok(Box::new(Computed(reader)))
        }
    }
}

/// Bytes that follow from numbers: reading them never waits for a disk.
struct Computed(Box<dyn Read + Send>);

impl AsyncRead for Computed {
    fn poll_read(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let count = self.0.read(buffer.initialize_unfilled())?;
        buffer.advance(count);
        Poll::Ready(Ok(()))
    }
}

fn common_headers(target: &Target, validators: &Validators, has_ranges: bool) -> HeaderMap {
    let mut headers = HeaderMap::new();
    set(
        &mut headers,
        header::CONTENT_TYPE,
        content_type(target.file_name()),
    );
    set(&mut headers, header::ETAG, &validators.etag);
    if let Some(date) = &validators.last_modified {
        set(&mut headers, header::LAST_MODIFIED, date);
    }
    set(
        &mut headers,
        header::ACCEPT_RANGES,
        if has_ranges { "bytes" } else { "none" },
    );
    // Permissions end: nothing in between may go on answering for us.
    set(&mut headers, header::CACHE_CONTROL, "private, no-cache");
    if target.wants_download() {
        let name = utf8_percent_encode(target.file_name(), NON_ALPHANUMERIC);
        set(
            &mut headers,
            header::CONTENT_DISPOSITION,
            &format!("attachment; filename*=UTF-8''{name}"),
        );
    }
    headers
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    headers.extend(HeaderValue::from_str(value).ok().map(|value| (name, value)));
}

/// What browsers show by themselves; all else they offer to keep.
fn content_type(name: &str) -> &'static str {
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("txt" | "csv" | "tsv" | "md" | "log") => "text/plain; charset=utf-8",
        Some("json") => "application/json",
        Some("pdf") => "application/pdf",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// Disks are slow: their work never holds up other requests.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DataError> + Send + 'static,
) -> Result<T, DataError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|_| Err(DataError::interrupted()))
}
