//! What the commands work on right now: the real Globus, or practice.

mod journal_file;
mod practice;
mod real;

use std::sync::{Arc, Mutex, PoisonError};

use globus::config::{ClientConfig, ServiceUrls};
use globus::ids::ClientId;
use globus::retry::RetryPolicy;
use sharing::model::Session;
use sharing::{Error, Result, Sharing};
use url::Url;

pub use practice::PracticeMode;
pub use real::RealMode;

/// One of the two worlds. What was begun in one goes on in it after a switch.
#[derive(Clone)]
pub enum Mode {
    /// The real Globus, or what the environment names instead.
    Real(Arc<RealMode>),
    /// The local Globus inside the app.
    Practice(Arc<PracticeMode>),
}

impl Mode {
    /// The use cases. In the real mode there are none without a client id.
    pub fn sharing(&self) -> Result<&Sharing> {
        match self {
            Self::Real(real) => real.sharing.as_ref().ok_or(Error::ClientIdMissing),
            Self::Practice(practice) => Ok(&practice.sharing),
        }
    }

    /// Who is signed in, as far as known without asking.
    pub fn session(&self) -> Option<Session> {
        match self {
            Self::Real(real) => real.session(),
            Self::Practice(practice) => practice.session(),
        }
    }

    /// Where links to shared folders lead.
    pub fn web_app(&self) -> &Url {
        match self {
            Self::Real(real) => &real.web_app,
            Self::Practice(practice) => &practice.web_app,
        }
    }

    /// Whether this is practice mode.
    pub fn is_practice(&self) -> bool {
        matches!(self, Self::Practice(_))
    }
}

fn client_config(
    urls: ServiceUrls,
    client_id: ClientId,
    extra_root_certificate: Option<String>,
) -> ClientConfig {
    ClientConfig {
        urls,
        client_id,
        user_agent: concat!("Guestlist/", env!("CARGO_PKG_VERSION")).to_owned(),
        retry: RetryPolicy::default(),
        extra_root_certificate,
    }
}

/// A value behind a lock that is never held across an await.
#[derive(Default)]
pub struct Kept<T>(Mutex<T>);

impl<T: Clone> Kept<T> {
    /// A copy of the value.
    pub fn get(&self) -> T {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts another one in its place.
    pub fn set(&self, value: T) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = value;
    }

    /// Changes it where it is.
    pub fn change(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}
