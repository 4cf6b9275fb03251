//! Bodies of requests, checked as the service's own validation does: every problem with its place.

use axum::body::Bytes;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::error::{GroupsError, problem};

/// A JSON object.
pub(super) fn object(body: &Bytes) -> Result<Map<String, Value>, GroupsError> {
    match serde_json::from_slice(body) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(GroupsError::invalid(
            &["body"],
            "value is not a valid dict",
            "type_error.dict",
        )),
        Err(error) => Err(GroupsError::invalid(
            &["body"],
            error.to_string(),
            "value_error.jsondecode",
        )),
    }
}

/// Fields of a body; problems are gathered and told together.
pub(super) struct Fields<'a> {
    fields: &'a Map<String, Value>,
    problems: Vec<Value>,
}

impl<'a> Fields<'a> {
    pub(super) fn of(fields: &'a Map<String, Value>) -> Self {
        Self {
            fields,
            problems: Vec::new(),
        }
    }

    pub(super) fn refuse(&mut self, name: &str, message: impl Into<String>, kind: &str) {
        self.problems.push(problem(&["body", name], message, kind));
    }

    pub(super) fn done(self) -> Result<(), GroupsError> {
        if self.problems.is_empty() {
            Ok(())
        } else {
            Err(GroupsError::Invalid(self.problems))
        }
    }

    /// None if it is absent, `Some(None)` if it is null.
    fn value<T>(
        &mut self,
        name: &str,
        kind: &str,
        read: impl Fn(&'a Value) -> Option<T>,
    ) -> Option<Option<T>> {
        let value = self.fields.get(name)?;
        if value.is_null() {
            return Some(None);
        }
        let read = read(value);
        if read.is_none() {
            self.refuse(
                name,
                format!("value is not a valid {kind}"),
                &format!("type_error.{kind}"),
            );
        }
        read.map(Some)
    }

    pub(super) fn text(&mut self, name: &str) -> Option<Option<&'a str>> {
        self.value(name, "str", Value::as_str)
    }

    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        self.value(name, "bool", Value::as_bool).flatten()
    }

    pub(super) fn id(&mut self, name: &str) -> Option<Option<Uuid>> {
        self.value(name, "uuid", |value| value.as_str()?.parse().ok())
    }

    /// A number of seconds, at least one.
    pub(super) fn seconds(&mut self, name: &str) -> Option<i64> {
        let seconds = self.value(name, "integer", Value::as_i64).flatten()?;
        if seconds < 1 {
            self.refuse(
                name,
                "ensure this value is greater than 0",
                "value_error.number.not_gt",
            );
            return None;
        }
        Some(seconds)
    }

    /// One of a few words.
    pub(super) fn word(&mut self, name: &str, known: &[&str]) -> Option<&'a str> {
        let word = self.text(name).flatten()?;
        if known.contains(&word) {
            return Some(word);
        }
        self.refuse(name, not_one_of(known), "type_error.enum");
        None
    }

    /// Words of a list.
    pub(super) fn words(&mut self, name: &str, known: &[&str]) -> Option<Vec<String>> {
        let items = self.value(name, "list", Value::as_array).flatten()?;
        let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
        if words.len() != items.len() || words.iter().any(|word| !known.contains(word)) {
            self.refuse(name, not_one_of(known), "type_error.enum");
            return None;
        }
        Some(words.into_iter().map(str::to_owned).collect())
    }
}

fn not_one_of(known: &[&str]) -> String {
    format!(
        "value is not a valid enumeration member; permitted: {}",
        known.join(", ")
    )
}
