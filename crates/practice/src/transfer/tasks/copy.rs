//! A transfer at work: folders are made, files and links are copied, what is too much is removed.

use std::fs::File;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::time::SystemTime;

use super::super::file_entry::FileEntry;
use super::checksum::Algorithm;
use super::hitch::{Ended, Hitch, Setback, Side};
use super::run::{Run, blocking};
use super::scan::{Step, destination};
use super::{place, quota, sync};
use crate::state::model::{TaskFile, TaskItem};
use crate::storage::Located;

/// A file on its way. If it does not arrive, nothing of it stays.
struct InFlight {
    reader: Box<dyn Read + Send>,
    writer: File,
    part: PathBuf,
    arrived: bool,
}

impl Drop for InFlight {
    fn drop(&mut self) {
        if !self.arrived {
            let _ = std::fs::remove_file(&self.part);
        }
    }
}

impl Run {
    /// The whole transfer.
    pub(super) async fn transfer(&mut self) -> Result<(), Ended> {
        self.checkpoint().await?;
        let mut plan = self.scan().await?;
        for step in std::mem::take(&mut plan.steps) {
            self.pace_file().await?;
            loop {
                match self.step(&step).await {
                    Ok(()) => break,
                    Err(Setback::Hitch(hitch)) if self.skips(&hitch) => {
                        if let Step::File {
                            source, destination, ..
                        }
                        | Step::Link { source, destination } = &step
                        {
                            self.skip(source, destination, hitch)?;
                        }
                        break;
                    }
                    Err(setback) => self.suffer(setback).await?,
                }
                self.checkpoint().await?;
            }
            self.recovered();
        }
        if self.order.options.delete_destination_extra {
            self.remove_extra(&plan).await?;
        }
        Ok(())
    }

    async fn step(&mut self, step: &Step) -> Result<(), Setback> {
        match step {
            Step::Folder { destination } => {
                let place = self.destination_place(destination)?;
                let app = self.app.clone();
                let _in_use = app.usage.read().await;
                self.still_ours()?;
                let made = blocking(move || place::ensure_folder(place::writable(&place)?)).await;
                made.map_err(|error| Hitch::storage(Side::Destination, destination, &error))?;
                Ok(self.progress.step()?)
            }
            Step::Link { source, destination } => self.copy_link(source, destination).await,
            Step::File {
                source,
                destination,
                item,
            } => {
                let item = self.order.items.get(*item).cloned();
                self.copy_file(source, destination, item.as_ref()).await
            }
        }
    }

    fn destination_place(&self, path: &str) -> Result<Located, Hitch> {
        destination(&self.app, self, path)
    }

    async fn copy_link(&mut self, source: &str, destination: &str) -> Result<(), Setback> {
        let (from, to, now) = (
            self.source(source)?,
            self.destination_place(destination)?,
            self.app.now(),
        );
        let looked = blocking(move || place::look_at_entry(&from, now)).await;
        let entry = looked.map_err(|error| Hitch::storage(Side::Source, source, &error))?;
        let Some(target) = entry.link_target else {
            let text = format!("{source} is no link");
            return Err(Hitch::new(Side::Source, "NOT_A_SYMLINK", text).fatal().into());
        };
        let app = self.app.clone();
        let _in_use = app.usage.read().await;
        self.still_ours()?;
        let made = blocking(move || {
            let link = place::target(place::writable(&to)?)?;
            if link.symlink_metadata().is_ok() {
                std::fs::remove_file(&link)?;
            }
            place::make_link(&target, &link)
        });
        made.await
            .map_err(|error| Hitch::storage(Side::Destination, destination, &error))?;
        Ok(self
            .progress
            .finished(self.record(source, destination, 0, None))?)
    }

    fn record(
        &self,
        source: &str,
        destination: &str,
        size: u64,
        checksum: Option<(String, String)>,
    ) -> TaskFile {
        TaskFile {
            task: self.task,
            number: 0,
            source_path: source.to_owned(),
            destination_path: Some(destination.to_owned()),
            size,
            checksum,
            error: None,
        }
    }

    async fn copy_file(
        &mut self,
        source: &str,
        destination: &str,
        item: Option<&TaskItem>,
    ) -> Result<(), Setback> {
        let (from, to, now) = (
            self.source(source)?,
            self.destination_place(destination)?,
            self.app.now(),
        );
        let at_source = |error: std::io::Error| Hitch::storage(Side::Source, source, &error);
        let at_destination = |error: std::io::Error| Hitch::storage(Side::Destination, destination, &error);
        let looked = blocking({
            let from = from.clone();
            move || place::look(&from, now)
        });
        let entry = looked.await.map_err(at_source)?;
        let target = blocking(move || place::target(place::writable(&to)?))
            .await
            .map_err(at_destination)?;
        let asked = item
            .and_then(|it| it.checksum_algorithm.as_deref())
            .and_then(Algorithm::parse);
        let algorithm = asked.unwrap_or(Algorithm::Md5);
        if let Some(level) = self.order.options.sync_level
            && self
                .is_current(level, algorithm, &from, &entry, &target)
                .await
                .map_err(at_source)?
        {
            self.progress.counts.files_skipped += 1;
            return Ok(self.progress.step()?);
        }
        let disk = self.destination.unwrap_or(self.source);
        if quota::is_limited(&self.app, disk) {
            // What has arrived must have been counted.
            self.progress.write(|_| {})?;
            quota::check(&self.app, disk, destination, entry.size)?;
        }
        // Nothing half written ever has its final name.
        let part = self
            .app
            .places
            .uploads_dir
            .join(format!("task-{}", self.task.simple()));
        let opened = blocking({
            let from = from.clone();
            move || place::open(&from)
        });
        let reader = opened.await.map_err(at_source)?;
        let begun = blocking(move || {
            if let Some(folder) = part.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let writer = File::create(&part)?;
            Ok(InFlight {
                reader,
                writer,
                part,
                arrived: false,
            })
        });
        let (flight, moved) = self
            .fly(begun.await.map_err(at_destination)?, source, destination)
            .await?;
        let part = flight.part.clone();
        let checksum = self.verify(&from, part, algorithm, item, destination).await?;
        let keeps_time = self.order.options.preserve_timestamp;
        // A snapshot or a restore comes before or after, never in between.
        let app = self.app.clone();
        let _in_use = app.usage.read().await;
        self.still_ours()?;
        let landed = blocking(move || {
            let mut flight = flight;
            flight.writer.flush()?;
            if keeps_time {
                flight.writer.set_modified(SystemTime::from(entry.modified))?;
            }
            place::put_in_place(&flight.part, &target)?;
            flight.arrived = true;
            Ok(())
        });
        landed.await.map_err(at_destination)?;
        self.app.tasks.forget_live(self.task);
        self.progress.counts.files_transferred += 1;
        self.progress.counts.bytes_transferred += moved;
        Ok(self
            .progress
            .finished(self.record(source, destination, moved, checksum))?)
    }

    async fn is_current(
        &mut self,
        level: u8,
        algorithm: Algorithm,
        from: &Located,
        entry: &FileEntry,
        target: &std::path::Path,
    ) -> std::io::Result<bool> {
        let (from, entry, target) = (from.clone(), entry.clone(), target.to_owned());
        if level == 3 {
            self.progress.counts.bytes_checksummed += entry.size;
        }
        blocking(move || sync::is_current(level, algorithm, &from, &entry, &target)).await
    }

    /// Moves the bytes, piece by piece, as fast as the switches allow and as long as both doors stay open.
    async fn fly(
        &mut self,
        mut flight: InFlight,
        source: &str,
        destination: &str,
    ) -> Result<(InFlight, u64), Setback> {
        let mut moved = 0;
        loop {
            let piece = self.piece();
            let (back, outcome) = tokio::task::spawn_blocking(move || {
                let outcome = move_piece(&mut flight, piece);
                (flight, outcome)
            })
            .await
            .map_err(|_| Hitch::new(Side::Source, "ENDPOINT_ERROR", "The file operation did not end"))?;
            flight = back;
            let count = outcome.map_err(|(side, error)| {
                let path = if side == Side::Source { source } else { destination };
                Hitch::storage(side, path, &error)
            })?;
            if count == 0 {
                return Ok((flight, moved));
            }
            moved += count;
            self.app.tasks.set_live(self.task, moved);
            self.pace_bytes(count).await?;
            self.checkpoint().await?;
            self.source(source)?;
            self.destination_place(destination)?;
        }
    }

    /// Compares what arrived with the source, and with what the submitter knows of it.
    async fn verify(
        &mut self,
        from: &Located,
        part: PathBuf,
        algorithm: Algorithm,
        item: Option<&TaskItem>,
        destination: &str,
    ) -> Result<Option<(String, String)>, Setback> {
        let external = item.and_then(|it| it.external_checksum.clone());
        let verifies = self.order.options.verify_checksum;
        if !verifies && external.is_none() {
            return Ok(None);
        }
        let from = from.clone();
        let compared = blocking(move || {
            let arrived = algorithm.of(&mut File::open(part)?)?;
            let sent = if verifies {
                Some(algorithm.of(&mut *place::open(&from)?)?)
            } else {
                None
            };
            Ok((arrived, sent))
        });
        let (arrived, sent) = compared
            .await
            .map_err(|error| Hitch::storage(Side::Source, destination, &error))?;
        self.progress.counts.bytes_checksummed += self.app.tasks.live_bytes(self.task);
        if external.is_some_and(|it| !it.trim().eq_ignore_ascii_case(&arrived)) {
            let text = format!("{destination}: the checksum is not the one that was given");
            return Err(Hitch::new(Side::Destination, "EXTERNAL_CHECKSUM_MISMATCH", text)
                .fatal()
                .into());
        }
        if sent.is_some_and(|it| it != arrived) {
            let text = format!("{destination}: what arrived differs from the source");
            return Err(Hitch::new(Side::Destination, "CHECKSUM_MISMATCH", text).into());
        }
        Ok(Some((algorithm.name().to_owned(), arrived)))
    }
}

/// Moves up to so many bytes; says which side failed.
fn move_piece(flight: &mut InFlight, piece: u64) -> Result<u64, (Side, std::io::Error)> {
    let mut buffer = vec![0; usize::try_from(piece).unwrap_or(4096)];
    let mut filled = 0;
    while filled < buffer.len() {
        match flight.reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err((Side::Source, error)),
        }
    }
    flight
        .writer
        .write_all(&buffer[..filled])
        .map_err(|error| (Side::Destination, error))?;
    Ok(filled as u64)
}
