//! What can be set on mapped collections of Globus Connect Personal only (Transfer API, endpoint document).

use serde_json::Value;

use super::endpoint::minutes;
use super::error::TransferError;
use crate::state::model::{Collection, EntityType};

const CONCURRENCY: [&str; 4] = [
    "max_concurrency",
    "preferred_concurrency",
    "max_parallelism",
    "preferred_parallelism",
];

fn bad(message: impl Into<String>) -> TransferError {
    TransferError::bad_request(message)
}

/// Reads what was sent into a mapped collection, and refuses it on a guest collection, which takes it over from
/// its host or has it fixed.
pub(super) fn read(input: &Value, collection: &mut Collection) -> Result<(), TransferError> {
    if collection.entity_type != EntityType::GCP_mapped_collection {
        return refuse(input, collection);
    }
    match input.get("public") {
        None | Some(Value::Null) => {}
        Some(Value::Bool(public)) => collection.public = *public,
        Some(_) => return Err(bad("public must be true or false")),
    }
    if let Some(timeout) = minutes(input, "authentication_timeout_mins")? {
        collection.authentication_timeout_mins = timeout;
    }
    match &input["location"] {
        Value::Null => {}
        Value::String(text) if is_location(text) => collection.texts.location = Some(text.clone()),
        _ => return Err(bad("location must be Automatic or a latitude and a longitude")),
    }
    read_network_use(input, collection)
}

fn refuse(input: &Value, collection: &Collection) -> Result<(), TransferError> {
    let fixed = [
        "authentication_timeout_mins",
        "location",
        "network_use",
        "subscription_id",
        "user_message",
        "user_message_link",
    ];
    let sent = |name: &&str| input.get(*name).is_some_and(|it| !it.is_null());
    if let Some(name) = fixed.iter().chain(&CONCURRENCY).find(|name| sent(name)) {
        return Err(bad(format!("{name} can't be set on a guest collection")));
    }
    if input["public"] == !collection.public {
        return Err(bad(
            "Guest collections of Globus Connect Personal are always public",
        ));
    }
    Ok(())
}

/// `Automatic`, or `41.79,-87.6`.
fn is_location(text: &str) -> bool {
    let number = |part: &str, limit: f64| part.trim().parse::<f64>().is_ok_and(|it| it.abs() <= limit);
    text == "Automatic"
        || text
            .split_once(',')
            .is_some_and(|(latitude, longitude)| number(latitude, 90.0) && number(longitude, 180.0))
}

/// Numbers of one's own go with `custom` only, and that with a subscription only.
fn read_network_use(input: &Value, collection: &mut Collection) -> Result<(), TransferError> {
    match &input["network_use"] {
        Value::Null => {}
        Value::String(text) if ["normal", "minimal", "aggressive", "custom"].contains(&text.as_str()) => {
            if text != "normal" && collection.subscription.is_none() {
                return Err(bad("network_use can be changed on managed collections only"));
            }
            collection.texts.network_use = Some(text.clone());
        }
        _ => return Err(bad("network_use must be normal, minimal, aggressive or custom")),
    }
    for name in CONCURRENCY {
        match &input[name] {
            Value::Null => {}
            value => {
                let number = value.as_u64().filter(|it| *it > 0);
                let number = number.ok_or_else(|| bad(format!("{name} must be a positive number")))?;
                if collection.texts.network_use.as_deref() != Some("custom") {
                    return Err(bad(format!("{name} needs network_use custom")));
                }
                collection.texts.concurrency.insert(name.to_owned(), number);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_location;

    #[test]
    fn locations_are_on_earth() {
        assert!(is_location("Automatic") && is_location("41.79, -87.6"));
        assert!(!is_location("Chicago") && !is_location("91,0") && !is_location("1"));
    }
}
