use std::sync::Arc;

use futures::future::join_all;
use globus::auth::{MemoryTokenStore, Token, TokenSet, TokenStore};
use globus::retry::RetryPolicy;
use globus::{Error, ExposeSecret, Globus, TokenStoreError};
use jiff::SignedDuration;
use serde_json::json;
use tokio::sync::Semaphore;
use wiremock::MockServer;
use wiremock::matchers::{body_string_contains, header};

use crate::common::{collection, config, count, error, json as answer, on, store, token};

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

#[tokio::test]
async fn a_refresh_that_lands_after_a_new_sign_in_changes_nothing() {
    let server = MockServer::start().await;
    let slow = fresh().set_delay(std::time::Duration::from_millis(100));
    on("POST", TOKEN)
        .respond_with(slow)
        .expect(1)
        .mount(&server)
        .await;
    let newer = header("authorization", "Bearer newer");
    on("GET", ENDPOINT)
        .and(newer)
        .respond_with(endpoint())
        .expect(1)
        .mount(&server)
        .await;
    let (globus, store) = stale(&server);
    let transfer = globus.transfer.clone();
    let call = tokio::spawn(async move { transfer.endpoint(&collection()).await });
    while count(&server, "POST", TOKEN).await == 0 {
        tokio::task::yield_now().await;
    }
    let mut set = TokenSet::new();
    set.insert(token(TRANSFER, "newer", SignedDuration::from_hours(1)));
    globus.authorizer.accept(&set, true).await.unwrap();
    call.await.unwrap().unwrap();
    let kept = store.load_all().await.unwrap();
    assert_eq!(kept.get(TRANSFER).unwrap().access_token.expose_secret(), "newer");
}

#[tokio::test]
async fn ten_calls_share_one_failed_refresh() {
    let server = MockServer::start().await;
    let down = error(500, "Oops").set_delay(std::time::Duration::from_millis(50));
    on("POST", TOKEN)
        .respond_with(down)
        .expect(1)
        .mount(&server)
        .await;
    let mut config = config(&server);
    config.retry = RetryPolicy::never();
    let globus = Globus::new(config, store(SignedDuration::from_secs(30))).unwrap();
    let calls = (0..10).map(|_| async { globus.transfer.endpoint(&collection()).await });
    for result in join_all(calls).await {
        assert_eq!(result.unwrap_err().api().unwrap().status, 500);
    }
}

/// A refusal for a token that is no longer the one in use says nothing about its successor.
#[tokio::test]
async fn a_refusal_that_lands_after_a_new_sign_in_changes_nothing() {
    let server = MockServer::start().await;
    let refused =
        answer(400, json!({"error": "invalid_grant"})).set_delay(std::time::Duration::from_millis(100));
    on("POST", TOKEN)
        .respond_with(refused)
        .expect(1)
        .mount(&server)
        .await;
    let (globus, store) = stale(&server);
    let transfer = globus.transfer.clone();
    let call = tokio::spawn(async move { transfer.endpoint(&collection()).await });
    while count(&server, "POST", TOKEN).await == 0 {
        tokio::task::yield_now().await;
    }
    let mut set = TokenSet::new();
    set.insert(token(TRANSFER, "newer", SignedDuration::from_hours(1)));
    globus.authorizer.accept(&set, true).await.unwrap();
    assert!(call.await.unwrap().is_err());
    assert!(globus.authorizer.is_signed_in(TRANSFER).await.unwrap());
    let kept = store.load_all().await.unwrap();
    assert_eq!(kept.get(TRANSFER).unwrap().access_token.expose_secret(), "newer");
}

#[tokio::test]
async fn somebody_else_replaces_all_tokens_and_the_former_ones_are_revoked() {
    const REVOKE: &str = "/auth/v2/oauth2/token/revoke";
    let server = MockServer::start().await;
    on("POST", REVOKE)
        .respond_with(answer(200, json!({"active": false})))
        .expect(6)
        .mount(&server)
        .await;
    let store = store(SignedDuration::from_hours(1));
    let globus = Globus::new(config(&server), store.clone()).unwrap();
    let mut set = TokenSet::new();
    set.insert(token(TRANSFER, "newer", SignedDuration::from_hours(1)));
    let (former, stored) = globus.authorizer.replace(&set, true).await;
    stored.unwrap();
    assert_eq!(count(&server, "POST", REVOKE).await, 0);
    former.revoke().await.unwrap();
    let kept = store.load_all().await.unwrap();
    assert_eq!(kept.iter().count(), 1);
    assert_eq!(kept.get(TRANSFER).unwrap().access_token.expose_secret(), "newer");
    assert!(!globus.authorizer.is_signed_in("auth.globus.org").await.unwrap());
}

/// A keychain that takes its time to save.
#[derive(Debug)]
struct SlowStore {
    inner: Arc<MemoryTokenStore>,
    saving: Semaphore,
    may_save: Semaphore,
}

#[async_trait::async_trait]
impl TokenStore for SlowStore {
    async fn load_all(&self) -> Result<TokenSet, TokenStoreError> {
        self.inner.load_all().await
    }

    async fn save(&self, token: &Token) -> Result<(), TokenStoreError> {
        self.saving.add_permits(1);
        let _permit = self.may_save.acquire().await.unwrap();
        self.inner.save(token).await
    }

    async fn remove(&self, resource_server: &str) -> Result<(), TokenStoreError> {
        self.inner.remove(resource_server).await
    }
}

#[tokio::test]
async fn signing_out_waits_for_a_token_that_is_being_kept() {
    let server = MockServer::start().await;
    on("POST", TOKEN).respond_with(fresh()).mount(&server).await;
    on("POST", "/auth/v2/oauth2/token/revoke")
        .respond_with(answer(200, json!({"active": false})))
        .mount(&server)
        .await;
    on("GET", ENDPOINT).respond_with(endpoint()).mount(&server).await;
    let slow = SlowStore {
        inner: store(SignedDuration::from_secs(30)),
        saving: Semaphore::new(0),
        may_save: Semaphore::new(0),
    };
    let slow = Arc::new(slow);
    let globus = Globus::new(config(&server), slow.clone()).unwrap();
    let (transfer, authorizer) = (globus.transfer.clone(), globus.authorizer.clone());
    let call = tokio::spawn(async move { transfer.endpoint(&collection()).await });
    slow.saving.acquire().await.unwrap().forget();
    let signing_out = tokio::spawn(async move { authorizer.sign_out().await });
    while globus.authorizer.is_signed_in(TRANSFER).await.unwrap() {
        tokio::task::yield_now().await;
    }
    // Time for a sign-out that doesn't wait to empty the store too early.
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    slow.may_save.add_permits(1);
    signing_out.await.unwrap().unwrap();
    call.await.unwrap().ok();
    assert!(slow.load_all().await.unwrap().is_empty());
}
