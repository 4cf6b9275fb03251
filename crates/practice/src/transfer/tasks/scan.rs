//! What a transfer has to do, found by walking through its items.

use std::collections::BTreeSet;

use super::filter;
use super::hitch::{Ended, Hitch, Setback, Side};
use super::place;
use super::run::{Run, blocking};
use crate::shared::App;
use crate::state::model::{Permissions, RecursiveSymlinks, TaskItem};
use crate::storage::{Located, normalize_folder};

use super::reach::reach;

/// Deeper than any sensible tree; what follows links to copy them can't run in circles.
const DEEPEST: usize = 64;

/// One thing to do.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Folder {
        destination: String,
    },
    File {
        source: String,
        destination: String,
        item: usize,
    },
    Link {
        source: String,
        destination: String,
    },
}

/// Everything to do, in order.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    /// Destinations of recursive items, for `delete_destination_extra`.
    pub(super) roots: Vec<String>,
    pub(super) destinations: BTreeSet<String>,
}

/// `/a/b` without a slash at the end, so that names can be hung on it.
pub(super) fn trimmed(path: &str) -> String {
    let whole = normalize_folder(path).unwrap_or_else(|| "/".to_owned());
    whole.trim_end_matches('/').to_owned()
}

impl Run {
    /// Where something is, for reading.
    pub(super) fn source(&self, path: &str) -> Result<Located, Hitch> {
        reach(
            &self.app,
            self.submitter,
            Side::Source,
            self.source,
            path,
            Permissions::Read,
        )
    }

    /// Walks through all items. Folders that can't be read now are waited for, or left out if that was asked for.
    pub(super) async fn scan(&mut self) -> Result<Plan, Ended> {
        let mut plan = Plan::default();
        for (number, item) in self.order.items.clone().into_iter().enumerate() {
            let (source, destination) = (trimmed(&item.source_path), trimmed(&item.destination_path));
            if self.progress.done.contains(&destination) {
                // An earlier run dealt with all of this item: it is a file, or was left out.
                self.progress.counts.files += 1;
                self.progress.counts.subtasks_total += 1;
                self.progress.step()?;
                continue;
            }
            loop {
                self.checkpoint().await?;
                match self
                    .scan_item(number, &item, &source, &destination, &mut plan)
                    .await
                {
                    Ok(()) => break,
                    Err(Setback::Hitch(hitch)) if self.skips(&hitch) => {
                        self.progress.counts.subtasks_total += 1;
                        self.skip(&source, &destination, hitch)?;
                        break;
                    }
                    Err(setback) => self.suffer(setback).await?,
                }
            }
            self.recovered();
            self.progress.counts.subtasks_total += 1;
            self.progress.step()?;
        }
        Ok(plan)
    }

    async fn scan_item(
        &mut self,
        number: usize,
        item: &TaskItem,
        source: &str,
        destination: &str,
        plan: &mut Plan,
    ) -> Result<(), Setback> {
        if item.symlink {
            self.add(
                plan,
                Step::Link {
                    source: source.to_owned(),
                    destination: destination.to_owned(),
                },
            );
            return Ok(());
        }
        let (place, now) = (self.source(source)?, self.app.now());
        let found = blocking(move || place::look(&place, now)).await;
        let entry = found.map_err(|error| Hitch::storage(Side::Source, source, &error))?;
        let is_folder = entry.kind == "dir";
        match (item.recursive, is_folder) {
            (Some(false), true) => {
                let text = format!("{source} is a folder, and the item is not recursive");
                Err(Hitch::new(Side::Source, "IS_A_DIRECTORY", text).fatal().into())
            }
            (Some(true), false) => {
                let text = format!("{source} is no folder, but the item is recursive");
                Err(Hitch::new(Side::Source, "NOT_A_DIRECTORY", text).fatal().into())
            }
            (_, false) => {
                let destination = destination.to_owned();
                self.add(
                    plan,
                    Step::File {
                        source: source.to_owned(),
                        destination,
                        item: number,
                    },
                );
                Ok(())
            }
            (_, true) => self.scan_folder(number, source, destination, plan).await,
        }
    }

    async fn scan_folder(
        &mut self,
        item: usize,
        source: &str,
        destination: &str,
        plan: &mut Plan,
    ) -> Result<(), Setback> {
        plan.roots.push(destination.to_owned());
        let mut folders = vec![(source.to_owned(), destination.to_owned(), 0)];
        while let Some((source, destination, depth)) = folders.pop() {
            let entries = loop {
                self.checkpoint().await?;
                match self.entries(&source).await {
                    Ok(entries) => break entries,
                    Err(hitch) if self.skips(&hitch) => {
                        self.progress.counts.subtasks_total += 1;
                        self.skip(&source, &destination, hitch)?;
                        break Vec::new();
                    }
                    Err(hitch) => self.suffer(hitch.into()).await?,
                }
            };
            self.recovered();
            self.add(
                plan,
                Step::Folder {
                    destination: destination.clone(),
                },
            );
            let mut below = Vec::new();
            for (name, kind, is_link) in entries {
                let source = format!("{source}/{name}");
                let destination = format!("{destination}/{name}");
                let kind = match (is_link, self.order.options.recursive_symlinks) {
                    (true, RecursiveSymlinks::Ignore) => continue,
                    (true, RecursiveSymlinks::Keep) => "link",
                    _ => kind,
                };
                if !filter::is_included(
                    &self.order.options.filter_rules,
                    &name,
                    if kind == "dir" { "dir" } else { "file" },
                ) {
                    continue;
                }
                match kind {
                    "link" => self.add(plan, Step::Link { source, destination }),
                    "dir" if depth < DEEPEST => below.push((source, destination, depth + 1)),
                    "file" => self.add(
                        plan,
                        Step::File {
                            source,
                            destination,
                            item,
                        },
                    ),
                    // Devices and pipes hold nothing that could be copied.
                    _ => {}
                }
            }
            // The folder that comes first by name is looked at first.
            folders.extend(below.into_iter().rev());
        }
        Ok(())
    }

    async fn entries(&self, folder: &str) -> Result<Vec<(String, &'static str, bool)>, Hitch> {
        let (place, now) = (self.source(folder)?, self.app.now());
        let listed = blocking(move || {
            let entries = place::list(&place, now)?;
            Ok(entries
                .into_iter()
                .map(|it| (it.name, it.kind, it.link_target.is_some()))
                .collect())
        });
        listed
            .await
            .map_err(|error| Hitch::storage(Side::Source, folder, &error))
    }

    fn add(&mut self, plan: &mut Plan, step: Step) {
        let counts = &mut self.progress.counts;
        let destination = match &step {
            Step::Folder { destination } => {
                counts.directories += 1;
                destination
            }
            Step::File { destination, .. } => {
                counts.files += 1;
                destination
            }
            Step::Link { destination, .. } => {
                counts.symlinks += 1;
                destination
            }
        };
        plan.destinations.insert(destination.clone());
        if !self.progress.done.contains(destination) {
            counts.subtasks_total += 1;
            plan.steps.push(step);
        }
    }
}

/// The account that a destination's checks are about.
pub(super) fn destination(app: &App, run: &Run, path: &str) -> Result<Located, Hitch> {
    let collection = run.destination.unwrap_or(run.source);
    reach(
        app,
        run.submitter,
        Side::Destination,
        collection,
        path,
        Permissions::ReadWrite,
    )
}
