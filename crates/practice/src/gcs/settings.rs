//! What a client may set on a collection, when it is made and later.

use serde_json::Value;

use super::input::Input;
use crate::state::model::Collection;

/// Fields that only mapped collections have.
const MAPPED_ONLY: [&str; 10] = [
    "allow_guest_collections",
    "auto_delete_timeout",
    "delete_protected",
    "disable_anonymous_writes",
    "domain_name",
    "guest_auth_policy_id",
    "policies",
    "sharing_restrict_paths",
    "sharing_users_allow",
    "sharing_users_deny",
];

/// Fields that only guest collections have.
const GUEST_ONLY: [&str; 2] = ["activity_notification_policy", "skip_auto_delete"];

/// Reads everything that may be changed at any time. What is absent stays.
pub(super) fn read(input: &mut Input, collection: &mut Collection, host: Option<&Collection>) {
    if input.has("display_name") {
        let name = input.needed("display_name");
        if name.chars().count() > 128 || name.contains(['\n', '\r']) {
            input.refuse("display_name", "may have 128 characters and no line break");
        }
        collection.display_name = name;
    }
    input.put_flag("public", &mut collection.public);
    read_texts(input, collection);
    read_flags(input, collection, host);
    input.put_count(
        "acl_expiration_mins",
        &mut collection.acl_max_expiration_period_mins,
    );
    if !collection.high_assurance
        && collection.acl_max_expiration_period_mins.is_some()
        && input.has("acl_expiration_mins")
    {
        input.refuse("acl_expiration_mins", "is for high assurance only");
    }
    let foreign: &[&str] = if host.is_some() { &MAPPED_ONLY } else { &GUEST_ONLY };
    for field in foreign {
        if input.raw(field).is_some_and(|it| !it.is_null()) {
            input.refuse(field, "is not for this type of collection");
        }
    }
    let server = &mut collection.server;
    input.put(
        "associated_flow_policy",
        "a document",
        &mut server.associated_flow_policy,
    );
    input.put_text(
        "restrict_transfers_to_high_assurance",
        &mut server.restrict_transfers_to_high_assurance,
    );
    if host.is_some() {
        input.put(
            "activity_notification_policy",
            "a document",
            &mut collection.texts.guest_collection_activity_notification_policy,
        );
        input.put_flag("skip_auto_delete", &mut server.skip_auto_delete);
    } else {
        read_mapped(input, collection);
    }
}

fn read_texts(input: &mut Input, collection: &mut Collection) {
    let texts = &mut collection.texts;
    for (field, place) in [
        ("description", &mut texts.description),
        ("organization", &mut texts.organization),
        ("department", &mut texts.department),
        ("contact_email", &mut texts.contact_email),
        ("contact_info", &mut texts.contact_info),
        ("info_link", &mut texts.info_link),
        ("default_directory", &mut texts.default_directory),
        ("user_message", &mut texts.user_message),
        ("user_message_link", &mut texts.user_message_link),
    ] {
        input.put_text(field, place);
    }
    // A list here, one text in Transfer.
    if input.has("keywords") {
        texts.keywords = input
            .texts("keywords")
            .filter(|it| !it.is_empty())
            .map(|it| it.join(", "));
    }
}

fn read_flags(input: &mut Input, collection: &mut Collection, host: Option<&Collection>) {
    input.put_flag("force_encryption", &mut collection.texts.force_encryption);
    input.put_flag("disable_verify", &mut collection.texts.disable_verify);
    input.put_flag("force_verify", &mut collection.texts.force_verify);
    if collection.texts.disable_verify && collection.texts.force_verify {
        input.refuse("force_verify", "excludes disable_verify");
    }
    if let Some(enabled) = input.flag("enable_https") {
        collection.enable_https = Some(enabled);
        if enabled && host.is_some_and(|it| it.enable_https == Some(false)) {
            input.refuse("enable_https", "is off on the mapped collection");
        }
    }
}

fn read_mapped(input: &mut Input, collection: &mut Collection) {
    input.put_flag(
        "disable_anonymous_writes",
        &mut collection.disable_anonymous_writes,
    );
    let server = &mut collection.server;
    input.put_flag("allow_guest_collections", &mut server.allow_guest_collections);
    input.put_flag("delete_protected", &mut server.delete_protected);
    input.put_count("auto_delete_timeout", &mut server.auto_delete_timeout);
    input.put("guest_auth_policy_id", "a UUID", &mut server.guest_auth_policy);
    input.put(
        "sharing_restrict_paths",
        "path restrictions",
        &mut server.sharing_restrict_paths,
    );
    input.put_texts("sharing_users_allow", &mut server.sharing_users_allow);
    input.put_texts("sharing_users_deny", &mut server.sharing_users_deny);
    input.put::<Value>("policies", "a document", &mut server.policies);
}

/// These can't change once a collection is there: the same value is fine, another is refused.
pub(super) fn refuse_moves(input: &mut Input, document: &Value) {
    for field in [
        "id",
        "collection_type",
        "collection_base_path",
        "mapped_collection_id",
        "storage_gateway_id",
        "user_credential_id",
        "identity_id",
    ] {
        let sent = input.raw(field).filter(|it| !it.is_null());
        if sent.is_some_and(|sent| *sent != document[field]) {
            input.refuse(field, "can't be changed");
        }
    }
}
