//! Documents that clients send to the manager.

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use super::error::GcsError;

/// A JSON document that is read field by field. What is wrong is collected, so that one answer names it all.
#[derive(Debug)]
pub(super) struct Input {
    document: Value,
    errors: Vec<(String, String)>,
}

impl Input {
    /// `data_type` is the part of `DATA_TYPE` before its version: any 1.x is fine.
    pub(super) fn read(headers: &HeaderMap, body: &Bytes, data_type: &str) -> Result<Self, GcsError> {
        let mut input = Self::plain(headers, body)?;
        let version = input.document["DATA_TYPE"]
            .as_str()
            .and_then(|it| it.strip_prefix(data_type)?.strip_prefix("#1."));
        if version.is_none() {
            input.refuse("DATA_TYPE", format!("must be {data_type}#1.0.0 or newer"));
        }
        Ok(input)
    }

    /// A JSON document without a type.
    pub(super) fn plain(headers: &HeaderMap, body: &Bytes) -> Result<Self, GcsError> {
        let kind = headers.get(CONTENT_TYPE).and_then(|it| it.to_str().ok());
        if kind.is_some_and(|kind| !kind.to_ascii_lowercase().starts_with("application/json")) {
            return Err(GcsError::unsupported_media_type());
        }
        let document = serde_json::from_slice::<Value>(body)
            .ok()
            .filter(Value::is_object)
            .ok_or_else(|| GcsError::bad_request("The body is not a JSON document"))?;
        Ok(Self {
            document,
            errors: Vec::new(),
        })
    }

    pub(super) fn refuse(&mut self, field: &str, message: impl Into<String>) {
        self.errors.push((field.to_owned(), message.into()));
    }

    /// All that was wrong, at once.
    pub(super) fn finish(self) -> Result<(), GcsError> {
        if self.errors.is_empty() {
            return Ok(());
        }
        Err(GcsError::invalid_input(&self.errors))
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.document.get(field).is_some()
    }

    pub(super) fn raw(&self, field: &str) -> Option<&Value> {
        self.document.get(field)
    }

    fn value<T: DeserializeOwned>(&mut self, field: &str, wanted: &str) -> Option<T> {
        let value = self.document.get(field).filter(|it| !it.is_null())?;
        match serde_json::from_value(value.clone()) {
            Ok(value) => Some(value),
            Err(_) => {
                self.refuse(field, format!("must be {wanted}"));
                None
            }
        }
    }

    pub(super) fn text(&mut self, field: &str) -> Option<String> {
        self.value(field, "a text")
    }

    pub(super) fn flag(&mut self, field: &str) -> Option<bool> {
        self.value(field, "true or false")
    }

    pub(super) fn id(&mut self, field: &str) -> Option<Uuid> {
        self.value(field, "a UUID")
    }

    pub(super) fn texts(&mut self, field: &str) -> Option<Vec<String>> {
        self.value(field, "a list of texts")
    }

    /// A field that must be there.
    pub(super) fn needed(&mut self, field: &str) -> String {
        match self.text(field).filter(|text| !text.is_empty()) {
            Some(text) => text,
            None => {
                self.refuse(field, "is missing");
                String::new()
            }
        }
    }

    pub(super) fn needed_id(&mut self, field: &str) -> Option<Uuid> {
        let id = self.id(field);
        if id.is_none() && self.document.get(field).is_none_or(Value::is_null) {
            self.refuse(field, "is missing");
        }
        id
    }

    /// Puts a text into its place if it was sent; null empties it.
    pub(super) fn put_text(&mut self, field: &str, place: &mut Option<String>) {
        if self.has(field) {
            *place = self.text(field);
        }
    }

    pub(super) fn put_flag(&mut self, field: &str, place: &mut bool) {
        if let Some(value) = self.flag(field) {
            *place = value;
        }
    }

    /// A whole number above zero; null empties the place.
    pub(super) fn put_count(&mut self, field: &str, place: &mut Option<i64>) {
        if !self.has(field) {
            return;
        }
        let value: Option<i64> = self.value(field, "a whole number");
        if value.is_some_and(|it| it <= 0) {
            self.refuse(field, "must be above zero");
            return;
        }
        *place = value;
    }

    pub(super) fn put_texts(&mut self, field: &str, place: &mut Option<Vec<String>>) {
        if self.has(field) {
            *place = self.texts(field);
        }
    }

    pub(super) fn put<T: DeserializeOwned>(&mut self, field: &str, wanted: &str, place: &mut Option<T>) {
        if self.has(field) {
            *place = self.value(field, wanted);
        }
    }
}
