//! Running other programs: seen by the person, or into a log.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// Runs a command that talks to the terminal; an error when it fails.
pub(crate) fn seen(command: &mut Command) -> Result<()> {
    println!("  $ {}", shown(command));
    let status = command
        .status()
        .with_context(|| format!("{} could not be started", shown(command)))?;
    ensure!(status.success(), "{} ended with {status}", shown(command));
    Ok(())
}

/// The output of a short command, or `None` when it is missing or fails.
pub(crate) fn asked(program: &str, args: &[&str]) -> Option<String> {
    let answer = Command::new(program)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    answer
        .status
        .success()
        .then(|| String::from_utf8_lossy(&answer.stdout).trim().to_owned())
}

/// The command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| {
        let word = word.to_string_lossy();
        if word.contains(' ') {
            format!("'{word}'")
        } else {
            word.into_owned()
        }
    }));
    if let Some(program) = Path::new(&words[0]).file_name() {
        words[0] = program.to_string_lossy().into_owned();
    }
    words.join(" ")
}

/// The log of one step. Commands write straight into its file, so that it can be followed while they run.
pub(crate) struct Log {
    path: PathBuf,
}

/// How a logged command ended.
pub(crate) struct Ended {
    /// True when it exited with zero.
    pub(crate) success: bool,
    /// What it wrote, both streams as they came.
    pub(crate) text: String,
}

impl Log {
    /// Begins an empty log.
    pub(crate) fn create(folder: &Path, step: &str) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let path = folder.join(format!("{step}.log"));
        File::create(&path)?;
        Ok(Self { path })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a line of our own.
    pub(crate) fn note(&self, line: &str) -> Result<()> {
        writeln!(self.append()?, "{line}")?;
        Ok(())
    }

    /// Runs a command to its end, whatever that is.
    pub(crate) fn run(&self, command: &mut Command) -> Result<Ended> {
        self.note(&format!("$ {}", shown(command)))?;
        let before = std::fs::metadata(&self.path)?.len();
        let status = command
            .stdin(Stdio::null())
            .stdout(self.append()?)
            .stderr(self.append()?)
            .status()
            .with_context(|| format!("{} could not be started", shown(command)))?;
        let written = std::fs::read(&self.path)?;
        let text = String::from_utf8_lossy(written.get(before as usize..).unwrap_or_default()).into_owned();
        if !status.success() {
            self.note(&format!("=> {status}"))?;
        }
        Ok(Ended {
            success: status.success(),
            text,
        })
    }

    /// Runs a command that has to succeed.
    pub(crate) fn must(&self, command: &mut Command) -> Result<Ended> {
        let ended = self.run(command)?;
        ensure!(ended.success, "{} failed", shown(command));
        Ok(ended)
    }

    /// The last lines, for the report of a failure.
    pub(crate) fn tail(&self, lines: usize) -> String {
        let text = std::fs::read(&self.path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let all: Vec<&str> = text.lines().collect();
        all[all.len().saturating_sub(lines)..].join("\n")
    }

    fn append(&self) -> Result<File> {
        Ok(File::options().append(true).open(&self.path)?)
    }
}
