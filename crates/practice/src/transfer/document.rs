//! The `endpoint` document.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::clock::iso;
use crate::https;
use crate::rights::{self, Standing};
use crate::shared::Urls;
use crate::state::World;
use crate::state::model::{Collection, EntityType, RoleName};

/// A collection as one caller sees it.
pub(super) fn endpoint(urls: &Urls, world: &World, standing: &Standing, collection: &Collection) -> Value {
    let roles = rights::effective_roles(world, standing, collection);
    let administers = roles.contains(&RoleName::Administrator) || roles.contains(&RoleName::AccessManager);
    let kind = collection.entity_type;
    let (is_guest, is_personal) = (kind.is_guest(), kind.is_personal());
    let host = collection.host.and_then(|id| world.collections.by_id(id));
    let texts = &collection.texts;
    let on_server = |value: String| {
        if is_personal {
            Value::Null
        } else {
            Value::String(value)
        }
    };
    let domain = |id: Uuid| format!("{}.data.practice.example", id.simple());
    // Globus Connect Personal says where a guest collection lives, to those who look after it.
    let host_path = collection
        .host_path
        .as_ref()
        .filter(|_| is_personal && !roles.is_empty());
    let mut document = json!({
        "DATA_TYPE": "endpoint",
        "id": collection.id,
        "entity_type": kind,
        "display_name": collection.display_name,
        "owner_id": collection.owner,
        "owner_string": collection.owner_string,
        "my_effective_roles": roles,
        "public": collection.public,
        "subscription_id": collection.subscription,
        "subscription_admin_verified": texts.subscription_admin_verified,
        "host_endpoint_id": collection.host,
        "host_endpoint": collection.host,
        "host_endpoint_display_name": host.map(|it| &it.display_name),
        "host_path": host_path,
        "sharing_target_endpoint": collection.host.filter(|_| is_guest),
        "sharing_target_root_path": host_path,
        "mapped_collection_id": collection.host.filter(|_| !is_personal),
        "mapped_collection_display_name": host.filter(|_| !is_personal).map(|it| &it.display_name),
        "gcp_connected": if is_personal { json!(connected(host, collection)) } else { Value::Null },
        "gcp_paused": if is_personal { json!(host.unwrap_or(collection).paused) } else { Value::Null },
        "high_assurance": collection.high_assurance,
        "authentication_timeout_mins": collection.authentication_timeout_mins,
        "acl_max_expiration_period_mins": collection.acl_max_expiration_period_mins,
        "disable_anonymous_writes": collection.disable_anonymous_writes,
        "acl_available": is_guest,
        "acl_editable": is_guest && administers,
        "shareable": kind == EntityType::GCP_mapped_collection && collection.subscription.is_some(),
        "is_globus_connect": kind == EntityType::GCP_mapped_collection,
        "non_functional": kind == EntityType::GCSv5_endpoint,
        "https_server": https::is_served(world, collection).then(|| urls.https_server(collection.id)),
        "tlsftp_server": on_server(format!("tlsftp://{}:443", domain(collection.id))),
        "gcs_manager_url": on_server(urls.gcs_manager(collection.gcs_endpoint.unwrap_or(collection.id))),
        "gcs_version": on_server("5.4.80".into()),
    });
    let card = json!({
        "default_directory": texts.default_directory,
        "description": texts.description,
        "organization": texts.organization,
        "department": texts.department,
        "keywords": texts.keywords,
        "contact_email": texts.contact_email,
        "contact_info": texts.contact_info,
        "info_link": texts.info_link,
        "user_message": texts.user_message,
        "user_message_link": texts.user_message_link,
        "force_encryption": texts.force_encryption,
        "disable_verify": texts.disable_verify,
        "force_verify": texts.force_verify,
        "location": texts.location,
        "network_use": texts.network_use.as_deref().unwrap_or("normal"),
        "max_concurrency": texts.concurrency.get("max_concurrency"),
        "preferred_concurrency": texts.concurrency.get("preferred_concurrency"),
        "max_parallelism": texts.concurrency.get("max_parallelism"),
        "preferred_parallelism": texts.concurrency.get("preferred_parallelism"),
        "guest_collection_activity_notification_policy": texts.guest_collection_activity_notification_policy,
        "in_use": world.is_in_use(collection.id),
        "last_accessed_time": last_accessed(world, collection),
        "canonical_name": format!("{}#{}", collection.owner, collection.id),
        "created_at": iso(collection.created),
    });
    if let (Some(fields), Value::Object(card)) = (document.as_object_mut(), card) {
        fields.extend(card);
        add_constants(fields, world, collection);
        fields.extend(server_settings(world, collection));
    }
    document
}

fn connected(host: Option<&Collection>, collection: &Collection) -> bool {
    host.unwrap_or(collection).connected
}

/// Fields that are the same for every collection of practice.
fn add_constants(fields: &mut Map<String, Value>, world: &World, collection: &Collection) {
    let nulls = [
        "authentication_assurance_timeout",
        "expire_time",
        "globus_connect_setup_key",
        "myproxy_dn",
        "myproxy_server",
        "oauth_server",
        "s3_url",
        "storage_type",
    ];
    for name in nulls {
        fields.insert(name.to_owned(), Value::Null);
    }
    let off = [
        "french_english_bilingual",
        "local_user_info_available",
        "requester_pays",
        "s3_owner_activated",
        "activated",
    ];
    for name in off {
        fields.insert(name.to_owned(), false.into());
    }
    fields.insert("name".into(), collection.id.to_string().into());
    fields.insert("username".into(), owner_username(world, collection).into());
    fields.insert("preserve_modtime".into(), true.into());
    fields.insert("expires_in".into(), (-1).into());
    fields.insert("DATA".into(), json!(servers(collection)));
}

/// What the manager of a server keeps. Elsewhere these are null or off.
fn server_settings(world: &World, collection: &Collection) -> Map<String, Value> {
    let server = &collection.server;
    let endpoint = collection
        .gcs_endpoint
        .filter(|id| *id != collection.id)
        .and_then(|id| world.collections.by_id(id));
    let restricted = server.restrict_transfers_to_high_assurance.as_ref();
    let fields = json!({
        "associated_flow_policy": server.associated_flow_policy,
        "authentication_policy_id": server.required_policies.first(),
        "auto_delete_timeout": server.auto_delete_timeout,
        "mfa_required": server.require_mfa,
        "non_functional_endpoint_id": endpoint.map(|it| it.id),
        "non_functional_endpoint_display_name": endpoint.map(|it| &it.display_name),
        "restrict_transfers_to_high_assurance": restricted.map_or(json!(false), |it| json!(it)),
        "skip_auto_delete": server.skip_auto_delete,
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// When somebody last listed or moved something there.
fn last_accessed(world: &World, collection: &Collection) -> Option<String> {
    let uses = world
        .recent_uses
        .iter()
        .filter(|it| it.collection == collection.id);
    uses.map(|it| it.time).max().map(iso)
}

/// The data servers of a collection. Practice has one for each collection of a server, and a document without
/// an address for a personal computer, as the service writes it.
pub(super) fn servers(collection: &Collection) -> Vec<Value> {
    let kind = collection.entity_type;
    if kind == EntityType::GCSv5_endpoint {
        return Vec::new();
    }
    let host = (!kind.is_personal()).then(|| format!("{}.data.practice.example", collection.id.simple()));
    vec![
        json!({"DATA_TYPE": "server", "id": null, "hostname": host, "port": host.as_ref().map(|_| 443),
        "scheme": host.as_ref().map(|_| "tlsftp"), "uri": host.as_ref().map(|it| format!("tlsftp://{it}:443")),
        "subject": null, "is_connected": collection.connected, "is_paused": collection.paused,
        "incoming_data_port_start": null, "incoming_data_port_end": null, "outgoing_data_port_start": null,
        "outgoing_data_port_end": null}),
    ]
}

fn owner_username(world: &World, collection: &Collection) -> Option<String> {
    world
        .identities
        .by_id(collection.owner)
        .map(|owner| owner.username.clone())
}

/// `fields=a,b`: only those, and the type.
pub(super) fn pick(document: Value, fields: &[String]) -> Value {
    match document {
        Value::Object(all) if !fields.is_empty() => Value::Object(
            all.into_iter()
                .filter(|(name, _)| fields.contains(name) || name == "DATA_TYPE")
                .collect(),
        ),
        other => other,
    }
}
