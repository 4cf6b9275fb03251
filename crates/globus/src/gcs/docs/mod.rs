//! Documents, named as in the GCS Manager API.

mod collection;
mod info;
mod role;
mod user_credential;

pub use collection::{CollectionType, PathRestrictions, ServerCollection};
pub use info::Info;
pub(super) use role::{ServerRole, principal_urn};
pub use user_credential::UserCredential;
