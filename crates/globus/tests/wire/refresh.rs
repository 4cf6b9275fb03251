use std::sync::Arc;

use futures::future::join_all;
use globus::auth::{MemoryTokenStore, TokenStore};
use globus::{Error, ExposeSecret, Globus};
use jiff::SignedDuration;
use serde_json::json;
use wiremock::MockServer;
use wiremock::matchers::{body_string_contains, header};

use crate::common::{collection, config, count, error, json as answer, on, store};

const TOKEN: &str = "/auth/v2/oauth2/token";
const ENDPOINT: &str = "/transfer/v0.10/endpoint/c1";
const TRANSFER: &str = "transfer.api.globus.org";

fn stale(server: &MockServer) -> (Globus, Arc<MemoryTokenStore>) {
    // Thirty seconds are less than the minute that is kept in reserve.
    let store = store(SignedDuration::from_secs(30));
    (Globus::new(config(server), store.clone()).unwrap(), store)
}

fn fresh() -> wiremock::ResponseTemplate {
    answer(
        200,
        json!({"access_token": "fresh", "resource_server": TRANSFER, "scope": "s", "expires_in": 3600,
        "token_type": "Bearer", "other_tokens": []}),
    )
}

fn endpoint() -> wiremock::ResponseTemplate {
    answer(200, json!({"id": "c1"}))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_calls_with_a_stale_token_make_one_refresh() {
    let server = MockServer::start().await;
    let refresh = format!("refresh_token=refresh-{TRANSFER}");
    on("POST", TOKEN)
        .and(body_string_contains("grant_type=refresh_token"))
        .and(body_string_contains("client_id=client-1"))
        .and(body_string_contains(refresh))
        .respond_with(fresh().set_delay(std::time::Duration::from_millis(50)))
        .expect(1)
        .mount(&server)
        .await;
    on("GET", ENDPOINT)
        .and(header("authorization", "Bearer fresh"))
        .respond_with(endpoint())
        .expect(10)
        .mount(&server)
        .await;
    let (globus, store) = stale(&server);
    let calls = (0..10).map(|_| {
        let transfer = globus.transfer.clone();
        tokio::spawn(async move { transfer.endpoint(&collection()).await })
    });
    for result in join_all(calls).await {
        result.unwrap().unwrap();
    }
    let kept = store.load_all().await.unwrap();
    let kept = kept.get(TRANSFER).unwrap();
    assert_eq!(kept.access_token.expose_secret(), "fresh");
    // The answer brought no refresh token: the old one stays.
    assert_eq!(
        kept.refresh_token.as_ref().unwrap().expose_secret(),
        format!("refresh-{TRANSFER}")
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_refused_tokens_make_one_refresh_too() {
    let server = MockServer::start().await;
    on("POST", TOKEN)
        .respond_with(fresh())
        .expect(1)
        .mount(&server)
        .await;
    on("GET", ENDPOINT)
        .and(header("authorization", "Bearer fresh"))
        .respond_with(endpoint())
        .mount(&server)
        .await;
    on("GET", ENDPOINT)
        .respond_with(error(401, "ClientError.AuthenticationFailed"))
        .mount(&server)
        .await;
    let globus = crate::common::globus(&server);
    let calls = (0..10).map(|_| async { globus.transfer.endpoint(&collection()).await });
    for result in join_all(calls).await {
        assert_eq!(result.unwrap().id, collection());
    }
}

#[tokio::test]
async fn a_second_401_is_final() {
    let server = MockServer::start().await;
    on("POST", TOKEN)
        .respond_with(fresh())
        .expect(1)
        .mount(&server)
        .await;
    on("GET", ENDPOINT)
        .respond_with(error(401, "AuthenticationFailed"))
        .expect(2)
        .mount(&server)
        .await;
    let refused = crate::common::globus(&server)
        .transfer
        .endpoint(&collection())
        .await
        .unwrap_err();
    assert!(refused.has_code("AuthenticationFailed"));
}

#[tokio::test]
async fn a_dead_grant_means_signed_out() {
    for status in [400, 401] {
        let server = MockServer::start().await;
        on("POST", TOKEN)
            .respond_with(answer(status, json!({"error": "invalid_grant"})))
            .expect(1)
            .mount(&server)
            .await;
        let (globus, store) = stale(&server);
        let calls = (0..10).map(|_| async { globus.transfer.endpoint(&collection()).await });
        for result in join_all(calls).await {
            assert!(
                matches!(result, Err(Error::NotSignedIn { resource_server }) if resource_server == TRANSFER)
            );
        }
        assert!(store.load_all().await.unwrap().get(TRANSFER).is_none());
        assert!(!globus.authorizer.is_signed_in(TRANSFER).await.unwrap());
        assert_eq!(count(&server, "GET", ENDPOINT).await, 0);
    }
}

#[tokio::test]
async fn an_outage_does_not_sign_anybody_out() {
    let server = MockServer::start().await;
    on("POST", TOKEN)
        .respond_with(error(500, "Oops"))
        .mount(&server)
        .await;
    let (globus, _) = stale(&server);
    let failed = globus.transfer.endpoint(&collection()).await.unwrap_err();
    assert_eq!(failed.api().unwrap().status, 500);
    assert!(globus.authorizer.is_signed_in(TRANSFER).await.unwrap());
}

#[tokio::test]
async fn signing_out_revokes_and_forgets() {
    let server = MockServer::start().await;
    on("POST", "/auth/v2/oauth2/token/revoke")
        .and(body_string_contains("client_id=client-1"))
        .respond_with(answer(200, json!({"active": false})))
        .expect(6)
        .mount(&server)
        .await;
    let (globus, store) = stale(&server);
    globus.authorizer.sign_out().await.unwrap();
    assert!(store.load_all().await.unwrap().is_empty());
    let refused = globus.transfer.endpoint(&collection()).await.unwrap_err();
    assert!(matches!(refused, Error::NotSignedIn { .. }));
}

#[tokio::test]
async fn signing_out_without_a_network_still_forgets() {
    let server = MockServer::start().await;
    on("POST", "/auth/v2/oauth2/token/revoke")
        .respond_with(error(500, "Oops"))
        .mount(&server)
        .await;
    let (globus, store) = stale(&server);
    assert!(globus.authorizer.sign_out().await.is_err());
    assert!(store.load_all().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_refresh_that_lands_after_signing_out_brings_nothing_back() {
    let server = MockServer::start().await;
    let slow = fresh().set_delay(std::time::Duration::from_millis(100));
    on("POST", TOKEN)
        .respond_with(slow)
        .expect(1)
        .mount(&server)
        .await;
    on("POST", "/auth/v2/oauth2/token/revoke")
        .respond_with(answer(200, json!({"active": false})))
        .mount(&server)
        .await;
    let (globus, store) = stale(&server);
    let transfer = globus.transfer.clone();
    let call = tokio::spawn(async move { transfer.endpoint(&collection()).await });
    while count(&server, "POST", TOKEN).await == 0 {
        tokio::task::yield_now().await;
    }
    globus.authorizer.sign_out().await.unwrap();
    assert!(matches!(call.await.unwrap(), Err(Error::NotSignedIn { .. })));
    assert!(store.load_all().await.unwrap().is_empty());
    assert!(!globus.authorizer.is_signed_in(TRANSFER).await.unwrap());
}
