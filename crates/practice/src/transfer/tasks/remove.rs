//! A delete task at work: patterns are expanded, folders emptied from below.

use std::io::ErrorKind;

use super::hitch::{Ended, Hitch, Setback, Side};
use super::reach::reach;
use super::run::{Run, blocking};
use super::scan::{Plan, trimmed};
use super::{glob, place};
use crate::state::model::{Permissions, TaskFile, TaskItem};
use crate::storage::Located;

impl Run {
    /// Where something is, for removing. For a delete task that is its source.
    fn removable(&self, path: &str) -> Result<Located, Hitch> {
        let (collection, side) = match self.destination {
            Some(destination) => (destination, Side::Destination),
            None => (self.source, Side::Source),
        };
        reach(
            &self.app,
            self.submitter,
            side,
            collection,
            path,
            Permissions::ReadWrite,
        )
    }

    /// The whole delete task.
    pub(super) async fn delete(&mut self) -> Result<(), Ended> {
        self.checkpoint().await?;
        let mut steps = Vec::new();
        for item in self.order.items.clone() {
            let found = loop {
                self.checkpoint().await?;
                match self.find(&item).await {
                    Ok(found) => break found,
                    Err(setback) => self.suffer(setback).await?,
                }
            };
            self.recovered();
            self.progress.counts.subtasks_total += 1;
            self.progress.step()?;
            steps.extend(found);
        }
        steps.retain(|step| !self.progress.done.contains(step));
        let folders = steps.iter().filter(|it| it.ends_with('/')).count() as u64;
        self.progress.counts.directories += folders;
        self.progress.counts.files += steps.len() as u64 - folders;
        self.progress.counts.subtasks_total += steps.len() as u64;
        for step in steps {
            self.pace_file().await?;
            loop {
                match self.remove_entry(&step).await {
                    Ok(()) => break,
                    Err(setback) => self.suffer(setback).await?,
                }
                self.checkpoint().await?;
            }
            self.recovered();
            self.progress.finished(TaskFile {
                task: self.task,
                number: 0,
                source_path: step,
                destination_path: None,
                size: 0,
                checksum: None,
                error: None,
            })?;
        }
        Ok(())
    }

    /// Everything that one item is about, what is inside before what is around it. Folders end with a slash.
    async fn find(&mut self, item: &TaskItem) -> Result<Vec<String>, Setback> {
        let options = self.order.options.clone();
        let path = trimmed(&item.source_path);
        let mut paths = vec![path.clone()];
        let expands = options.interpret_globs && path.split('/').any(glob::is_pattern);
        if expands {
            paths = self.expand(&path).await?;
        }
        // An earlier run may have removed it already.
        let below = format!("{path}/");
        let was_there = self
            .progress
            .done
            .iter()
            .any(|it| *it == path || it.starts_with(&below));
        if paths.is_empty() && !options.ignore_missing && !was_there && self.progress.done.is_empty() {
            return Err(Hitch::new(Side::Source, "FILE_NOT_FOUND", format!("nothing fits {path}")).into());
        }
        let mut steps = Vec::new();
        for path in paths {
            let (entry, now) = (self.removable(&path)?, self.app.now());
            let looked = blocking(move || place::look_at_entry(&entry, now)).await;
            let entry = match looked {
                Ok(entry) => entry,
                Err(error)
                    if error.kind() == ErrorKind::NotFound && (options.ignore_missing || was_there) =>
                {
                    continue;
                }
                Err(error) => return Err(Hitch::storage(Side::Source, &path, &error).into()),
            };
            if entry.kind != "dir" || entry.link_target.is_some() {
                steps.push(path);
            } else if options.recursive {
                steps.extend(self.walk(&path, true).await?);
            } else {
                let text = format!("{path} is a folder, and the task is not recursive");
                return Err(Hitch::new(Side::Source, "IS_A_DIRECTORY", text).fatal().into());
            }
        }
        Ok(steps)
    }

    /// Paths that fit a pattern, which may stand in any part of the path.
    async fn expand(&mut self, pattern: &str) -> Result<Vec<String>, Setback> {
        let mut paths = vec![String::new()];
        for segment in pattern.split('/').filter(|it| !it.is_empty()) {
            if !glob::is_pattern(segment) {
                paths
                    .iter_mut()
                    .for_each(|path| *path = format!("{path}/{segment}"));
                continue;
            }
            let mut found = Vec::new();
            for path in paths {
                match self.names(&path).await {
                    Ok(names) => found.extend(
                        names
                            .into_iter()
                            .filter(|(name, _)| glob::matches(segment, name))
                            // As in a shell, what is hidden must be meant.
                            .filter(|(name, _)| !name.starts_with('.') || segment.starts_with('.'))
                            .map(|(name, _)| format!("{path}/{name}")),
                    ),
                    Err(hitch) if hitch.is("FILE_NOT_FOUND") || hitch.is("NOT_A_DIRECTORY") => {}
                    Err(hitch) => return Err(hitch.into()),
                }
            }
            paths = found;
        }
        Ok(paths)
    }

    /// Names in a folder, and which of them are folders themselves; a link never is.
    async fn names(&self, folder: &str) -> Result<Vec<(String, bool)>, Hitch> {
        let (place, now) = (self.removable(&format!("{folder}/"))?, self.app.now());
        let listed = blocking(move || {
            let entries = place::list(&place, now)?;
            let is_folder =
                |it: &super::super::file_entry::FileEntry| it.kind == "dir" && it.link_target.is_none();
            Ok(entries
                .into_iter()
                .map(|it| (it.name.clone(), is_folder(&it)))
                .collect())
        });
        listed
            .await
            .map_err(|error| Hitch::storage(Side::Source, folder, &error))
    }

    /// A folder from below: what is in it, then itself. The root of a collection stays.
    pub(super) async fn walk(&mut self, folder: &str, itself: bool) -> Result<Vec<String>, Hitch> {
        let mut steps = Vec::new();
        // Each folder is met twice: on the way down, and when all below it is listed.
        let mut folders = vec![(folder.to_owned(), false)];
        while let Some((folder, is_listed)) = folders.pop() {
            if is_listed {
                steps.push(format!("{folder}/"));
                continue;
            }
            let names = self.names(&folder).await?;
            folders.push((folder.clone(), true));
            for (name, is_folder) in names.into_iter().rev() {
                let path = format!("{folder}/{name}");
                if is_folder {
                    folders.push((path, false));
                } else {
                    steps.push(path);
                }
            }
        }
        if !itself || folder.is_empty() {
            steps.pop();
        }
        Ok(steps)
    }

    /// Removes one file, link or empty folder. What is gone already is fine.
    pub(super) async fn remove_entry(&mut self, path: &str) -> Result<(), Setback> {
        let place = self.removable(path)?;
        let app = self.app.clone();
        let _in_use = app.usage.read().await;
        self.still_ours()?;
        let is_folder = path.ends_with('/');
        let removed = blocking(move || {
            let local = place::writable(&place)?;
            if local.is_root() {
                return Ok(());
            }
            let entry = local.entry()?;
            if is_folder {
                std::fs::remove_dir(entry)
            } else {
                std::fs::remove_file(entry)
            }
        });
        match removed.await {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(Hitch::storage(Side::Source, path, &error).into())
            }
            _ => Ok(()),
        }
    }

    /// `delete_destination_extra`: what the source does not have goes.
    pub(super) async fn remove_extra(&mut self, plan: &Plan) -> Result<(), Ended> {
        for root in plan.roots.clone() {
            let steps = loop {
                self.checkpoint().await?;
                match self.walk(&root, false).await {
                    Ok(steps) => break steps,
                    Err(hitch) => self.suffer(hitch.into()).await?,
                }
            };
            for step in steps {
                let path = step.trim_end_matches('/');
                if path == root || plan.destinations.contains(path) {
                    continue;
                }
                loop {
                    self.checkpoint().await?;
                    match self.remove_entry(&step).await {
                        Ok(()) => break,
                        Err(setback) => self.suffer(setback).await?,
                    }
                }
                self.progress.event(
                    "DELETE",
                    false,
                    "removed what the source does not have",
                    path.to_owned(),
                );
            }
        }
        Ok(())
    }
}
