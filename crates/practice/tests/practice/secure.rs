//! The TLS port as clients see it that were given `ca.pem`, and a seed with a server behind it.

use std::path::PathBuf;

use reqwest::{Certificate, Method};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::harness::{Reply, Stage};

/// A client that trusts a practice's own authority and nobody else.
pub(crate) fn trusting(ca: &std::path::Path) -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let certificate = Certificate::from_pem(&std::fs::read(ca).unwrap()).unwrap();
    reqwest::Client::builder()
        .tls_certs_only([certificate])
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

/// One server with a disk, and guest collections on it.
pub(crate) fn seed() -> Value {
    let nora = "nora.whitfield@northfield.example";
    let tomas = "tomas.ferreira@eastlake.example";
    json!({
        "people": [
            {"username": nora, "name": "Nora Whitfield", "sign_in": true},
            {"username": tomas, "name": "Tomás Ferreira", "sign_in": true},
            {"username": "j.lindqvist@alpen.example", "name": "Jonas Lindqvist", "sign_in": true}
        ],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": [
            {"name": "Laptop", "type": "GCP_mapped_collection", "owner": nora, "this_computer": true, "subscribed": true},
            {"name": "Server", "type": "GCSv5_endpoint", "owner": nora, "subscribed": true},
            {"name": "Disk", "type": "GCSv5_mapped_collection", "owner": nora, "host": "Server",
             "domains": ["northfield.example"]},
            {"name": "Results", "type": "GCSv5_guest_collection", "owner": nora, "host": "Disk", "path": "/results/",
             "permissions": [
                {"path": "/shared/", "permissions": "r", "who": "j.lindqvist@alpen.example"},
                {"path": "/in/", "permissions": "rw", "who": tomas},
                {"path": "/public/", "permissions": "r", "everyone": "anonymous"}]},
            {"name": "Closed", "type": "GCSv5_guest_collection", "owner": nora, "host": "Disk", "path": "/closed/",
             "enable_https": false}
        ]
    })
}

/// A practice with that seed, a client for its TLS port, and the folder behind *Results*.
pub(crate) struct Server {
    pub(crate) stage: Stage,
    pub(crate) client: reqwest::Client,
    pub(crate) results: String,
    pub(crate) folder: PathBuf,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let stage = Stage::seeded(seed()).await;
        let client = trusting(stage.practice.ca());
        let results = stage.collection("Results").await;
        let disk = stage.collection("Disk").await.replace('-', "");
        let folder = stage
            .dir
            .path()
            .join("data/Pretend disks")
            .join(disk)
            .join("results");
        for name in ["shared", "in", "public"] {
            std::fs::create_dir_all(folder.join(name)).unwrap();
        }
        Self {
            stage,
            client,
            results,
            folder,
        }
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        std::fs::write(self.folder.join(path), text).unwrap();
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.stage.practice.urls().https, self.results)
    }

    /// A token for the files of *Results*.
    pub(crate) async fn token(&self, person: &str) -> String {
        self.stage.token(person, &scope(&self.results, "https")).await
    }

    pub(crate) fn request(&self, method: Method, path: &str, token: &str) -> reqwest::RequestBuilder {
        self.client.request(method, self.url(path)).bearer_auth(token)
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Reply {
        self.stage.send(self.request(Method::GET, path, token)).await
    }

    pub(crate) async fn put(&self, path: &str, token: &str, text: &str) -> Reply {
        let request = self.request(Method::PUT, path, token).body(text.to_owned());
        self.stage.send(request).await
    }

    /// A request as it is written here: clients clean addresses up before they send them.
    pub(crate) async fn raw(&self, method: &str, path: &str, token: &str, body: &str) -> (u16, String) {
        let url: reqwest::Url = self.url("").parse().unwrap();
        let mut roots = rustls::RootCertStore::empty();
        let pem = std::fs::read(self.stage.practice.ca()).unwrap();
        use rustls::pki_types::pem::PemObject;
        roots
            .add(rustls::pki_types::CertificateDer::from_pem_slice(&pem).unwrap())
            .unwrap();
        let config = rustls::ClientConfig::builder()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let connector = tokio_rustls::TlsConnector::from(std::sync::Arc::new(config));
        let tcp = tokio::net::TcpStream::connect(("127.0.0.1", url.port().unwrap()))
            .await
            .unwrap();
        let mut stream = connector
            .connect("localhost".try_into().unwrap(), tcp)
            .await
            .unwrap();
        let head = format!(
            "{method} /data/{}{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.results,
            body.len()
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        // An end without a farewell is fine here.
        let _ = stream.read_to_end(&mut answer).await;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).expect("a status").parse().unwrap();
        (status, answer)
    }
}

pub(crate) fn scope(collection: &str, name: &str) -> String {
    format!("https://auth.globus.org/scopes/{collection}/{name}")
}
