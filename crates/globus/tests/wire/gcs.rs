//! The manager of a server: what we send it, and how its answers are read.

use globus::auth::{MemoryTokenStore, TokenSet};
use globus::gcs::{CollectionChange, CollectionFilter, CollectionType, GcsClient, NewGuestCollection};
use globus::ids::{CollectionId, RoleId, StorageGatewayId};
use globus::path::CollectionPath;
use globus::transfer::{Endpoint, NotificationPolicy, PrincipalType, RoleName};
use globus::{Error, Globus};
use jiff::SignedDuration;
use serde_json::{Value, json};
use std::sync::Arc;
use wiremock::matchers::{body_json, header, query_param, query_param_is_missing};
use wiremock::{MockServer, ResponseTemplate};

use crate::common::{collection, config, count, json as answer, on, token, tokens};
use crate::tls::Tls;

/// The client id of the server.
pub(crate) const SERVER: &str = "s1";

pub(crate) struct Scene {
    pub(crate) server: MockServer,
    pub(crate) globus: Globus,
    tls: Tls,
}

impl Scene {
    /// With a token for the server.
    pub(crate) async fn start() -> Self {
        let mut all = tokens(SignedDuration::from_hours(1));
        all.insert(token(SERVER, "access-s1", SignedDuration::from_hours(1)));
        Self::with_tokens(all).await
    }

    pub(crate) async fn with_tokens(tokens: TokenSet) -> Self {
        let server = MockServer::start().await;
        let tls = Tls::before(*server.address()).await;
        let mut config = config(&server);
        config.extra_root_certificate = Some(tls.certificate.clone());
        let globus = Globus::new(config, Arc::new(MemoryTokenStore::with_tokens(tokens))).unwrap();
        Self { server, globus, tls }
    }

    /// A collection of the server, as Transfer describes it.
    pub(crate) fn endpoint(&self) -> Endpoint {
        serde_json::from_value(json!({
            "id": collection(), "owner_id": SERVER, "gcs_manager_url": self.tls.address,
        }))
        .unwrap()
    }

    /// Where TLS is spoken.
    pub(crate) fn address(&self) -> &str {
        &self.tls.address
    }

    pub(crate) fn manager(&self) -> GcsClient {
        self.globus.connect_server(&self.endpoint()).unwrap()
    }
}

pub(crate) fn envelope(data: Value) -> ResponseTemplate {
    answer(
        200,
        json!({"DATA_TYPE": "result#1.0.0", "code": "Success", "http_response_code": 200, "detail": "success",
            "data": data}),
    )
}

fn page(data: Value, next: Option<&str>) -> ResponseTemplate {
    answer(
        200,
        json!({"DATA_TYPE": "result#1.0.0", "code": "success", "http_response_code": 200, "detail": "success",
            "message": "", "data": data, "has_next_page": next.is_some(), "marker": next.unwrap_or_default()}),
    )
}

fn guest(id: &str, name: &str, path: &str) -> Value {
    json!({"DATA_TYPE": "collection#1.16.0", "id": id, "collection_type": "guest", "display_name": name,
        "collection_base_path": path, "mapped_collection_id": "m1", "keywords": ["reef"], "high_assurance": null})
}

fn new_guest() -> NewGuestCollection {
    let path = CollectionPath::parse("/projects/reef").unwrap();
    NewGuestCollection::new(CollectionId::new("m1"), path, "Reef")
}

#[tokio::test]
async fn a_server_says_who_it_is_to_anybody() {
    let scene = Scene::start().await;
    let data = json!([
        {"DATA_TYPE": "connector#1.0.0", "id": "p", "display_name": "POSIX"},
        {"DATA_TYPE": "info#1.0.0", "client_id": SERVER, "endpoint_id": "e1", "manager_version": "5.4.80"},
    ]);
    on("GET", "/api/info")
        .respond_with(envelope(data))
        .mount(&scene.server)
        .await;
    let info = scene.manager().info().await.unwrap();
    assert_eq!(info.client_id.as_str(), SERVER);
    let requests = scene.server.received_requests().await.unwrap();
    assert!(!requests[0].headers.contains_key("authorization"));
}

#[tokio::test]
async fn lists_are_read_to_their_last_page() {
    let scene = Scene::start().await;
    let list = || {
        on("GET", "/api/collections")
            .and(query_param("filter", "guest_collections,created_by_me"))
            .and(query_param("mapped_collection_id", "m1"))
            .and(header("authorization", "Bearer access-s1"))
    };
    list()
        .and(query_param_is_missing("marker"))
        .respond_with(page(json!([guest("g1", "Reef", "/projects/reef")]), Some("next")))
        .mount(&scene.server)
        .await;
    list()
        .and(query_param("marker", "next"))
        .respond_with(page(json!([guest("g2", "Soil", "/projects/soil")]), None))
        .mount(&scene.server)
        .await;
    let filter = CollectionFilter {
        guest_collections: true,
        created_by_me: true,
        managed_by_me: false,
        mapped_collection_id: Some(CollectionId::new("m1")),
    };
    let found = scene.manager().collections(&filter).await.unwrap();
    let names: Vec<&str> = found.iter().map(|it| it.display_name.as_str()).collect();
    assert_eq!(names, ["Reef", "Soil"]);
    assert_eq!(
        (found[0].collection_type, found[0].high_assurance),
        (CollectionType::Guest, false)
    );
}

#[tokio::test]
async fn a_server_that_repeats_its_marker_is_not_followed_for_ever() {
    let scene = Scene::start().await;
    on("GET", "/api/collections")
        .respond_with(page(json!([]), Some("again")))
        .mount(&scene.server)
        .await;
    scene
        .manager()
        .collections(&CollectionFilter::default())
        .await
        .unwrap();
    assert_eq!(count(&scene.server, "GET", "/api/collections").await, 2);
}

#[tokio::test]
async fn a_guest_collection_is_made_once_although_the_answer_was_lost() {
    let scene = Scene::start().await;
    on("POST", "/api/collections")
        .and(body_json(json!({
            "DATA_TYPE": "collection#1.0.0", "collection_type": "guest", "mapped_collection_id": "m1",
            "collection_base_path": "/projects/reef/", "display_name": "Reef", "public": false,
            "force_encryption": false,
        })))
        .respond_with(answer(502, json!({"code": "bad_gateway"})))
        .expect(1)
        .mount(&scene.server)
        .await;
    let mine = json!([
        guest("g0", "Reef", "/projects/other"),
        guest("g1", "Reef", "/projects/reef")
    ]);
    on("GET", "/api/collections")
        .and(query_param("filter", "guest_collections,created_by_me"))
        .respond_with(page(mine, None))
        .mount(&scene.server)
        .await;
    let made = scene
        .manager()
        .create_guest_collection(&new_guest())
        .await
        .unwrap();
    assert_eq!(made.id, CollectionId::new("g1"));
}

#[tokio::test]
async fn a_card_is_written_with_the_version_that_its_fields_need() {
    let scene = Scene::start().await;
    let mut change = CollectionChange {
        display_name: "Reef".to_owned(),
        description: None,
        keywords: vec!["reef".to_owned(), "2026".to_owned()],
        organization: None,
        contact_email: None,
        contact_info: None,
        info_link: None,
        notifications: None,
    };
    let body = json!({
        "DATA_TYPE": "collection#1.0.0", "collection_type": "guest", "display_name": "Reef", "description": null,
        "keywords": ["reef", "2026"], "organization": null, "contact_email": null, "contact_info": null,
        "info_link": null,
    });
    let mut newer = body.clone();
    newer["DATA_TYPE"] = "collection#1.14.0".into();
    newer["activity_notification_policy"] = json!({"status": ["SUCCEEDED"], "transfer_use": ["source"]});
    for body in [body, newer] {
        on("PATCH", "/api/collections/c1")
            .and(body_json(body))
            .respond_with(envelope(json!([])))
            .expect(1)
            .mount(&scene.server)
            .await;
    }
    scene
        .manager()
        .update_collection(&collection(), &change)
        .await
        .unwrap();
    change.notifications = Some(NotificationPolicy::about(true, false));
    scene
        .manager()
        .update_collection(&collection(), &change)
        .await
        .unwrap();
}

#[tokio::test]
async fn roles_name_people_and_groups_by_urns() {
    let scene = Scene::start().await;
    let role = |id: &str, principal: &str| {
        json!({"DATA_TYPE": "role#1.0.0", "id": id, "collection": "c1", "principal": principal,
            "role": "access_manager"})
    };
    on("POST", "/api/roles")
        .and(body_json(json!({"DATA_TYPE": "role#1.0.0", "collection": "c1",
            "principal": "urn:globus:groups:id:g1", "role": "access_manager"})))
        .respond_with(answer(
            409,
            json!({"code": "conflict", "message": "There already",
            "detail": {"DATA_TYPE": "resource_conflict#1.0.0", "resources": []}}),
        ))
        .expect(1)
        .mount(&scene.server)
        .await;
    on("GET", "/api/roles")
        .and(query_param("collection_id", "c1"))
        .and(query_param("include", "all_roles"))
        .respond_with(page(
            json!([
                role("r1", "urn:globus:auth:identity:g1"),
                role("r2", "urn:globus:groups:id:g1")
            ]),
            None,
        ))
        .mount(&scene.server)
        .await;
    on("DELETE", "/api/roles/r2")
        .respond_with(answer(404, json!({"code": "not_found", "message": "m"})))
        .mount(&scene.server)
        .await;
    let given = scene
        .manager()
        .create_role(
            &collection(),
            PrincipalType::Group,
            "g1",
            &RoleName::AccessManager,
        )
        .await
        .unwrap();
    assert_eq!(
        (given.id.as_str(), given.principal_type),
        ("r2", PrincipalType::Group)
    );
    scene.manager().delete_role(&RoleId::new("r2")).await.unwrap();
}

#[tokio::test]
async fn an_account_that_is_there_already_will_do() {
    let scene = Scene::start().await;
    on("POST", "/api/user_credentials")
        .and(body_json(
            json!({"DATA_TYPE": "user_credential#1.0.0", "storage_gateway_id": "gw1"}),
        ))
        .respond_with(answer(
            409,
            json!({"code": "conflict", "message": "m", "detail": "m"}),
        ))
        .mount(&scene.server)
        .await;
    let credential = |id: &str, invalid: bool| {
        json!({"DATA_TYPE": "user_credential#1.0.0", "id": id, "storage_gateway_id": "gw1", "invalid": invalid,
            "provisioned": null})
    };
    on("GET", "/api/user_credentials")
        .and(query_param("storage_gateway", "gw1"))
        .respond_with(page(
            json!([credential("u1", true), credential("u2", false)]),
            None,
        ))
        .mount(&scene.server)
        .await;
    let gateway = StorageGatewayId::new("gw1");
    let made = scene.manager().create_user_credential(&gateway).await.unwrap();
    assert_eq!(made.id.as_str(), "u2");
}

#[tokio::test]
async fn an_authority_that_nobody_named_is_not_trusted() {
    let scene = Scene::start().await;
    on("GET", "/api/info")
        .respond_with(envelope(json!([])))
        .mount(&scene.server)
        .await;
    let stranger = Tls::before(*scene.server.address()).await;
    let mut endpoint = scene.endpoint();
    endpoint.gcs_manager_url = Some(stranger.address.clone());
    let refused = scene.globus.connect_server(&endpoint).unwrap().info().await;
    assert!(matches!(refused, Err(Error::Network { .. })), "{refused:?}");
    assert_eq!(count(&scene.server, "GET", "/api/info").await, 0);
}
