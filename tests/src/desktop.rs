//! A desktop that nobody sits at: display, session bus, keychain and home folders of its own.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use crate::process::Process;
use crate::programs;
use crate::wait;

/// Whether the desktop has somewhere to keep secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keychain {
    /// gnome-keyring, unlocked.
    Unlocked,
    /// No secret service on the bus at all.
    Missing,
}

/// The desktop. Everything on it ends when it is dropped.
#[derive(Debug)]
pub struct Desktop {
    // Dropped in this order: the programs before the folders they write to.
    processes: Vec<Process>,
    environment: Vec<(String, String)>,
    folder: TempDir,
}

/// The size in which the app opens its window.
pub const WINDOW: (u32, u32) = (1100, 760);

const BUS_ADDRESS: &str = "DBUS_SESSION_BUS_ADDRESS";

/// Larger than the app's window, so that a drag can start beside it.
const SCREEN: &str = "1440x1000x24";

impl Desktop {
    /// Starts one.
    pub async fn start(keychain: Keychain) -> Result<Self> {
        let folder = TempDir::with_prefix("guestlist-")?;
        let mut desktop = Self {
            processes: Vec::new(),
            environment: Vec::new(),
            folder,
        };
        desktop.make_folders()?;
        desktop.write_fake_browser()?;
        desktop.start_display()?;
        desktop.start_bus()?;
        if keychain == Keychain::Unlocked {
            desktop.start_keyring().await?;
        }
        Ok(desktop)
    }

    /// The home folder.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Where the app keeps its data ([`crate::app`] passes it on as `GUESTLIST_DATA_DIR`).
    pub fn app_data(&self) -> PathBuf {
        self.folder.path().join("app-data")
    }

    /// Where every program's error stream goes.
    pub fn logs(&self) -> PathBuf {
        self.folder.path().join("logs")
    }

    /// The whole private folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A command on this desktop. Nothing of the developer's environment but PATH and the language gets in.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.environment.iter().cloned());
        command.stdin(Stdio::null()).current_dir(self.home());
        command
    }

    /// The address that the app last handed to the system's browser; waits for it.
    pub async fn opened_link(&self) -> Result<String> {
        let file = self.folder.path().join("opened-link");
        let link = wait::until("a link handed to the browser", || async {
            Ok(std::fs::read_to_string(&file).ok())
        })
        .await?;
        std::fs::remove_file(&file)?;
        Ok(link)
    }

    /// Puts a picture of the screen and all logs into a folder.
    pub fn keep_evidence(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder)?;
        for entry in std::fs::read_dir(self.logs())? {
            let log = entry?.path();
            std::fs::copy(&log, folder.join(log.file_name().unwrap_or_default()))?;
        }
        self.photograph(&folder.join("screen.png"), None)
    }

    /// A picture of the screen: from its upper left corner on, where windows stand without a window manager, or of all
    /// of it. (WebKitWebDriver's own screenshot waits for a frame that a still page never paints.)
    pub fn photograph(&self, file: &Path, size: Option<(u32, u32)>) -> Result<()> {
        let mut photograph = self.command("/usr/bin/python3");
        photograph
            .arg(programs::source("tests/src/support/photograph.py"))
            .arg(file);
        if let Some((width, height)) = size {
            photograph.args([width.to_string(), height.to_string()]);
        }
        let status = photograph.status()?;
        ensure!(status.success(), "no picture of the screen");
        Ok(())
    }

    fn set(&mut self, name: &str, value: impl Into<String>) {
        self.environment.push((name.to_owned(), value.into()));
    }

    fn make_folders(&mut self) -> Result<()> {
        let root = self.folder.path().to_owned();
        for (variable, name) in [
            ("HOME", "home"),
            ("XDG_RUNTIME_DIR", "runtime"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("TMPDIR", "tmp"),
        ] {
            let folder = root.join(name);
            std::fs::create_dir(&folder)?;
            self.set(variable, folder.to_string_lossy());
        }
        std::fs::create_dir(root.join("logs"))?;
        std::fs::create_dir(root.join("app-data"))?;
        // The specification of XDG_RUNTIME_DIR asks for it, and D-Bus refuses anything wider.
        std::fs::set_permissions(root.join("runtime"), PermissionsExt::from_mode(0o700))?;
        for (name, value) in [
            ("LANG", "C.UTF-8"),
            ("LANGUAGE", "en"),
            // No graphics card here, and no Wayland.
            ("LIBGL_ALWAYS_SOFTWARE", "1"),
            ("GDK_BACKEND", "x11"),
            ("TZ", "America/Chicago"),
            // GTK asks the desktop's settings over the bus where it finds them; there are none.
            ("GSETTINGS_BACKEND", "memory"),
            ("NO_AT_BRIDGE", "1"),
        ] {
            self.set(name, value);
        }
        Ok(())
    }

    /// The app opens links with `xdg-open`. This one writes the link down for the test.
    fn write_fake_browser(&mut self) -> Result<()> {
        let bin = self.folder.path().join("bin");
        std::fs::create_dir(&bin)?;
        let script = bin.join("xdg-open");
        let file = self.folder.path().join("opened-link");
        let file = file.display();
        std::fs::write(
            &script,
            format!("#!/bin/sh\nprintf '%s' \"$1\" > '{file}.part' && mv '{file}.part' '{file}'\n"),
        )?;
        std::fs::set_permissions(&script, PermissionsExt::from_mode(0o755))?;
        let path = std::env::var("PATH").context("PATH is set")?;
        self.set("PATH", format!("{}:{path}", bin.display()));
        Ok(())
    }

    fn start_display(&mut self) -> Result<()> {
        let mut xvfb = self.command("Xvfb");
        // The server picks a free number and writes it to the descriptor: no two tests can collide.
        xvfb.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            SCREEN,
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        let (process, number) = Process::spawn_until("xvfb", &mut xvfb, &self.logs(), |line| {
            line.trim().parse::<u32>().ok()
        })?;
        self.processes.push(process);
        self.set("DISPLAY", format!(":{number}"));
        Ok(())
    }

    /// A bus without any service to start by itself: what is not started here is not there.
    fn start_bus(&mut self) -> Result<()> {
        let config = self.folder.path().join("bus.conf");
        std::fs::write(&config, include_str!("support/bus.conf"))?;
        let mut bus = self.command("dbus-daemon");
        bus.arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--print-address=1"]);
        let (process, address) =
            Process::spawn_until("bus", &mut bus, &self.logs(), |line| Some(line.trim().to_owned()))?;
        self.processes.push(process);
        self.set(BUS_ADDRESS, address);
        Ok(())
    }

    async fn start_keyring(&mut self) -> Result<()> {
        let mut daemon = self.command("gnome-keyring-daemon");
        daemon.args(["--unlock", "--components=secrets", "--foreground"]);
        daemon.stdin(Stdio::piped()).stdout(Stdio::null());
        let mut process = Process::spawn("keyring", &mut daemon, &self.logs())?;
        // The password of the new login keyring; the end of the stream ends it.
        let mut stdin = process.take_stdin().context("the input is piped")?;
        stdin.write_all(b"not a secret")?;
        drop(stdin);
        self.processes.push(process);
        wait::until("the keychain on the bus", || async {
            Ok(self.has_keychain()?.then_some(()))
        })
        .await
    }

    /// A way onto its session bus, for a service that the test plays.
    pub fn join_bus(&self) -> Result<zbus::connection::Builder<'_>> {
        Ok(zbus::connection::Builder::address(self.variable(BUS_ADDRESS)?)?)
    }

    /// Its display.
    pub fn display(&self) -> Result<String> {
        self.variable("DISPLAY").map(str::to_owned)
    }

    fn variable(&self, name: &str) -> Result<&str> {
        let mut found = self.environment.iter().filter(|(other, _)| other == name);
        let (_, value) = found.next().with_context(|| format!("{name} is set"))?;
        Ok(value)
    }

    /// Does somebody answer as the secret service?
    pub fn has_keychain(&self) -> Result<bool> {
        let answer = self
            .command("dbus-send")
            .args([
                "--session",
                "--print-reply=literal",
                "--dest=org.freedesktop.DBus",
                "/",
            ])
            .args([
                "org.freedesktop.DBus.NameHasOwner",
                "string:org.freedesktop.secrets",
            ])
            .output()?;
        ensure!(
            answer.status.success(),
            "{}",
            String::from_utf8_lossy(&answer.stderr)
        );
        Ok(String::from_utf8_lossy(&answer.stdout).contains("true"))
    }
}
