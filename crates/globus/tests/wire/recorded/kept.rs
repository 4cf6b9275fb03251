//! Whether a document of ours holds what the recorded one says.

use jiff::Timestamp;
use serde_json::Value;

use super::folder::Recording;

/// Every field of ours has the recorded value; where nothing was recorded it is empty. What ours leaves out, nobody uses.
#[track_caller]
pub(super) fn assert_kept(ours: &Value, recorded: &Value, recording: &Recording) {
    let mut lost = Vec::new();
    compare(ours, recorded, "", &mut lost);
    assert!(lost.is_empty(), "{recording}:\n{}", lost.join("\n"));
}

fn compare(ours: &Value, recorded: &Value, place: &str, lost: &mut Vec<String>) {
    match (ours, recorded) {
        (Value::Object(fields), Value::Object(_)) => {
            for (name, value) in fields {
                compare(value, &recorded[name], &format!("{place}.{name}"), lost);
            }
        }
        (Value::Array(mine), Value::Array(theirs)) if mine.len() == theirs.len() => {
            for (index, (mine, theirs)) in mine.iter().zip(theirs).enumerate() {
                compare(mine, theirs, &format!("{place}[{index}]"), lost);
            }
        }
        (value, Value::Null) if is_empty(value) => {}
        (Value::String(mine), Value::String(theirs)) if same_text(mine, theirs) => {}
        _ if ours == recorded => {}
        _ => lost.push(format!("{place}: {ours} instead of {recorded}")),
    }
}

/// Null, and what a missing list, text or flag becomes.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// Times count by what they say: the service writes them with a blank or a `T`.
fn same_text(mine: &str, theirs: &str) -> bool {
    let time = |text: &str| text.parse::<Timestamp>();
    mine == theirs || matches!((time(mine), time(theirs)), (Ok(mine), Ok(theirs)) if mine == theirs)
}
