//! Each switch of the README's table that no other test turns: what it changes, and what it was before.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{ALL, GROUPS, JONAS, NORA, Reply, Stage, TOMAS, rule};

/// A computer of Nora's with a folder that is shared, and nobody in the way.
async fn stage() -> Stage {
    Stage::seeded(json!({
        "people": [
            {"username": NORA, "name": "Nora Whitfield", "sign_in": true},
            {"username": TOMAS, "name": "Tomás Ferreira", "sign_in": true},
            {"username": JONAS, "name": "Jonas Lindqvist", "sign_in": true}
        ],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "groups": [{"name": "Lab", "members_hidden": true, "members": [
            {"who": NORA, "role": "admin"}, {"who": TOMAS, "role": "member"}]},
            {"name": "Clinic", "high_assurance": true, "session_limit": 600,
             "members": [{"who": NORA, "role": "admin"}]}],
        "collections": [
            {"name": "Computer", "type": "GCP_mapped_collection", "owner": NORA, "subscribed": true},
            {"name": "Poor computer", "type": "GCP_mapped_collection", "owner": NORA},
            {"name": "Share", "type": "GCP_guest_collection", "owner": NORA, "host": "Computer", "path": "/share/",
             "max_expiration_mins": 1440,
             "roles": [{"who": TOMAS, "role": "access_manager"}]},
            {"name": "Open share", "type": "GCP_guest_collection", "owner": NORA, "host": "Computer", "path": "/open/",
             "roles": [{"who": TOMAS, "role": "access_manager"}],
             "permissions": [{"path": "/run-{n}/", "permissions": "r", "who": JONAS, "repeat": 999}]},
            {"name": "Server", "type": "GCSv5_endpoint", "owner": NORA, "subscribed": true},
            {"name": "Disk", "type": "GCSv5_mapped_collection", "owner": NORA, "host": "Server",
             "domains": ["northfield.example"], "subscribed": true}
        ]
    }))
    .await
}

fn ending(date: &str, path: &str, who: &str) -> Value {
    let mut rule = rule(who, path, "r");
    rule["expiration_date"] = date.into();
    rule
}

#[tokio::test]
async fn end_dates() {
    let stage = stage().await;
    let clock = json!({"set": "2030-01-01T00:00:00Z"});
    stage.admin(Method::POST, "clock", clock).await;
    let nora = stage.nora().await;
    let jonas = stage.person(JONAS).await;
    let access = format!("endpoint/{}/access", stage.collection("Share").await);
    let end_of = async |made: Reply| {
        let id = made.ok()["access_id"].as_str().unwrap().to_owned();
        let read = stage.get(&format!("{access}/{id}"), &nora).await.ok();
        (id, read["expiration_date"].clone())
    };

    let past = ending("2029-01-01T00:00:00Z", "/past/", &jonas);
    assert_eq!(
        stage.post(&access, &nora, past.clone()).await.refusal(),
        (400, "BadRequest")
    );
    stage.switch(json!({"refuse_past_expiration": false})).await;
    stage.post(&access, &nora, past).await.ok();

    let (id, filled) = end_of(stage.post(&access, &nora, rule(&jonas, "/filled/", "r")).await).await;
    assert!(filled.as_str().unwrap().starts_with("2030-01-02"), "{filled}");
    stage
        .switch(json!({"fill_maximum_expiration": false, "null_clears_expiration": false}))
        .await;
    let made = stage.post(&access, &nora, rule(&jonas, "/empty/", "r")).await;
    assert_eq!(end_of(made).await.1, Value::Null);

    let cleared = json!({"DATA_TYPE": "access", "expiration_date": null});
    let one = format!("{access}/{id}");
    stage.put(&one, &nora, cleared.clone()).await.ok();
    assert_eq!(stage.get(&one, &nora).await.ok()["expiration_date"], filled);
    stage.switch(json!({"null_clears_expiration": true})).await;
    stage.put(&one, &nora, cleared).await.ok();
    assert_eq!(stage.get(&one, &nora).await.ok()["expiration_date"], Value::Null);
}

#[tokio::test]
async fn the_four_conditions_of_a_shared_folder() {
    let stage = stage().await;
    let (nora, tomas) = (stage.nora().await, stage.token(TOMAS, ALL).await);
    let (computer, poor) = (
        stage.collection("Computer").await,
        stage.collection("Poor computer").await,
    );
    let share = async |token: &str, host: &str, path: &str| {
        let body = json!({"DATA_TYPE": "shared_endpoint", "host_endpoint": host, "host_path": path,
            "display_name": "New"});
        let refused = stage.post("shared_endpoint", token, body).await;
        let (status, code) = refused.refusal();
        (status, code.to_owned())
    };
    let text = |status: u16, code: &str| (status, code.to_owned());
    let refusals = async |offline: bool| {
        let online = json!({"collection_id": computer, "online": !offline});
        stage.admin(Method::POST, "online", online).await;
        if offline {
            return vec![share(&nora, &computer, "/share/").await];
        }
        vec![
            share(&tomas, &computer, "/share/").await,
            share(&nora, &poor, "/x/").await,
            share(&nora, &computer, "/").await,
            share(&nora, &computer, "/missing/").await,
        ]
    };
    assert_eq!(
        refusals(false).await,
        [
            text(403, "PermissionDenied"),
            text(409, "Conflict"),
            text(403, "PermissionDenied"),
            text(404, "ClientError.NotFound")
        ]
    );
    let gone = "ExternalError.DirListingFailed.GCDisconnected";
    assert_eq!(refusals(true).await, [text(502, gone)]);
    stage
        .switch(json!({
            "share_not_administrator": {"status": 404, "code": "A"},
            "share_without_subscription": {"status": 402, "code": "B"},
            "share_not_shareable": {"status": 409, "code": "C"},
            "share_folder_missing": {"status": 502, "code": "D"},
            "share_offline": {"status": 409, "code": "E"},
        }))
        .await;
    assert_eq!(
        refusals(false).await,
        [text(404, "A"), text(402, "B"), text(409, "C"), text(502, "D")]
    );
    assert_eq!(refusals(true).await, [text(409, "E")]);
}

#[tokio::test]
async fn statuses_and_codes_of_transfer() {
    let stage = stage().await;
    let nora = stage.nora().await;
    let (computer, share) = (
        stage.collection("Computer").await,
        stage.collection("Share").await,
    );
    let mkdir = async |name: &str| {
        let path = format!("operation/endpoint/{share}/mkdir");
        let body = json!({"DATA_TYPE": "mkdir", "path": format!("/{name}/")});
        stage.post(&path, &nora, body).await.status.as_u16()
    };
    let submit = async || {
        let body = json!({"DATA_TYPE": "delete", "submission_id": uuid::Uuid::new_v4(), "endpoint": share,
            "ignore_missing": true, "DATA": [{"DATA_TYPE": "delete_item", "path": "/nothing"}]});
        stage.post("delete", &nora, body).await.status.as_u16()
    };
    let bookmark = async || {
        let body = json!({"name": "Mine", "endpoint_id": share, "path": "/"});
        let answer = stage.post("bookmark", &nora, body).await;
        let (status, code) = answer.refusal();
        (status, code.to_owned())
    };
    let role = async || {
        let body = json!({"DATA_TYPE": "role", "principal_type": "identity",
            "principal": stage.person(JONAS).await, "role": "access_manager"});
        let path = format!("endpoint/{}/role", stage.collection("Disk").await);
        stage.post(&path, &nora, body).await.status.as_u16()
    };
    let paused = async || {
        let answer = stage.get(&format!("operation/endpoint/{share}/ls"), &nora).await;
        answer.body["code"].clone()
    };
    assert!(bookmark().await.0 < 300);
    assert_eq!((mkdir("a").await, submit().await, role().await), (202, 202, 409));
    assert_eq!(bookmark().await, (409, "Exists".to_owned()));
    stage
        .switch(json!({
            "mkdir_status": 200, "submission_status": 200,
            "bookmark_exists": {"status": 400, "code": "BadRequest"},
            "server_role_change": {"status": 403, "code": "PermissionDenied"},
        }))
        .await;
    assert_eq!((mkdir("b").await, submit().await, role().await), (200, 200, 403));
    assert_eq!(bookmark().await, (400, "BadRequest".to_owned()));

    let pause = json!({"collection_id": computer, "paused": true});
    stage.admin(Method::POST, "gcp-paused", pause).await;
    assert_eq!(paused().await, "ExternalError.DirListingFailed.GCPaused");
    stage.switch(json!({"gcp_paused_code": "Paused"})).await;
    assert_eq!(paused().await, "ExternalError.DirListingFailed.Paused");
}

#[tokio::test]
async fn what_a_role_counts_for() {
    let stage = stage().await;
    let (nora, tomas) = (stage.nora().await, stage.token(TOMAS, ALL).await);
    let jonas = stage.person(JONAS).await;
    let access = format!("endpoint/{}/access", stage.collection("Open share").await);
    // 999 permissions, and at least one role.
    stage.switch(json!({"implicit_rules_count": true})).await;
    assert_eq!(
        stage
            .post(&access, &nora, rule(&jonas, "/new/", "r"))
            .await
            .refusal(),
        (409, "LimitExceeded")
    );
    stage.switch(json!({"implicit_rules_count": false})).await;
    stage.post(&access, &nora, rule(&jonas, "/new/", "r")).await.ok();

    let administered = async || {
        let search = "endpoint_search?filter_scope=administered-by-me";
        stage.get(search, &tomas).await.ok()["DATA"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(administered().await, 0);
    stage.switch(json!({"access_managers_administer": true})).await;
    assert_eq!(administered().await, 2);
}

#[tokio::test]
async fn lookups_and_groups() {
    let stage = stage().await;
    let nora = stage.token(NORA, "openid").await;
    let auth = stage.practice.urls().auth.clone();
    let look = async |names: &str| {
        let url = format!("{auth}v2/api/identities?usernames={names}");
        stage.send(stage.http.get(url).bearer_auth(&nora)).await
    };
    let found = async |names: &str| look(names).await.ok()["identities"].as_array().unwrap().len();
    let shouted = NORA.to_uppercase();
    assert_eq!(found(&shouted).await, 1);
    assert_eq!(found(&format!("{NORA},{TOMAS}")).await, 2);
    stage
        .switch(json!({"usernames_ignore_case": false, "identities_limit": 1}))
        .await;
    assert_eq!((found(&shouted).await, found(NORA).await), (0, 1));
    assert_eq!(look(&format!("{NORA},{TOMAS}")).await.status, 400);

    let groups = stage.practice.urls().groups.clone();
    let (nora, tomas) = (stage.token(NORA, GROUPS).await, stage.token(TOMAS, GROUPS).await);
    let lab = stage.id("groups", "Lab").await;
    let members = async || {
        let url = format!("{groups}v2/groups/{lab}?include=memberships");
        stage
            .send(stage.http.get(url).bearer_auth(&tomas))
            .await
            .status
            .as_u16()
    };
    let named = async |length: usize| {
        let body = json!({"name": "x".repeat(length), "description": ""});
        let request = stage.http.post(format!("{groups}v2/groups")).bearer_auth(&nora);
        stage.send(request.json(&body)).await.status
    };
    assert_eq!(members().await, 403);
    assert!(named(256).await.is_success() && named(257).await == 422);
    stage
        .switch(json!({"group_members_hidden_status": 404, "group_name_limit": 300}))
        .await;
    assert_eq!(members().await, 404);
    assert!(named(257).await.is_success());
}

#[tokio::test]
async fn a_group_that_asks_for_a_recent_sign_in() {
    let stage = stage().await;
    let nora = stage.token(NORA, GROUPS).await;
    let clinic = stage.id("groups", "Clinic").await;
    let url = format!(
        "{}v2/groups/{clinic}?include=memberships",
        stage.practice.urls().groups
    );
    let status = async || {
        let answer = stage.send(stage.http.get(&url).bearer_auth(&nora)).await;
        answer.status.as_u16()
    };
    assert_eq!(status().await, 200);
    let later = json!({"advance_seconds": 700});
    stage.admin(Method::POST, "clock", later).await;
    assert_eq!(status().await, 403);
    stage.switch(json!({"group_session_status": 401})).await;
    assert_eq!(status().await, 401);
}

#[tokio::test]
async fn tasks_wait_for_each_other() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    stage
        .switch(json!({"tasks_at_once": 1, "transfer_files_per_second": 0}))
        .await;
    let first = stage
        .copy(&nora, "Maple trial 2026/README.md", "one.md", json!({}))
        .await;
    let second = stage
        .copy(&nora, "Maple trial 2026/README.md", "two.md", json!({}))
        .await;
    stage
        .task_when(&nora, &first, |it| it["nice_status"] != "Queued")
        .await;
    assert_eq!(stage.task(&nora, &second).await["nice_status"], "Queued");
    stage.switch(json!({"tasks_at_once": 2})).await;
    stage
        .task_when(&nora, &second, |it| it["nice_status"] != "Queued")
        .await;
}

#[tokio::test]
async fn addresses_of_apps() {
    let stage = stage().await;
    let address = [("redirect_uri", "guestlist://callback")];
    let page = async |address: &[(&str, &str)]| {
        let url = stage.authorize_url("openid", address);
        stage.send(stage.http.get(url)).await.status.as_u16()
    };
    assert_eq!(page(&address).await, 400);
    stage.switch(json!({"custom_scheme_redirects": true})).await;
    assert_eq!(page(&address).await, 200);
    for other in ["javascript:alert(1)", "https://eastlake.example/", "callback"] {
        assert_eq!(page(&[("redirect_uri", other)]).await, 400, "{other}");
    }
}

#[tokio::test]
async fn the_list_of_shareable_folders() {
    use practice::{Config, Seed};
    let config: Config = serde_json::from_value(json!({"config_paths_first_line": "~/,0,1"})).unwrap();
    let stage = Stage::with(Seed::Demo, config).await;
    let file = stage.practice.personal_config_dir().join("config-paths");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("~/,0,1\n") && text.ends_with(",1,1\n"), "{text}");
    stage.switch(json!({"config_paths_written": false})).await;
    stage.practice.allow_folder(stage.dir.path()).unwrap();
    assert!(!file.exists());
}
