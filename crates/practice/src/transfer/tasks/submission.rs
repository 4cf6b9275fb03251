//! What a submission must look like before anybody asks who may do it (Transfer API, task submission).

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use uuid::Uuid;

use super::super::error::TransferError;
use super::super::operations::text_field;
use super::checksum::Algorithm;
use crate::clock::parse_iso;
use crate::state::model::{FilterMethod, FilterRule, RecursiveSymlinks, TaskItem, TaskOptions};
use crate::storage::normalize_folder;

/// Without a deadline of its own a task has a day.
const USUAL_TIME: SignedDuration = SignedDuration::from_hours(24);
const MAX_LABEL: usize = 128;

/// A submission that makes sense.
#[derive(Clone, Debug)]
pub(super) struct Submission {
    pub(super) submission_id: Uuid,
    pub(super) label: Option<String>,
    pub(super) deadline: Timestamp,
    pub(super) source: String,
    pub(super) destination: Option<String>,
    pub(super) items: Vec<TaskItem>,
    pub(super) options: TaskOptions,
}

fn bad(message: impl Into<String>) -> TransferError {
    TransferError::bad_request(message)
}

/// `POST /transfer`
pub(super) fn transfer(input: &Value, now: Timestamp) -> Result<Submission, TransferError> {
    data_type(input, "transfer")?;
    let items = items(input, "A transfer requires at least one item")?;
    let items = items.iter().map(transfer_item).collect::<Result<Vec<_>, _>>()?;
    let options = TaskOptions {
        sync_level: sync_level(input)?,
        verify_checksum: flag(input, "verify_checksum")?,
        preserve_timestamp: flag(input, "preserve_timestamp")?,
        encrypt_data: flag(input, "encrypt_data")?,
        delete_destination_extra: flag(input, "delete_destination_extra")?,
        skip_source_errors: flag(input, "skip_source_errors")?,
        fail_on_quota_errors: flag(input, "fail_on_quota_errors")?,
        recursive_symlinks: recursive_symlinks(input)?,
        filter_rules: filter_rules(input)?,
        ..TaskOptions::default()
    };
    let may_be_recursive = |it: &TaskItem| !it.symlink && it.recursive != Some(false);
    if options.delete_destination_extra && !items.iter().any(may_be_recursive) {
        return Err(bad("delete_destination_extra needs a recursive item"));
    }
    for name in ["source_local_user", "destination_local_user"] {
        text(input, name)?;
    }
    Ok(Submission {
        source: text_field(input, "source_endpoint")?,
        destination: Some(text_field(input, "destination_endpoint")?),
        items,
        options,
        ..common(input, now)?
    })
}

/// `POST /delete`
pub(super) fn delete(input: &Value, now: Timestamp) -> Result<Submission, TransferError> {
    data_type(input, "delete")?;
    let items = items(input, "A delete requires at least one item")?;
    let items = items.iter().map(delete_item).collect::<Result<Vec<_>, _>>()?;
    text(input, "local_user")?;
    Ok(Submission {
        source: text_field(input, "endpoint")?,
        items,
        options: TaskOptions {
            recursive: flag(input, "recursive")?,
            ignore_missing: flag(input, "ignore_missing")?,
            interpret_globs: flag(input, "interpret_globs")?,
            ..TaskOptions::default()
        },
        ..common(input, now)?
    })
}

fn common(input: &Value, now: Timestamp) -> Result<Submission, TransferError> {
    for name in ["notify_on_succeeded", "notify_on_failed", "notify_on_inactive"] {
        flag(input, name)?;
    }
    let submission_id = text_field(input, "submission_id")?;
    let submission_id = submission_id
        .parse()
        .map_err(|_| bad("submission_id is no UUID"))?;
    Ok(Submission {
        submission_id,
        label: label(input)?,
        deadline: match deadline(input, now)? {
            Some(deadline) => deadline,
            None => now.saturating_add(USUAL_TIME).unwrap_or(Timestamp::MAX),
        },
        source: String::new(),
        destination: None,
        items: Vec::new(),
        options: TaskOptions::default(),
    })
}

fn data_type(input: &Value, expected: &str) -> Result<(), TransferError> {
    if input["DATA_TYPE"] == expected {
        return Ok(());
    }
    Err(bad(format!("DATA_TYPE must be '{expected}'")))
}

fn items<'a>(input: &'a Value, none: &str) -> Result<&'a [Value], TransferError> {
    match input.get("DATA").unwrap_or(&Value::Null) {
        Value::Array(items) if !items.is_empty() => Ok(items),
        Value::Array(_) | Value::Null => Err(TransferError::new(
            400,
            "ClientError.BadRequest.NoTransferItems",
            none,
        )),
        _ => Err(bad("DATA must be a list of items")),
    }
}

fn path(item: &Value, name: &str) -> Result<String, TransferError> {
    let path = text_field(item, name)?;
    if normalize_folder(&path).is_none() {
        return Err(bad(format!(
            "{name} '{path}' must be absolute, without /./ and /../"
        )));
    }
    Ok(path)
}

fn transfer_item(item: &Value) -> Result<TaskItem, TransferError> {
    let symlink = match item["DATA_TYPE"].as_str() {
        Some("transfer_item") | None => false,
        Some("transfer_symlink_item") => true,
        Some(other) => return Err(bad(format!("'{other}' is no item of a transfer"))),
    };
    let recursive = match &item["recursive"] {
        Value::Null => None,
        Value::Bool(recursive) => Some(*recursive),
        _ => return Err(bad("recursive must be true or false")),
    };
    let external_checksum = text(item, "external_checksum")?;
    let checksum_algorithm = text(item, "checksum_algorithm")?;
    if recursive == Some(true) && external_checksum.is_some() {
        return Err(bad("external_checksum is for files, not for recursive items"));
    }
    if checksum_algorithm
        .as_deref()
        .is_some_and(|it| Algorithm::parse(it).is_none())
    {
        return Err(bad("checksum_algorithm is not known"));
    }
    Ok(TaskItem {
        source_path: path(item, "source_path")?,
        destination_path: path(item, "destination_path")?,
        recursive,
        symlink,
        external_checksum,
        checksum_algorithm,
    })
}

fn delete_item(item: &Value) -> Result<TaskItem, TransferError> {
    if !matches!(item["DATA_TYPE"].as_str(), Some("delete_item") | None) {
        return Err(bad("DATA holds something that is no delete_item"));
    }
    Ok(TaskItem {
        source_path: path(item, "path")?,
        destination_path: String::new(),
        recursive: None,
        symlink: false,
        external_checksum: None,
        checksum_algorithm: None,
    })
}

fn sync_level(input: &Value) -> Result<Option<u8>, TransferError> {
    match &input["sync_level"] {
        Value::Null => Ok(None),
        value => match value.as_u64() {
            Some(level @ 0..=3) => Ok(Some(level as u8)),
            _ => Err(bad("sync_level must be 0, 1, 2 or 3")),
        },
    }
}

fn recursive_symlinks(input: &Value) -> Result<RecursiveSymlinks, TransferError> {
    match &input["recursive_symlinks"] {
        Value::Null => Ok(RecursiveSymlinks::default()),
        value => serde_json::from_value(value.clone())
            .map_err(|_| bad("recursive_symlinks must be ignore, keep or copy")),
    }
}

fn filter_rules(input: &Value) -> Result<Vec<FilterRule>, TransferError> {
    let rules = match &input["filter_rules"] {
        Value::Null => return Ok(Vec::new()),
        Value::Array(rules) => rules,
        _ => return Err(bad("filter_rules must be a list")),
    };
    rules.iter().map(filter_rule).collect()
}

fn filter_rule(rule: &Value) -> Result<FilterRule, TransferError> {
    let method = match rule["method"].as_str() {
        Some("include") => FilterMethod::Include,
        Some("exclude") | None => FilterMethod::Exclude,
        Some(_) => return Err(bad("the method of a filter rule must be include or exclude")),
    };
    let kind = text(rule, "type")?;
    if kind.as_deref().is_some_and(|it| it != "file" && it != "dir") {
        return Err(bad("the type of a filter rule must be file or dir"));
    }
    let name = text_field(rule, "name")?;
    if name.contains('/') {
        return Err(bad("the name of a filter rule has no slash"));
    }
    Ok(FilterRule { method, name, kind })
}

fn flag(input: &Value, name: &str) -> Result<bool, TransferError> {
    match &input[name] {
        Value::Null => Ok(false),
        Value::Bool(value) => Ok(*value),
        _ => Err(bad(format!("{name} must be true or false"))),
    }
}

fn text(input: &Value, name: &str) -> Result<Option<String>, TransferError> {
    match &input[name] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.clone())),
        _ => Err(bad(format!("{name} must be a text"))),
    }
}

/// At most 128 characters, one line, no blanks at either end.
pub(super) fn label(input: &Value) -> Result<Option<String>, TransferError> {
    let Some(label) = text(input, "label")? else {
        return Ok(None);
    };
    if label.chars().count() > MAX_LABEL || label.contains(['\n', '\r']) || label.trim() != label {
        return Err(bad(
            "label may have 128 characters, no line break and no blanks around it",
        ));
    }
    Ok(Some(label).filter(|it| !it.is_empty()))
}

/// A deadline must lie ahead.
pub(super) fn deadline(input: &Value, now: Timestamp) -> Result<Option<Timestamp>, TransferError> {
    let Some(deadline) = text(input, "deadline")? else {
        return Ok(None);
    };
    match parse_iso(&deadline) {
        Some(time) if time > now => Ok(Some(time)),
        Some(_) => Err(bad("deadline has passed")),
        None => Err(bad("deadline is no ISO 8601 date")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_makes_no_sense_is_refused() {
        let good = json!({"DATA_TYPE": "transfer", "submission_id": Uuid::nil(), "source_endpoint": "a",
            "destination_endpoint": "b", "DATA": [{"source_path": "/a", "destination_path": "/b"}]});
        assert!(transfer(&good, Timestamp::UNIX_EPOCH).is_ok());
        for (name, value) in [
            ("label", json!(" a")),
            ("label", json!("a\nb")),
            ("label", json!("x".repeat(129))),
            ("sync_level", json!(4)),
            ("sync_level", json!("size")),
            ("verify_checksum", json!("yes")),
            ("deadline", json!("1960-01-01")),
            ("deadline", json!("soon")),
            ("submission_id", json!("7")),
            ("recursive_symlinks", json!("follow")),
            ("filter_rules", json!([{"name": "a", "method": "maybe"}])),
            ("DATA", json!([{"source_path": "a", "destination_path": "/b"}])),
            (
                "DATA",
                json!([{"source_path": "/a/../b", "destination_path": "/b"}]),
            ),
            ("DATA", json!([])),
            ("DATA_TYPE", json!("delete")),
        ] {
            let mut input = good.clone();
            input[name] = value.clone();
            assert!(transfer(&input, Timestamp::UNIX_EPOCH).is_err(), "{name} {value}");
        }
    }
}
