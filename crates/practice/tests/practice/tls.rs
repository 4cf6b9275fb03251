//! The second port: its authority, its manners, and what the program says about it.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use practice::{Options, Practice};
use reqwest::Method;
use serde_json::json;

use crate::harness::{JONAS, Stage, http};
use crate::persistence::Program;
use crate::secure::{Server, trusting};

#[tokio::test]
async fn the_authority_stays_and_opens_nothing_by_itself() {
    let dir = tempfile::tempdir().unwrap();
    let practice = Practice::start(Options::in_folder(dir.path().join("data")))
        .await
        .unwrap();
    let ca = practice.ca().to_owned();
    let (pem, client) = (std::fs::read(&ca).unwrap(), trusting(&ca));
    let url = format!("{}api/info", practice.urls().gcs);
    assert!(practice.urls().gcs.starts_with("https://localhost:"));
    assert!(client.get(&url).send().await.is_ok());
    let by_number = url.replace("localhost", "127.0.0.1");
    assert!(client.get(by_number).send().await.is_ok());
    // The system's own authorities know nothing of it.
    assert!(http().get(&url).send().await.is_err());
    // And nothing answers in plain text there.
    assert!(http().get(url.replace("https", "http")).send().await.is_err());
    practice.shutdown().await;

    let practice = Practice::start(Options::in_folder(dir.path().join("data")))
        .await
        .unwrap();
    assert_eq!(std::fs::read(&ca).unwrap(), pem);
    let url = format!("{}api/info", practice.urls().gcs);
    assert!(
        client.get(url).send().await.is_ok(),
        "a client keeps its ca.pem over restarts"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let key = ca.with_file_name("ca-key.pem");
        assert_eq!(key.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    // Half a folder was copied: without its key the certificate is worth nothing.
    std::fs::remove_file(ca.with_file_name("ca-key.pem")).unwrap();
    practice.shutdown().await;
    let practice = Practice::start(Options::in_folder(dir.path().join("data")))
        .await
        .unwrap();
    assert_ne!(std::fs::read(&ca).unwrap(), pem);
    let url = format!("{}api/info", practice.urls().gcs);
    assert!(trusting(&ca).get(url).send().await.is_ok());
}

#[tokio::test]
async fn log_faults_and_delays_are_those_of_the_plain_port() {
    let server = Server::start().await;
    server.write("shared/a.txt", "a");
    let jonas = server.token(JONAS).await;
    let fault = json!({"method": "GET", "route": "/data/*", "status": 503, "times": 1, "headers": {"Retry-After": "1"},
        "body": {"code": "unavailable", "message": "later"}});
    server.stage.admin(Method::POST, "faults", fault).await;
    let reply = server.get("/shared/a.txt", &jonas).await;
    assert_eq!(reply.refusal(), (503, "unavailable"));
    assert_eq!(server.get("/shared/a.txt", &jonas).await.status, 200);
    let cut = json!({"route": "/data/*", "cut": "after_executing", "times": 1});
    server.stage.admin(Method::POST, "faults", cut).await;
    let tomas = server.token(crate::harness::TOMAS).await;
    let put = server.request(Method::PUT, "/in/a.txt", &tomas).body("arrived");
    assert!(put.send().await.is_err());
    assert_eq!(
        std::fs::read_to_string(server.folder.join("in/a.txt")).unwrap(),
        "arrived"
    );
    let log = server.stage.admin(Method::GET, "requests", json!(null)).await;
    let seen: Vec<_> = log
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["path"].as_str().unwrap().starts_with("/data/"))
        .map(|it| (it["method"].as_str().unwrap(), it["status"].as_u64().unwrap()))
        .collect();
    assert_eq!(seen, [("GET", 503), ("GET", 200), ("PUT", 200)]);
}

#[tokio::test]
async fn services_that_practice_lacks_say_so_in_json() {
    let stage = Stage::demo().await;
    let urls = stage.practice.urls();
    for url in [&urls.search, &urls.flows, &urls.timers, &urls.compute] {
        let reply = stage.send(stage.http.get(format!("{url}v1/anything"))).await;
        assert_eq!(reply.status, 404, "{url}");
        assert!(reply.body.is_object(), "{url}: {}", reply.text);
    }
}

#[cfg(unix)]
#[test]
fn the_printed_environment_is_safe_for_a_shell() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("Nora's $(data)");
    let mut child = Command::new(env!("CARGO_BIN_EXE_guestlist-practice"))
        .arg("--print-env")
        .arg("--data")
        .arg(&data)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let _program = Program(child);
    let lines: Vec<String> = out
        .lines()
        .map(Result::unwrap)
        .take_while(|line| line != "# ready")
        .collect();
    assert!(
        lines
            .iter()
            .all(|line| line.starts_with("export ") || line.starts_with("# "))
    );
    let script = format!(
        "{}\nprintf '%s\\n' \"$GLOBUS_SDK_VERIFY_SSL\" \"$GLOBUS_SDK_SERVICE_URL_TIMER\"",
        lines.join("\n")
    );
    let shell = Command::new("sh").args(["-eu", "-c", &script]).output().unwrap();
    let said = String::from_utf8(shell.stdout).unwrap();
    let said: Vec<_> = said.lines().collect();
    let ca = data.canonicalize().unwrap().join("ca.pem");
    assert_eq!(said[0], ca.to_str().unwrap());
    assert!(said[1].starts_with("http://127.0.0.1:") && said[1].ends_with("/timers/"));
}
