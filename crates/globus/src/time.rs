//! Times as the services write them: always UTC with an offset, mostly `2021-04-06T19:58:11+00:00`,
//! for files with a space instead of the `T` (Transfer API, common properties and file documents).

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serializer};

/// Reads both spellings. A time without an offset is taken as UTC.
pub fn parse(text: &str) -> Result<Timestamp, jiff::Error> {
    let text = text.trim();
    text.parse::<Timestamp>()
        .or_else(|first| format!("{text}Z").parse::<Timestamp>().map_err(|_| first))
}

/// Writes the spelling that the services echo, in whole seconds.
pub fn format(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()
}

/// For optional times whose loss would matter (an end date): unreadable text is an error.
pub(crate) fn optional<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Timestamp>, D::Error> {
    match Option::<String>::deserialize(d)?.as_deref() {
        None | Some("") => Ok(None),
        Some(text) => parse(text).map(Some).map_err(serde::de::Error::custom),
    }
}

/// For times that are only shown: unreadable text is no time.
pub(crate) fn lenient<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Timestamp>, D::Error> {
    let text = Option::<String>::deserialize(d)?;
    Ok(text.and_then(|text| parse(&text).ok()))
}

pub(crate) fn serialize_optional<S: Serializer>(time: &Option<Timestamp>, s: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => s.serialize_some(&format(*time)),
        None => s.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_are_the_same_moment() {
        let expected: Timestamp = "2021-01-15T01:45:50Z".parse().unwrap();
        for text in [
            "2021-01-15T01:45:50+00:00",
            "2021-01-15 01:45:50+00:00",
            "2021-01-15T01:45:50Z",
            "2021-01-15 01:45:50",
        ] {
            assert_eq!(parse(text).unwrap(), expected, "{text}");
        }
        assert_eq!(parse("2021-01-15T03:45:50+02:00").unwrap(), expected);
    }

    #[test]
    fn written_times_have_the_recorded_form() {
        let time: Timestamp = "2026-12-31T22:59:59.5Z".parse().unwrap();
        assert_eq!(format(time), "2026-12-31T22:59:59+00:00");
    }

    #[test]
    fn nonsense_is_an_error() {
        assert!(parse("soon").is_err());
    }
}
