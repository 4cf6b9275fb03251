//! Groups: mine and those that I am asked into, who is in them, what is shared with them, and changing who is in them.
//! Looking needs nothing but the first sign-in; the first change asks for a wider consent.

mod act;
mod edit;
mod look;
mod make;
mod rights;
mod settled;
mod summary;

use globus::SessionDemand;
use globus::scopes::{GROUPS_ALL, resource_server};

use crate::Sharing;
use crate::error::{Error, Result};

impl Sharing {
    /// Changes need a scope that the first sign-in does not ask for. It is known here whether the token covers it, so
    /// the window asks the person before anything is sent, and not after half of it.
    async fn must_change_groups(&self) -> Result<()> {
        let authorizer = &self.globus().authorizer;
        if authorizer.has_scope(resource_server::GROUPS, GROUPS_ALL).await? {
            return Ok(());
        }
        Err(Error::ConsentRequired {
            demand: SessionDemand {
                required_scopes: vec![GROUPS_ALL.to_owned()],
                ..SessionDemand::default()
            },
        })
    }
}
