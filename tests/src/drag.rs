//! A real drag from another program: a second X client and a moved mouse, nothing simulated in the page.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::desktop::Desktop;
use crate::process::Process;
use crate::programs;

/// Where the other window stands: beside the app's, which is at most 1100 wide.
const SOURCE_AT: (i32, i32) = (1220, 60);
const HANDLE_AT: (i32, i32) = (1300, 110);

/// How many steps the mouse takes: toolkits recognise a drag by its motion events, not by its ends.
const STEPS: i32 = 20;

/// A window that offers files, with a drag that may be under way.
#[derive(Debug)]
pub struct DragSource<'a> {
    desktop: &'a Desktop,
    _process: Process,
}

impl<'a> DragSource<'a> {
    /// Opens the window.
    pub fn open(desktop: &'a Desktop, paths: &[&Path]) -> Result<Self> {
        // The system's Python has the GTK bindings, one from elsewhere rarely does.
        let mut source = desktop.command("/usr/bin/python3");
        source.arg(programs::source("tests/src/support/drag_source.py"));
        source
            .args([SOURCE_AT.0.to_string(), SOURCE_AT.1.to_string()])
            .args(paths);
        let (process, ()) = Process::spawn_until("drag-source", &mut source, &desktop.logs(), |line| {
            (line == "ready").then_some(())
        })?;
        Ok(Self {
            desktop,
            _process: process,
        })
    }

    /// Takes hold of the files and carries them over a point of the screen, without letting go.
    pub fn carry_to(&self, x: i32, y: i32) -> Result<()> {
        let (from_x, from_y) = HANDLE_AT;
        self.mouse(&["mousemove", &from_x.to_string(), &from_y.to_string()])?;
        self.mouse(&["mousedown", "1"])?;
        for step in 1..=STEPS {
            let at = |from: i32, to: i32| (from + (to - from) * step / STEPS).to_string();
            self.mouse(&["mousemove", "--sync", &at(from_x, x), &at(from_y, y)])?;
        }
        // A last small motion over the target: the position that the drop is judged by.
        self.mouse(&["mousemove", &(x + 1).to_string(), &(y + 1).to_string()])
    }

    /// Lets go.
    pub fn drop_it(&self) -> Result<()> {
        self.mouse(&["mouseup", "1"])
    }

    fn mouse(&self, arguments: &[&str]) -> Result<()> {
        let answer = self
            .desktop
            .command("xdotool")
            .args(arguments)
            .output()
            .context("xdotool")?;
        ensure!(
            answer.status.success(),
            "xdotool: {}",
            String::from_utf8_lossy(&answer.stderr)
        );
        Ok(())
    }
}
