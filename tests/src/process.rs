//! A program that ends when its owner goes.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::wait::PATIENCE;

/// A running program with all that it starts: they share a process group.
#[derive(Debug)]
pub struct Process {
    name: String,
    child: Child,
}

impl Process {
    /// Starts it. What it writes to its error stream goes to `<logs>/<name>.log`.
    pub fn spawn(name: &str, command: &mut Command, logs: &Path) -> Result<Self> {
        let log = File::create(logs.join(format!("{name}.log")))?;
        let child = command
            .stderr(log)
            .process_group(0)
            .spawn()
            .with_context(|| format!("{name} could not be started"))?;
        Ok(Self {
            name: name.to_owned(),
            child,
        })
    }

    /// Starts it and waits for the first line it prints that `wanted` likes.
    pub fn spawn_until<T: Send + 'static>(
        name: &str,
        command: &mut Command,
        logs: &Path,
        wanted: impl Fn(&str) -> Option<T> + Send + 'static,
    ) -> Result<(Self, T)> {
        let mut process = Self::spawn(name, command.stdout(Stdio::piped()), logs)?;
        let stdout = process.child.stdout.take().context("the output is piped")?;
        let found = first_line(stdout, wanted);
        match found.recv_timeout(PATIENCE) {
            Ok(found) => Ok((process, found)),
            Err(_) => bail!(
                "{name} did not say that it is ready; see {}/{name}.log",
                logs.display()
            ),
        }
    }

    /// Its input, where it was piped; once.
    pub fn take_stdin(&mut self) -> Option<std::process::ChildStdin> {
        self.child.stdin.take()
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end and waits until it has.
    pub fn end(mut self) -> Result<std::process::ExitStatus> {
        self.signal(Signal::TERM)?;
        self.wait()
    }

    /// Waits until it has ended by itself.
    pub fn wait(&mut self) -> Result<std::process::ExitStatus> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        bail!("{} does not end", self.name)
    }

    fn signal(&self, signal: Signal) -> Result<()> {
        let pid = pid(self.child.id())?;
        kill_process(pid, signal).with_context(|| format!("{} can't be signalled", self.name))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Ok(pid) = pid(self.child.id()) {
            // The group may be gone already; there is nobody to tell either way.
            let _ = kill_process_group(pid, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

/// Ends a process at once, as a power cut would (`kill -9`).
pub fn kill_now(id: u32) -> Result<()> {
    kill_process(pid(id)?, Signal::KILL).with_context(|| format!("process {id} can't be killed"))
}

/// Process ids of the children of a process.
pub fn children_of(parent: u32) -> Result<Vec<u32>> {
    let mut children = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let Some(id) = entry?
            .file_name()
            .to_str()
            .and_then(|name| name.parse::<u32>().ok())
        else {
            continue;
        };
        // Field 4 of stat, counted from behind the command's name, which may hold spaces (proc(5)).
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let parent_id = stat
            .rsplit_once(')')
            .and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse().ok());
        if parent_id == Some(parent) {
            children.push(id);
        }
    }
    Ok(children)
}

/// A process with all its descendants.
pub fn family_of(id: u32) -> Result<Vec<u32>> {
    let mut family = vec![id];
    let mut next = 0;
    while let Some(member) = family.get(next).copied() {
        family.extend(children_of(member)?);
        next += 1;
    }
    Ok(family)
}

/// True while a process runs (and is no zombie).
pub fn is_alive(id: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{id}/stat"))
        .ok()
        .and_then(|stat| {
            stat.rsplit_once(')')
                .map(|(_, rest)| !rest.trim_start().starts_with('Z'))
        })
        .unwrap_or(false)
}

fn pid(id: u32) -> Result<Pid> {
    i32::try_from(id)
        .ok()
        .and_then(Pid::from_raw)
        .context("no process id")
}

/// Reads on after the line was found, so that the program never blocks on a full pipe.
fn first_line<T: Send + 'static>(
    stdout: ChildStdout,
    wanted: impl Fn(&str) -> Option<T> + Send + 'static,
) -> mpsc::Receiver<T> {
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let mut search = Some(send);
        for line in BufReader::new(stdout).lines().map_while(std::io::Result::ok) {
            if let Some(found) = search.as_ref().and_then(|_| wanted(&line))
                && let Some(send) = search.take()
            {
                let _ = send.send(found);
            }
        }
    });
    receive
}
