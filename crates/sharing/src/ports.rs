//! What the outside lends to the use cases. The vault for tokens is [`globus::auth::TokenStore`].

use std::sync::{PoisonError, RwLock};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::drives::Mount;

/// The time, and the zone in which the person means days.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;

    /// The person's zone: the one in the settings, or the computer's.
    fn zone(&self) -> TimeZone;
}

/// The computer's clock, in the computer's zone unless another one is set.
#[derive(Debug, Default)]
pub struct SystemClock {
    zone: RwLock<Option<TimeZone>>,
}

impl SystemClock {
    /// `zone` none means: as the computer, even if that changes while the app runs.
    pub fn new(zone: Option<TimeZone>) -> Self {
        Self {
            zone: RwLock::new(zone),
        }
    }

    /// Changes the zone from now on. Moments that are stored stay the moments they were.
    pub fn set_zone(&self, zone: Option<TimeZone>) {
        *self.zone.write().unwrap_or_else(PoisonError::into_inner) = zone;
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn zone(&self) -> TimeZone {
        let set = self.zone.read().unwrap_or_else(PoisonError::into_inner);
        set.clone().unwrap_or_else(TimeZone::system)
    }
}

/// Which folders of this computer hang somewhere else.
pub trait Mounts: std::fmt::Debug + Send + Sync {
    /// All of them, in the order in which they were hung there. Blocks, but never for long.
    fn mounts(&self) -> Vec<Mount>;
}

/// Opens addresses for the person.
#[async_trait::async_trait]
pub trait Browser: Send + Sync {
    /// Hands the address to the system's own browser; false when there is none that could be started.
    async fn open(&self, url: &str) -> bool;
}
