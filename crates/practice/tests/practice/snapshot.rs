//! Going back: documents, clock and files together, while others go on working.

use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame};
use practice::{Options, Practice};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{JONAS, Stage, TOMAS, rule};
use crate::secure::Server;

async fn snapshot(stage: &Stage) -> String {
    let taken = stage.admin(Method::POST, "snapshot", json!({})).await;
    taken["snapshot"].as_str().unwrap().to_owned()
}

async fn restore(stage: &Stage, id: &str) {
    stage
        .admin(Method::POST, "restore", json!({"snapshot": id}))
        .await;
}

#[tokio::test]
async fn everything_is_as_it_was() {
    let server = Server::start().await;
    let stage = &server.stage;
    server.write("in/a.txt", "then");
    let sample = stage.practice.sample_root().join("Maple trial 2026/README.md");
    let readme = std::fs::read_to_string(&sample).unwrap();
    let dated = std::fs::metadata(&sample).unwrap().modified().unwrap();
    let (nora, tomas) = (stage.nora().await, server.token(TOMAS).await);
    let rules = format!("endpoint/{}/access", server.results);
    let list = format!("{rules}_list");
    let before = stage.get(&list, &nora).await.ok();
    let id = snapshot(stage).await;

    let jonas = stage.person(JONAS).await;
    stage
        .post(&rules, &nora, rule(&jonas, "/later/", "rw"))
        .await
        .ok();
    stage
        .admin(Method::POST, "clock", json!({"advance_seconds": 86400}))
        .await;
    server.put("/in/a.txt", &tomas, "now").await.ok();
    server.put("/in/b.txt", &tomas, "new").await.ok();
    std::fs::remove_file(&sample).unwrap();
    let late = server.token(JONAS).await;

    restore(stage, &id).await;
    let after = stage.get(&list, &nora).await.ok();
    assert_eq!(after["DATA"], before["DATA"]);
    let clock = stage.admin(Method::GET, "clock", Value::Null).await;
    assert_eq!(clock["offset_seconds"], 0);
    assert_eq!(server.get("/in/a.txt", &tomas).await.text, "then");
    assert_eq!(server.get("/in/b.txt", &tomas).await.status, 404);
    assert_eq!(std::fs::read_to_string(&sample).unwrap(), readme);
    assert_eq!(std::fs::metadata(&sample).unwrap().modified().unwrap(), dated);
    // A token that was made later never was.
    assert_eq!(server.get("/shared/a.txt", &late).await.status, 401);
    // The key in memory still signs, and is kept for the next start.
    assert!(stage.sign_in(JONAS, "openid").await["id_token"].is_string());
}

#[tokio::test]
async fn real_folders_of_the_person_are_left_alone() {
    let stage = Stage::demo().await;
    let mine = stage.dir.path().join("mine");
    std::fs::create_dir(&mine).unwrap();
    stage.practice.allow_folder(&mine).unwrap();
    std::fs::write(mine.join("a.txt"), "then").unwrap();
    let id = snapshot(&stage).await;
    std::fs::write(mine.join("a.txt"), "now").unwrap();
    restore(&stage, &id).await;
    assert_eq!(std::fs::read_to_string(mine.join("a.txt")).unwrap(), "now");
    let state = stage.admin(Method::GET, "state", Value::Null).await;
    assert!(state["allowed_folders"].to_string().contains("mine"));
}

#[tokio::test]
async fn requests_that_run_meanwhile_see_one_state_or_the_other() {
    let server = Server::start().await;
    server.write("in/a.txt", "then");
    let tomas = server.token(TOMAS).await;
    let id = snapshot(&server.stage).await;
    let (client, url) = (server.client.clone(), server.url("/in/a.txt"));
    let (stop, mut stopped) = tokio::sync::watch::channel(false);
    let (begun, mut has_begun) = tokio::sync::watch::channel(0_u32);
    let worker = tokio::spawn(async move {
        while !*stopped.borrow_and_update() {
            let put = client
                .put(&url)
                .bearer_auth(&tomas)
                .body("now")
                .send()
                .await
                .unwrap();
            assert_eq!(put.status(), 200);
            let get = client.get(&url).bearer_auth(&tomas).send().await.unwrap();
            assert_eq!(get.status(), 200);
            let text = get.text().await.unwrap();
            assert!(text == "then" || text == "now", "{text:?}");
            begun.send_modify(|count| *count += 1);
        }
    });
    for round in 1..6 {
        has_begun.wait_for(|count| *count >= round).await.unwrap();
        restore(&server.stage, &id).await;
    }
    stop.send(true).unwrap();
    worker.await.unwrap();
    restore(&server.stage, &id).await;
    assert_eq!(
        std::fs::read_to_string(server.folder.join("in/a.txt")).unwrap(),
        "then"
    );
    let data = server.stage.dir.path().join("data");
    let beside = std::fs::read_dir(data).unwrap().map(|it| it.unwrap().file_name());
    assert!(
        beside
            .into_iter()
            .all(|name| !name.to_string_lossy().contains(".former"))
    );
}

#[tokio::test]
async fn an_upload_that_runs_is_not_cut_in_two() {
    let server = Server::start().await;
    server.write("in/a.txt", "then");
    let tomas = server.token(TOMAS).await;
    let id = snapshot(&server.stage).await;
    let (go_on, body) = held_back();
    let put = server.request(Method::PUT, "/in/a.txt", &tomas).body(body);
    let put = tokio::spawn(async move { put.send().await.unwrap().status() });
    let uploads = server.stage.dir.path().join("data/Uploads");
    let begun = async {
        while !std::fs::read_dir(&uploads).is_ok_and(|mut entries| entries.next().is_some()) {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), begun)
        .await
        .unwrap();
    for (path, body) in [
        ("snapshot", json!({"wait_seconds": 0.1})),
        ("restore", json!({"snapshot": id, "wait_seconds": 0.1})),
    ] {
        let url = format!("{}{path}", server.stage.practice.urls().admin);
        let reply = server.stage.send(server.stage.http.post(url).json(&body)).await;
        assert_eq!(reply.status, 409, "{path}: {}", reply.text);
    }
    go_on.send(()).unwrap();
    assert_eq!(put.await.unwrap(), 200);
    assert!(server.get("/in/a.txt", &tomas).await.text.starts_with("now"));
    restore(&server.stage, &id).await;
    assert_eq!(server.get("/in/a.txt", &tomas).await.text, "then");
}

/// A body whose end waits for a word. Before it comes as much as practice gathers before it writes, and more.
fn held_back() -> (tokio::sync::oneshot::Sender<()>, reqwest::Body) {
    struct Held(tokio::sync::oneshot::Receiver<()>, Option<Bytes>);

    impl Body for Held {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
            if let Some(first) = self.1.take() {
                return Poll::Ready(Some(Ok(Frame::data(first))));
            }
            Pin::new(&mut self.0).poll(context).map(|_| None)
        }
    }

    let (go_on, held) = tokio::sync::oneshot::channel();
    (
        go_on,
        reqwest::Body::wrap(Held(held, Some(Bytes::from("now".repeat(1 << 20))))),
    )
}

#[tokio::test]
async fn snapshots_are_listed_survive_a_restart_and_are_removed() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let first = snapshot(&stage).await;
    let second = snapshot(&stage).await;
    let Stage { practice, http, dir } = stage;
    practice.shutdown().await;
    let practice = Practice::start(Options::in_folder(dir.path().join("data")))
        .await
        .unwrap();
    let stage = Stage { practice, http, dir };
    let list = stage.admin(Method::GET, "snapshot", Value::Null).await;
    let ids: Vec<_> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["snapshot"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), 2);
    assert!(ids.contains(&first.as_str()) && ids.contains(&second.as_str()));
    stage
        .admin(Method::DELETE, &format!("snapshot/{second}"), json!({}))
        .await;
    restore(&stage, &first).await;
    let search = stage
        .get("endpoint_search?filter_scope=my-endpoints", &nora)
        .await;
    assert_eq!(search.status, 200);
    for (method, path, body) in [
        (Method::POST, "restore", json!({"snapshot": second})),
        (Method::DELETE, "snapshot/..", json!({})),
        (Method::DELETE, "snapshot/%2e%2e%2fPretend%20disks", json!({})),
    ] {
        let url = format!("{}{path}", stage.practice.urls().admin);
        let reply = stage.send(stage.http.request(method, url).json(&body)).await;
        assert!(reply.status.is_client_error(), "{path}: {}", reply.text);
    }
    assert!(stage.dir.path().join("data/Pretend disks").is_dir());
}
