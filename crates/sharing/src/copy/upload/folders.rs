//! Folders, from the outside in: the folder around each is there before it is made.

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use globus::path::CollectionPath;

use super::event::{UploadEvent, count};
use super::lanes::Lanes;
use super::run::Running;
use super::stop::Verdict;
use super::{ManifestHead, RelativePath, Stage, Stop, WhyNot};

/// Folders at once.
const AT_ONCE: usize = 8;

/// Rows that are read from the manifest, and written down, at once.
const PAGE: usize = 256;

/// Makes the destination and all folders in it. Those that are there already are fine.
pub(super) async fn make_all(running: &Running<'_>) -> Result<(), Stop> {
    make_destination(running).await?;
    let totals = running.manifest.totals().await?;
    let mut made = totals.folders_made;
    let event = |made: u64| UploadEvent::Folders {
        made: count(made),
        folders: count(totals.folders),
    };
    running.reporter.now(event(made));
    for depth in 1..=totals.deepest {
        let mut after = None;
        loop {
            let page = running.manifest.folders_to_make(depth, after, PAGE).await?;
            let Some(last) = page.last().cloned() else { break };
            let is_last = page.len() < PAGE;
            made += make_page(running, page).await?;
            running.reporter.sometimes(|| event(made));
            if is_last {
                break;
            }
            after = Some(last);
        }
    }
    running.reporter.now(event(made));
    Ok(())
}

async fn make_destination(running: &Running<'_>) -> Result<(), Stop> {
    let (transfer, plan) = (&running.upload.globus.transfer, running.plan);
    let collection = &running.upload.collection;
    let mut head = running.manifest.head().await?;
    if head.destination_existed.is_none() {
        let existed = match running
            .unless_cancelled(transfer.stat(collection, &plan.destination))
            .await?
        {
            Ok(entry) if entry.is_dir() => true,
            Ok(_) => return Err(Stop::DestinationIsFile),
            Err(error) if is_missing(&error) => false,
            Err(error) => return Err(Stop::of_all(error)),
        };
        head = ManifestHead {
            destination_existed: Some(existed),
            stage: Stage::Folders,
        };
        // Before it is made: what is removed later must never be something that was there before.
        running.manifest.set_head(head).await?;
    }
    if plan.destination.is_root() {
        return Ok(());
    }
    match running
        .unless_cancelled(transfer.mkdir(collection, &plan.destination))
        .await?
    {
        Ok(()) => Ok(()),
        Err(error) if error.has_code("Exists") => Err(Stop::DestinationIsFile),
        Err(error) => Err(Stop::of_all(error)),
    }
}

/// How many of them are there now.
async fn make_page(running: &Running<'_>, page: Vec<RelativePath>) -> Result<u64, Stop> {
    let limited = || running.upload.globus.times_limited();
    let mut lanes = Lanes::new(AT_ONCE, limited());
    let mut waiting = page.into_iter();
    let mut on_their_way = FuturesUnordered::new();
    let mut made = Vec::new();
    let outcome = loop {
        while on_their_way.len() < lanes.width(limited())
            && let Some(folder) = waiting.next()
        {
            on_their_way.push(make(running, folder));
        }
        let next = match running.unless_cancelled(on_their_way.next()).await {
            Ok(Some(next)) => next,
            Ok(None) => break Ok(()),
            Err(stop) => break Err(stop),
        };
        match next {
            Ok((folder, None)) => {
                lanes.success();
                made.push(folder);
            }
            Ok((folder, Some(why))) => running.manifest.folder_failed(folder, why).await?,
            Err(stop) => break Err(stop),
        }
    };
    let count = made.len() as u64;
    running.manifest.folders_made(made).await?;
    outcome.map(|()| count)
}

/// The folder, and why it could not be made if it alone could not.
async fn make(running: &Running<'_>, folder: RelativePath) -> Result<(RelativePath, Option<WhyNot>), Stop> {
    running.control.go_on().await;
    let path = match running.plan.destination.join(folder.as_str()) {
        Ok(path) => path,
        Err(_) => return Ok((folder, Some(WhyNot::PathTooLong))),
    };
    match mkdir(running, &path).await {
        Ok(()) => Ok((folder, None)),
        Err(error) if error.has_code("Exists") => Ok((folder, Some(WhyNot::FileInTheWay))),
        Err(error) => match Verdict::of(error) {
            Verdict::One(why) => Ok((folder, Some(why))),
            Verdict::PerhapsAll(_, stop) | Verdict::All(stop) => Err(stop),
        },
    }
}

async fn mkdir(running: &Running<'_>, path: &CollectionPath) -> globus::Result<()> {
    let upload = running.upload;
    upload.globus.transfer.mkdir(&upload.collection, path).await
}

fn is_missing(error: &globus::Error) -> bool {
    error.has_code("NotFound") && error.api().is_some_and(|api| api.status == 404)
}
