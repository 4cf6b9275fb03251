//! The documents that practice keeps. Names are those of the Globus documents.

mod access;
mod auth;
mod collection;
mod group;

pub(crate) use access::{AccessRule, Permissions, PrincipalType, Role, RoleName};
pub(crate) use auth::{AuthCode, Client, Consent, Identity, IdentityProvider, Token, TokenKind};
pub(crate) use collection::{Collection, EntityType, RecentUse, Storage, Texts};
pub(crate) use group::{Group, Membership, Policies};
