use std::time::{Duration, Instant};

use globus::path::CollectionPath;
use globus::transfer::{AccessChange, Permissions};
use serde_json::json;
use wiremock::MockServer;

use crate::common::{collection, count, error, globus, json as ok, on};

const ENDPOINT: &str = "/transfer/v0.10/endpoint/c1";
const RULE: &str = "/transfer/v0.10/endpoint/c1/access/r1";
const MKDIR: &str = "/transfer/v0.10/operation/endpoint/c1/mkdir";

fn endpoint() -> serde_json::Value {
    json!({"id": "c1", "display_name": "Soil", "entity_type": "GCP_guest_collection"})
}

#[tokio::test]
async fn a_read_is_tried_again_while_the_service_stumbles() {
    for status in [429, 500, 502, 503, 504] {
        let server = MockServer::start().await;
        on("GET", ENDPOINT)
            .respond_with(error(status, "Whatever"))
            .up_to_n_times(2)
            .mount(&server)
            .await;
        on("GET", ENDPOINT)
            .respond_with(ok(200, endpoint()))
            .mount(&server)
            .await;
        let found = globus(&server).transfer.endpoint(&collection()).await.unwrap();
        assert_eq!(found.display_name, "Soil");
        assert_eq!(count(&server, "GET", ENDPOINT).await, 3, "{status}");
    }
}

#[tokio::test]
async fn patience_ends() {
    let server = MockServer::start().await;
    on("GET", ENDPOINT)
        .respond_with(error(503, "ServiceUnavailable"))
        .mount(&server)
        .await;
    let refused = globus(&server)
        .transfer
        .endpoint(&collection())
        .await
        .unwrap_err();
    assert!(refused.has_code("ServiceUnavailable"));
    assert_eq!(count(&server, "GET", ENDPOINT).await, 4);
}

#[tokio::test]
async fn refusals_and_storage_failures_are_final() {
    for (status, code) in [
        (403, "PermissionDenied"),
        (409, "Conflict"),
        (502, "ExternalError.DirListingFailed.GCDisconnected"),
        (502, "EndpointError"),
    ] {
        let server = MockServer::start().await;
        on("GET", ENDPOINT)
            .respond_with(error(status, code))
            .expect(1)
            .mount(&server)
            .await;
        assert!(
            globus(&server)
                .transfer
                .endpoint(&collection())
                .await
                .unwrap_err()
                .has_code(code)
        );
    }
}

#[tokio::test]
async fn a_short_retry_after_is_waited_for() {
    let server = MockServer::start().await;
    let busy = error(429, "TooManyRequests").insert_header("retry-after", "1");
    on("GET", ENDPOINT)
        .respond_with(busy)
        .up_to_n_times(1)
        .mount(&server)
        .await;
    on("GET", ENDPOINT)
        .respond_with(ok(200, endpoint()))
        .mount(&server)
        .await;
    let start = Instant::now();
    globus(&server).transfer.endpoint(&collection()).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_long_retry_after_goes_to_the_person() {
    let server = MockServer::start().await;
    let busy = error(503, "ServiceUnavailable").insert_header("retry-after", "120");
    on("GET", ENDPOINT)
        .respond_with(busy)
        .expect(1)
        .mount(&server)
        .await;
    let refused = globus(&server)
        .transfer
        .endpoint(&collection())
        .await
        .unwrap_err();
    assert_eq!(refused.retry_after(), Some(Duration::from_secs(120)));
}

#[tokio::test]
async fn changes_and_deletes_are_tried_again() {
    let server = MockServer::start().await;
    for verb in ["PUT", "DELETE"] {
        on(verb, RULE)
            .respond_with(error(500, "Oops"))
            .up_to_n_times(1)
            .mount(&server)
            .await;
        on(verb, RULE)
            .respond_with(ok(200, json!({"code": "Done"})))
            .mount(&server)
            .await;
    }
    let transfer = globus(&server).transfer;
    let change = AccessChange {
        permissions: Some(Permissions::Read),
        ..AccessChange::default()
    };
    transfer
        .update_access(&collection(), &globus::ids::AccessRuleId::new("r1"), &change)
        .await
        .unwrap();
    transfer
        .delete_access(&collection(), &globus::ids::AccessRuleId::new("r1"))
        .await
        .unwrap();
    assert_eq!(count(&server, "PUT", RULE).await, 2);
    assert_eq!(count(&server, "DELETE", RULE).await, 2);
}

#[tokio::test]
async fn deleting_what_is_gone_is_fine() {
    let server = MockServer::start().await;
    on("DELETE", RULE)
        .respond_with(error(404, "AccessRuleNotFound"))
        .mount(&server)
        .await;
    let transfer = globus(&server).transfer;
    transfer
        .delete_access(&collection(), &globus::ids::AccessRuleId::new("r1"))
        .await
        .unwrap();
    let other = MockServer::start().await;
    on("DELETE", RULE)
        .respond_with(error(404, "EndpointNotFound"))
        .mount(&other)
        .await;
    let transfer = crate::common::globus(&other).transfer;
    assert!(
        transfer
            .delete_access(&collection(), &globus::ids::AccessRuleId::new("r1"))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn a_folder_that_is_there_is_fine_a_file_is_not() {
    for (kind, fine) in [("dir", true), ("file", false)] {
        let server = MockServer::start().await;
        on("POST", MKDIR)
            .respond_with(error(502, "ExternalError.MkdirFailed.Exists"))
            .expect(1)
            .mount(&server)
            .await;
        let entry = json!({"name": "raw", "type": kind, "last_modified": "2021-01-15 01:45:50+00:00"});
        on("GET", "/transfer/v0.10/operation/endpoint/c1/stat")
            .respond_with(ok(200, entry))
            .mount(&server)
            .await;
        let path = CollectionPath::parse("/raw/").unwrap();
        assert_eq!(
            globus(&server).transfer.mkdir(&collection(), &path).await.is_ok(),
            fine,
            "{kind}"
        );
    }
}
