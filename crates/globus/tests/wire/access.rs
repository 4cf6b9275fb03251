use globus::Error;
use globus::ids::{AccessRuleId, CollectionId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::{AccessChange, AccessCreated, NewAccessRule, NewSharedEndpoint, Permissions};
use serde_json::{Value, json};
use wiremock::MockServer;
use wiremock::matchers::body_json;

use crate::common::{collection, count, error, globus, json as answer, on};

const ACCESS: &str = "/transfer/v0.10/endpoint/c1/access";
const LIST: &str = "/transfer/v0.10/endpoint/c1/access_list";
const SHARED: &str = "/transfer/v0.10/shared_endpoint";
const MINE: &str = "/transfer/v0.10/endpoint/host/my_shared_endpoint_list";

pub(crate) fn rule() -> NewAccessRule {
    let mut rule = NewAccessRule::for_identity(
        &IdentityId::new("i1"),
        CollectionPath::parse("/raw").unwrap(),
        Permissions::ReadWrite,
    );
    rule.expiration_date = Some("2026-12-31T22:59:59Z".parse().unwrap());
    rule
}

fn created() -> Value {
    json!({"DATA_TYPE": "access_create_result", "code": "Created", "access_id": "new"})
}

/// What the list shows: `rule()` as the service keeps it, changed by `change`.
fn listed(change: impl Fn(&mut Value)) -> Value {
    let mut row = json!({"id": "old", "role_id": null, "role_type": null, "principal_type": "identity", "principal": "i1",
        "path": "/raw", "permissions": "rw", "create_time": "2026-01-01T00:00:00+00:00",
        "expiration_date": "2026-12-31T22:59:59+00:00"});
    change(&mut row);
    json!({"DATA_TYPE": "access_list", "DATA": [row]})
}

#[tokio::test]
async fn a_permission_is_sent_as_the_service_wants_it() {
    let server = MockServer::start().await;
    let body = json!({"DATA_TYPE": "access", "principal_type": "identity", "principal": "i1", "path": "/raw/",
        "permissions": "rw", "expiration_date": "2026-12-31T22:59:59+00:00"});
    on("POST", ACCESS)
        .and(body_json(body))
        .respond_with(answer(201, created()))
        .expect(1)
        .mount(&server)
        .await;
    let made = globus(&server)
        .transfer
        .create_access(&collection(), &rule())
        .await
        .unwrap();
    assert_eq!(
        made,
        AccessCreated::Created {
            id: AccessRuleId::new("new")
        }
    );
    assert_eq!(count(&server, "GET", LIST).await, 0);
}

#[tokio::test]
async fn a_lost_answer_is_found_in_the_list_and_not_sent_twice() {
    let server = MockServer::start().await;
    on("POST", ACCESS)
        .respond_with(error(500, "Oops"))
        .expect(1)
        .mount(&server)
        .await;
    on("GET", LIST)
        .respond_with(answer(200, listed(|_| {})))
        .expect(1)
        .mount(&server)
        .await;
    let made = globus(&server)
        .transfer
        .create_access(&collection(), &rule())
        .await
        .unwrap();
    assert_eq!(
        made,
        AccessCreated::AlreadyThere {
            id: AccessRuleId::new("old")
        }
    );
}

#[tokio::test]
async fn what_the_list_lacks_is_sent_again() {
    for change in [
        (|row: &mut Value| row["permissions"] = "r".into()) as fn(&mut Value),
        |row| row["expiration_date"] = Value::Null,
        |row| row["path"] = "/rawer/".into(),
        |row| row["principal"] = "i2".into(),
        |row| row["principal_type"] = "group".into(),
        |row| row["id"] = Value::Null,
    ] {
        let server = MockServer::start().await;
        on("POST", ACCESS)
            .respond_with(error(503, "ServiceUnavailable"))
            .up_to_n_times(1)
            .mount(&server)
            .await;
        on("POST", ACCESS)
            .respond_with(answer(201, created()))
            .expect(1)
            .mount(&server)
            .await;
        on("GET", LIST)
            .respond_with(answer(200, listed(change)))
            .expect(1)
            .mount(&server)
            .await;
        let made = globus(&server)
            .transfer
            .create_access(&collection(), &rule())
            .await
            .unwrap();
        assert_eq!(
            made,
            AccessCreated::Created {
                id: AccessRuleId::new("new")
            }
        );
    }
}

#[tokio::test]
async fn an_attempt_that_was_turned_away_needs_no_look() {
    let server = MockServer::start().await;
    on("POST", ACCESS)
        .respond_with(error(429, "TooManyRequests"))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    on("POST", ACCESS)
        .respond_with(answer(201, created()))
        .expect(1)
        .mount(&server)
        .await;
    globus(&server)
        .transfer
        .create_access(&collection(), &rule())
        .await
        .unwrap();
    assert_eq!(count(&server, "GET", LIST).await, 0);
}

#[tokio::test]
async fn a_slow_first_attempt_shows_as_exists() {
    let server = MockServer::start().await;
    on("POST", ACCESS)
        .respond_with(error(504, "GatewayTimeout"))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    on("POST", ACCESS)
        .respond_with(error(409, "Exists"))
        .expect(1)
        .mount(&server)
        .await;
    on("GET", LIST)
        .respond_with(answer(200, json!({"DATA": []})))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    on("GET", LIST)
        .respond_with(answer(200, listed(|_| {})))
        .mount(&server)
        .await;
    let made = globus(&server)
        .transfer
        .create_access(&collection(), &rule())
        .await
        .unwrap();
    assert_eq!(
        made,
        AccessCreated::AlreadyThere {
            id: AccessRuleId::new("old")
        }
    );
}

#[tokio::test]
async fn what_was_there_before_is_said() {
    let server = MockServer::start().await;
    on("POST", ACCESS)
        .respond_with(error(409, "Exists"))
        .expect(1)
        .mount(&server)
        .await;
    let refused = globus(&server)
        .transfer
        .create_access(&collection(), &rule())
        .await
        .unwrap_err();
    assert!(matches!(&refused, Error::Api(api) if api.has_code("Exists")));
    assert_eq!(count(&server, "GET", LIST).await, 0);
}

#[tokio::test]
async fn only_what_changes_is_sent() {
    let server = MockServer::start().await;
    let route = format!("{ACCESS}/r1");
    for body in [
        json!({"DATA_TYPE": "access", "permissions": "r"}),
        json!({"DATA_TYPE": "access", "expiration_date": null}),
        json!({"DATA_TYPE": "access", "permissions": "rw", "expiration_date": "2027-01-01T00:00:00+00:00"}),
    ] {
        let updated = answer(200, json!({"code": "Updated"}));
        on("PUT", &route)
            .and(body_json(body))
            .respond_with(updated)
            .expect(1)
            .mount(&server)
            .await;
    }
    let transfer = globus(&server).transfer;
    for change in [
        AccessChange {
            permissions: Some(Permissions::Read),
            expiration_date: None,
        },
        AccessChange {
            permissions: None,
            expiration_date: Some(None),
        },
        AccessChange {
            permissions: Some(Permissions::ReadWrite),
            expiration_date: Some(Some("2027-01-01T00:00:00Z".parse().unwrap())),
        },
    ] {
        transfer
            .update_access(&collection(), &AccessRuleId::new("r1"), &change)
            .await
            .unwrap();
    }
}

fn shared() -> NewSharedEndpoint {
    NewSharedEndpoint::new(
        CollectionId::new("host"),
        CollectionPath::parse("/home/ann/soil").unwrap(),
        "Soil",
    )
}

#[tokio::test]
async fn a_guest_collection_is_sent_as_the_service_wants_it() {
    let server = MockServer::start().await;
    let body = json!({"DATA_TYPE": "shared_endpoint", "host_endpoint": "host", "host_path": "/home/ann/soil/",
        "display_name": "Soil", "force_encryption": false});
    let made = answer(
        201,
        json!({"DATA_TYPE": "endpoint_create_result", "code": "Created", "id": "g1"}),
    );
    on("POST", SHARED)
        .and(body_json(body))
        .respond_with(made)
        .expect(1)
        .mount(&server)
        .await;
    let id = globus(&server)
        .transfer
        .create_shared_endpoint(&shared())
        .await
        .unwrap();
    assert_eq!(id.as_str(), "g1");
}

#[tokio::test]
async fn a_guest_collection_is_never_made_twice() {
    let server = MockServer::start().await;
    on("POST", SHARED)
        .respond_with(error(500, "Oops"))
        .expect(1)
        .mount(&server)
        .await;
    let mine = json!({"DATA_TYPE": "endpoint_list", "DATA": [
        {"id": "g0", "display_name": "Other", "entity_type": "GCP_guest_collection", "host_path": "/home/ann/soil/"},
        {"id": "g1", "display_name": "Soil", "entity_type": "GCP_guest_collection", "host_path": "/home/ann/soil/"},
    ]});
    on("GET", MINE)
        .respond_with(answer(200, mine))
        .expect(1)
        .mount(&server)
        .await;
    let id = globus(&server)
        .transfer
        .create_shared_endpoint(&shared())
        .await
        .unwrap();
    assert_eq!(id.as_str(), "g1");
}

#[tokio::test]
async fn a_guest_collection_that_was_not_made_is_made_later() {
    let server = MockServer::start().await;
    on("POST", SHARED)
        .respond_with(error(500, "Oops"))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    on("POST", SHARED)
        .respond_with(answer(201, json!({"id": "g1"})))
        .expect(1)
        .mount(&server)
        .await;
    on("GET", MINE)
        .respond_with(answer(200, json!({"DATA": []})))
        .expect(1)
        .mount(&server)
        .await;
    globus(&server)
        .transfer
        .create_shared_endpoint(&shared())
        .await
        .unwrap();
}
