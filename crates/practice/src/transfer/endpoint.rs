//! One collection: read, change, delete.

use axum::body::Bytes;
use axum::extract::State;
use serde_json::{Value, json};

use super::answer::Answer;
use super::caller::{Caller, PathIds, find, require_role};
use super::document;
use super::error::TransferError;
use super::operations::json_object;
use super::{endpoint_settings, subscription};
use crate::params::Params;
use crate::rights;
use crate::shared::App;
use crate::state::model::{AccessRule, Collection, PauseRule, Role, RoleName, Texts};
use crate::state::{Edit, Term, World};

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    params: Params,
) -> Result<Answer, TransferError> {
    let (remembers, now) = (app.config().deleted_is_remembered, app.now());
    app.state.read(|world| {
        let collection = find(world, &ids.endpoint, remembers)?;
        let standing = caller.standing(world);
        if !rights::is_visible(world, &standing, collection, now) {
            return Err(TransferError::permission_denied(
                "You may not see this collection",
            ));
        }
        let document = document::endpoint(&app.urls, world, &standing, collection);
        Ok(Answer::data(document::pick(document, &params.list("fields"))))
    })
}

/// Collections of servers are kept by their manager; Transfer only shows them.
fn open_personal<'a>(
    world: &'a World,
    caller: &Caller,
    endpoint: &str,
    remembers: bool,
) -> Result<&'a Collection, TransferError> {
    let collection = find(world, endpoint, remembers)?;
    require_role(
        world,
        &caller.standing(world),
        collection,
        &[RoleName::Administrator],
    )?;
    if !collection.entity_type.is_personal() {
        return Err(TransferError::not_supported(
            "This collection is kept by Globus Connect Server",
        ));
    }
    Ok(collection)
}

pub(super) async fn update(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
    body: Bytes,
) -> Result<Answer, TransferError> {
    let remembers = app.config().deleted_is_remembered;
    app.state.edit(|edit| {
        let mut collection = open_personal(edit.world(), &caller, &ids.endpoint, remembers)?.clone();
        let input = json_object(&body)?;
        if let Some(name) = text(&input, "display_name")? {
            collection.display_name = display_name(name.as_deref())?;
        }
        if let Some(Some(owner)) = text(&input, "owner_string")? {
            collection.owner_string = owner;
        }
        if let Some(period) = minutes(&input, "acl_max_expiration_period_mins")? {
            collection.acl_max_expiration_period_mins = period;
        }
        let mut subscription = collection.subscription;
        if input.get("subscription_id").is_some() && !collection.entity_type.is_guest() {
            let me = caller.standing(edit.world());
            subscription = subscription::resolve(edit.world(), &me, &input["subscription_id"])?;
        }
        endpoint_settings::read(&input, &mut collection)?;
        read_texts(&input, &mut collection.texts)?;
        if subscription == collection.subscription {
            edit.put(collection)?;
        } else {
            subscription::put_under(edit, collection, subscription)?;
        }
        Ok(Answer::result("Updated", "Endpoint updated successfully"))
    })
}

pub(super) async fn delete(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    let remembers = app.config().deleted_is_remembered;
    app.state.edit(|edit| {
        let collection = open_personal(edit.world(), &caller, &ids.endpoint, remembers)?.clone();
        let guests: Vec<Collection> = edit
            .world()
            .collections
            .iter()
            .filter(|it| it.host == Some(collection.id) && !it.deleted)
            .cloned()
            .collect();
        for gone in guests.into_iter().chain([collection]) {
            erase(edit, gone)?;
        }
        Ok(Answer::result("Deleted", "Endpoint deleted successfully"))
    })
}

/// `GET /endpoint/<id>/server_list`: where the data servers of a collection are.
pub(super) async fn server_list(
    State(app): State<App>,
    caller: Caller,
    ids: PathIds,
) -> Result<Answer, TransferError> {
    let (remembers, now) = (app.config().deleted_is_remembered, app.now());
    app.state.read(|world| {
        let collection = find(world, &ids.endpoint, remembers)?;
        if !rights::is_visible(world, &caller.standing(world), collection, now) {
            return Err(TransferError::permission_denied(
                "You may not see this collection",
            ));
        }
        let servers = document::servers(collection);
        Ok(Answer::data(
            json!({"DATA_TYPE": "endpoint_server_list", "endpoint": collection.id, "DATA": servers}),
        ))
    })
}

/// A collection goes with all its permissions, roles and pause rules. Its files stay.
pub(crate) fn erase(edit: &mut Edit<'_>, mut collection: Collection) -> Result<(), crate::Error> {
    let rules: Vec<String> = edit
        .world()
        .rules_of(collection.id)
        .map(|it| it.id.to_string())
        .collect();
    let roles: Vec<String> = edit
        .world()
        .roles_of(collection.id)
        .map(|it| it.id.to_string())
        .collect();
    let pauses = edit.world().pause_rules.under(Term::Collection(collection.id));
    let pauses: Vec<String> = pauses.map(|it| it.id.to_string()).collect();
    for key in pauses {
        edit.remove::<PauseRule>(&key)?;
    }
    for key in rules {
        edit.remove::<AccessRule>(&key)?;
    }
    for key in roles {
        edit.remove::<Role>(&key)?;
    }
    collection.deleted = true;
    edit.put(collection)
}

/// The name on a collection's card.
pub(super) fn display_name(name: Option<&str>) -> Result<String, TransferError> {
    let name = name.unwrap_or_default();
    if name.trim().is_empty() {
        return Err(TransferError::bad_request("display_name is missing"));
    }
    if name.chars().count() > 128 || name.contains(['\n', '\r']) {
        return Err(TransferError::bad_request(
            "display_name may have 128 characters and no line break",
        ));
    }
    Ok(name.to_owned())
}

/// The texts that were sent; what is absent stays.
pub(super) fn read_texts(input: &Value, texts: &mut Texts) -> Result<(), TransferError> {
    let fields: [(&str, &mut Option<String>); 10] = [
        ("description", &mut texts.description),
        ("organization", &mut texts.organization),
        ("department", &mut texts.department),
        ("keywords", &mut texts.keywords),
        ("contact_email", &mut texts.contact_email),
        ("contact_info", &mut texts.contact_info),
        ("info_link", &mut texts.info_link),
        ("default_directory", &mut texts.default_directory),
        ("user_message", &mut texts.user_message),
        ("user_message_link", &mut texts.user_message_link),
    ];
    for (name, field) in fields {
        if let Some(value) = text(input, name)? {
            *field = value;
        }
    }
    if texts
        .default_directory
        .as_deref()
        .is_some_and(|it| !it.starts_with('/'))
    {
        return Err(TransferError::bad_request("default_directory must be absolute"));
    }
    match &input["guest_collection_activity_notification_policy"] {
        Value::Null => {}
        policy @ Value::Object(_) => {
            texts.guest_collection_activity_notification_policy = Some(policy.clone())
        }
        _ => {
            return Err(TransferError::bad_request(
                "guest_collection_activity_notification_policy must be an object",
            ));
        }
    }
    for (name, field) in [
        ("force_encryption", &mut texts.force_encryption),
        ("force_verify", &mut texts.force_verify),
        ("disable_verify", &mut texts.disable_verify),
    ] {
        match &input[name] {
            Value::Null => {}
            Value::Bool(value) => *field = *value,
            _ => {
                return Err(TransferError::bad_request(format!(
                    "{name} must be true or false"
                )));
            }
        }
    }
    if texts.force_verify && texts.disable_verify {
        return Err(TransferError::bad_request(
            "force_verify and disable_verify exclude each other",
        ));
    }
    Ok(())
}

/// None if it was not sent, Some(None) for null.
fn text(input: &Value, name: &str) -> Result<Option<Option<String>>, TransferError> {
    match input.get(name) {
        None => Ok(None),
        Some(Value::Null) => Ok(Some(None)),
        Some(Value::String(text)) => Ok(Some(Some(text.clone()))),
        Some(_) => Err(TransferError::bad_request(format!("{name} must be a text"))),
    }
}

pub(super) fn minutes(input: &Value, name: &str) -> Result<Option<Option<i64>>, TransferError> {
    match input.get(name) {
        None => Ok(None),
        Some(Value::Null) => Ok(Some(None)),
        Some(value) => match value.as_i64().filter(|it| *it > 0) {
            Some(minutes) => Ok(Some(Some(minutes))),
            None => Err(TransferError::bad_request(format!(
                "{name} must be a positive number"
            ))),
        },
    }
}
