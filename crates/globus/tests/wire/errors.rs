use globus::Error;
use serde_json::json;
use wiremock::{MockServer, ResponseTemplate};

use crate::common::{self, collection, error, globus, on};

const ENDPOINT: &str = "/transfer/v0.10/endpoint/c1";

#[tokio::test]
async fn a_refusal_keeps_code_words_and_request_id() {
    let server = MockServer::start().await;
    on("GET", ENDPOINT)
        .respond_with(error(404, "EndpointNotFound"))
        .mount(&server)
        .await;
    let refused = globus(&server)
        .transfer
        .endpoint(&collection())
        .await
        .unwrap_err();
    let api = refused.api().unwrap();
    assert_eq!((api.status, api.code.as_str()), (404, "EndpointNotFound"));
    assert_eq!(api.message, "EndpointNotFound happened");
    assert_eq!(api.request_id.as_deref(), Some("req-1"));
    assert!(!refused.is_outcome_unknown());
}

#[tokio::test]
async fn a_demand_for_consent_is_data() {
    let server = MockServer::start().await;
    let body = json!({"code": "ConsentRequired", "message": "Missing required data_access consent", "required_scopes": ["x[*y]"],
        "request_id": "r"});
    on("GET", ENDPOINT)
        .respond_with(common::json(403, body))
        .expect(1)
        .mount(&server)
        .await;
    let refused = globus(&server)
        .transfer
        .endpoint(&collection())
        .await
        .unwrap_err();
    assert_eq!(refused.demand().unwrap().required_scopes, ["x[*y]"]);
}

#[tokio::test]
async fn a_document_that_cannot_be_read_names_the_place() {
    let server = MockServer::start().await;
    let body = json!({"DATA_TYPE": "access_list", "DATA": [
        {"id": "a", "principal_type": "anonymous", "principal": "", "path": "/", "permissions": "r"},
        {"id": "b", "principal_type": "anonymous", "principal": "", "path": "/", "permissions": "everything"},
    ]});
    let route = format!("{ENDPOINT}/access_list");
    on("GET", &route)
        .respond_with(common::json(200, body))
        .expect(1)
        .mount(&server)
        .await;
    match globus(&server)
        .transfer
        .access_list(&collection())
        .await
        .unwrap_err()
    {
        Error::Decode { path, message, .. } => {
            assert_eq!(path, "DATA[1].permissions");
            assert!(message.contains("everything"), "{message}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_page_instead_of_a_document_is_no_text_for_people() {
    let server = MockServer::start().await;
    let page = ResponseTemplate::new(403).set_body_string("<html>blocked</html>");
    on("GET", ENDPOINT).respond_with(page).mount(&server).await;
    let refused = globus(&server)
        .transfer
        .endpoint(&collection())
        .await
        .unwrap_err();
    assert_eq!(refused.api().unwrap().message, "Forbidden");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let server = MockServer::start().await;
    let away = ResponseTemplate::new(302).insert_header("location", format!("{}/elsewhere", server.uri()));
    on("GET", ENDPOINT).respond_with(away).mount(&server).await;
    let refused = globus(&server)
        .transfer
        .endpoint(&collection())
        .await
        .unwrap_err();
    assert_eq!(refused.api().unwrap().status, 302);
    assert_eq!(common::count(&server, "GET", "/elsewhere").await, 0);
}
