//! The seed format. The demo is written in it too, so that one reader serves all seeds. The README describes it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::server::ServerSeed;
use crate::state::model::{EntityType, Permissions, RoleName};
use crate::storage::GeneratedTree;

fn yes() -> bool {
    true
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SeedFile {
    #[serde(default)]
    pub providers: Vec<ProviderSeed>,
    #[serde(default)]
    pub people: Vec<PersonSeed>,
    #[serde(default)]
    pub clients: Vec<ClientSeed>,
    #[serde(default)]
    pub groups: Vec<GroupSeed>,
    #[serde(default)]
    pub subscriptions: Vec<SubscriptionSeed>,
    #[serde(default)]
    pub collections: Vec<CollectionSeed>,
    #[serde(default)]
    pub bookmarks: Vec<BookmarkSeed>,
}

/// A folder that somebody gave a name.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BookmarkSeed {
    pub name: String,
    pub who: String,
    /// The collection's name.
    pub collection: String,
    pub path: String,
    #[serde(default)]
    pub pinned: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProviderSeed {
    pub name: String,
    pub domains: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonSeed {
    #[serde(default)]
    pub id: Option<Uuid>,
    pub username: String,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub organization: Option<String>,
    /// `used` if absent.
    #[serde(default)]
    pub status: Option<String>,
    /// Offered on the sign-in page.
    #[serde(default)]
    pub sign_in: bool,
    /// The username of the primary identity of the same human being.
    #[serde(default)]
    pub linked_to: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientSeed {
    #[serde(default)]
    pub id: Option<Uuid>,
    pub name: String,
    /// Absent for native apps.
    #[serde(default)]
    pub secret: Option<String>,
    /// It is a service: the last parts of its scopes, `https://auth.globus.org/scopes/<id>/<part>`.
    #[serde(default)]
    pub scopes: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupSeed {
    #[serde(default)]
    pub id: Option<Uuid>,
    pub name: String,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub high_assurance: bool,
    /// Only members can see it.
    #[serde(default)]
    pub private: bool,
    /// Only managers see the members.
    #[serde(default)]
    pub members_hidden: bool,
    #[serde(default)]
    pub join_requests: bool,
    /// Anybody may join at once.
    #[serde(default)]
    pub open: bool,
    /// Seconds for which a sign-in counts as recent, with high assurance.
    #[serde(default)]
    pub session_limit: Option<i64>,
    /// What applicants have to fill in.
    #[serde(default)]
    pub signup_fields: Vec<String>,
    /// The name of the group above, which is described before.
    #[serde(default)]
    pub parent: Option<String>,
    /// The name of the subscription that this is the group of.
    #[serde(default)]
    pub subscription: Option<String>,
    pub members: Vec<MemberSeed>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberSeed {
    /// A username.
    pub who: String,
    /// `member` if absent.
    #[serde(default)]
    pub role: Option<String>,
    /// `active` if absent.
    #[serde(default)]
    pub status: Option<String>,
}

/// A subscription and who may use it, by username or client name.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SubscriptionSeed {
    #[serde(default)]
    pub id: Option<Uuid>,
    pub name: String,
    #[serde(default)]
    pub managers: Vec<String>,
    #[serde(default)]
    pub members: Vec<String>,
    #[serde(default)]
    pub high_assurance: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CollectionSeed {
    #[serde(default)]
    pub id: Option<Uuid>,
    pub name: String,
    #[serde(rename = "type")]
    pub entity_type: EntityType,
    /// A username. Server collections belong to their endpoint; there it names an administrator.
    #[serde(default)]
    pub owner: Option<String>,
    /// Guest collections: the name of the mapped collection. Server mapped collections: the name of the endpoint.
    #[serde(default)]
    pub host: Option<String>,
    /// Guest collections: the folder on the host.
    #[serde(default)]
    pub path: Option<String>,
    /// Make the folder of a guest collection.
    #[serde(default = "yes")]
    pub folder: bool,
    /// A mapped collection that shows this computer's real files (the sample tree and allowed folders).
    #[serde(default)]
    pub this_computer: bool,
    /// A tree that costs no disk; nothing can be written there.
    #[serde(default)]
    pub generated: Option<GeneratedTree>,
    #[serde(default)]
    pub subscribed: bool,
    /// Which subscription, by its name; the seed's usual one if absent.
    #[serde(default)]
    pub subscription: Option<String>,
    #[serde(default = "yes")]
    pub online: bool,
    #[serde(default = "yes")]
    pub public: bool,
    #[serde(default)]
    pub high_assurance: bool,
    #[serde(default)]
    pub max_expiration_mins: Option<i64>,
    #[serde(default)]
    pub disable_anonymous_writes: bool,
    /// Server collections: `false` switches the HTTPS access to files off.
    pub enable_https: Option<bool>,
    /// Mapped collections: e-mail domains whose people have an account there.
    #[serde(default)]
    pub domains: Vec<String>,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub organization: Option<String>,
    #[serde(default)]
    pub keywords: Option<String>,
    /// Usernames for which it counts as recently used.
    #[serde(default)]
    pub recently_used_by: Vec<String>,
    #[serde(default)]
    pub roles: Vec<RoleSeed>,
    /// What only endpoints and collections of servers have.
    #[serde(default)]
    pub server: ServerSeed,
    #[serde(default)]
    pub permissions: Vec<PermissionSeed>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleSeed {
    /// A username, or the name of a client.
    #[serde(default)]
    pub who: Option<String>,
    #[serde(default)]
    pub group: Option<String>,
    pub role: RoleName,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PermissionSeed {
    /// With its slash at the end. `{n}` becomes the number of a repetition.
    pub path: String,
    pub permissions: Permissions,
    #[serde(default)]
    pub who: Option<String>,
    #[serde(default)]
    pub group: Option<String>,
    /// `anonymous` or `all_authenticated_users`.
    #[serde(default)]
    pub everyone: Option<String>,
    /// Counted from the start; negative for one that has ended.
    #[serde(default)]
    pub ends_in_days: Option<f64>,
    #[serde(default)]
    pub expiration_date: Option<String>,
    #[serde(default)]
    pub created_days_ago: Option<f64>,
    /// So many permissions, numbered from 1 in the path.
    #[serde(default)]
    pub repeat: Option<u32>,
}
