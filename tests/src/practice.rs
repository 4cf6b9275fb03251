//! A practice Globus as a process of its own.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use crate::desktop::Desktop;
use crate::process::Process;
use crate::programs;

/// Every practice token holds this, so that it can be searched for.
pub const TOKEN_MARKER: &str = "practice-secret-";

/// The one line that practice prints when it is ready.
#[derive(Clone, Debug, Deserialize)]
pub struct Addresses {
    /// Globus Auth.
    pub auth: String,
    /// Globus Transfer.
    pub transfer: String,
    /// Globus Groups.
    pub groups: String,
    /// The web app that links lead to.
    #[serde(default)]
    pub web: Option<String>,
    /// The registered native app.
    pub client_id: String,
    /// Request log, clock and faults.
    pub admin: String,
    /// The authority that signs for its servers.
    pub ca: String,
    /// Everything else it says.
    #[serde(flatten)]
    pub more: serde_json::Map<String, Value>,
}

/// A running practice.
#[derive(Debug)]
pub struct Practice {
    /// None while it is unplugged.
    process: Mutex<Option<Process>>,
    data: PathBuf,
    http: reqwest::Client,
    /// Where it listens.
    pub addresses: Addresses,
}

impl Practice {
    /// Starts it on a free port with its data in the desktop's folder.
    pub fn start(desktop: &Desktop, seed: &str) -> Result<Self> {
        Self::start_in(desktop, &desktop.root().join("practice"), seed)
    }

    /// Starts it with its data in this folder.
    pub fn start_in(desktop: &Desktop, data: &Path, seed: &str) -> Result<Self> {
        let (process, addresses) = launch(desktop, data, "127.0.0.1:0", seed)?;
        Ok(Self {
            process: Mutex::new(Some(process)),
            data: data.to_owned(),
            http: http_client()?,
            addresses,
        })
    }

    /// Takes it away, as if the cable were pulled: nobody answers at its addresses.
    pub fn unplug(&self) -> Result<()> {
        let process = self.process.lock().unwrap_or_else(PoisonError::into_inner).take();
        let status = process.context("it is unplugged already")?.end()?;
        ensure!(status.success(), "practice ended with {status}");
        Ok(())
    }

    /// Brings it back at the same addresses, with what was stored and an empty log.
    pub fn plug_in(&self, desktop: &Desktop) -> Result<()> {
        let at = Url::parse(&self.addresses.admin)?;
        let listen = format!("127.0.0.1:{}", at.port().context("practice has a port")?);
        let (process, _) = launch(desktop, &self.data, &listen, "demo")?;
        *self.process.lock().unwrap_or_else(PoisonError::into_inner) = Some(process);
        Ok(())
    }

    /// Its data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Lets the pretend computer see a real folder of this machine.
    pub async fn allow_folder(&self, folder: &Path) -> Result<()> {
        self.admin("POST", "allow-folder", Some(json!({ "path": folder })))
            .await
            .map(drop)
    }

    /// The folder of this machine that plays the disk of a storage.
    pub async fn disk(&self, storage: &str) -> Result<PathBuf> {
        let id = self.collection(storage).await?.replace('-', "");
        Ok(self.data.join("Pretend disks").join(id))
    }

    /// The folder with the sample tree, which the pretend computer shares.
    pub async fn sample_root(&self) -> Result<PathBuf> {
        self.place("sample_root").await
    }

    /// The folder of this machine that stands for a server's storage.
    pub async fn folder_of(&self, storage: &str) -> Result<PathBuf> {
        let state = self.admin("GET", "state", None).await?;
        let mut all = state["collections"].as_array().into_iter().flatten();
        let found = all.find(|it| it["display_name"] == storage);
        let disk = found.and_then(|it| it["disk"].as_str());
        Ok(disk.context("no folder stands for it")?.into())
    }

    /// The configuration folder of the pretend computer's Globus Connect Personal.
    pub async fn personal_config(&self) -> Result<PathBuf> {
        self.place("personal_config_dir").await
    }

    async fn place(&self, name: &str) -> Result<PathBuf> {
        let state = self.admin("GET", "state", None).await?;
        Ok(state["places"][name]
            .as_str()
            .with_context(|| format!("practice has no {name}"))?
            .into())
    }

    /// A folder of the disks that stand for the storage of others, by the end of its path.
    pub fn folder_of_others(&self, end: &str) -> Result<PathBuf> {
        let disks = std::fs::read_dir(self.data.join("Pretend disks"))?;
        let mut folders = disks.flatten().map(|disk| disk.path().join(end));
        let found = folders.find(|folder| folder.is_dir());
        found.with_context(|| format!("no disk of practice has {end}"))
    }

    /// The id of a collection of this name.
    pub async fn collection(&self, name: &str) -> Result<String> {
        self.id_of("collections", "display_name", name).await
    }

    /// Ids and names of the guest collections on a storage.
    pub async fn guests_on(&self, storage: &str) -> Result<Vec<(String, String)>> {
        let host = self.collection(storage).await?;
        let state = self.admin("GET", "state", None).await?;
        let all = state["collections"].as_array().into_iter().flatten();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Ok(all
            .filter(|entry| entry["host_endpoint_id"] == host.as_str())
            .map(|entry| (text(&entry["id"]), text(&entry["display_name"])))
            .collect())
    }

    /// The identity of a person or an application; an application's is its client id.
    pub async fn identity(&self, name: &str) -> Result<String> {
        self.id_of("people", "name", name).await
    }

    async fn id_of(&self, list: &str, key: &str, name: &str) -> Result<String> {
        let state = self.admin("GET", "state", None).await?;
        let found = state[list]
            .as_array()
            .into_iter()
            .flatten()
            .find(|entry| entry[key] == name);
        let id = found.and_then(|entry| entry["id"].as_str());
        Ok(id
            .with_context(|| format!("{name} is not among practice's {list}"))?
            .to_owned())
    }

    /// What makes the app talk to it.
    pub fn environment(&self) -> Vec<(String, String)> {
        let addresses = &self.addresses;
        let mut environment = vec![
            ("GUESTLIST_AUTH_URL".to_owned(), addresses.auth.clone()),
            ("GUESTLIST_TRANSFER_URL".to_owned(), addresses.transfer.clone()),
            ("GUESTLIST_GROUPS_URL".to_owned(), addresses.groups.clone()),
            ("GUESTLIST_CLIENT_ID".to_owned(), addresses.client_id.clone()),
            ("GUESTLIST_CA_FILE".to_owned(), addresses.ca.clone()),
        ];
        if let Some(web) = &addresses.web {
            environment.push(("GUESTLIST_WEB_URL".to_owned(), web.clone()));
        }
        environment
    }

    /// The web app's link to a folder at the top of a collection.
    pub async fn folder_link(&self, collection: &str, folder: &str) -> Result<String> {
        let id = self.collection(collection).await?;
        let web = self.addresses.web.as_deref().context("practice has a web app")?;
        Ok(format!(
            "{web}file-manager?origin_id={id}&origin_path=%2F{folder}%2F"
        ))
    }

    /// Arms a fault: `{"method", "route", "times", "skip", "status", "body", "delay_ms", "cut"}`.
    pub async fn fault(&self, fault: Value) -> Result<()> {
        self.admin("POST", "faults", Some(fault)).await.map(drop)
    }

    /// Disarms all faults.
    pub async fn clear_faults(&self) -> Result<()> {
        self.admin("DELETE", "faults", None).await.map(drop)
    }

    /// What it was asked so far, oldest first.
    pub async fn requests(&self) -> Result<Vec<Value>> {
        let log = self.admin("GET", "requests", None).await?;
        let list = if log.is_array() { &log } else { &log["requests"] };
        Ok(list.as_array().cloned().unwrap_or_default())
    }

    /// Requests of a method whose path ends so.
    pub async fn requests_to(&self, method: &str, path_end: &str) -> Result<usize> {
        let fits = |request: &Value| {
            request["method"] == method
                && request["path"]
                    .as_str()
                    .is_some_and(|path| path.ends_with(path_end))
        };
        Ok(self
            .requests()
            .await?
            .iter()
            .filter(|request| fits(request))
            .count())
    }

    /// Ends it as a service manager would, and checks that it ends well.
    pub fn end(self) -> Result<()> {
        self.unplug()
    }

    /// Calls the admin interface.
    pub async fn admin(&self, method: &str, path: &str, body: Option<Value>) -> Result<Value> {
        let address = format!("{}/{path}", self.addresses.admin.trim_end_matches('/'));
        let request = self.http.request(method.parse()?, &address);
        let answer = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        let answer = answer
            .send()
            .await
            .with_context(|| format!("{method} {address}"))?;
        let status = answer.status();
        let text = answer.text().await?;
        ensure!(
            status.is_success(),
            "{method} {address} answered {status}: {text}"
        );
        Ok(serde_json::from_str(&text).unwrap_or(json!(null)))
    }
}

fn launch(desktop: &Desktop, data: &Path, listen: &str, seed: &str) -> Result<(Process, Addresses)> {
    let mut command = desktop.command(programs::built("guestlist-practice")?);
    command
        .args(["--listen", listen, "--seed", seed, "--data"])
        .arg(data);
    Process::spawn_until("practice", &mut command, &desktop.logs(), |line| {
        serde_json::from_str::<Addresses>(line).ok()
    })
}

/// A client for the loopback. reqwest wants a TLS provider even where nothing is encrypted.
pub fn http_client() -> Result<reqwest::Client> {
    // An error means that one is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(reqwest::Client::builder().no_proxy().build()?)
}
