//! Whether what was sent is there: the service lists it, as long as it should be.

use globus::transfer::{FileType, ListQuery};

use super::event::{UploadEvent, count};
use super::run::Running;
use super::stop::Verdict;
use super::{RelativePath, Stop};

/// Entries of one page of a listing. A folder may have any number.
const LISTED: u32 = 10_000;

/// Folders that are read from the manifest at once.
const PAGE: usize = 64;

/// How often a file that is not there is sent once more.
const MOST_LOST: u32 = 1;

/// Checks everything that was sent; what is not as it should be waits again or has failed afterwards.
pub(super) async fn check_all(running: &Running<'_>) -> Result<(), Stop> {
    let mut after = None;
    report(running).await?;
    loop {
        let page = running.manifest.folders_to_check(after, PAGE).await?;
        let Some(last) = page.last().cloned() else { break };
        for folder in page {
            running.unless_cancelled(running.control.go_on()).await?;
            check(running, &folder).await?;
            running.manifest.send_lost_again(folder, MOST_LOST).await?;
        }
        report(running).await?;
        after = Some(last);
    }
    Ok(())
}

async fn check(running: &Running<'_>, folder: &RelativePath) -> Result<(), Stop> {
    let upload = running.upload;
    let path = running
        .plan
        .destination
        .join(folder.as_str())
        .map_err(|error| Stop::Other { error: error.into() })?;
    let mut offset = 0;
    loop {
        let query = ListQuery {
            path: Some(path.clone()),
            orderby: Some("name ASC".to_owned()),
            limit: Some(LISTED),
            offset: Some(offset),
            ..ListQuery::default()
        };
        let listed = running.unless_cancelled(upload.globus.transfer.ls(&upload.collection, &query));
        let listed = match listed.await? {
            Ok(listed) => listed.data,
            // The folder itself is gone: all of its files are.
            Err(error) if error.has_code("NotFound") => return Ok(()),
            Err(error) => match Verdict::of(error) {
                Verdict::All(stop) | Verdict::PerhapsAll(_, stop) => return Err(stop),
                Verdict::One(_) => return Ok(()),
            },
        };
        let length = u32::try_from(listed.len()).unwrap_or(u32::MAX);
        let files = listed
            .into_iter()
            .filter(|entry| entry.file_type == FileType::File)
            .filter_map(|entry| Some((entry.name, entry.size?)))
            .collect();
        running.manifest.check_off(folder.clone(), files).await?;
        if length < LISTED {
            return Ok(());
        }
        offset += length;
    }
}

async fn report(running: &Running<'_>) -> Result<(), Stop> {
    let totals = running.manifest.totals().await?;
    running.reporter.now(UploadEvent::Checking {
        files_checked: count(totals.files_checked),
        files: count(totals.files),
    });
    Ok(())
}
