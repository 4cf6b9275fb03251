//! What filters ask of one permission or role.

use jiff::{SignedDuration, Timestamp};

use crate::model::AuditFilter;

/// What ends within this time ends soon.
pub(crate) const SOON: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A set of filters that something fulfils. `EndingSoon` is a matter of the moment and not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts(u8);

impl Facts {
    fn bit(filter: AuditFilter) -> u8 {
        match filter {
            AuditFilter::EndingSoon => 0,
            AuditFilter::NoEndDate => 1,
            AuditFilter::CanChange => 1 << 1,
            AuditFilter::Public => 1 << 2,
            AuditFilter::Outside => 1 << 3,
            AuditFilter::Broken => 1 << 4,
            AuditFilter::ThroughRole => 1 << 5,
            AuditFilter::Changed => 1 << 6,
            AuditFilter::NeedsAttention => {
                Self::bit(AuditFilter::NoEndDate)
                    | Self::bit(AuditFilter::Public)
                    | Self::bit(AuditFilter::Broken)
            }
        }
    }

    pub(crate) fn set(&mut self, filter: AuditFilter, is_so: bool) {
        if is_so {
            self.0 |= Self::bit(filter);
        }
    }

    pub(crate) fn has(self, filter: AuditFilter) -> bool {
        self.0 & Self::bit(filter) != 0
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// All filters, in the order of the screen.
pub(crate) const ALL_FILTERS: [AuditFilter; 9] = [
    AuditFilter::EndingSoon,
    AuditFilter::NoEndDate,
    AuditFilter::CanChange,
    AuditFilter::Outside,
    AuditFilter::Public,
    AuditFilter::Broken,
    AuditFilter::ThroughRole,
    AuditFilter::Changed,
    AuditFilter::NeedsAttention,
];

/// Whether something that ends then ends soon.
pub(crate) fn ends_soon(ends_at: Option<Timestamp>, now: Timestamp) -> bool {
    ends_at.is_some_and(|end| end > now && end.duration_since(now) <= SOON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_filter_has_a_bit_of_its_own() {
        let plain = || {
            ALL_FILTERS
                .into_iter()
                .filter(|filter| *filter != AuditFilter::NeedsAttention)
        };
        for (index, filter) in plain().enumerate().skip(1) {
            let mut facts = Facts::default();
            facts.set(filter, true);
            assert!(facts.has(filter));
            for other in plain().skip(index + 1) {
                assert!(!facts.has(other), "{filter:?} {other:?}");
            }
        }
    }

    #[test]
    fn attention_is_broken_public_or_without_end() {
        for filter in ALL_FILTERS {
            let mut facts = Facts::default();
            facts.set(filter, true);
            let expected = matches!(
                filter,
                AuditFilter::Broken
                    | AuditFilter::Public
                    | AuditFilter::NoEndDate
                    | AuditFilter::NeedsAttention
            );
            assert_eq!(facts.has(AuditFilter::NeedsAttention), expected, "{filter:?}");
        }
    }

    #[test]
    fn soon_is_fourteen_days_and_not_over() {
        let now: Timestamp = "2026-09-17T12:00:00Z".parse().unwrap();
        let at = |text: &str| Some(text.parse().unwrap());
        assert!(ends_soon(at("2026-10-01T12:00:00Z"), now));
        assert!(!ends_soon(at("2026-10-01T12:00:01Z"), now));
        assert!(!ends_soon(at("2026-09-17T12:00:00Z"), now));
        assert!(!ends_soon(None, now));
    }
}
