//! `guestlist-practice`: the local Globus as a program of its own.

mod environment;

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use environment::Environment;
use practice::{ApplicationClient, Config, Options, Practice, Seed, Urls};
use serde::Serialize;
use uuid::Uuid;

/// A Globus on this computer, for practice and tests.
#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    /// Loopback address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Folder for state and files.
    #[arg(long)]
    data: PathBuf,
    /// What a new data folder is filled with: demo, empty or a file.
    #[arg(long, default_value = "demo")]
    seed: String,
    /// Sign this person in without a page (username or id).
    #[arg(long)]
    auto_approve: Option<String>,
    /// A file with switches, as GET admin/config shows them.
    #[arg(long)]
    config: Option<PathBuf>,
    /// Print shell lines for the official Globus clients instead of JSON.
    #[arg(long)]
    print_env: bool,
}

/// The one line that says where everything is.
#[derive(Serialize)]
struct Ready<'a> {
    #[serde(flatten)]
    urls: &'a Urls,
    ca: PathBuf,
    client_id: Uuid,
    clients: Vec<ApplicationClient>,
    sample_root: PathBuf,
    personal_config_dir: PathBuf,
}

#[tokio::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("guestlist-practice: {error}");
            let mut cause = error.source();
            while let Some(inner) = cause {
                eprintln!("  because: {inner}");
                cause = inner.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let config = match &arguments.config {
        Some(path) => serde_json::from_slice(&std::fs::read(path)?)?,
        None => Config::default(),
    };
    let seed = match arguments.seed.as_str() {
        "demo" => Seed::Demo,
        "empty" => Seed::Empty,
        file => Seed::File(file.into()),
    };
    let practice = Practice::start(Options {
        listen: arguments.listen,
        data_dir: arguments.data,
        seed,
        auto_approve: arguments.auto_approve,
        config,
    })
    .await?;
    let ready = Ready {
        urls: practice.urls(),
        ca: practice.ca().to_owned(),
        client_id: practice.client_id(),
        clients: practice.clients(),
        sample_root: practice.sample_root().to_owned(),
        personal_config_dir: practice.personal_config_dir().to_owned(),
    };
    let text = if arguments.print_env {
        environment::lines(&Environment {
            urls: ready.urls,
            ca: &ready.ca,
            client_id: ready.client_id,
            clients: &ready.clients,
        })
    } else {
        serde_json::to_string(&ready)? + "\n"
    };
    // Listens before the line is out: who reads it may end the program at once.
    let end = end_asked_for()?;
    let mut out = std::io::stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    end.await?;
    practice.shutdown().await;
    Ok(())
}

/// Waits for SIGTERM or Ctrl+C.
#[cfg(unix)]
fn end_asked_for() -> std::io::Result<impl Future<Output = std::io::Result<()>>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => Ok(()),
            _ = interrupt.recv() => Ok(()),
        }
    })
}

/// Waits for Ctrl+C.
#[cfg(not(unix))]
fn end_asked_for() -> std::io::Result<impl Future<Output = std::io::Result<()>>> {
    Ok(tokio::signal::ctrl_c())
}
