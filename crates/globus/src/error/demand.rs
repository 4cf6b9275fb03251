//! What a service wants before it says yes: a consent, or a session with certain properties ("GARE"
//! documents).

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the next sign-in must ask for so that the refused request succeeds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct SessionDemand {
    /// Scopes that need the person's consent.
    pub required_scopes: Vec<String>,
    /// Text to show.
    pub session_message: Option<String>,
    /// Identities one of which must have signed in recently.
    pub identities: Vec<String>,
    /// Domains one of which must be in the session.
    pub single_domain: Vec<String>,
    /// Policies that the session must satisfy.
    pub policies: Vec<String>,
    /// Whether a second factor is needed.
    pub mfa: Option<bool>,
    /// `login` when a fresh authentication is needed.
    pub prompt: Option<String>,
}

impl SessionDemand {
    /// Reads a demand out of an error document, in any of the shapes that services have used.
    pub(super) fn from_document(document: &Value) -> Option<Self> {
        let here = document
            .get("authorization_parameters")
            .filter(|parameters| parameters.is_object())
            .map(Self::from_parameters)
            .or_else(|| Self::from_consent(document))
            .or_else(|| document.get("detail").and_then(Self::from_connect_server))
            .filter(|demand| *demand != Self::default());
        here.or_else(|| {
            document
                .get("errors")?
                .as_array()?
                .iter()
                .find_map(Self::from_document)
        })
    }

    /// A storage server's refusal can hide as JSON inside the text of a Transfer error.
    pub(super) fn hidden_in(text: &str) -> Option<Self> {
        text.match_indices('{').find_map(|(start, _)| {
            let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
            Self::from_document(&values.next()?.ok()?)
        })
    }

    fn from_parameters(parameters: &Value) -> Self {
        Self {
            required_scopes: strings(parameters, "required_scopes", ' '),
            session_message: text(parameters, "session_message"),
            identities: strings(parameters, "session_required_identities", ','),
            single_domain: strings(parameters, "session_required_single_domain", ','),
            policies: strings(parameters, "session_required_policies", ','),
            mfa: parameters.get("session_required_mfa").and_then(boolean),
            prompt: text(parameters, "prompt"),
        }
    }

    /// Transfer says `required_scopes`, action providers `required_scope`, Auth `unapproved_scopes`.
    fn from_consent(document: &Value) -> Option<Self> {
        let is_consent = ["code", "error"].iter().any(|key| {
            let code = document.get(key).and_then(Value::as_str).unwrap_or_default();
            code.split('.').any(|segment| segment == "ConsentRequired")
                || code == "dependent_consent_required"
        });
        let mut required_scopes = strings(document, "unapproved_scopes", ' ');
        if is_consent {
            required_scopes.extend(strings(document, "required_scopes", ' '));
            required_scopes.extend(text(document, "required_scope"));
        }
        (!required_scopes.is_empty()).then(|| Self {
            required_scopes,
            ..Self::default()
        })
    }

    /// The storage servers' own shapes: an `authentication_timeout` or a `missing_required_scopes` document.
    fn from_connect_server(detail: &Value) -> Option<Self> {
        let data_type = text(detail, "DATA_TYPE")?;
        let (kind, _) = data_type.split_once('#').unwrap_or((&data_type, ""));
        match kind {
            "authentication_timeout" => Some(Self {
                identities: strings(detail, "identities", ','),
                mfa: detail.get("require_mfa").and_then(boolean),
                prompt: Some("login".to_owned()),
                ..Self::default()
            }),
            "missing_required_scopes" => Some(Self {
                required_scopes: strings(detail, "required_scopes", ' '),
                ..Self::default()
            }),
            _ => Self::from_document(detail),
        }
    }
}

fn text(value: &Value, key: &str) -> Option<String> {
    let text = value.get(key)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A list, or one string with separators (Transfer and older services).
fn strings(value: &Value, key: &str, separator: char) -> Vec<String> {
    match value.get(key) {
        Some(Value::String(joined)) => split(joined, separator),
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// Splits outside of brackets: `all[a b] openid` are two scopes.
fn split(joined: &str, separator: char) -> Vec<String> {
    let mut depth = 0usize;
    joined
        .split(|c| {
            match c {
                '[' => depth += 1,
                ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            c == separator && depth == 0
        })
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Booleans travel as `true`, `"True"`, `"true"` and `1`.
fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::String(text) if text.eq_ignore_ascii_case("true") || text == "1" => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") || text == "0" => Some(false),
        Value::Number(number) => number.as_u64().map(|number| number != 0),
        _ => None,
    }
}
