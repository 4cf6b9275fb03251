//! What sharing is for: S48 to S51.

use serde_json::{Value, json};

use crate::ground::{Ground, grant};
use crate::harness::{ALL, JONAS, TOMAS, rule};
use crate::secure::Server;
use crate::task_harness::id_of;

/// How many files of this name lie anywhere below a folder.
fn copies(folder: &std::path::Path, name: &str) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap());
    entries
        .map(|entry| match entry.file_type().unwrap().is_dir() {
            true => copies(&entry.path(), name),
            false => usize::from(entry.file_name() == name),
        })
        .sum()
}

/// S48: sharing copies nothing. What a guest reads is the owner's file as it is now, and the guest needs no account there.
#[tokio::test]
async fn s48_a_guest_reads_the_owners_own_file() {
    let server = Server::start().await;
    server.write("shared/measured.csv", "first");
    let jonas = server.token(JONAS).await;
    assert_eq!(server.get("/shared/measured.csv", &jonas).await.text, "first");
    server.write("shared/measured.csv", "second");
    assert_eq!(server.get("/shared/measured.csv", &jonas).await.text, "second");
    assert_eq!(copies(server.stage.dir.path(), "measured.csv"), 1);
    // The disk is for people of Northfield; Jonas is from Alpen and gets in by the permission alone.
    let disk = server.stage.collection("Disk").await;
    let scope = format!("{ALL}[*https://auth.globus.org/scopes/{disk}/data_access]");
    let token = server.stage.token(JONAS, &scope).await;
    let refused = server
        .stage
        .get(&format!("operation/endpoint/{disk}/ls?path=/"), &token)
        .await;
    assert!(!refused.status.is_success(), "{}", refused.text);
    std::fs::remove_file(server.folder.join("shared/measured.csv")).unwrap();
    assert_eq!(server.get("/shared/measured.csv", &jonas).await.status, 404);
}

/// S49: data can be made public: a rule for `anonymous` lets everybody read over HTTPS without a token.
#[tokio::test]
async fn s49_public_data_is_read_without_a_token() {
    let server = Server::start().await;
    std::fs::create_dir(server.folder.join("open")).unwrap();
    server.write("open/poster.txt", "for everybody");
    let read = async || {
        server
            .stage
            .send(server.client.get(server.url("/open/poster.txt")))
            .await
    };
    let nora = server.stage.nora().await;
    let access = format!("endpoint/{}/access", server.results);
    // Without a token one is sent to the sign-in, as long as only people who signed in may read.
    server
        .stage
        .post(
            &access,
            &nora,
            grant("all_authenticated_users", "", "/open/", "r"),
        )
        .await
        .ok();
    assert_eq!(read().await.status, 302);
    let made = server
        .stage
        .post(&access, &nora, grant("anonymous", "", "/open/", "r"))
        .await
        .ok();
    let open = read().await;
    assert_eq!((open.status.as_u16(), open.text.as_str()), (200, "for everybody"));
    let written = server.client.put(server.url("/open/mine.txt")).body("x");
    assert!(!server.stage.send(written).await.status.is_success());
    server
        .stage
        .delete(
            &format!("{access}/{}", made["access_id"].as_str().unwrap()),
            &nora,
        )
        .await
        .ok();
    assert_eq!(read().await.status, 302);
}

/// S50: the usual way: make a folder, move data there, set a permission, tell the person.
#[tokio::test]
async fn s50_folder_data_permission_notice() {
    let ground = Ground::maple().await;
    let stage = &ground.stage;
    ground.mkdir(&ground.owner, "/for Jonas").await.ok();
    let (from, to) = (
        ("Thesis figures", "/chapter 2/"),
        ("Maple trial 2026", "/for Jonas/"),
    );
    let task = id_of(stage.submit_transfer(&ground.owner, from, to, json!({})).await);
    assert_eq!(stage.ended(&ground.owner, &task).await["status"], "SUCCEEDED");
    let mut document = rule(&stage.person(JONAS).await, "/for Jonas/", "r");
    document["notify_email"] = JONAS.into();
    document["notify_message"] = "The figures of chapter two".into();
    ground.made(document).await;
    let token = stage.token(JONAS, ALL).await;
    let names = |list: Value| -> Vec<Value> {
        list["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["name"].clone())
            .collect()
    };
    let arrived = names(ground.ls(&token, "/for Jonas/").await.ok());
    let thesis = stage.collection("Thesis figures").await;
    let sent = ground
        .read(&format!("operation/endpoint/{thesis}/ls?path=/chapter%202/"))
        .await;
    assert!(!arrived.is_empty());
    assert_eq!(arrived, names(sent));
}

/// S51: an activity monitor sees the tasks of a collection; an activity manager also stops them. Nobody else does.
#[tokio::test]
async fn s51_monitors_see_tasks_and_managers_stop_them() {
    let ground = Ground::maple().await;
    let stage = &ground.stage;
    // The task stays where it is until it is looked at.
    stage.switch(json!({"transfer_files_per_second": 0})).await;
    let (from, to) = (("Maple trial 2026", "/Results/"), ("Thesis figures", "/copy/"));
    let task = id_of(stage.submit_transfer(&ground.owner, from, to, json!({})).await);
    let (tomas, jonas) = (stage.token(TOMAS, ALL).await, stage.token(JONAS, ALL).await);
    let see = async |token: &str| stage.get(&format!("endpoint_manager/task/{task}"), token).await;
    let list = async |token: &str| {
        let route = format!("endpoint_manager/task_list?filter_endpoint={}", ground.id);
        stage.get(&route, token).await
    };
    let stop = async |token: &str| {
        let body = json!({"task_id_list": [task], "message": "The disk is being moved"});
        stage.post("endpoint_manager/admin_cancel", token, body).await
    };
    for token in [&tomas, &jonas] {
        assert_eq!(see(token).await.refusal(), (403, "PermissionDenied"));
        assert_eq!(list(token).await.refusal(), (403, "PermissionDenied"));
    }
    ground
        .give("identity", &stage.person(TOMAS).await, "activity_monitor")
        .await
        .ok();
    ground
        .give("identity", &stage.person(JONAS).await, "activity_manager")
        .await
        .ok();
    for token in [&tomas, &jonas] {
        assert_eq!(see(token).await.ok()["task_id"], task.as_str());
        let seen = list(token).await.ok();
        assert!(
            seen["DATA"]
                .as_array()
                .unwrap()
                .iter()
                .any(|it| it["task_id"] == task.as_str())
        );
        // Seeing the task is not owning it.
        assert!(
            !stage
                .post(&format!("task/{task}/cancel"), token, Value::Null)
                .await
                .status
                .is_success()
        );
    }
    assert_eq!(stop(&tomas).await.refusal(), (403, "PermissionDenied"));
    assert_eq!(stage.task(&ground.owner, &task).await["status"], "ACTIVE");
    stop(&jonas).await.ok();
    stage.switch(json!({"transfer_files_per_second": null})).await;
    let ended = stage.ended(&ground.owner, &task).await;
    assert_eq!(
        (&ended["status"], &ended["canceled_by_admin_message"]),
        (&json!("FAILED"), &json!("The disk is being moved"))
    );
    // Neither role lets them read a file.
    let stranger = ground.ls(&tomas, "/").await;
    crate::ground::kept_out(&stranger);
}
