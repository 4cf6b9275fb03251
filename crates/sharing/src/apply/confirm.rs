//! What has to be ticked and typed before anything is sent. The window asks for it; here it is insisted upon.

use crate::error::{Error, Field, InputProblem, Result};
use crate::model::{Confirmations, SharePlan, Tick, Warning};
use crate::plan::is_typed;

/// Refuses a plan whose ticks are missing, or that can't fit into its collection.
pub(super) fn check(plan: &SharePlan, confirmations: &Confirmations) -> Result<()> {
    for tick in &plan.ticks {
        match tick {
            Tick::HaveCopy { grant } if !confirmations.have_copy.contains(grant) => {
                return Err(Error::input(Field::Ticks, InputProblem::Missing));
            }
            Tick::TypeName { folder, expected } => {
                let typed = confirmations
                    .typed_names
                    .get(*folder as usize)
                    .map(String::as_str)
                    .unwrap_or_default();
                if typed.trim().is_empty() {
                    return Err(Error::input(Field::Confirmation, InputProblem::Missing));
                }
                if !is_typed(typed, expected) {
                    return Err(Error::input(Field::Confirmation, InputProblem::Mismatch));
                }
            }
            Tick::HaveCopy { .. } => {}
        }
    }
    let is_too_full = |warning: &Warning| matches!(warning, Warning::Limit { after, limit } if after > limit);
    if plan.warnings.iter().any(is_too_full) {
        Err(Error::LimitExceeded)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PlanId;

    fn plan(ticks: Vec<Tick>, warnings: Vec<Warning>) -> SharePlan {
        SharePlan {
            id: PlanId("p".into()),
            folders: Vec::new(),
            grants: Vec::new(),
            warnings,
            ticks,
            time_zone: "UTC".into(),
            commands: Vec::new(),
            waits_for: None,
        }
    }

    fn given(have_copy: &[&str], typed_names: &[&str]) -> Confirmations {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Confirmations {
            have_copy: owned(have_copy),
            typed_names: owned(typed_names),
        }
    }

    #[test]
    fn every_tick_is_insisted_upon() {
        let plan = plan(
            vec![
                Tick::TypeName {
                    folder: 1,
                    expected: "caf\u{e9}".into(),
                },
                Tick::HaveCopy { grant: "g1".into() },
            ],
            Vec::new(),
        );
        assert_eq!(check(&plan, &given(&["g1"], &["", " cafe\u{301} "])), Ok(()));
        for (confirmations, field, reason) in [
            (
                given(&[], &["", "caf\u{e9}"]),
                Field::Ticks,
                InputProblem::Missing,
            ),
            (
                given(&["g2"], &["", "caf\u{e9}"]),
                Field::Ticks,
                InputProblem::Missing,
            ),
            (
                given(&["g1"], &["caf\u{e9}"]),
                Field::Confirmation,
                InputProblem::Missing,
            ),
            (
                given(&["g1"], &["", "cafe"]),
                Field::Confirmation,
                InputProblem::Mismatch,
            ),
        ] {
            assert_eq!(
                check(&plan, &confirmations),
                Err(Error::input(field, reason)),
                "{confirmations:?}"
            );
        }
    }

    #[test]
    fn what_does_not_fit_is_not_begun() {
        let full = |after| plan(Vec::new(), vec![Warning::Limit { after, limit: 1000 }]);
        assert_eq!(check(&full(1000), &given(&[], &[])), Ok(()));
        assert_eq!(check(&full(1001), &given(&[], &[])), Err(Error::LimitExceeded));
    }
}
