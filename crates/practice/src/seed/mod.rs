//! What a practice begins with.

mod access;
mod apply;
mod demo;
mod file;
mod groups;
mod sample_tree;
mod server;
mod subscriptions;
mod upgrade;

use std::path::PathBuf;

use uuid::Uuid;

use crate::Error;
use crate::state::model::{Client, Identity};

pub(crate) use apply::apply;
pub(crate) use file::SeedFile;
pub(crate) use sample_tree::make as make_sample_tree;
pub(crate) use upgrade::upgrade;

/// The first of the practice people on the sign-in page.
pub(crate) const FIRST_PERSON: &str = "nora.whitfield@northfield.example";

/// The identity provider of people who are invited by an e-mail address of an unknown domain.
pub(crate) const EMAIL_PROVIDER: Uuid = Uuid::from_u128(0x9f2c_0001_0000_4000_8000_0000_0000_0001);

/// The identity provider of applications.
pub(crate) const CLIENT_PROVIDER: Uuid = Uuid::from_u128(0x9f2c_0001_0000_4000_8000_0000_0000_0002);

/// The practice app's own client: native, known to every seed.
pub(crate) const NATIVE_CLIENT: Uuid = Uuid::from_u128(0x9f2c_0002_0000_4000_8000_0000_0000_0001);

/// The client id that the official CLI registers itself from. Known to every seed.
pub(crate) const CLI_TEMPLATE: Uuid = Uuid::from_u128(0x95fd_eba8_fac2_42bd_a357_e068_d82f_f78e);

/// What a data folder that is new is filled with. A folder that was used before keeps what it holds.
#[derive(Clone, Debug, Default)]
pub enum Seed {
    /// People, groups, collections and four hundred permissions.
    #[default]
    Demo,
    /// People, groups and a laptop, but nothing shared.
    Empty,
    /// A description in the format of the README.
    File(PathBuf),
}

impl Seed {
    pub(crate) fn read(&self) -> Result<SeedFile, Error> {
        match self {
            Self::Demo => Ok(demo::demo()),
            Self::Empty => Ok(demo::empty()),
            Self::File(path) => {
                let text = std::fs::read_to_string(path).map_err(Error::folder(path))?;
                serde_json::from_str(&text).map_err(|error| Error::Seed(error.to_string()))
            }
        }
    }
}

/// The id that a name of a seed gets, the same in every practice.
pub(crate) fn id_of(kind: &str, name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("practice:{kind}:{name}").as_bytes())
}

/// An application acts as `<client id>@clients.auth.globus.org`; its identity id is its client id.
pub(crate) fn application_identity(client: &Client) -> Identity {
    Identity {
        id: client.id,
        username: format!("{}@clients.auth.globus.org", client.id),
        name: Some(client.name.clone()),
        email: None,
        organization: None,
        status: "used".into(),
        identity_provider: CLIENT_PROVIDER,
        identity_type: Some("login".into()),
        account: client.id,
        sign_in: false,
    }
}
