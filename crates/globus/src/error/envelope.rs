//! The error documents of all services, read into one shape.
//!
//! Transfer and Groups send `{code, message|detail}`, Auth's API `{errors: [{code, title, detail, id}],
//! error, …}`, Auth's token route `{error, error_description}`, request validation `{detail: [{loc, msg}]}`, a Connect
//! Server `{code, message, detail: {DATA_TYPE, …}}`; a proxy sends a page.

use serde_json::Value;

use super::{ServerRefusal, SessionDemand};

#[derive(Debug, Default, PartialEq)]
pub(super) struct Envelope {
    pub(super) code: String,
    pub(super) message: String,
    pub(super) request_id: Option<String>,
    pub(super) demand: Option<SessionDemand>,
    pub(super) refusal: Option<ServerRefusal>,
}

pub(super) fn read(status: u16, body: &[u8]) -> Envelope {
    let document = serde_json::from_slice::<Value>(body)
        .ok()
        .filter(Value::is_object);
    let Some(document) = document else {
        return Envelope {
            code: format!("Http{status}"),
            message: reason(status),
            ..Envelope::default()
        };
    };
    let errors: Vec<&Value> = document
        .get("errors")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .collect();
    let message = own_message(&document)
        .or_else(|| joined(&errors))
        .or_else(|| string(&document, "error_description"))
        .unwrap_or_else(|| reason(status));
    Envelope {
        code: string(&document, "code")
            .or_else(|| agreed(&errors, "code"))
            .or_else(|| string(&document, "error"))
            .unwrap_or_else(|| format!("Http{status}")),
        request_id: string(&document, "request_id").or_else(|| agreed(&errors, "id")),
        demand: SessionDemand::from_document(&document).or_else(|| SessionDemand::hidden_in(&message)),
        refusal: document.get("detail").and_then(ServerRefusal::from_detail),
        message,
    }
}

fn own_message(document: &Value) -> Option<String> {
    string(document, "message")
        .or_else(|| string(document, "detail"))
        .or_else(|| validation(document.get("detail")?))
        .or_else(|| string(document, "title"))
}

/// `{"loc": ["query", "statuses"], "msg": "…"}`: one line for each field.
fn validation(detail: &Value) -> Option<String> {
    let lines: Vec<String> = detail
        .as_array()?
        .iter()
        .filter_map(|item| {
            let message = string(item, "msg")?;
            let place: Vec<String> = item
                .get("loc")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .map(|part| part.as_str().map_or_else(|| part.to_string(), str::to_owned))
                .collect();
            Some(if place.is_empty() {
                message
            } else {
                format!("{}: {message}", place.join("."))
            })
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}

fn joined(errors: &[&Value]) -> Option<String> {
    let lines: Vec<String> = errors.iter().filter_map(|error| own_message(error)).collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}

/// The value of `key`, when every error that has one has the same.
fn agreed(errors: &[&Value], key: &str) -> Option<String> {
    let mut values = errors.iter().filter_map(|error| string(error, key));
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

fn string(document: &Value, key: &str) -> Option<String> {
    let text = document.get(key)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}

fn reason(status: u16) -> String {
    reqwest::StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason())
        .unwrap_or("no reason given")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        status: u16,
        body: &str,
        code: &str,
        message: &str,
        request_id: Option<&str>,
    ) -> Option<SessionDemand> {
        let envelope = read(status, body.as_bytes());
        assert_eq!(envelope.code, code, "{body}");
        assert_eq!(envelope.message, message, "{body}");
        assert_eq!(envelope.request_id.as_deref(), request_id, "{body}");
        envelope.demand
    }

    #[test]
    fn every_envelope_is_understood() {
        check(
            404,
            r#"{"code":"EndpointNotFound","message":"No such endpoint","request_id":"BHI2","resource":"/x"}"#,
            "EndpointNotFound",
            "No such endpoint",
            Some("BHI2"),
        );
        check(
            401,
            r#"{"errors":[{"status":"401","id":"e-1","code":"UNAUTHORIZED","title":"Unauthorized","detail":"Call must be authenticated"}],
                "error":"unauthorized","error_description":"Unauthorized"}"#,
            "UNAUTHORIZED",
            "Call must be authenticated",
            Some("e-1"),
        );
        check(
            400,
            r#"{"errors":[{"code":"A","title":"one","id":"1"},{"code":"B","title":"two","id":"2"}],"error":"bad"}"#,
            "bad",
            "one; two",
            None,
        );
        check(
            400,
            r#"{"error":"invalid_grant"}"#,
            "invalid_grant",
            "Bad Request",
            None,
        );
        check(
            401,
            r#"{"error":"invalid_client","error_description":"who?"}"#,
            "invalid_client",
            "who?",
            None,
        );
        check(
            422,
            r#"{"detail":[{"loc":["query","statuses",0],"msg":"value is not valid","type":"value_error"}]}"#,
            "Http422",
            "query.statuses.0: value is not valid",
            None,
        );
        check(
            403,
            r#"{"code":"FORBIDDEN","detail":"You are not a member"}"#,
            "FORBIDDEN",
            "You are not a member",
            None,
        );
        check(502, "<html>Bad gateway</html>", "Http502", "Bad Gateway", None);
        check(503, "", "Http503", "Service Unavailable", None);
        check(599, "[]", "Http599", "no reason given", None);
    }

    #[track_caller]
    fn demand(body: &str) -> SessionDemand {
        read(403, body.as_bytes())
            .demand
            .unwrap_or_else(|| panic!("no demand in {body}"))
    }

    #[test]
    fn every_way_to_ask_for_a_consent_is_understood() {
        for body in [
            r#"{"code":"ConsentRequired","required_scopes":["s[*d]"],"message":"m","request_id":"r"}"#,
            r#"{"code":"ClientError.ConsentRequired","required_scopes":["s[*d]"],"message":"m"}"#,
            r#"{"code":"ConsentRequired","required_scope":"s[*d]","description":"m"}"#,
            r#"{"error":"dependent_consent_required","errors":[{"unapproved_scopes":["s[*d]"]}]}"#,
            r#"{"code":"Other","authorization_parameters":{"required_scopes":["s[*d]"]}}"#,
            r#"{"errors":[{"code":"ConsentRequired","authorization_parameters":{"required_scopes":["s[*d]"]}}]}"#,
        ] {
            assert_eq!(demand(body).required_scopes, ["s[*d]"], "{body}");
        }
    }

    #[test]
    fn every_way_to_ask_for_a_session_is_understood() {
        let new = demand(
            r#"{"code":"AuthorizationRequired","message":"m","authorization_parameters":{"session_message":"Sign in again",
                "session_required_identities":["i1","i2"],"session_required_single_domain":["alpen.example"],
                "session_required_policies":["p1","p2"],"session_required_mfa":true,"prompt":"login"}}"#,
        );
        let old = demand(
            r#"{"authorization_parameters":{"session_message":"Sign in again","session_required_identities":["i1","i2"],
                "session_required_single_domain":"alpen.example","session_required_policies":"p1,p2",
                "session_required_mfa":"True","prompt":"login"}}"#,
        );
        assert_eq!(new, old);
        assert_eq!(new.policies, ["p1", "p2"]);
        assert_eq!(new.mfa, Some(true));
        assert_eq!(new.session_message.as_deref(), Some("Sign in again"));
    }

    #[test]
    fn a_demand_hidden_in_the_text_of_a_storage_failure_is_found() {
        let body = serde_json::json!({
            "code": "ExternalError.DirListingFailed.LoginFailed",
            "message": "Error: {oops} 530-Login incorrect: {\"DATA_TYPE\":\"result#1.0.0\",\"detail\":{\"DATA_TYPE\":\
                \"authentication_timeout#1.1.0\",\"identities\":[\"i1\"],\"require_mfa\":false}} end",
        });
        let demand = demand(&body.to_string());
        assert_eq!(demand.identities, ["i1"]);
        assert_eq!(demand.mfa, Some(false));
    }

    #[test]
    fn ordinary_refusals_demand_nothing() {
        for body in [
            r#"{"code":"PermissionDenied","message":"No effective ACL rules on {the} endpoint"}"#,
            r#"{"code":"PermissionDenied","message":"m","authorization_parameters":{}}"#,
            r#"{"code":"PermissionDenied","message":"m","authorization_parameters":null}"#,
        ] {
            assert_eq!(read(403, body.as_bytes()).demand, None, "{body}");
        }
    }
}
