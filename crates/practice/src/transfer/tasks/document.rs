//! The `task` document.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::clock::iso;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{RecursiveSymlinks, Task, TaskKind, TaskOptions};

/// Details of a finished task are kept so long (Transfer API, task history).
const HISTORY: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Were the details of this task thrown away?
pub(super) fn history_is_deleted(task: &Task, now: Timestamp) -> bool {
    task.completion_time
        .is_some_and(|it| now.duration_since(it) > HISTORY)
}

/// A task as its owner sees it.
pub(super) fn task(app: &App, world: &World, task: &Task, now: Timestamp) -> Value {
    let order = world.task_orders.by_id(task.id);
    let options = order.map(|it| it.options.clone()).unwrap_or_default();
    let (counts, has_ended) = (&task.counts, task.status.has_ended());
    let bytes = counts.bytes_transferred + app.tasks.live_bytes(task.id);
    let trouble = task.trouble.as_ref().filter(|_| !has_ended);
    let nice_status = match trouble {
        _ if has_ended => None,
        Some(trouble) => Some(trouble.code.as_str()),
        None if task.start_time.is_none() => Some("Queued"),
        None => Some("OK"),
    };
    let mut document = json!({
        "DATA_TYPE": "task",
        "task_id": task.id,
        "type": task.kind,
        "status": task.status,
        "label": task.label,
        "owner_id": task.owner,
        "username": format!("u_{}", task.owner.simple()),
        "command": "API 0.10",
        "request_time": iso(task.request_time),
        "deadline": iso(task.deadline),
        "completion_time": task.completion_time.map(iso),
        "nice_status": nice_status,
        "nice_status_short_description": nice_status.map(|it| it.to_lowercase().replace('_', " ")),
        "nice_status_details": trouble.map(|it| &it.description),
        "nice_status_expires_in": Value::Null,
        "is_ok": (!has_ended).then_some(trouble.is_none()),
        "is_paused": task.is_paused,
        "fatal_error": task.fatal_error,
        "canceled_by_admin": task.canceled_by_admin.as_ref().map(|(side, _)| side),
        "canceled_by_admin_message": task.canceled_by_admin.as_ref().map(|(_, message)| message),
        "history_deleted": history_is_deleted(task, now),
        "bytes_transferred": bytes,
        "bytes_checksummed": counts.bytes_checksummed,
        "effective_bytes_per_second": speed(task, bytes, now),
        "files": counts.files,
        "directories": counts.directories,
        "symlinks": counts.symlinks,
        "files_skipped": counts.files_skipped,
        "files_transferred": counts.files_transferred,
        "faults": counts.faults,
        "subtasks_total": counts.subtasks_total,
        "subtasks_succeeded": counts.subtasks_succeeded,
        "subtasks_pending": counts.pending().saturating_sub(counts.subtasks_retrying),
        "subtasks_retrying": counts.subtasks_retrying,
        "subtasks_failed": counts.subtasks_failed,
        "subtasks_canceled": counts.subtasks_canceled,
        "subtasks_expired": counts.subtasks_expired,
        "subtasks_skipped_errors": counts.subtasks_skipped_errors,
    });
    let ends = [("source", Some(task.source)), ("destination", task.destination)];
    for (side, collection) in ends {
        add_end(&mut document, world, side, collection);
    }
    add_options(&mut document, task.kind, &options);
    document
}

fn speed(task: &Task, bytes: u64, now: Timestamp) -> u64 {
    let Some(start) = task.start_time else {
        return 0;
    };
    let seconds = task
        .completion_time
        .unwrap_or(now)
        .duration_since(start)
        .as_secs();
    bytes / u64::try_from(seconds).unwrap_or_default().max(1)
}

fn add_end(document: &mut Value, world: &World, side: &str, id: Option<Uuid>) {
    let collection = id.and_then(|id| world.collections.by_id(id));
    document[format!("{side}_endpoint_id")] = json!(id);
    document[format!("{side}_endpoint_display_name")] = json!(collection.map(|it| &it.display_name));
    // The old way to write a collection; the id is what counts.
    document[format!("{side}_endpoint")] = json!(collection.map(|it| format!("{}#{}", it.owner, it.id)));
}

fn add_options(document: &mut Value, kind: TaskKind, options: &TaskOptions) {
    let rules = options.filter_rules.iter().map(|rule| {
        json!({"DATA_TYPE": "filter_rule", "method": rule.method, "name": rule.name, "type": rule.kind})
    });
    let rules: Vec<Value> = rules.collect();
    let symlinks = match options.recursive_symlinks {
        RecursiveSymlinks::Ignore => "ignore",
        RecursiveSymlinks::Keep => "keep",
        RecursiveSymlinks::Copy => "copy",
    };
    document["sync_level"] = json!(options.sync_level);
    document["verify_checksum"] = json!(options.verify_checksum);
    document["preserve_timestamp"] = json!(options.preserve_timestamp);
    document["encrypt_data"] = json!(options.encrypt_data);
    document["delete_destination_extra"] = json!(options.delete_destination_extra);
    document["skip_source_errors"] = json!(options.skip_source_errors);
    document["fail_on_quota_errors"] = json!(options.fail_on_quota_errors);
    document["recursive_symlinks"] = json!(symlinks);
    document["filter_rules"] = if rules.is_empty() {
        Value::Null
    } else {
        json!(rules)
    };
    if kind == TaskKind::Delete {
        for name in ["recursive_symlinks", "files_transferred", "files_skipped"] {
            document[name] = Value::Null;
        }
    }
}

/// What the activity managers of a collection see besides.
pub(super) fn managed_task(app: &App, world: &World, task: &Task, now: Timestamp) -> Value {
    let mut document = self::task(app, world, task, now);
    let owner = world.identities.by_id(task.owner);
    document["owner_string"] = json!(owner.map(|it| &it.username));
    for (side, id) in [("source", Some(task.source)), ("destination", task.destination)] {
        let collection = id.and_then(|id| world.collections.by_id(id));
        let host = collection
            .and_then(|it| it.host)
            .and_then(|id| world.collections.by_id(id));
        document[format!("{side}_host_endpoint_id")] = json!(host.map(|it| it.id));
        document[format!("{side}_host_endpoint")] = json!(host.map(|it| format!("{}#{}", it.owner, it.id)));
        document[format!("{side}_host_endpoint_display_name")] = json!(host.map(|it| &it.display_name));
        document[format!("{side}_host_path")] = json!(collection.and_then(|it| it.host_path.as_ref()));
        let mapped = host.filter(|it| !it.entity_type.is_personal());
        document[format!("{side}_mapped_collection_id")] = json!(mapped.map(|it| it.id));
        document[format!("{side}_mapped_collection_display_name")] = json!(mapped.map(|it| &it.display_name));
        document[format!("{side}_base_path")] = Value::Null;
        document[format!("{side}_local_user")] = Value::Null;
        document[format!("{side}_local_user_status")] = "NO_PERMISSION".into();
    }
    document
}
