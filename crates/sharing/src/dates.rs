//! End dates. A chosen day belongs to the person's zone and lasts until its last second there; Globus gets the moment
//! in UTC.
//!
//! The last second is "one second before the next day begins", not "23:59:59": that is the same thing on ordinary
//! days, and still right where the clocks change at midnight, and for zones with half hours.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp};

use crate::error::{Error, Field, InputProblem, Result};
use crate::model::EndChoice;

/// Distance kept from a maximum that is shorter than the rest of today, so that the request still arrives in time.
const MARGIN: SignedDuration = SignedDuration::from_mins(1);

/// How far away an end may be. Of two limits the nearer one counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Maximum {
    /// The storage's: less than so many minutes from now (Transfer: `acl_max_expiration_period_mins`).
    pub minutes: Option<u32>,
    /// The institution's: no later than the end of the day in so many days.
    pub days: Option<u16>,
}

impl From<Option<u32>> for Maximum {
    fn from(minutes: Option<u32>) -> Self {
        Self { minutes, days: None }
    }
}

impl Maximum {
    /// The last day that is allowed, and its end; where not even today fits in, the last moment.
    pub(crate) fn latest(self, now: Timestamp, zone: &TimeZone) -> Option<(Date, Timestamp)> {
        let storage = self.minutes.and_then(|minutes| latest_end(now, zone, minutes));
        let institution = self.days.and_then(|days| {
            let day = day_of(now, zone)
                .checked_add(Span::new().days(i64::from(days)))
                .ok()?;
            Some((day, end_of_day(day, zone)?))
        });
        storage.into_iter().chain(institution).min_by_key(|(_, end)| *end)
    }
}

/// An end date as it will be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedEnd {
    /// The last day of access in the person's zone; none means no end.
    pub last_day: Option<Date>,
    /// The exact moment; none means no end.
    pub ends_at: Option<Timestamp>,
    /// True when the maximum made it earlier than what was chosen.
    pub capped: bool,
}

/// The last second of a day in a zone; none at the very end of the calendar.
pub fn end_of_day(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    let noon = day.tomorrow().ok()?.at(12, 0, 0, 0);
    let next_day = noon.to_zoned(zone.clone()).ok()?.start_of_day().ok()?;
    next_day
        .timestamp()
        .checked_sub(SignedDuration::from_secs(1))
        .ok()
}

/// The day, in the zone, on which a moment lies.
pub fn day_of(moment: Timestamp, zone: &TimeZone) -> Date {
    moment.to_zoned(zone.clone()).date()
}

/// The IANA name of a zone. A zone without one (a copy of `/etc/localtime`, a POSIX `TZ`) goes by the name of another
/// one with the same clock: for as far back as possible, or at least from now on.
pub fn zone_name(zone: &TimeZone, now: Timestamp) -> String {
    if let Some(name) = zone.iana_name().filter(|_| !zone.is_unknown()) {
        return name.to_owned();
    }
    // An unknown zone counts in UTC.
    let alike = (!zone.is_unknown()).then(|| {
        [-50 * 365, 0]
            .into_iter()
            .find_map(|first_day| like(zone, now, first_day))
    });
    alike.flatten().unwrap_or_else(|| "UTC".to_owned())
}

/// A zone whose clock is the same from `first_day` (in days from now) until in two years. Inhabited regions first.
fn like(zone: &TimeZone, now: Timestamp, first_day: i64) -> Option<String> {
    const REGIONS: [&str; 6] = [
        "Europe/",
        "America/",
        "Asia/",
        "Africa/",
        "Australia/",
        "Pacific/",
    ];
    let weeks = (first_day..2 * 365).step_by(7);
    let moments: Vec<Timestamp> = weeks
        .filter_map(|day| now.checked_add(SignedDuration::from_hours(24 * day)).ok())
        .collect();
    let names: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
    let regions = REGIONS.into_iter().chain(["Etc/"]);
    regions
        .flat_map(|region| names.iter().filter(move |name| name.starts_with(region)))
        .find(|name| {
            TimeZone::get(name).is_ok_and(|other| {
                let same = |moment: &Timestamp| zone.to_offset(*moment) == other.to_offset(*moment);
                moments.iter().all(same)
            })
        })
        .cloned()
}

/// Turns a choice into a moment. A day that is over is refused; a day beyond the maximum, and no end at all where there
/// is a maximum, become the last day that is allowed.
pub fn resolve_end(
    choice: &EndChoice,
    now: Timestamp,
    zone: &TimeZone,
    maximum: impl Into<Maximum>,
) -> Result<ResolvedEnd> {
    let latest = maximum.into().latest(now, zone);
    let chosen = match choice {
        EndChoice::Never { reason } if reason.trim().is_empty() => return Err(invalid(InputProblem::Empty)),
        EndChoice::Never { .. } => None,
        EndChoice::On { day } => Some((*day, moment_of(*day, now, zone)?)),
    };
    Ok(match (chosen, latest) {
        (Some((day, ends_at)), None) => ResolvedEnd {
            last_day: Some(day),
            ends_at: Some(ends_at),
            capped: false,
        },
        (Some((day, ends_at)), Some((_, latest))) if ends_at <= latest => ResolvedEnd {
            last_day: Some(day),
            ends_at: Some(ends_at),
            capped: false,
        },
        (_, Some((day, latest))) => ResolvedEnd {
            last_day: Some(day),
            ends_at: Some(latest),
            capped: true,
        },
        (None, None) => ResolvedEnd {
            last_day: None,
            ends_at: None,
            capped: false,
        },
    })
}

/// The last calendar day, in the person's zone, that a storage's maximum allows.
pub fn last_allowed_day(now: Timestamp, zone: &TimeZone, max_lifetime_minutes: u32) -> Option<Date> {
    latest_end(now, zone, max_lifetime_minutes).map(|(day, _)| day)
}

fn moment_of(day: Date, now: Timestamp, zone: &TimeZone) -> Result<Timestamp> {
    let ends_at = end_of_day(day, zone).ok_or_else(|| invalid(InputProblem::NotADate))?;
    // Today is fine as long as some of it is left.
    if ends_at <= now {
        Err(invalid(InputProblem::InThePast))
    } else {
        Ok(ends_at)
    }
}

/// The latest day and moment strictly before now + maximum (Transfer: `acl_max_expiration_period_mins`).
fn latest_end(now: Timestamp, zone: &TimeZone, minutes: u32) -> Option<(Date, Timestamp)> {
    let limit = now
        .checked_add(SignedDuration::from_mins(i64::from(minutes)))
        .ok()?;
    let last = day_of(limit, zone);
    let days = [Some(last), last.checked_sub(Span::new().days(1)).ok()];
    let whole_day = days.into_iter().flatten().find_map(|day| {
        let end = end_of_day(day, zone)?;
        (end < limit && end > now).then_some((day, end))
    });
    whole_day.or_else(|| {
        // Not even today fits in: the access ends within the day.
        let end = limit
            .checked_sub(MARGIN.min(limit.duration_since(now) / 2))
            .ok()?;
        Some((day_of(end, zone), Timestamp::from_second(end.as_second()).ok()?))
    })
}

fn invalid(reason: InputProblem) -> Error {
    Error::InvalidInput {
        field: Field::EndDate,
        reason,
    }
}

#[cfg(test)]
mod tests;
