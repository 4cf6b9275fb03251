//! Copying into storage over HTTPS, against curl: one large file, and many small ones. The engine runs in this process,
//! practice and curl in processes of their own.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use globus::auth::SignInOptions;
use globus::path::CollectionPath;
use globus::scopes::{Scope, default_scopes};
use globus::{ExposeSecret, Globus};
use serde_json::json;
use sharing::copy::upload::{NameRules, Upload, UploadControl, UploadOutcome, UploadPlan};
use sharing::journal::Journal;
use tempfile::TempDir;

use crate::RUNS;
use crate::measurement::Measurement;
use crate::service::{OWNER, Service};

/// The one large file. It takes no room here: its bytes are holes.
const LARGE: u64 = 2 * 1024 * 1024 * 1024;
const SMALL: usize = 2000;
const SMALL_BYTES: usize = 4096;
/// curl takes its time for each: so many, scaled.
const CURLS: usize = 200;
const GOAL_MIB: f64 = 64.0;

/// Storage with an address for its files, somebody who may write there, and folders to copy.
struct Scene {
    service: Service,
    globus: Globus,
    upload: Upload,
    journal: Journal,
    /// What curl needs.
    address: String,
    token: String,
    /// Where practice keeps what arrives.
    disk: PathBuf,
    source: TempDir,
}

impl Scene {
    async fn start() -> Result<Self> {
        let service = Service::start(&[
            json!({"name": "Server", "type": "GCSv5_endpoint", "owner": OWNER, "subscribed": true}),
            json!({"name": "Disk", "type": "GCSv5_mapped_collection", "owner": OWNER, "host": "Server",
                "domains": ["northfield.example"]}),
            json!({"name": "Drop", "type": "GCSv5_guest_collection", "owner": OWNER, "host": "Disk",
                "path": "/drop/"}),
        ])?;
        let id = service.collection("Drop").await?;
        let mapped = service.collection("Disk").await?.as_str().replace('-', "");
        let disk = service
            .folder
            .path()
            .join("data/Pretend disks")
            .join(mapped)
            .join("drop");
        std::fs::create_dir_all(&disk)?;
        let mut scopes = default_scopes();
        scopes.push(Scope::https(&id));
        let globus = service
            .signed_in_with(&SignInOptions { scopes, demand: None })
            .await?;
        let collection = globus.transfer.endpoint(&id).await?;
        let token = globus.authorizer.bearer(id.as_str()).await?;
        Ok(Self {
            upload: Upload::new(&globus, &collection)?,
            journal: Journal::open(service.folder.path().join("journal.sqlite")).await?,
            address: collection.https_server.context("the files have an address")?,
            token: token.expose_secret().to_owned(),
            globus,
            service,
            disk,
            source: tempfile::tempdir()?,
        })
    }

    fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.source.path().join(name);
        std::fs::create_dir(&folder)?;
        Ok(folder)
    }

    /// Seconds that a whole upload takes: looking, making the folder, sending, checking.
    async fn ours(&self, folder: &Path, name: &str) -> Result<f64> {
        let plan = UploadPlan {
            root: folder.to_owned(),
            destination: CollectionPath::parse(&format!("/{name}/"))?,
            names: NameRules::default(),
        };
        let manifest = self.journal.upload_manifest(name);
        let control = UploadControl::default();
        let begun = Instant::now();
        let outcome = self.upload.run(&plan, &manifest, &control, &|_| ()).await;
        let took = begun.elapsed().as_secs_f64();
        match outcome {
            UploadOutcome::Complete { report } if report.is_whole() => {}
            other => bail!("the upload ended with {other:?}"),
        }
        self.journal.forget_upload(name).await?;
        std::fs::remove_dir_all(self.disk.join(name))?;
        Ok(took)
    }

    /// Seconds that curl takes for each of these files, one after the other.
    fn curl(&self, files: &[PathBuf]) -> Result<f64> {
        let there = self.disk.join("curl");
        std::fs::create_dir_all(&there)?;
        let mut took = 0.0;
        for file in files {
            let name = file.file_name().and_then(|it| it.to_str()).context("a name")?;
            let mut curl = Command::new("curl");
            curl.args(["--fail", "--silent", "--show-error", "--output", "/dev/null"])
                .args([
                    "--noproxy",
                    "*",
                    "--cacert",
                    &self.service.addresses.ca,
                    "--header",
                ])
                .arg(format!("Authorization: Bearer {}", self.token))
                .arg("--upload-file")
                .arg(file)
                .arg(format!("{}/curl/{name}", self.address.trim_end_matches('/')));
            let begun = Instant::now();
            let status = curl.status().context("curl")?;
            took += begun.elapsed().as_secs_f64();
            ensure!(status.success(), "curl ended with {status}");
        }
        std::fs::remove_dir_all(there)?;
        Ok(took)
    }
}

/// All three numbers: the memory is that of both uploads.
pub(crate) async fn uploads() -> Result<Vec<Measurement>> {
    if Command::new("curl").arg("--version").output().is_err() {
        println!("SKIPPED upload_*: there is no curl");
        return Ok(Vec::new());
    }
    let scene = Scene::start().await?;
    let large = scene.folder("large")?;
    let file = large.join("large.raw");
    std::fs::File::create(&file)?.set_len(LARGE)?;
    let small = scene.folder("small")?;
    let files: Vec<PathBuf> = (0..SMALL).map(|n| small.join(format!("{n}.csv"))).collect();
    for file in &files {
        std::fs::write(file, vec![b'x'; SMALL_BYTES])?;
    }
    // Connected, signed in, and at rest.
    scene.globus.times_limited();
    let memory = Memory::at_rest()?;
    let (mut ours_small, mut curl_small) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let took = scene.ours(&small, &format!("small {run}")).await?;
        let curl = scene.curl(files.get(..CURLS).context("enough files")?)?;
        if run > 0 {
            ours_small.push(took * 1000.0);
            curl_small.push(curl * 1000.0 * SMALL as f64 / CURLS as f64);
        }
    }
    let (mut ours_large, mut curl_large) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        ours_large.push(scene.ours(&large, &format!("large {run}")).await? * 1000.0);
        curl_large.push(scene.curl(std::slice::from_ref(&file))? * 1000.0);
    }
    let how = "one file of 2 GiB over loopback TLS, looked at, sent and checked, in ms, against curl";
    let how_small = format!(
        "{SMALL} files of 4 KiB, looked at, sent and checked, in ms, against curl in a loop ({CURLS} measured, scaled)"
    );
    let mut all = vec![
        Measurement::speed("upload_2gib_vs_curl", 0.9, ours_large, curl_large, how)?,
        Measurement::speed(
            "upload_2000_small_vs_curl",
            5.0,
            ours_small,
            curl_small,
            &how_small,
        )?,
    ];
    all.extend(memory.map(|memory| memory.measured()).transpose()?);
    Ok(all)
}

/// How much this process uses before the uploads.
struct Memory(u64);

impl Memory {
    /// None where the system does not say.
    fn at_rest() -> Result<Option<Self>> {
        if !cfg!(target_os = "linux") {
            println!("SKIPPED upload_memory_mib: only Linux has the peak of a process");
            return Ok(None);
        }
        // The peak begins again (proc(5), clear_refs).
        std::fs::write("/proc/self/clear_refs", "5")?;
        Ok(Some(Self(kibibytes("VmRSS:")?)))
    }

    fn measured(self) -> Result<Measurement> {
        let grown = kibibytes("VmHWM:")?.saturating_sub(self.0);
        Ok(Measurement {
            name: "upload_memory_mib",
            value: (grown as f64 / 1024.0 * 10.0).round() / 10.0,
            unit: "MiB",
            goal: format!("<= {GOAL_MIB}"),
            how: format!(
                "peak of the engine's process during both uploads, above {} MiB at rest",
                self.0 / 1024
            ),
        })
    }
}

fn kibibytes(line: &str) -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find(|it| it.starts_with(line))
        .context("the line is there")?;
    Ok(line.split_whitespace().nth(1).context("a number")?.parse()?)
}
