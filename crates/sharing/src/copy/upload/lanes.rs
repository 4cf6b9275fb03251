//! How many requests go at once: fewer after the service said that it is too many, slowly more afterwards.

/// Successes in a row after which one more is tried.
const PATIENCE: u32 = 32;

/// The width of the road.
#[derive(Debug)]
pub(super) struct Lanes {
    most: usize,
    now: usize,
    seen: u32,
    successes: u32,
}

impl Lanes {
    /// `times_limited` is how often the service has refused so far, see `Globus::times_limited`.
    pub(super) fn new(most: usize, times_limited: u32) -> Self {
        Self {
            most,
            now: most,
            seen: times_limited,
            successes: 0,
        }
    }

    /// How many may go now.
    pub(super) fn width(&mut self, times_limited: u32) -> usize {
        if times_limited != self.seen {
            self.seen = times_limited;
            self.now = (self.now / 2).max(1);
            self.successes = 0;
        }
        self.now
    }

    /// One came through.
    pub(super) fn success(&mut self) {
        self.successes += 1;
        if self.successes >= PATIENCE && self.now < self.most {
            self.now += 1;
            self.successes = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_halves_and_patience_widens() {
        let mut lanes = Lanes::new(4, 7);
        assert_eq!(lanes.width(7), 4);
        assert_eq!(lanes.width(9), 2);
        assert_eq!(lanes.width(10), 1);
        assert_eq!(lanes.width(11), 1);
        for _ in 0..PATIENCE {
            lanes.success();
        }
        assert_eq!(lanes.width(11), 2);
    }
}
