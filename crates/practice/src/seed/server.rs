//! Servers in a seed: their storage gateways, the accounts behind them, and the settings of their collections.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::access::{missing, principal};
use super::file::CollectionSeed;
use super::id_of;
use crate::Error;
use crate::gcs::{self, connectors};
use crate::state::model::{Collection, EntityType, PathRestrictions, StorageGateway, UserCredential};
use crate::state::{Edit, World};

fn yes() -> bool {
    true
}

/// The part `server` of a collection's seed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ServerSeed {
    /// Endpoints.
    #[serde(default)]
    pub storage_gateways: Vec<GatewaySeed>,
    /// Mapped collections: the name of a gateway of its endpoint. Without one it gets a gateway of its own, for
    /// the people of its `domains`.
    #[serde(default)]
    pub storage_gateway: Option<String>,
    #[serde(default = "yes")]
    pub allow_guest_collections: bool,
    #[serde(default)]
    pub sharing_restrict_paths: Option<PathRestrictions>,
    /// Local accounts.
    #[serde(default)]
    pub sharing_users_allow: Option<Vec<String>>,
    #[serde(default)]
    pub sharing_users_deny: Option<Vec<String>>,
    #[serde(default)]
    pub delete_protected: bool,
    #[serde(default)]
    pub contact_email: Option<String>,
    /// Mapped collections: their guest collections ask for a fresh sign-in as often.
    #[serde(default)]
    pub guests_inherit_timeout: bool,
    /// For high assurance; a gateway's own value if absent.
    #[serde(default)]
    pub authentication_timeout_mins: Option<i64>,
    #[serde(default)]
    pub require_mfa: bool,
    #[serde(default)]
    pub required_domains: Vec<String>,
    #[serde(default)]
    pub required_policies: Vec<Uuid>,
}

impl Default for ServerSeed {
    fn default() -> Self {
        Self {
            storage_gateways: Vec::new(),
            storage_gateway: None,
            allow_guest_collections: true,
            sharing_restrict_paths: None,
            sharing_users_allow: None,
            sharing_users_deny: None,
            delete_protected: false,
            contact_email: None,
            guests_inherit_timeout: false,
            authentication_timeout_mins: None,
            require_mfa: false,
            required_domains: Vec::new(),
            required_policies: Vec::new(),
        }
    }
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GatewaySeed {
    #[serde(default)]
    pub id: Option<Uuid>,
    pub name: String,
    /// `POSIX` if absent.
    #[serde(default)]
    pub connector: Option<String>,
    /// `clients.auth.globus.org` admits applications.
    #[serde(default)]
    pub allowed_domains: Vec<String>,
    #[serde(default)]
    pub users_allow: Vec<String>,
    #[serde(default)]
    pub users_deny: Vec<String>,
    #[serde(default)]
    pub high_assurance: bool,
    #[serde(default)]
    pub authentication_timeout_mins: Option<i64>,
    #[serde(default)]
    pub require_mfa: bool,
    #[serde(default)]
    pub restrict_paths: Option<PathRestrictions>,
    #[serde(default)]
    pub user_credentials: Vec<CredentialSeed>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CredentialSeed {
    #[serde(default)]
    pub id: Option<Uuid>,
    /// A username, or the name of a client.
    pub who: String,
    /// The local account; the part before the `@` if absent.
    #[serde(default)]
    pub username: Option<String>,
    #[serde(default)]
    pub name: Option<String>,
    /// The storage no longer takes it.
    #[serde(default)]
    pub invalid: bool,
}

/// Minutes after which protected storage wants a fresh sign-in, unless the seed says otherwise.
const HIGH_ASSURANCE_TIMEOUT: i64 = 30;

/// Gives a collection of a server what only servers have.
pub(super) fn settle(
    seed: &CollectionSeed,
    collection: &mut Collection,
    edit: &mut Edit<'_>,
) -> Result<(), Error> {
    let identity = seed
        .owner
        .as_deref()
        .map(|name| principal(edit.world(), name))
        .transpose()?;
    collection.server.identity = identity;
    collection
        .texts
        .contact_email
        .clone_from(&seed.server.contact_email);
    match collection.entity_type {
        EntityType::GCSv5_endpoint => {
            if !edit.world().notes.contains_key(gcs::FIRST_ENDPOINT) {
                edit.note(gcs::FIRST_ENDPOINT, collection.id.to_string())?;
            }
            for gateway in &seed.server.storage_gateways {
                put_gateway(edit, collection.id, gateway)?;
            }
            Ok(())
        }
        EntityType::GCSv5_mapped_collection => {
            let gateway = gateway_of(seed, collection, edit)?;
            settle_mapped(&seed.server, collection, &gateway);
            Ok(())
        }
        EntityType::GCSv5_guest_collection => {
            settle_guest(collection, edit.world());
            Ok(())
        }
        _ => Ok(()),
    }
}

fn put_gateway(edit: &mut Edit<'_>, endpoint: Uuid, seed: &GatewaySeed) -> Result<(), Error> {
    let connector = seed.connector.as_deref().unwrap_or("POSIX");
    let connector = connectors::by_name(connector)
        .ok_or_else(|| Error::Seed(format!("practice has no connector '{connector}'")))?;
    let gateway = StorageGateway {
        id: seed
            .id
            .unwrap_or_else(|| id_of("storage_gateway", &format!("{endpoint}/{}", seed.name))),
        endpoint,
        display_name: seed.name.clone(),
        connector: connector.id,
        allowed_domains: seed.allowed_domains.clone(),
        users_allow: seed.users_allow.clone(),
        users_deny: seed.users_deny.clone(),
        high_assurance: seed.high_assurance,
        authentication_timeout_mins: seed
            .authentication_timeout_mins
            .or(seed.high_assurance.then_some(HIGH_ASSURANCE_TIMEOUT)),
        require_mfa: seed.require_mfa,
        restrict_paths: seed.restrict_paths.clone(),
    };
    for credential in &seed.user_credentials {
        let identity = principal(edit.world(), &credential.who)?;
        let account = edit
            .world()
            .identities
            .by_id(identity)
            .map_or("", |it| gcs::accounts::mapped_name(&it.username))
            .to_owned();
        let username = credential.username.clone().unwrap_or(account);
        let id = id_of(
            "user_credential",
            &format!("{}/{identity}/{username}", gateway.id),
        );
        edit.put(UserCredential {
            id: credential.id.unwrap_or(id),
            gateway: gateway.id,
            identity,
            username,
            display_name: credential.name.clone(),
            invalid: credential.invalid,
            policies: None,
        })?;
    }
    edit.put(gateway)
}

/// The gateway that a mapped collection names, or one of its own.
fn gateway_of(
    seed: &CollectionSeed,
    collection: &Collection,
    edit: &mut Edit<'_>,
) -> Result<StorageGateway, Error> {
    let endpoint = collection.owner;
    let name = seed.server.storage_gateway.as_deref();
    if let Some(name) = name {
        return named_gateway(edit.world(), endpoint, name).ok_or_else(|| missing("storage gateway", name));
    }
    let own = GatewaySeed {
        name: seed.name.clone(),
        allowed_domains: seed.domains.clone(),
        high_assurance: seed.high_assurance,
        ..GatewaySeed::default()
    };
    own_gateway(edit, endpoint, &own)
}

/// Makes a gateway, and returns it.
pub(super) fn own_gateway(
    edit: &mut Edit<'_>,
    endpoint: Uuid,
    seed: &GatewaySeed,
) -> Result<StorageGateway, Error> {
    put_gateway(edit, endpoint, seed)?;
    named_gateway(edit.world(), endpoint, &seed.name).ok_or_else(|| missing("storage gateway", &seed.name))
}

fn named_gateway(world: &World, endpoint: Uuid, name: &str) -> Option<StorageGateway> {
    let mut all = world.storage_gateways.iter();
    all.find(|it| it.endpoint == endpoint && it.display_name == name)
        .cloned()
}

pub(super) fn settle_mapped(seed: &ServerSeed, collection: &mut Collection, gateway: &StorageGateway) {
    collection.local_domains.clone_from(&gateway.allowed_domains);
    collection.high_assurance |= gateway.high_assurance;
    collection.authentication_timeout_mins = seed
        .authentication_timeout_mins
        .or(gateway.authentication_timeout_mins)
        .or(collection.high_assurance.then_some(HIGH_ASSURANCE_TIMEOUT));
    let server = &mut collection.server;
    server.storage_gateway = Some(gateway.id);
    server.allow_guest_collections = seed.allow_guest_collections;
    server
        .sharing_restrict_paths
        .clone_from(&seed.sharing_restrict_paths);
    server.sharing_users_allow.clone_from(&seed.sharing_users_allow);
    server.sharing_users_deny.clone_from(&seed.sharing_users_deny);
    server.delete_protected = seed.delete_protected;
    server.guests_inherit_timeout = seed.guests_inherit_timeout;
    server.require_mfa = seed.require_mfa || gateway.require_mfa;
    server.required_domains.clone_from(&seed.required_domains);
    server.required_policies.clone_from(&seed.required_policies);
}

pub(super) fn settle_guest(collection: &mut Collection, world: &World) {
    let Some(host) = collection.host.and_then(|id| world.collections.by_id(id)) else {
        return;
    };
    gcs::inherit(host, collection);
    let linked = collection.server.identity.map(|it| world.linked(it));
    collection.server.user_credential = world
        .user_credentials
        .iter()
        .filter(|it| Some(it.gateway) == host.server.storage_gateway)
        .find(|it| {
            linked
                .as_ref()
                .is_some_and(|linked| linked.contains(&it.identity))
        })
        .map(|it| it.id);
}
