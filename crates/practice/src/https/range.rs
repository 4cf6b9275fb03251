//! Parts of files, as `Range` and its relatives ask for them (RFC 9110).

use axum::http::HeaderMap;
use axum::http::header::{IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, RANGE};
use jiff::Timestamp;
use jiff::fmt::rfc2822;

/// By what a client knows this state of a file again.
#[derive(Clone, Debug)]
pub(super) struct Validators {
    pub(super) etag: String,
    pub(super) last_modified: Option<String>,
}

impl Validators {
    pub(super) fn of(size: u64, modified: Timestamp) -> Self {
        Self {
            etag: format!("\"{size:x}-{:x}\"", modified.as_nanosecond()),
            last_modified: rfc2822::DateTimePrinter::new()
                .timestamp_to_rfc9110_string(&modified)
                .ok(),
        }
    }

    /// Has the client this state already?
    pub(super) fn is_known(&self, headers: &HeaderMap, modified: Timestamp) -> bool {
        if let Some(tags) = text(headers, IF_NONE_MATCH) {
            return tags
                .split(',')
                .map(|tag| tag.trim().trim_start_matches("W/"))
                .any(|tag| tag == "*" || tag == self.etag);
        }
        text(headers, IF_MODIFIED_SINCE)
            .and_then(|date| rfc2822::parse(date).ok())
            .is_some_and(|since| modified.as_second() <= since.timestamp().as_second())
    }

    /// `If-Range`: does the client hold the beginning of this very state?
    fn fit(&self, headers: &HeaderMap) -> bool {
        text(headers, IF_RANGE)
            .is_none_or(|known| known == self.etag || Some(known) == self.last_modified.as_deref())
    }
}

fn text(headers: &HeaderMap, name: axum::http::HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// What of a file goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// From this byte on, so many.
    Range {
        start: u64,
        length: u64,
    },
    /// The file ends before.
    Outside,
}

impl Part {
    /// Several ranges at once, and what can't be read, count as a wish for the whole file.
    pub(super) fn asked(headers: &HeaderMap, size: u64, validators: &Validators) -> Self {
        match text(headers, RANGE) {
            Some(range) if validators.fit(headers) => Self::parse(range, size),
            _ => Self::Whole,
        }
    }

    fn parse(range: &str, size: u64) -> Self {
        let Some((first, last)) = range
            .trim()
            .strip_prefix("bytes=")
            .and_then(|range| range.trim().split_once('-'))
        else {
            return Self::Whole;
        };
        // `+5` is a number for Rust but not for HTTP.
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
            digits.then(|| text.parse().unwrap_or(u64::MAX))
        };
        match (number(first), number(last)) {
            (Some(first), Some(last)) if first > last => Self::Whole,
            (Some(first), _) if first >= size && (last.is_empty() || number(last).is_some()) => Self::Outside,
            (Some(start), Some(last)) => Self::Range {
                start,
                length: last.min(size - 1) - start + 1,
            },
            (Some(start), None) if last.is_empty() => Self::Range {
                start,
                length: size - start,
            },
            (None, Some(0)) if first.is_empty() => Self::Outside,
            (None, Some(_)) if first.is_empty() && size == 0 => Self::Outside,
            (None, Some(count)) if first.is_empty() => Self::Range {
                start: size.saturating_sub(count),
                length: count.min(size),
            },
            _ => Self::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_ranges_are_cut_to_the_file() {
        let range = |start, length| Part::Range { start, length };
        for (text, size, part) in [
            ("bytes=0-0", 10, range(0, 1)),
            ("bytes=2-5", 10, range(2, 4)),
            ("bytes=5-", 10, range(5, 5)),
            ("bytes=5-99999999999999999999999", 10, range(5, 5)),
            ("bytes=-3", 10, range(7, 3)),
            ("bytes=-30", 10, range(0, 10)),
            ("bytes=10-", 10, Part::Outside),
            ("bytes=10-12", 10, Part::Outside),
            ("bytes=-0", 10, Part::Outside),
            ("bytes=0-", 0, Part::Outside),
            ("bytes=-1", 0, Part::Outside),
            ("bytes=5-2", 10, Part::Whole),
            ("bytes=0-1,4-5", 10, Part::Whole),
            ("bytes=+1-2", 10, Part::Whole),
            ("bytes=-", 10, Part::Whole),
            ("bytes=a-b", 10, Part::Whole),
            ("lines=0-1", 10, Part::Whole),
        ] {
            assert_eq!(Part::parse(text, size), part, "{text} of {size}");
        }
    }

    #[test]
    fn what_a_client_knows_is_recognised() {
        let modified = Timestamp::from_second(1_700_000_000).unwrap();
        let validators = Validators::of(10, modified);
        assert_eq!(
            validators.last_modified.as_deref(),
            Some("Tue, 14 Nov 2023 22:13:20 GMT")
        );
        let with = |name: axum::http::HeaderName, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            headers
        };
        assert!(validators.is_known(
            &with(IF_NONE_MATCH, &format!("\"x\", W/{}", validators.etag)),
            modified
        ));
        assert!(!validators.is_known(&with(IF_NONE_MATCH, "\"x\""), modified));
        assert!(validators.is_known(
            &with(IF_MODIFIED_SINCE, "Tue, 14 Nov 2023 22:13:20 GMT"),
            modified
        ));
        assert!(!validators.is_known(
            &with(IF_MODIFIED_SINCE, "Tue, 14 Nov 2023 22:13:19 GMT"),
            modified
        ));
        let mut headers = with(RANGE, "bytes=0-1");
        headers.insert(IF_RANGE, "\"old\"".parse().unwrap());
        assert_eq!(Part::asked(&headers, 10, &validators), Part::Whole);
    }
}
