//! A practice of its own process for the measurements that need no window, and clients that are signed in to it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use e2e::judge::{self, Judge};
use e2e::practice::{Addresses, http_client};
use e2e::process::Process;
use e2e::programs;
use globus::Globus;
use globus::auth::{LoopbackListener, MemoryTokenStore, PkceSignIn, SignInOptions};
use globus::config::{ClientConfig, ServiceUrls};
use globus::ids::{ClientId, CollectionId};
use globus::retry::RetryPolicy;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

/// Owner of all collections of the seeds.
pub(crate) const OWNER: &str = "nora.whitfield@northfield.example";
/// The folder of each of them; nothing is read from it.
const FOLDER: &str = "/shared/";
const SECRET: &str = "practice-secret-bench";
const APPLICATION: &str = "9f2c0002-0000-4000-8000-00000000be9c";

/// A guest collection for a seed: `{"name", "permissions"}` with all that it needs besides.
pub(crate) fn guest_collection(name: &str, permissions: &Value) -> Value {
    json!({"name": name, "type": "GCP_guest_collection", "owner": OWNER, "host": "Laptop", "path": FOLDER,
        "folder": false, "roles": [{"who": "Bench", "role": "administrator"}], "permissions": permissions})
}

/// The running practice; the folder goes with it.
pub(crate) struct Service {
    pub(crate) addresses: Addresses,
    pub(crate) folder: TempDir,
    _process: Process,
}

impl Service {
    /// Nora, her laptop, an application that administers everything, and these guest collections.
    pub(crate) fn start(guests: &[Value]) -> Result<Self> {
        let mut collections = vec![
            json!({"name": "Laptop", "type": "GCP_mapped_collection", "owner": OWNER,
            "subscribed": true}),
        ];
        collections.extend_from_slice(guests);
        let seed = json!({
            "providers": [{"name": "Northfield University", "domains": ["northfield.example"]}],
            "people": [{"username": OWNER, "name": "Nora Whitfield", "sign_in": true}],
            "clients": [
                {"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"},
                {"id": APPLICATION, "name": "Bench", "secret": SECRET},
            ],
            "collections": collections,
        });
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("seed.json");
        std::fs::write(&file, seed.to_string())?;
        let mut command = Command::new(programs::built("guestlist-practice")?);
        command
            .args(["--listen", "127.0.0.1:0", "--auto-approve", OWNER, "--seed"])
            .arg(&file)
            .arg("--data")
            .arg(folder.path().join("data"));
        let (process, addresses) = Process::spawn_until("practice", &mut command, folder.path(), |line| {
            serde_json::from_str(line).ok()
        })?;
        Ok(Self {
            addresses,
            folder,
            _process: process,
        })
    }

    async fn state(&self) -> Result<Value> {
        let address = format!("{}state", self.addresses.admin);
        Ok(http_client()?.get(address).send().await?.json().await?)
    }

    /// The id of a collection of the seed.
    pub(crate) async fn collection(&self, name: &str) -> Result<CollectionId> {
        let state = self.state().await?;
        let id = find(&state["collections"], "display_name", name)?;
        Ok(CollectionId::new(id))
    }

    /// Nora's identity.
    pub(crate) async fn owner(&self) -> Result<String> {
        find(&self.state().await?["people"], "username", OWNER)
    }

    /// Our client with Nora signed in.
    pub(crate) async fn signed_in(&self) -> Result<Globus> {
        self.signed_in_with(&SignInOptions::default()).await
    }

    /// The same with what she is asked for. As the app does it; a plain client plays the browser.
    pub(crate) async fn signed_in_with(&self, options: &SignInOptions) -> Result<Globus> {
        let http = http_client()?;
        let addresses = &self.addresses;
        let web_app = addresses.web.as_deref().context("practice has a web app")?;
        let config = ClientConfig {
            urls: ServiceUrls {
                auth: Url::parse(&addresses.auth)?,
                transfer: Url::parse(&addresses.transfer)?,
                groups: Url::parse(&addresses.groups)?,
                web_app: Url::parse(web_app)?,
            },
            client_id: ClientId::new(addresses.client_id.clone()),
            user_agent: format!("Guestlist/{}", env!("CARGO_PKG_VERSION")),
            retry: RetryPolicy::default(),
            extra_root_certificate: Some(std::fs::read_to_string(&addresses.ca)?),
        };
        let globus = Globus::new(config, Arc::new(MemoryTokenStore::new()))?;
        let listener = LoopbackListener::bind().await?;
        let sign_in = PkceSignIn::begin(&globus.config, listener.redirect_uri(), options)?;
        tokio::spawn(http.get(sign_in.authorize_url().clone()).send());
        let answer = listener.wait(sign_in.state(), Duration::from_secs(30)).await?;
        let tokens = globus.auth.exchange_code(&sign_in.finish(answer)?).await?;
        globus.authorizer.accept(&tokens, true).await?;
        Ok(globus)
    }

    /// A token of the application for Transfer.
    pub(crate) async fn token(&self) -> Result<String> {
        let form = [
            ("grant_type", "client_credentials"),
            ("scope", "urn:globus:auth:scope:transfer.api.globus.org:all"),
        ];
        let address = format!("{}v2/oauth2/token", self.addresses.auth);
        let request = http_client()?.post(address).basic_auth(APPLICATION, Some(SECRET));
        let answer: Value = request.form(&form).send().await?.json().await?;
        let token = answer["access_token"].as_str();
        Ok(token.context("the application gets a token")?.to_owned())
    }

    /// The official client as the application; `None`, said aloud, where it is missing.
    pub(crate) fn judge(&self) -> Result<Option<Judge>> {
        let addresses = &self.addresses;
        let services = [&addresses.auth, &addresses.transfer, &addresses.groups];
        Judge::in_home(
            self.folder.path(),
            services.map(String::as_str),
            APPLICATION,
            SECRET,
        )
    }

    /// Milliseconds that the official SDK needs for a piece of work; `None` where it is missing.
    pub(crate) fn sdk(&self, work: &[&str]) -> Result<Option<f64>> {
        let Some(python) = judge::python() else {
            return Ok(None);
        };
        let (addresses, home) = (&self.addresses, self.folder.path());
        let script: PathBuf = programs::source("tests/judge/bench_sdk.py");
        let answer = Command::new(&python)
            .env_clear()
            .env("GLOBUS_SDK_SERVICE_URL_AUTH", &addresses.auth)
            .env("GLOBUS_SDK_SERVICE_URL_TRANSFER", &addresses.transfer)
            .env("GLOBUS_SDK_SERVICE_URL_GROUPS", &addresses.groups)
            .env("BENCH_CLIENT_ID", APPLICATION)
            .env("BENCH_CLIENT_SECRET", SECRET)
            .env("HOME", home)
            .arg(Path::new(&script))
            .args(work)
            .output()?;
        ensure!(
            answer.status.success(),
            "bench_sdk.py {}: {}",
            work.join(" "),
            String::from_utf8_lossy(&answer.stderr)
        );
        let text = String::from_utf8(answer.stdout)?;
        Ok(Some(text.trim().parse()?))
    }
}

fn find(list: &Value, key: &str, name: &str) -> Result<String> {
    let entry = list
        .as_array()
        .into_iter()
        .flatten()
        .find(|entry| entry[key] == name);
    let id = entry.and_then(|entry| entry["id"].as_str());
    Ok(id.with_context(|| format!("the seed has no {name}"))?.to_owned())
}
