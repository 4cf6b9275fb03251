//! The envelope around every answer: documents in `data`, each with its type, and the way to the next page.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, Result, Service};
use crate::lenient::null_is_default;

/// A document of the manager.
pub(super) trait Document: DeserializeOwned {
    /// The part of `DATA_TYPE` before its version.
    const KIND: &'static str;
}

/// `result#1.x.0`
#[derive(Deserialize)]
pub(super) struct Answer {
    #[serde(default, deserialize_with = "null_is_default")]
    data: Vec<Value>,
    #[serde(default, deserialize_with = "null_is_default")]
    has_next_page: bool,
    #[serde(default, deserialize_with = "null_is_default")]
    marker: String,
}

impl Answer {
    /// The first document of the wanted type; others, of the connector for instance, may stand beside it.
    pub(super) fn one<T: Document>(self) -> Result<T> {
        self.all()?.into_iter().next().ok_or_else(|| Error::Decode {
            service: Service::ConnectServer,
            path: "data".to_owned(),
            message: format!("no {}", T::KIND),
        })
    }

    /// All documents of the wanted type.
    pub(super) fn all<T: Document>(self) -> Result<Vec<T>> {
        let documents = self.data.into_iter().enumerate();
        documents
            .filter(|(_, document)| is_kind(document, T::KIND))
            .map(|(index, document)| {
                serde_path_to_error::deserialize(document).map_err(|error| Error::Decode {
                    service: Service::ConnectServer,
                    path: format!("data[{index}].{}", error.path()),
                    message: error.inner().to_string(),
                })
            })
            .collect()
    }

    /// Where the next page begins, if there is one.
    pub(super) fn next_marker(&mut self) -> Option<String> {
        (self.has_next_page && !self.marker.is_empty()).then(|| std::mem::take(&mut self.marker))
    }
}

fn is_kind(document: &Value, kind: &str) -> bool {
    let data_type = document
        .get("DATA_TYPE")
        .and_then(Value::as_str)
        .unwrap_or_default();
    data_type.split('#').next() == Some(kind)
}
