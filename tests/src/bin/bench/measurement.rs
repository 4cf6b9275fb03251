//! One line of the table.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Serialize;

/// A measured ratio or rate with its goal.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Measurement {
    /// As in the README's table.
    pub(crate) name: &'static str,
    /// The ratio or rate.
    pub(crate) value: f64,
    /// What the value counts.
    pub(crate) unit: &'static str,
    /// It should be at most, or at least, this.
    pub(crate) goal: String,
    /// What was measured, a ratio with both sides in figures.
    pub(crate) how: String,
}

impl Measurement {
    /// The ratio of two medians.
    pub(crate) fn ratio(
        name: &'static str,
        goal: f64,
        ours: Vec<f64>,
        theirs: Vec<f64>,
        how: &str,
    ) -> Result<Self> {
        Self::of_medians(name, format!("<= {goal}"), ours, theirs, how, |ours, theirs| {
            ours / theirs
        })
    }

    /// How many times as fast ours is, by the medians of what both took.
    pub(crate) fn speed(
        name: &'static str,
        goal: f64,
        ours: Vec<f64>,
        theirs: Vec<f64>,
        how: &str,
    ) -> Result<Self> {
        Self::of_medians(name, format!(">= {goal}"), ours, theirs, how, |ours, theirs| {
            theirs / ours
        })
    }

    fn of_medians(
        name: &'static str,
        goal: String,
        mut ours: Vec<f64>,
        mut theirs: Vec<f64>,
        how: &str,
        compare: fn(f64, f64) -> f64,
    ) -> Result<Self> {
        let (ours, theirs) = (median(&mut ours)?, median(&mut theirs)?);
        Ok(Self {
            name,
            value: round(compare(ours, theirs)),
            unit: "ratio",
            goal,
            how: format!("{how}; medians {ours:.1} against {theirs:.1}"),
        })
    }

    /// The median of something that should be small.
    pub(crate) fn amount(
        name: &'static str,
        goal: f64,
        unit: &'static str,
        mut amounts: Vec<f64>,
        how: &str,
    ) -> Result<Self> {
        let spread = |values: &[f64]| {
            values
                .first()
                .zip(values.last())
                .map(|(least, most)| format!("{least:.1} to {most:.1}"))
        };
        Ok(Self {
            name,
            value: round(median(&mut amounts)?),
            unit,
            goal: format!("<= {goal}"),
            how: format!("{how}; {}", spread(&amounts).unwrap_or_default()),
        })
    }

    /// The median of a rate that should be high.
    pub(crate) fn rate(name: &'static str, goal: f64, mut rates: Vec<f64>, how: &str) -> Result<Self> {
        Ok(Self {
            name,
            value: median(&mut rates)?.round(),
            unit: "requests/s",
            goal: format!(">= {goal}"),
            how: how.to_owned(),
        })
    }

    /// Prints the table.
    pub(crate) fn print(all: &[Self]) {
        println!("\n{:<36} {:>8}  {:<8}  how", "name", "value", "goal");
        for one in all {
            println!("{:<36} {:>8}  {:<8}  {}", one.name, one.value, one.goal, one.how);
        }
    }

    /// Writes them as JSON.
    pub(crate) fn write(all: &[Self], file: &Path) -> Result<()> {
        std::fs::write(file, serde_json::to_string_pretty(all)?).with_context(|| file.display().to_string())
    }
}

/// The value in the middle.
pub(crate) fn median(values: &mut [f64]) -> Result<f64> {
    values.sort_by(f64::total_cmp);
    values
        .get(values.len() / 2)
        .copied()
        .context("nothing was measured")
}

fn round(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
