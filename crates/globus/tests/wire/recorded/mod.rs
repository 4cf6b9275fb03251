//! What Globus really answered, as far as the official library carries it: each document is served to our client, and
//! every field of ours has to hold what stands there.
//!
//! The documents are not part of this project. `cargo xtask test` writes those of the installed library into a folder
//! and names it in `GUESTLIST_RECORDINGS`.

mod folder;
mod kept;

use std::collections::BTreeSet;

use globus::auth::{AuthorizationAnswer, PkceSignIn, SignInOptions, TokenSet};
use globus::gcs::CollectionFilter;
use globus::groups::{Group, GroupPolicies};
use globus::ids::{GroupId, IdentityId, StorageGatewayId};
use globus::path::CollectionPath;
use globus::{Error, ExposeSecret};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer};

use crate::common::{self, collection, config, globus};
use crate::gcs::Scene;
use folder::{Recording, of_sets};
use kept::assert_kept;

const IDENTITIES: &[&str] = &["auth.get_identities"];
const TOKENS: &[&str] = &[
    "auth.oauth2_client_credentials_tokens",
    "auth.oauth2_exchange_code_for_tokens",
];
const GROUP: &[&str] = &["groups.create_group", "groups.delete_group", "groups.get_group"];
const MY_GROUPS: &[&str] = &["groups.get_my_groups"];
const POLICIES: &[&str] = &["groups.set_group_policies"];
const ENDPOINT: &[&str] = &["transfer.get_endpoint"];
const FILE: &[&str] = &["transfer.operation_stat"];
const SERVER_COLLECTIONS: &[&str] = &["globus_connect_server.get_collection_list"];
const SERVER_INFO: &[&str] = &["globus_connect_server.get_gcs_info"];
const USER_CREDENTIALS: &[&str] = &[
    "globus_connect_server.create_user_credential",
    "globus_connect_server.get_user_credential",
    "globus_connect_server.get_user_credential_list",
];
/// Of these we want to know only that they are no refusal.
const DONE: &[&str] = &["auth.oauth2_revoke_token", "transfer.operation_mkdir"];

/// Documents of calls that our client does not make, so that it has no type for them.
const NOT_READ: &[&str] = &[
    "auth.create_",
    "auth.delete_client",
    "auth.get_consents",
    "auth.get_identity_providers",
    "auth.oauth2_get_dependent_tokens",
    "auth.oauth2_token_introspect",
    "globus_connect_server.delete_user_credential",
    "globus_connect_server.get_endpoint",
    "globus_connect_server.get_storage_gateway",
    "globus_connect_server.update_",
    "groups.get_group_by_subscription_id",
    "groups.set_subscription_admin_verified",
    "transfer.cancel_task",
    "transfer.endpoint_manager_",
    "transfer.get_submission_id",
    "transfer.operation_rename",
    "transfer.set_subscription_",
    "transfer.submit_",
    "transfer.task_list",
    "transfer.update_endpoint",
    "transfer.v2.",
];

/// A Globus that has one answer for everything.
async fn answering(recording: &Recording) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(common::json(recording.status, recording.document.clone()))
        .mount(&server)
        .await;
    server
}

fn value(ours: &impl serde::Serialize) -> Value {
    serde_json::to_value(ours).unwrap()
}

#[test]
fn every_recording_has_a_reader_or_is_named() {
    let Some(recordings) = folder::all() else { return };
    let read: BTreeSet<&str> = [
        IDENTITIES,
        TOKENS,
        GROUP,
        MY_GROUPS,
        POLICIES,
        ENDPOINT,
        FILE,
        SERVER_COLLECTIONS,
        SERVER_INFO,
        USER_CREDENTIALS,
        DONE,
    ]
    .concat()
    .into_iter()
    .collect();
    for recording in recordings.iter().filter(|it| it.status < 400) {
        let named = NOT_READ.iter().any(|start| recording.set.starts_with(start));
        assert_ne!(
            read.contains(recording.set.as_str()),
            named,
            "{recording} needs a reader, or a line in NOT_READ"
        );
    }
}

#[tokio::test]
async fn identities() {
    for recording in of_sets(IDENTITIES) {
        let server = answering(&recording).await;
        let found = globus(&server)
            .auth
            .identities_by_id(&[IdentityId::new("i")])
            .await;
        assert_kept(
            &value(&found.unwrap()),
            &recording.document["identities"],
            &recording,
        );
    }
}

async fn exchanged(server: &MockServer) -> Result<TokenSet, Error> {
    let sign_in = PkceSignIn::begin(
        &config(server),
        "http://127.0.0.1:4711",
        &SignInOptions::default(),
    )
    .unwrap();
    let answer = AuthorizationAnswer {
        code: "the-code".to_owned().into(),
        state: Some(sign_in.state().to_owned()),
    };
    globus(server)
        .auth
        .exchange_code(&sign_in.finish(answer).unwrap())
        .await
}

#[tokio::test]
async fn tokens() {
    for recording in of_sets(TOKENS) {
        let server = answering(&recording).await;
        let before = Timestamp::now();
        let set = exchanged(&server).await.unwrap();
        let document = &recording.document;
        let token = set.get(document["resource_server"].as_str().unwrap()).unwrap();
        let lasts = token.expires_at.duration_since(before);
        let recorded = SignedDuration::from_secs(document["expires_in"].as_i64().unwrap());
        assert!((recorded..recorded + SignedDuration::from_mins(1)).contains(&lasts));
        let secret = |it: Option<&globus::SecretString>| it.map(|it| it.expose_secret().to_owned());
        let ours = json!({
            "access_token": secret(Some(&token.access_token)),
            "refresh_token": secret(token.refresh_token.as_ref()),
            "id_token": secret(set.id_token.as_ref()),
            "scope": token.scope,
        });
        assert_kept(&ours, document, &recording);
    }
}

#[tokio::test]
async fn groups() {
    for recording in of_sets(GROUP) {
        let server = answering(&recording).await;
        let group: Group = globus(&server)
            .groups
            .group(&GroupId::new("g"), &[])
            .await
            .unwrap();
        assert_kept(&value(&group), &recording.document, &recording);
    }
    for recording in of_sets(MY_GROUPS) {
        let server = answering(&recording).await;
        let mine = globus(&server).groups.my_groups(&[], &[]).await.unwrap();
        assert_kept(&value(&mine), &recording.document, &recording);
    }
    for recording in of_sets(POLICIES) {
        let policies: GroupPolicies = serde_json::from_value(recording.document.clone()).unwrap();
        assert_kept(&value(&policies), &recording.document, &recording);
    }
}

#[tokio::test]
async fn collections_and_files() {
    for recording in of_sets(ENDPOINT) {
        let server = answering(&recording).await;
        let endpoint = globus(&server).transfer.endpoint(&collection()).await.unwrap();
        assert_kept(&value(&endpoint), &recording.document, &recording);
    }
    for recording in of_sets(FILE) {
        let server = answering(&recording).await;
        let path = CollectionPath::parse("/a/").unwrap();
        let file = globus(&server).transfer.stat(&collection(), &path).await.unwrap();
        assert_kept(&value(&file), &recording.document, &recording);
    }
}

/// A server that has one answer for everything.
async fn server_answering(recording: &Recording) -> Scene {
    let scene = Scene::start().await;
    Mock::given(any())
        .respond_with(common::json(recording.status, recording.document.clone()))
        .mount(&scene.server)
        .await;
    scene
}

#[tokio::test]
async fn servers() {
    for recording in of_sets(SERVER_COLLECTIONS) {
        let scene = server_answering(&recording).await;
        let filter = CollectionFilter::default();
        let found = scene.manager().collections(&filter).await.unwrap();
        assert_kept(&value(&found), &recording.document["data"], &recording);
    }
    for recording in of_sets(SERVER_INFO) {
        let scene = server_answering(&recording).await;
        let info = scene.manager().info().await.unwrap();
        assert_kept(&value(&info), &recording.document["data"][0], &recording);
    }
    for recording in of_sets(USER_CREDENTIALS) {
        let scene = server_answering(&recording).await;
        let gateway = StorageGatewayId::new("gw1");
        let found = scene.manager().user_credentials(&gateway).await.unwrap();
        assert_kept(&value(&found), &recording.document["data"], &recording);
    }
}

#[tokio::test]
async fn what_is_only_done() {
    for recording in of_sets(DONE) {
        let server = answering(&recording).await;
        let globus = globus(&server);
        let done = match recording.set.as_str() {
            "auth.oauth2_revoke_token" => globus.auth.revoke(&"a-token".to_owned().into()).await,
            _ => {
                let path = CollectionPath::parse("/a/").unwrap();
                globus.transfer.mkdir(&collection(), &path).await
            }
        };
        assert!(done.is_ok(), "{recording}: {done:?}");
    }
}

#[tokio::test]
async fn refusals() {
    for recording in folder::all().unwrap_or_default() {
        if recording.status < 400 {
            continue;
        }
        if recording.set.starts_with("globus_connect_server.") {
            let scene = server_answering(&recording).await;
            let refused = scene.manager().collection(&collection()).await.unwrap_err();
            assert_refusal(&refused, &recording);
            continue;
        }
        let server = answering(&recording).await;
        let refused = match recording.set.as_str() {
            "auth.oauth2_exchange_code_for_tokens" => exchanged(&server).await.unwrap_err(),
            set if set.starts_with("auth.") => {
                // A token of the moment: a refusal of the stored one would only be the reason for a new one.
                let tokens = common::tokens(SignedDuration::from_hours(1));
                globus(&server).auth.userinfo_of(&tokens).await.unwrap_err()
            }
            _ => globus(&server)
                .transfer
                .endpoint(&collection())
                .await
                .unwrap_err(),
        };
        assert_refusal(&refused, &recording);
    }
}

fn assert_refusal(refused: &Error, recording: &Recording) {
    let document = &recording.document;
    let first = &document["errors"][0];
    let text = |of: &Value, name: &str| of[name].as_str().map(str::to_owned);
    let code = text(document, "code")
        .or_else(|| text(first, "code"))
        .or_else(|| text(document, "error"));
    if let Error::Auth { code: ours, .. } = refused {
        assert_eq!(Some(ours), code.as_ref(), "{recording}");
        return;
    }
    let ours = refused.api().unwrap();
    assert_eq!(ours.status, recording.status, "{recording}");
    assert_eq!(Some(&ours.code), code.as_ref(), "{recording}");
    let message = text(document, "message").or_else(|| text(first, "detail"));
    assert_eq!(Some(&ours.message), message.as_ref(), "{recording}");
    let id = text(document, "request_id").or_else(|| text(first, "id"));
    assert_eq!(ours.request_id, id, "{recording}");
}
