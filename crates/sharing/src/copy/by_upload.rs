//! A copy that goes file by file over HTTPS.

use super::live::{Live, View};
use super::run::{Step, Worked, step_of};
use super::upload::{NameRules, Stop, Upload, UploadEvent, UploadOutcome, UploadPlan, UploadReport};
use super::{CopyPhase, CopyRecord, CopySource};
use crate::Sharing;
use crate::error::Error;
use crate::model::{ByteCount, CopyStage, CopyState, CopyStop, CopyWait};

impl Sharing {
    pub(super) async fn upload(&self, record: &CopyRecord, live: &Live) -> Worked {
        let CopySource::Here { root } = &record.from else {
            return Ok(Step::stopped(CopyStop::SourceGone));
        };
        let collection = match self.globus().transfer.endpoint(&record.collection).await {
            Ok(collection) => collection,
            Err(error) => return Ok(step_of(error)),
        };
        let upload = match Upload::new(self.globus(), &collection) {
            Ok(upload) => upload,
            Err(error) => return Ok(Step::stopped(CopyStop::Other { error })),
        };
        let plan = UploadPlan {
            root: root.clone(),
            destination: record.path.clone(),
            names: NameRules::default(),
        };
        let manifest = self.journal().upload_manifest(record.id.0.clone());
        let on_event = |event| self.show(&record.id, live, |view| note(view, event));
        let outcome = upload.run(&plan, &manifest, &live.control, &on_event).await;
        let report = outcome.report().clone();
        self.show(&record.id, live, |view| settle(view, &report));
        Ok(match outcome {
            UploadOutcome::Complete { report } => Step::Reached(match report.failed + report.left_out {
                0 => CopyPhase::Complete,
                problems => CopyPhase::Incomplete { problems },
            }),
            UploadOutcome::Stopped { reason, .. } => step_of_stop(reason),
        })
    }
}

/// What a stop of the engine means for the copy.
pub(super) fn step_of_stop(stop: Stop) -> Step {
    let reason = match stop {
        Stop::Cancelled => return Step::Interrupted,
        Stop::Offline => return Step::Wait(CopyWait::Offline),
        Stop::StorageOffline { message } => return Step::Wait(CopyWait::StorageOffline { message }),
        Stop::Busy { .. } => return Step::Wait(CopyWait::Busy),
        Stop::SignIn {
            error: Error::Offline,
        } => return Step::Wait(CopyWait::Offline),
        Stop::SignIn { error } => CopyStop::SignIn { error },
        Stop::QuotaFull { message } => CopyStop::QuotaFull { message },
        Stop::Forbidden { message } => CopyStop::Forbidden { message },
        Stop::DestinationGone => CopyStop::DestinationGone,
        Stop::DestinationIsFile => CopyStop::DestinationIsFile,
        Stop::SourceGone => CopyStop::SourceGone,
        Stop::Other { error } => CopyStop::Other { error },
    };
    Step::stopped(reason)
}

fn note(view: &mut View, event: UploadEvent) {
    let progress = &mut view.progress;
    progress.bytes_per_second = None;
    progress.is_counting = false;
    let stage = match event {
        UploadEvent::Walking { files, bytes } => {
            (progress.files, progress.bytes, progress.is_counting) = (files, Some(bytes), true);
            CopyStage::Looking
        }
        UploadEvent::Walked {
            files, bytes, advice, ..
        } => {
            (progress.files, progress.bytes, progress.advice) = (files, Some(bytes), advice);
            CopyStage::Looking
        }
        UploadEvent::Folders { folders, .. } => {
            progress.folders = folders;
            CopyStage::Folders
        }
        UploadEvent::Sending {
            files_done,
            files,
            bytes_done,
            bytes,
            bytes_per_second,
            ..
        } => {
            (progress.files_done, progress.files) = (files_done, files);
            (progress.bytes_done, progress.bytes) = (bytes_done, Some(bytes));
            progress.bytes_per_second = Some(bytes_per_second);
            CopyStage::Files
        }
        UploadEvent::Checking { files_checked, files } => {
            (progress.files_done, progress.files) = (files_checked, files);
            CopyStage::Checking
        }
    };
    view.state = CopyState::Copying { stage };
}

/// At the end of a run the numbers are exact.
fn settle(view: &mut View, report: &UploadReport) {
    let progress = &mut view.progress;
    progress.is_counting = false;
    progress.bytes_per_second = None;
    // All zero where not even the numbers could be had.
    if report.files > 0 {
        (progress.files_done, progress.files) = (report.files_sent, report.files);
        (progress.bytes_done, progress.bytes) = (report.bytes_sent, Some(ByteCount(report.bytes.0)));
        progress.folders = report.folders;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_by_itself_is_waited_for_and_the_rest_needs_the_person() {
        let waits = |stop| matches!(step_of_stop(stop), Step::Wait(_));
        assert!(waits(Stop::Offline));
        assert!(waits(Stop::Busy {
            retry_after_seconds: None
        }));
        assert!(waits(Stop::SignIn {
            error: Error::Offline
        }));
        assert!(!waits(Stop::SignIn {
            error: Error::NotSignedIn
        }));
        assert!(!waits(Stop::QuotaFull { message: "m".into() }));
        assert!(matches!(step_of_stop(Stop::Cancelled), Step::Interrupted));
    }
}
