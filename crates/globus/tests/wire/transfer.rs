use globus::path::CollectionPath;
use globus::transfer::{EntityType, FileType, ListQuery, RoleName, SearchQuery, SearchScope};
use serde_json::json;
use wiremock::matchers::{header, query_param};
use wiremock::{MockServer, Request, ResponseTemplate};

use crate::common::{USER_AGENT, collection, count, globus, json as answer, on};

const SEARCH: &str = "/transfer/v0.10/endpoint_search";

/// Pages of a search that never ends.
fn endless(request: &Request) -> ResponseTemplate {
    let number = |name: &str| {
        let value = request
            .url
            .query_pairs()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned());
        value.and_then(|value| value.parse::<usize>().ok()).unwrap_or(0)
    };
    let (offset, limit) = (number("offset"), number("limit"));
    let data: Vec<_> = (offset..offset + limit)
        .map(|n| json!({"id": format!("e{n}"), "_rank": 1}))
        .collect();
    answer(
        200,
        json!({"DATA_TYPE": "endpoint_list", "DATA": data, "has_next_page": true}),
    )
}

#[tokio::test]
async fn a_search_asks_for_what_the_query_says() {
    let server = MockServer::start().await;
    on("GET", SEARCH)
        .and(query_param("filter_scope", "administered-by-me"))
        .and(query_param("filter_entity_type", "GCP_guest_collection"))
        .and(query_param("filter_fulltext", "soil & more"))
        .respond_with(answer(
            200,
            json!({"DATA": [{"id": "e1", "entity_type": "brand_new"}], "has_next_page": false}),
        ))
        .expect(1)
        .mount(&server)
        .await;
    let query = SearchQuery {
        fulltext: Some("soil & more".to_owned()),
        scope: Some(SearchScope::AdministeredByMe),
        entity_type: Some(EntityType::GcpGuestCollection),
        ..SearchQuery::default()
    };
    let found = globus(&server)
        .transfer
        .endpoint_search_all(&query)
        .await
        .unwrap();
    assert_eq!(found[0].entity_type, EntityType::Other("brand_new".to_owned()));
}

#[tokio::test]
async fn a_search_ends_at_a_thousand() {
    let server = MockServer::start().await;
    on("GET", SEARCH).respond_with(endless).mount(&server).await;
    let found = globus(&server)
        .transfer
        .endpoint_search_all(&SearchQuery::default())
        .await
        .unwrap();
    assert_eq!(found.len(), 1000);
    assert_eq!(found[999].id.as_str(), "e999");
    assert_eq!(count(&server, "GET", SEARCH).await, 10);
}

#[tokio::test]
async fn folders_are_listed_with_their_strange_names() {
    let server = MockServer::start().await;
    let body = json!({"DATA_TYPE": "file_list", "path": "/a b/", "absolute_path": null, "total": 2, "DATA": [
        {"name": "100% #1\n", "type": "file", "size": 5_000_000_000_u64, "last_modified": "2021-01-15 01:45:50+00:00", "link_target": null},
        {"name": "sock", "type": "socket", "size": null, "last_modified": null}]});
    on("GET", "/transfer/v0.10/operation/endpoint/c1/ls")
        .and(query_param("path", "/a b/"))
        .and(query_param("show_hidden", "0"))
        .respond_with(answer(200, body))
        .mount(&server)
        .await;
    let query = ListQuery {
        show_hidden: Some(false),
        ..ListQuery::folder(CollectionPath::parse("/a b").unwrap())
    };
    let list = globus(&server).transfer.ls(&collection(), &query).await.unwrap();
    assert_eq!(list.data[0].size, Some(5_000_000_000));
    assert_eq!(list.data[1].file_type, FileType::Other);
}

#[tokio::test]
async fn roles_are_listed() {
    let server = MockServer::start().await;
    let body = json!({"DATA_TYPE": "role_list", "DATA": [
        {"DATA_TYPE": "role", "id": "r1", "principal_type": "identity", "principal": "i1", "role": "administrator"}]});
    on("GET", "/transfer/v0.10/endpoint/c1/role_list")
        .respond_with(answer(200, body))
        .mount(&server)
        .await;
    let roles = globus(&server).transfer.role_list(&collection()).await.unwrap();
    assert_eq!(roles[0].role, RoleName::Administrator);
}

#[tokio::test]
async fn a_collection_that_is_gone_is_deleted() {
    let server = MockServer::start().await;
    on("DELETE", "/transfer/v0.10/endpoint/c1")
        .respond_with(answer(404, json!({"code": "EndpointDeleted", "message": "m"})))
        .mount(&server)
        .await;
    globus(&server)
        .transfer
        .delete_endpoint(&collection())
        .await
        .unwrap();
}

#[tokio::test]
async fn every_request_says_who_is_calling() {
    let server = MockServer::start().await;
    wiremock::Mock::given(header("user-agent", USER_AGENT))
        .respond_with(answer(
            200,
            json!({"id": "x", "DATA": [], "identities": [], "active": false, "name": "g"}),
        ))
        .mount(&server)
        .await;
    let globus = globus(&server);
    globus.transfer.endpoint(&collection()).await.unwrap();
    globus.transfer.access_list(&collection()).await.unwrap();
    globus
        .groups
        .group(&globus::ids::GroupId::new("g"), &[])
        .await
        .unwrap();
    globus
        .auth
        .identities_by_username(&["a@alpen.example".to_owned()], false)
        .await
        .unwrap();
    globus.auth.revoke(&"t".to_owned().into()).await.unwrap();
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests.len(), 5);
    assert!(requests.iter().all(|request| {
        request
            .headers
            .get("user-agent")
            .is_some_and(|name| name == USER_AGENT)
    }));
}

#[tokio::test]
async fn bookmarks_are_listed_whatever_they_leave_out() {
    let server = MockServer::start().await;
    let body = json!({"DATA_TYPE": "bookmark_list", "DATA": [
        {"DATA_TYPE": "bookmark", "id": "b1", "name": "runs", "endpoint_id": "c1", "path": "/runs/", "pinned": true},
        {"DATA_TYPE": "bookmark", "id": "b2", "name": null, "endpoint_id": "c2", "path": null, "pinned": null}]});
    on("GET", "/transfer/v0.10/bookmark_list")
        .respond_with(answer(200, body))
        .mount(&server)
        .await;
    let bookmarks = globus(&server).transfer.bookmark_list().await.unwrap();
    assert_eq!((bookmarks[0].name.as_str(), bookmarks[0].pinned), ("runs", true));
    assert_eq!((bookmarks[1].path.as_str(), bookmarks[1].pinned), ("", false));
}
