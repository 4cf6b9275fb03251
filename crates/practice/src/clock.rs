//! A clock that tests can move: every date that practice decides by comes from here.

use std::fmt;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use serde::{Serialize, Serializer};

/// The real time plus an offset.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset_seconds: AtomicI64,
}

impl Clock {
    pub(crate) fn with_offset(seconds: i64) -> Self {
        Self {
            offset_seconds: AtomicI64::new(seconds),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        let offset = SignedDuration::from_secs(self.offset());
        Timestamp::now().saturating_add(offset).unwrap_or(Timestamp::MAX)
    }

    pub(crate) fn offset(&self) -> i64 {
        self.offset_seconds.load(Ordering::Relaxed)
    }

    pub(crate) fn set_offset(&self, seconds: i64) {
        self.offset_seconds.store(seconds, Ordering::Relaxed);
    }
}

/// `2026-01-10T09:00:00+00:00`, the form of every date in Transfer documents.
pub(crate) fn iso(time: Timestamp) -> String {
    Iso(time).to_string()
}

/// The same, to be written without a text in between.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Iso(pub(crate) Timestamp);

impl fmt::Display for Iso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = Offset::UTC.to_datetime(self.0);
        let (year, month, day) = (time.year(), time.month(), time.day());
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+00:00"
        )
    }
}

impl Serialize for Iso {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// `2026-01-10 09:00:00+00:00`: `last_modified` of a file has a space where other dates have a `T`.
pub(crate) fn file_time(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M:%S+00:00").to_string()
}

/// ISO 8601 with an offset or `Z`; a time without either, and a bare date, count as UTC.
pub(crate) fn parse_iso(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time);
    }
    let local = text
        .parse::<jiff::civil::DateTime>()
        .or_else(|_| text.parse::<jiff::civil::Date>().map(|date| date.at(0, 0, 0, 0)))
        .ok()?;
    local
        .to_zoned(jiff::tz::TimeZone::UTC)
        .ok()
        .map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_any_offset_and_written_in_utc() {
        for text in [
            "2027-01-01T00:00:00Z",
            "2027-01-01T01:00:00+01:00",
            "2027-01-01",
            "2027-01-01T00:00:00",
        ] {
            assert_eq!(
                iso(parse_iso(text).unwrap()),
                "2027-01-01T00:00:00+00:00",
                "{text}"
            );
        }
        assert!(parse_iso("next Tuesday").is_none());
    }

    #[test]
    fn the_clock_moves() {
        let clock = Clock::default();
        let before = clock.now();
        clock.set_offset(3600);
        assert!(clock.now().duration_since(before) >= SignedDuration::from_secs(3600));
    }
}
