//! What survives: restarts, and the end that nobody announced.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use practice::{Error, Options, Practice, Seed};
use serde_json::{Value, json};

use crate::harness::{JONAS, Stage, http, rule};

#[tokio::test]
async fn a_restart_keeps_tokens_rules_and_the_clock() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let access = format!("endpoint/{}/access", stage.collection("Maple trial 2026").await);
    let jonas = stage.person(JONAS).await;
    stage.post(&access, &nora, rule(&jonas, "/kept/", "r")).await.ok();
    stage
        .admin(reqwest::Method::POST, "clock", json!({"advance_seconds": 3600}))
        .await;
    let Stage { practice, http, dir } = stage;
    practice.shutdown().await;
    let options = Options {
        seed: Seed::Empty,
        ..Options::in_folder(dir.path().join("data"))
    };
    let stage = Stage {
        practice: Practice::start(options).await.unwrap(),
        http,
        dir,
    };
    let list = stage.get(&format!("{access}_list"), &nora).await.ok();
    assert!(
        list["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["path"] == "/kept/")
    );
    let clock = stage.admin(reqwest::Method::GET, "clock", Value::Null).await;
    assert_eq!(clock["offset_seconds"], 3600);
}

#[tokio::test]
async fn only_loopback_is_listened_on() {
    let dir = tempfile::tempdir().unwrap();
    let options = Options {
        listen: SocketAddr::from(([0, 0, 0, 0], 0)),
        ..Options::in_folder(dir.path())
    };
    assert!(matches!(
        Practice::start(options).await,
        Err(Error::NotLoopback(_))
    ));
}

#[tokio::test]
async fn a_seed_that_makes_no_sense_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("seed.json");
    for seed in [
        json!({"peple": []}),
        json!({"groups": [{"name": "G", "members": [{"who": "nobody"}]}]}),
    ] {
        std::fs::write(&file, seed.to_string()).unwrap();
        let options = Options {
            seed: Seed::File(file.clone()),
            ..Options::in_folder(dir.path().join("data"))
        };
        assert!(
            matches!(Practice::start(options).await, Err(Error::Seed(_))),
            "{seed}"
        );
    }
    let options = Options {
        auto_approve: Some("nobody".into()),
        ..Options::in_folder(dir.path().join("other"))
    };
    assert!(matches!(
        Practice::start(options).await,
        Err(Error::UnknownPerson(_))
    ));
}

/// The program, killed when the test ends early.
pub(crate) struct Program(pub(crate) Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) fn start(data: &Path) -> (Program, Value) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_guestlist-practice"))
        .args([
            "--listen",
            "127.0.0.1:0",
            "--auto-approve",
            "nora.whitfield@northfield.example",
            "--data",
        ])
        .arg(data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    (Program(child), serde_json::from_str(&line).unwrap())
}

/// An application's token, from what the ready line says.
pub(crate) async fn token(http: &reqwest::Client, ready: &Value) -> String {
    let client = &ready["clients"][0];
    let url = format!("{}v2/oauth2/token", ready["auth"].as_str().unwrap());
    let form = [
        ("grant_type", "client_credentials"),
        ("scope", crate::harness::ALL),
    ];
    let request = http
        .post(url)
        .basic_auth(client["id"].as_str().unwrap(), client["secret"].as_str())
        .form(&form);
    let answer = crate::harness::reply(request.send().await.unwrap()).await.ok();
    answer["access_token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_was_answered_survives_kill_9() {
    let dir = tempfile::tempdir().unwrap();
    let http = http();
    let (mut program, ready) = start(dir.path());
    let nora = token(&http, &ready).await;
    let search = "v0.10/endpoint_search?filter_scope=administered-by-me&filter_fulltext=Maple";
    let list = |ready: &Value, path: &str| {
        let url = format!("{}{path}", ready["transfer"].as_str().unwrap());
        http.get(url).bearer_auth(&nora).send()
    };
    let found = crate::harness::reply(list(&ready, search).await.unwrap())
        .await
        .ok();
    let maple = found["DATA"][0]["id"].as_str().unwrap().to_owned();
    let jonas = "v0.10/endpoint/".to_owned() + &maple + "/access_list";
    let before = crate::harness::reply(list(&ready, &jonas).await.unwrap())
        .await
        .ok()["length"]
        .as_u64()
        .unwrap();
    let url = format!(
        "{}v0.10/endpoint/{maple}/access",
        ready["transfer"].as_str().unwrap()
    );
    for number in 0..20 {
        let document = json!({"principal_type": "all_authenticated_users", "principal": "", "permissions": "r",
            "path": format!("/kill/{number}/")});
        let answer = http
            .post(&url)
            .bearer_auth(&nora)
            .json(&document)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 201);
    }
    // On Unix this is SIGKILL.
    program.0.kill().unwrap();
    program.0.wait().unwrap();
    let (_program, ready) = start(dir.path());
    let after = crate::harness::reply(list(&ready, &jonas).await.unwrap())
        .await
        .ok()["length"]
        .as_u64()
        .unwrap();
    assert_eq!(after, before + 20);
}

#[cfg(unix)]
#[test]
fn sigterm_ends_it_cleanly() {
    let dir = tempfile::tempdir().unwrap();
    let (mut program, _) = start(dir.path());
    let status = Command::new("kill")
        .args(["-TERM", &program.0.id().to_string()])
        .status()
        .unwrap();
    assert!(status.success());
    assert!(program.0.wait().unwrap().success());
}
