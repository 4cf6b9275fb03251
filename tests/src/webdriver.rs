//! Sessions with the two drivers: WebKitGTK's for the app's own window, Chromium's for the sign-in page.

use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::desktop::Desktop;
use crate::process::Process;
use crate::programs;
use crate::wait;

/// A driver with one session. The driven program ends with it.
#[derive(Debug)]
pub struct Session {
    /// The session.
    pub client: Client,
    driver: Process,
}

impl Session {
    /// Opens the app. Its environment is the driver's, which starts it.
    pub async fn with_app(
        desktop: &Desktop,
        app: &Path,
        arguments: &[&str],
        environment: &[(String, String)],
    ) -> Result<Self> {
        let port = free_port()?;
        let mut driver = desktop.command(programs::installed("WebKitWebDriver")?);
        driver.arg(format!("--port={port}"));
        driver
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true");
        driver.envs(environment.iter().cloned()).stdout(Stdio::null());
        let driver = Process::spawn("app", &mut driver, &desktop.logs())?;
        let capabilities = json!({ "webkitgtk:browserOptions": { "binary": app, "args": arguments } });
        let client = connect(&format!("http://127.0.0.1:{port}"), capabilities).await?;
        Ok(Self { client, driver })
    }

    /// Opens a headless Chromium with an empty profile.
    pub async fn with_chromium(desktop: &Desktop) -> Result<Self> {
        let (driver, port) = start_chromedriver(desktop)
            // It takes a port that is free for one kind of address, and ends where it is not free for the other.
            .or_else(|_| start_chromedriver(desktop))
            .or_else(|_| start_chromedriver(desktop))?;
        let profile = desktop.root().join("chromium");
        let capabilities = json!({ "goog:chromeOptions": {
            "binary": programs::installed("chromium")?,
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--lang=en-US", format!("--user-data-dir={}", profile.display()),
            ],
        }});
        let client = connect(&format!("http://127.0.0.1:{port}"), capabilities).await?;
        Ok(Self { client, driver })
    }

    /// The driver's process id: the driven program is its child.
    pub fn driver_id(&self) -> u32 {
        self.driver.id()
    }

    /// Ends the session and with it the driven program, in good order.
    pub async fn close(&self) -> Result<()> {
        self.client
            .clone()
            .close()
            .await
            .context("the session can't be closed")
    }
}

async fn connect(address: &str, capabilities: Value) -> Result<Client> {
    let Value::Object(capabilities) = capabilities else {
        anyhow::bail!("capabilities are an object");
    };
    let port: u16 = address
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok())
        .context("a port")?;
    wait::until("the driver to listen", || async move {
        Ok(tokio::net::TcpStream::connect(("127.0.0.1", port))
            .await
            .ok()
            .map(drop))
    })
    .await?;
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(address)
        .await
        .context("no session with the driver; its log is app.log or chromedriver.log")
}

/// The driver, on a port that it has chosen.
fn start_chromedriver(desktop: &Desktop) -> Result<(Process, u16)> {
    let mut driver = desktop.command(programs::installed("chromedriver")?);
    driver.arg("--port=0");
    Process::spawn_until("chromedriver", &mut driver, &desktop.logs(), |line| {
        // "ChromeDriver was started successfully on port 40123."
        line.split_once("successfully on port ")?
            .1
            .trim_end_matches('.')
            .parse::<u16>()
            .ok()
    })
}

/// A port that was free a moment ago: WebKitWebDriver can't choose one and say which.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
