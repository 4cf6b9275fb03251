use globus::auth::{AuthorizationAnswer, IdentityStatus, PkceSignIn, SignInOptions};
use globus::ids::IdentityId;
use globus::{Error, ExposeSecret};
use serde_json::json;
use wiremock::matchers::{body_string_contains, header, query_param, query_param_is_missing};
use wiremock::{MockServer, Request, ResponseTemplate};

use crate::common::{config, error, globus, json as answer, on};

const TOKEN: &str = "/auth/v2/oauth2/token";
const IDENTITIES: &str = "/auth/v2/api/identities";

#[tokio::test]
async fn a_code_becomes_one_token_for_each_service() {
    let server = MockServer::start().await;
    let tokens = json!({"access_token": "a1", "expires_in": 172_800, "token_type": "Bearer", "resource_server": "auth.globus.org",
        "scope": "openid", "refresh_token": "r1", "id_token": "i1", "other_tokens": [
            {"access_token": "a2", "expires_in": 172_800, "resource_server": "transfer.api.globus.org", "scope": "t"}]});
    on("POST", TOKEN)
        .and(body_string_contains("grant_type=authorization_code"))
        .and(body_string_contains("client_id=client-1"))
        .and(body_string_contains("code=the-code"))
        .and(body_string_contains("code_verifier="))
        .and(body_string_contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A4711"))
        .and(header("accept", "application/json"))
        .respond_with(answer(200, tokens))
        .expect(1)
        .mount(&server)
        .await;
    let sign_in = PkceSignIn::begin(
        &config(&server),
        "http://127.0.0.1:4711",
        &SignInOptions::default(),
    )
    .unwrap();
    let state = sign_in.state().to_owned();
    let brought = AuthorizationAnswer {
        code: "the-code".to_owned().into(),
        state: Some(state),
    };
    let globus = globus(&server);
    let set = globus
        .auth
        .exchange_code(&sign_in.finish(brought).unwrap())
        .await
        .unwrap();
    globus.authorizer.accept(&set, true).await.unwrap();
    let bearer = globus.authorizer.bearer("transfer.api.globus.org").await.unwrap();
    assert_eq!(bearer.expose_secret(), "a2");
}

#[tokio::test]
async fn a_used_code_is_a_refused_sign_in_and_not_sent_again() {
    for (status, body) in [
        (
            400,
            json!({"error": "invalid_grant", "error_description": "used"}),
        ),
        (
            401,
            json!({"errors": [{"code": "INVALID_GRANT", "detail": "used"}], "error": "invalid_grant"}),
        ),
    ] {
        let server = MockServer::start().await;
        on("POST", TOKEN)
            .respond_with(answer(status, body))
            .expect(1)
            .mount(&server)
            .await;
        let sign_in = PkceSignIn::begin_by_hand(&config(&server), &SignInOptions::default()).unwrap();
        let exchange = sign_in.finish(AuthorizationAnswer::pasted("old")).unwrap();
        match globus(&server).auth.exchange_code(&exchange).await.unwrap_err() {
            Error::Auth { code, description } => {
                assert_eq!(code.to_lowercase(), "invalid_grant");
                assert_eq!(description.as_deref(), Some("used"));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn a_stumbling_token_route_gets_the_code_once() {
    let server = MockServer::start().await;
    on("POST", TOKEN)
        .respond_with(error(503, "ServiceUnavailable"))
        .expect(1)
        .mount(&server)
        .await;
    let sign_in = PkceSignIn::begin_by_hand(&config(&server), &SignInOptions::default()).unwrap();
    let exchange = sign_in.finish(AuthorizationAnswer::pasted("code")).unwrap();
    assert!(globus(&server).auth.exchange_code(&exchange).await.is_err());
}

#[tokio::test]
async fn a_token_in_a_strange_place_is_not_quoted() {
    let server = MockServer::start().await;
    let strange = json!({"access_token": "a", "resource_server": "r", "scope": "s", "expires_in": "SECRET"});
    on("POST", TOKEN)
        .respond_with(answer(200, strange))
        .mount(&server)
        .await;
    let sign_in = PkceSignIn::begin_by_hand(&config(&server), &SignInOptions::default()).unwrap();
    let exchange = sign_in.finish(AuthorizationAnswer::pasted("code")).unwrap();
    let refused = globus(&server).auth.exchange_code(&exchange).await.unwrap_err();
    assert!(matches!(refused, Error::Decode { .. }));
    assert!(!format!("{refused:?} {refused}").contains("SECRET"));
}

#[tokio::test]
async fn the_person_is_known_with_all_identities() {
    let server = MockServer::start().await;
    let body = json!({"sub": "i1", "preferred_username": "ann@northfield.example", "name": "Ann", "email": null,
        "identity_set": [{"sub": "i1", "username": "ann@northfield.example"}, {"sub": "i2", "username": "ann@alpen.example"}]});
    on("GET", "/auth/v2/oauth2/userinfo")
        .and(header("authorization", "Bearer access-auth.globus.org"))
        .respond_with(answer(200, body))
        .mount(&server)
        .await;
    let person = globus(&server).auth.userinfo().await.unwrap();
    assert_eq!(person.identity_set[1].username, "ann@alpen.example");
}

/// Answers with one identity for each id or username asked for.
fn everybody(request: &Request) -> ResponseTemplate {
    let (_, wanted) = request
        .url
        .query_pairs()
        .find(|(key, _)| key == "ids" || key == "usernames")
        .unwrap();
    let identities: Vec<_> = wanted
        .split(',')
        .map(|w| json!({"id": w, "username": w, "status": "used", "name": null}))
        .collect();
    answer(200, json!({"identities": identities}))
}

#[tokio::test]
async fn lookups_go_out_in_batches_of_a_hundred() {
    let server = MockServer::start().await;
    on("GET", IDENTITIES)
        .and(query_param_is_missing("provision"))
        .and(query_param_is_missing("usernames"))
        .respond_with(everybody)
        .expect(3)
        .mount(&server)
        .await;
    let ids: Vec<IdentityId> = (0..250).map(|n| IdentityId::new(format!("i{n}"))).collect();
    let found = globus(&server).auth.identities_by_id(&ids).await.unwrap();
    assert_eq!(found.len(), 250);
    assert!(
        globus(&server)
            .auth
            .identities_by_id(&[])
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn people_are_provisioned_only_when_asked() {
    for provision in [false, true] {
        let server = MockServer::start().await;
        on("GET", IDENTITIES)
            .and(query_param("usernames", "bo+x@eastlake.example,cy@alpen.example"))
            .and(query_param("provision", provision.to_string()))
            .respond_with(everybody)
            .expect(1)
            .mount(&server)
            .await;
        let names = [" bo+x@eastlake.example", "cy@alpen.example", "", "a,b"].map(str::to_owned);
        let found = globus(&server)
            .auth
            .identities_by_username(&names, provision)
            .await
            .unwrap();
        assert_eq!(found[0].status, IdentityStatus::Used);
    }
}

#[tokio::test]
async fn an_unknown_status_is_tolerated() {
    let server = MockServer::start().await;
    let body = json!({"identities": [{"id": "i", "username": "u", "status": "dormant", "identity_type": null},
        {"id": "j", "username": "v", "status": null}]});
    on("GET", IDENTITIES)
        .respond_with(answer(200, body))
        .mount(&server)
        .await;
    let found = globus(&server)
        .auth
        .identities_by_id(&[IdentityId::new("i")])
        .await
        .unwrap();
    assert!(
        found
            .iter()
            .all(|identity| identity.status == IdentityStatus::Unknown)
    );
    assert_eq!(found.len(), 2);
}
