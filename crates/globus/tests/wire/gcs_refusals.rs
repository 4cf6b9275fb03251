//! How the manager of a server refuses, and what it asks for.

use globus::gcs::CollectionFilter;
use globus::{Error, ServerRefusal, SessionDemand};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::common::{collection, count, json as answer, on, tokens};
use crate::gcs::Scene;

const SCOPE: &str = "urn:globus:auth:scope:s1:manage_collections";

async fn refused(status: u16, code: &str, detail: Value, parameters: Value) -> Error {
    let scene = Scene::start().await;
    on("GET", "/api/collections/c1")
        .respond_with(answer(
            status,
            json!({"DATA_TYPE": "result#1.1.0", "code": code, "http_response_code": status, "detail": detail,
                "message": "in words", "authorization_parameters": parameters}),
        ))
        .mount(&scene.server)
        .await;
    let error = scene.manager().collection(&collection()).await.unwrap_err();
    // Neither the code nor the detail is about a token's age.
    assert_eq!(count(&scene.server, "POST", "/auth/v2/oauth2/token").await, 0);
    error
}

#[tokio::test]
async fn a_refusal_says_why_in_types() {
    let detail =
        json!({"DATA_TYPE": "not_from_allowed_domain#1.0.0", "allowed_domains": ["northfield.example"]});
    let error = refused(403, "permission_denied", detail, json!(null)).await;
    let expected = ServerRefusal::NotFromAllowedDomain {
        allowed_domains: vec!["northfield.example".to_owned()],
    };
    assert_eq!(error.refusal(), Some(&expected));
    assert!(error.has_code("permission_denied") && error.demand().is_none());
    assert_eq!(error.api().unwrap().message, "in words");
    let error = refused(404, "not_found", json!("There is no collection"), json!(null)).await;
    assert!(error.refusal().is_none() && error.demand().is_none());
}

#[tokio::test]
async fn a_missing_scope_is_asked_for_and_the_token_is_not_renewed() {
    let detail = json!({"DATA_TYPE": "missing_required_scopes#1.0.0", "required_scopes": [SCOPE]});
    let error = refused(401, "not_authorized", detail, json!(null)).await;
    assert_eq!(error.demand().unwrap().required_scopes, [SCOPE]);
}

#[tokio::test]
async fn a_fresh_sign_in_is_asked_for() {
    let detail = json!({"DATA_TYPE": "authentication_timeout#1.1.0", "high_assurance": true,
        "identities": ["i1"], "require_mfa": true});
    // A token remembers its sign-in: a fresh one must bring one for this server, too.
    let expected = SessionDemand {
        required_scopes: vec![SCOPE.to_owned()],
        identities: vec!["i1".to_owned()],
        mfa: Some(true),
        prompt: Some("login".to_owned()),
        ..SessionDemand::default()
    };
    let error = refused(403, "permission_denied", detail.clone(), json!(null)).await;
    assert_eq!(error.demand(), Some(&expected));
    // What is said in the common form goes before.
    let parameters = json!({"session_required_single_domain": ["northfield.example"]});
    let error = refused(403, "permission_denied", detail, parameters).await;
    assert_eq!(error.demand().unwrap().single_domain, ["northfield.example"]);
}

#[tokio::test]
async fn without_a_token_the_consent_is_asked_for_and_nothing_is_sent() {
    let scene = Scene::with_tokens(tokens(SignedDuration::from_hours(1))).await;
    let filter = CollectionFilter::default();
    let error = scene.manager().collections(&filter).await.unwrap_err();
    assert!(matches!(error, Error::ConsentRequired { .. }), "{error:?}");
    assert_eq!(error.demand().unwrap().required_scopes, [SCOPE]);
    assert!(scene.server.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_collection_without_a_server_has_no_manager() {
    let scene = Scene::start().await;
    let mut endpoint = scene.endpoint();
    endpoint.gcs_manager_url = Some("http://127.0.0.1:1/".to_owned());
    let refused = scene.globus.connect_server(&endpoint);
    assert!(matches!(refused, Err(Error::BaseUrl { .. })), "{refused:?}");
    endpoint.gcs_manager_url = None;
    let refused = scene.globus.connect_server(&endpoint);
    assert!(matches!(refused, Err(Error::NotOnServer { .. })), "{refused:?}");
}
