//! End dates in a plan: a row's choice, its moment, and what has to be said about it.

use jiff::Timestamp;
use jiff::civil::Date;

use super::Facts;
use crate::dates::resolve_end;
use crate::error::Result;
use crate::model::{EndChoice, Location, Warning};

/// An end as the plan shows it.
pub(super) struct PlannedEnd {
    pub(super) last_day: Option<Date>,
    pub(super) ends_at: Option<Timestamp>,
    pub(super) no_end_reason: Option<String>,
    pub(super) warning: Option<Warning>,
}

pub(super) fn planned(facts: &Facts, location: &Location, choice: &EndChoice) -> Result<PlannedEnd> {
    let end = resolve_end(
        choice,
        facts.now,
        &facts.zone,
        facts.rulebook.maximum(location.max_lifetime_minutes),
    )?;
    let chosen = match choice {
        EndChoice::On { day } => Some(*day),
        EndChoice::Never { .. } => None,
    };
    let warning = match end.last_day {
        Some(allowed) if end.capped => Some(Warning::EndDateCapped { chosen, allowed }),
        None => Some(Warning::NoEndDate),
        Some(_) => None,
    };
    let no_end_reason = match choice {
        EndChoice::Never { reason } if end.ends_at.is_none() => Some(reason.trim().to_owned()),
        _ => None,
    };
    Ok(PlannedEnd {
        last_day: end.last_day,
        ends_at: end.ends_at,
        no_end_reason,
        warning,
    })
}
