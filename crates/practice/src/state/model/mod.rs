//! The documents that practice keeps. Names are those of the Globus documents.

mod access;
mod auth;
mod bookmark;
mod collection;
mod group;
mod pause;
mod server;
mod session;
mod subscription;
mod task;

pub(crate) use access::{AccessRule, Permissions, PrincipalType, Role, RoleName};
pub(crate) use auth::{AuthCode, Client, Consent, Identity, IdentityProvider, Token, TokenKind};
pub(crate) use bookmark::Bookmark;
pub(crate) use collection::{Collection, EntityType, RecentUse, Storage, Texts, collection_scope};
pub(crate) use group::{Group, GroupPreference, Membership, Policies};
pub(crate) use pause::{PauseRule, Pauses};
pub(crate) use server::{PathRestrictions, ServerSettings, StorageGateway, UserCredential};
pub(crate) use session::{Authentication, BrowserSession, Session};
pub(crate) use subscription::Subscription;
pub(crate) use task::{
    FilterMethod, FilterRule, PausedBy, RecursiveSymlinks, Task, TaskCounts, TaskEvent, TaskFile, TaskItem,
    TaskKind, TaskOptions, TaskOrder, TaskStatus, TaskTrouble,
};
