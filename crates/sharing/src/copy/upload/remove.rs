//! Taking back what was sent.

use futures::{StreamExt, TryStreamExt, stream};
use globus::path::FilePath;

use super::stop::Verdict;
use super::{FileState, Manifest, RelativePath, Stop, Upload, UploadControl, UploadPlan};

const PAGE: usize = 256;
const AT_ONCE: usize = 4;

pub(super) async fn remove_files(
    upload: &Upload,
    plan: &UploadPlan,
    manifest: &dyn Manifest,
    control: &UploadControl,
) -> Result<(), Stop> {
    loop {
        // Always the first page: what is removed waits again, and is not listed any more.
        let page = manifest.files_there(None, PAGE).await?;
        if page.is_empty() {
            return Ok(());
        }
        let removed: Vec<_> = stream::iter(page)
            .map(|path| remove(upload, plan, control, path))
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await?;
        let waiting = removed.into_iter().map(|path| (path, FileState::Waiting));
        manifest.record(waiting.collect()).await?;
    }
}

async fn remove(
    upload: &Upload,
    plan: &UploadPlan,
    control: &UploadControl,
    path: RelativePath,
) -> Result<RelativePath, Stop> {
    if control.token().is_cancelled() {
        return Err(Stop::Cancelled);
    }
    // What could be written there could be named.
    let Ok(there) = FilePath::inside(&plan.destination, path.as_str()) else {
        return Ok(path);
    };
    match upload.files.delete(&there).await.map_err(Verdict::of) {
        Ok(()) => Ok(path),
        Err(Verdict::All(stop) | Verdict::PerhapsAll(_, stop)) => Err(stop),
        Err(Verdict::One(_)) => Err(Stop::Forbidden {
            message: path.as_str().to_owned(),
        }),
    }
}
