//! Files that are larger than what practice may hold in memory.

use std::io::{BufRead, BufReader};
use std::pin::Pin;
use std::process::{Command, Stdio};
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use serde_json::{Value, json};

use crate::harness::{between, reply};
use crate::persistence::Program;
use crate::secure::{scope, seed, trusting};

const PIECE: u64 = 64 * 1024;
const LARGE: u64 = 200 * 1024 * 1024;

/// A request body that is made while it is sent.
pub(crate) struct Generated {
    position: u64,
    end: u64,
    said: u64,
}

impl Generated {
    pub(crate) fn of(length: u64) -> Self {
        Self::breaking_after(length, length)
    }

    /// Says one length and breaks off earlier.
    pub(crate) fn breaking_after(end: u64, said: u64) -> Self {
        Self {
            position: 0,
            end,
            said,
        }
    }
}

fn byte_at(position: u64) -> u8 {
    ((position / 1000) ^ position).to_le_bytes()[0]
}

impl Body for Generated {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, std::io::Error>>> {
        let (from, to) = (self.position, (self.position + PIECE).min(self.end));
        if from == to {
            return Poll::Ready(
                (self.end < self.said).then(|| Err(std::io::ErrorKind::ConnectionAborted.into())),
            );
        }
        self.position = to;
        let piece: Vec<u8> = (from..to).map(byte_at).collect();
        Poll::Ready(Some(Ok(Frame::data(piece.into()))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.said - self.position)
    }
}

/// The most memory that a process ever used, in bytes.
#[cfg(target_os = "linux")]
fn peak_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    let kibibytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kibibytes * 1024
}

#[tokio::test]
async fn two_hundred_megabytes_pass_through_without_staying_in_memory() {
    let dir = tempfile::tempdir().unwrap();
    let seed_file = dir.path().join("seed.json");
    std::fs::write(&seed_file, seed().to_string()).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_guestlist-practice"))
        .args(["--auto-approve", "tomas.ferreira@eastlake.example", "--seed"])
        .arg(&seed_file)
        .arg("--data")
        .arg(dir.path().join("data"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let process = child.id();
    let _program = Program(child);
    let ready: Value = serde_json::from_str(&line).unwrap();
    let client = trusting(ready["ca"].as_str().unwrap().as_ref());
    let state = client
        .get(format!("{}state", ready["admin"].as_str().unwrap()))
        .send()
        .await
        .unwrap();
    let state = reply(state).await.ok();
    let results = state["collections"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["display_name"] == "Results")
        .unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let disk = state["collections"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["display_name"] == "Disk")
        .unwrap();
    let disk = disk["id"].as_str().unwrap().replace('-', "");
    std::fs::create_dir_all(
        dir.path()
            .join("data/Pretend disks")
            .join(disk)
            .join("results/in"),
    )
    .unwrap();
    let token = token(&client, &ready, &scope(&results, "https")).await;
    let url = format!("{}{results}/in/large.bin", ready["https"].as_str().unwrap());

    #[cfg(target_os = "linux")]
    let before = peak_memory(process);
    let body = reqwest::Body::wrap(Generated::of(LARGE));
    let put = client
        .put(&url)
        .bearer_auth(&token)
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(put.status(), 200);
    let mut answer = client.get(&url).bearer_auth(&token).send().await.unwrap();
    assert_eq!(answer.content_length(), Some(LARGE));
    let mut position = 0;
    while let Some(piece) = answer.chunk().await.unwrap() {
        // The ends of each piece show any shift, and cost less than all bytes.
        let last = piece.len() - 1;
        assert_eq!(piece[0], byte_at(position));
        assert_eq!(piece[last], byte_at(position + last as u64));
        position += piece.len() as u64;
    }
    assert_eq!(position, LARGE);
    #[cfg(target_os = "linux")]
    {
        let grown = peak_memory(process) - before;
        assert!(grown < 48 * 1024 * 1024, "memory grew by {grown} bytes");
    }
    #[cfg(not(target_os = "linux"))]
    let _ = process;
}

/// A token of the person who is signed in without a page.
async fn token(client: &reqwest::Client, ready: &Value, scope: &str) -> String {
    let auth = ready["auth"].as_str().unwrap();
    let challenge = crate::harness::challenge();
    let parameters = [
        ("client_id", ready["client_id"].as_str().unwrap()),
        ("redirect_uri", crate::harness::REDIRECT),
        ("scope", scope),
        ("response_type", "code"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    let url = format!("{auth}v2/oauth2/authorize");
    let answer = reply(client.get(url).query(&parameters).send().await.unwrap()).await;
    let to = answer.headers["location"].to_str().unwrap().to_owned() + "&";
    let form = json!({
        "grant_type": "authorization_code", "client_id": ready["client_id"], "code": between(&to, "code=", "&"),
        "redirect_uri": crate::harness::REDIRECT, "code_verifier": crate::harness::VERIFIER,
    });
    let answer = client
        .post(format!("{auth}v2/oauth2/token"))
        .form(&form)
        .send()
        .await
        .unwrap();
    reply(answer).await.ok()["access_token"]
        .as_str()
        .unwrap()
        .to_owned()
}
