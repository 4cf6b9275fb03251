//! The `collection` document of the manager. It says more than Transfer's, and says some things differently: keywords
//! are a list, and the private policies are for administrators who ask for them.

use serde_json::{Value, json};

use super::caller::Caller;
use super::connectors;
use crate::clock::iso;
use crate::https;
use crate::rights::Standing;
use crate::shared::Urls;
use crate::state::World;
use crate::state::model::{Collection, EntityType, PathRestrictions, StorageGateway};

/// What is written where nothing was set. The value is the one that servers show.
const DEFAULT_TIMEOUT_MINS: i64 = 15_840;

/// Minor versions of the document in which fields came up.
const VERSIONS: [(&str, u8); 12] = [
    ("associated_flow_policy", 15),
    ("activity_notification_policy", 14),
    ("auto_delete_timeout", 13),
    ("skip_auto_delete", 13),
    ("restrict_transfers_to_high_assurance", 12),
    ("acl_expiration_mins", 10),
    ("delete_protected", 8),
    ("guest_auth_policy_id", 6),
    ("disable_anonymous_writes", 5),
    ("force_verify", 4),
    ("sharing_users_allow", 2),
    ("enable_https", 1),
];

/// Who looks, and how closely.
pub(super) struct View<'a> {
    pub(super) urls: &'a Urls,
    pub(super) world: &'a World,
    pub(super) caller: &'a Caller,
    pub(super) me: &'a Standing,
    /// `include=private_policies`
    pub(super) private_policies: bool,
}

impl View<'_> {
    pub(super) fn document(&self, collection: &Collection) -> Value {
        let world = self.world;
        let gateway = collection
            .server
            .storage_gateway
            .and_then(|id| world.storage_gateways.by_id(id));
        let mut document = self.common(collection, gateway);
        if collection.entity_type == EntityType::GCSv5_guest_collection {
            self.add_guest(&mut document, collection);
        } else {
            self.add_mapped(&mut document, collection);
        }
        let version = VERSIONS
            .iter()
            .find(|(field, _)| document.get(*field).is_some_and(|it| !it.is_null()))
            .map_or(0, |(_, minor)| *minor);
        document["DATA_TYPE"] = format!("collection#1.{version}.0").into();
        document
    }

    fn common(&self, collection: &Collection, gateway: Option<&StorageGateway>) -> Value {
        let (server, texts) = (&collection.server, &collection.texts);
        let timeout = collection
            .authentication_timeout_mins
            .unwrap_or(DEFAULT_TIMEOUT_MINS);
        let domain_name = domain_name(collection);
        let https_url =
            https::is_served(self.world, collection).then(|| self.urls.https_server(collection.id));
        let last_access = self
            .world
            .recent_uses
            .iter()
            .filter(|it| it.collection == collection.id)
            .map(|it| it.time)
            .max();
        let keywords: Vec<&str> = keywords(texts.keywords.as_deref()).collect();
        let mut document = json!({
            "id": collection.id,
            "display_name": collection.display_name,
            "public": collection.public,
            "storage_gateway_id": server.storage_gateway,
            "connector_id": gateway.map(|it| it.connector),
            "identity_id": server.identity.unwrap_or(collection.owner),
            "high_assurance": collection.high_assurance,
            "require_high_assurance": collection.high_assurance,
            "authentication_timeout_mins": timeout,
            "authentication_assurance_timeout": timeout,
            "require_mfa": server.require_mfa,
            "domain_name": domain_name,
            "manager_url": self.urls.gcs_manager(self.caller.endpoint),
            "https_url": https_url,
            "tlsftp_url": format!("tlsftp://{domain_name}:443"),
            "enable_https": collection.enable_https != Some(false),
            "force_encryption": texts.force_encryption,
            "force_verify": texts.force_verify,
            "disable_verify": texts.disable_verify,
            "default_directory": texts.default_directory.as_deref().unwrap_or("/"),
            "created_at": iso(collection.created),
            "last_access": last_access.map(iso),
            "deleted": false,
        });
        let card = json!({
            "description": texts.description, "organization": texts.organization,
            "department": texts.department, "keywords": keywords,
            "contact_email": texts.contact_email, "contact_info": texts.contact_info,
            "info_link": texts.info_link, "user_message": texts.user_message,
            "user_message_link": texts.user_message_link,
            "associated_flow_policy": server.associated_flow_policy,
            "restrict_transfers_to_high_assurance": server.restrict_transfers_to_high_assurance,
        });
        merge(&mut document, card);
        document
    }

    fn add_mapped(&self, document: &mut Value, collection: &Collection) {
        let server = &collection.server;
        merge(
            document,
            json!({
                "collection_type": "mapped",
                "collection_base_path": "/",
                "allow_guest_collections": server.allow_guest_collections,
                "disable_anonymous_writes": collection.disable_anonymous_writes,
                "delete_protected": server.delete_protected,
                "auto_delete_timeout": server.auto_delete_timeout,
                "guest_auth_policy_id": server.guest_auth_policy,
            }),
        );
        if self.private_policies {
            let policies = server.policies.clone().unwrap_or_else(|| {
                json!({"DATA_TYPE": "posix_collection_policies#1.0.0", "sharing_groups_allow": [],
                    "sharing_groups_deny": []})
            });
            merge(
                document,
                json!({
                    "root_path": "/",
                    "sharing_restrict_paths": server.sharing_restrict_paths.as_ref().map(restrictions),
                    "sharing_users_allow": server.sharing_users_allow,
                    "sharing_users_deny": server.sharing_users_deny,
                    "policies": policies,
                }),
            );
        }
    }

    fn add_guest(&self, document: &mut Value, collection: &Collection) {
        let server = &collection.server;
        merge(
            document,
            json!({
                "collection_type": "guest",
                "mapped_collection_id": collection.host,
                "user_credential_id": server.user_credential,
                "skip_auto_delete": server.skip_auto_delete,
                "activity_notification_policy": collection.texts.guest_collection_activity_notification_policy,
                "acl_expiration_mins": collection.acl_max_expiration_period_mins,
            }),
        );
        // Where the files are is for those who look after the collection.
        let administers = self
            .caller
            .require_administrator(self.world, self.me, collection)
            .is_ok();
        if administers {
            let path = collection.host_path.as_deref().map(without_last_slash);
            merge(document, json!({"collection_base_path": path, "root_path": path}));
        }
    }
}

/// `path_restrictions#1.0.0`
pub(super) fn restrictions(paths: &PathRestrictions) -> Value {
    json!({
        "DATA_TYPE": "path_restrictions#1.0.0", "read": paths.read, "read_write": paths.read_write,
        "none": paths.none,
    })
}

fn without_last_slash(path: &str) -> &str {
    match path.trim_end_matches('/') {
        "" => "/",
        path => path,
    }
}

/// The name that the collection would have on the internet. Those of guest collections begin with `g-`.
fn domain_name(collection: &Collection) -> String {
    let id = collection.id.simple().to_string();
    let mark = if collection.entity_type.is_guest() {
        "g"
    } else {
        "m"
    };
    format!("{mark}-{}.data.practice.example", &id[..12])
}

/// Transfer has keywords in one text.
pub(super) fn keywords(text: Option<&str>) -> impl Iterator<Item = &str> {
    text.unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|it| !it.is_empty())
}

pub(super) fn merge(document: &mut Value, more: Value) {
    if let (Some(fields), Value::Object(more)) = (document.as_object_mut(), more) {
        fields.extend(more);
    }
}

/// `storage_gateway#1.x.0`
pub(super) fn storage_gateway(gateway: &StorageGateway, private_policies: bool) -> Value {
    let connector = connectors::by_id(gateway.connector);
    let timeout = gateway
        .authentication_timeout_mins
        .unwrap_or(DEFAULT_TIMEOUT_MINS);
    let mut document = json!({
        "DATA_TYPE": "storage_gateway#1.1.0",
        "id": gateway.id,
        "display_name": gateway.display_name,
        "connector_id": connector.id,
        "allowed_domains": gateway.allowed_domains,
        "high_assurance": gateway.high_assurance,
        "require_high_assurance": gateway.high_assurance,
        "authentication_timeout_mins": timeout,
        "authentication_assurance_timeout": timeout,
        "require_mfa": gateway.require_mfa,
        "mapping": "username_without_domain",
        "policies": {"DATA_TYPE": format!("{}_storage_gateway#1.0.0", connector.prefix)},
    });
    if private_policies {
        merge(
            &mut document,
            json!({
                "users_allow": gateway.users_allow,
                "users_deny": gateway.users_deny,
                "restrict_paths": gateway.restrict_paths.as_ref().map(restrictions),
            }),
        );
        // Practice has no groups of local accounts.
        if connector.prefix == "posix" {
            document["policies"]["groups_allow"] = json!([]);
            document["policies"]["groups_deny"] = json!([]);
        }
    }
    document
}
