//! The outside judge: Globus's official command-line client, unmodified, as an application identity that has the
//! access manager role. It knows nothing of our code and says what is really stored.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::Value;

use crate::desktop::Desktop;
use crate::practice::Practice;

/// Names the client's program; `cargo xtask test` installs it and sets this.
pub const PROGRAM: &str = "GUESTLIST_TEST_GLOBUS_CLI";

/// The client, signed in as an application.
#[derive(Debug)]
pub struct Judge {
    program: PathBuf,
    environment: Vec<(String, String)>,
}

/// One permission as the client lists it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Permission {
    /// Absent on rows that come from a role.
    pub id: Option<String>,
    /// Whose.
    pub principal: String,
    /// `identity`, `group`, `all_authenticated_users` or `anonymous`.
    pub principal_type: String,
    /// On the guest collection.
    pub path: String,
    /// `r` or `rw`.
    pub permissions: String,
    /// As stored.
    pub expiration_date: Option<String>,
}

/// The Python of the environment that the official client is installed in: the SDK is there too.
pub fn python() -> Option<PathBuf> {
    let program = PathBuf::from(std::env::var_os(PROGRAM)?);
    Some(program.with_file_name(format!("python{}", std::env::consts::EXE_SUFFIX)))
}

impl Judge {
    /// The client that `cargo xtask test` installed; `None`, said aloud, where it is missing on a developer's machine.
    pub fn call(desktop: &Desktop, practice: &Practice, id: &str, secret: &str) -> Result<Option<Self>> {
        let addresses = &practice.addresses;
        let services = [&addresses.auth, &addresses.transfer, &addresses.groups];
        let judge = Self::at(desktop, services.map(String::as_str), id, secret)?;
        // Its servers have certificates of an authority of their own.
        Ok(judge.map(|judge| judge.trusting(&addresses.ca)))
    }

    fn trusting(mut self, authority: &str) -> Self {
        let setting = ("GLOBUS_SDK_VERIFY_SSL".to_owned(), authority.to_owned());
        self.environment.push(setting);
        self
    }

    /// The same for services at these addresses: Auth, Transfer, Groups.
    pub fn at(desktop: &Desktop, services: [&str; 3], id: &str, secret: &str) -> Result<Option<Self>> {
        Self::in_home(&desktop.root().join("judge"), services, id, secret)
    }

    /// The same without a desktop: the client keeps what it knows in this folder.
    pub fn in_home(home: &Path, services: [&str; 3], id: &str, secret: &str) -> Result<Option<Self>> {
        let [auth, transfer, groups] = services;
        let Some(program) = std::env::var_os(PROGRAM) else {
            ensure!(std::env::var_os("CI").is_none(), "{PROGRAM} is not set");
            eprintln!("SKIPPED the outside judge: {PROGRAM} is not set");
            return Ok(None);
        };
        std::fs::create_dir_all(home)?;
        // All services, or the client would look for the missing ones on the internet.
        let mut environment: Vec<(String, String)> = ["SEARCH", "FLOWS", "TIMER", "COMPUTE"]
            .map(|service| (format!("GLOBUS_SDK_SERVICE_URL_{service}"), auth.to_owned()))
            .to_vec();
        for (name, value) in [
            ("GLOBUS_SDK_SERVICE_URL_AUTH", auth),
            ("GLOBUS_SDK_SERVICE_URL_TRANSFER", transfer),
            ("GLOBUS_SDK_SERVICE_URL_GROUPS", groups),
            ("GLOBUS_CLI_CLIENT_ID", id),
            ("GLOBUS_CLI_CLIENT_SECRET", secret),
            ("GLOBUS_CLI_INTERACTIVE", "0"),
            ("HOME", &home.to_string_lossy()),
            ("PATH", &std::env::var("PATH").unwrap_or_default()),
        ] {
            environment.push((name.to_owned(), value.to_owned()));
        }
        Ok(Some(Self {
            program: program.into(),
            environment,
        }))
    }

    /// The permissions of a collection, without the rows that only mirror a role.
    pub fn permissions(&self, collection_id: &str) -> Result<Vec<Permission>> {
        let list = self.ask(&["endpoint", "permission", "list", collection_id])?;
        let rows = list["DATA"].as_array().context("a list has DATA")?;
        let mut permissions = Vec::new();
        for row in rows {
            let permission: Permission = serde_json::from_value(row.clone())?;
            if permission.id.is_some() {
                permissions.push(permission);
            }
        }
        permissions.sort();
        Ok(permissions)
    }

    /// What the manager of a server has at a path, with options of the client for it (`-Q name=value`).
    pub fn manager(&self, server: &str, path: &str, options: &[&str]) -> Result<Value> {
        let scope = format!("urn:globus:auth:scope:{server}:manage_collections");
        let call = ["api", "gcs", server, "GET", path, "--scope-string", &scope];
        self.ask(&[&call, options].concat())
    }

    /// Runs one command and answers its document.
    pub fn ask(&self, arguments: &[&str]) -> Result<Value> {
        let answer = Command::new(&self.program)
            .env_clear()
            .envs(self.environment.iter().cloned())
            .args(arguments)
            .args(["-F", "json"])
            .output()?;
        ensure!(
            answer.status.success(),
            "globus {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&answer.stderr)
        );
        Ok(serde_json::from_slice(&answer.stdout)?)
    }
}
