//! Copies as the window shows them.

use jiff::SignedDuration;
use tokio::sync::broadcast;
use url::Url;

use super::upload::Manifest;
use super::{CopyPhase, CopyRecord};
use crate::Sharing;
use crate::error::{Error, Result};
use crate::model::{Copy, CopyId, CopyProblem, CopyProblems, CopyStage, CopyState, TaskLink, WaitingShare};

/// Copies that have ended are listed for so long.
const LISTED: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Problems of one page.
const PAGE: usize = 200;

impl Sharing {
    /// Copies that go on, and those that ended lately and were not forgotten; newest first.
    pub async fn copies(&self) -> Result<Vec<Copy>> {
        let me = match self.remembered().await {
            Ok(me) => me,
            Err(Error::NotSignedIn) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let since = self.now().saturating_sub(LISTED).unwrap_or(jiff::Timestamp::MIN);
        let mut copies = Vec::new();
        for record in self.journal().copies(&me.identity.id).await? {
            let is_old = record.ended_at.is_some_and(|ended| ended < since);
            if !is_old || !record.phase.opens_the_gate() {
                copies.push(self.shown(record).await?);
            }
        }
        Ok(copies)
    }

    /// One copy; none where it was forgotten.
    pub async fn copy(&self, id: &CopyId) -> Result<Option<Copy>> {
        match self.journal().copy(id).await? {
            Some(record) => self.shown(record).await.map(Some),
            None => Ok(None),
        }
    }

    /// Names each copy of which something is not as it was. Many names a second, so ask for the copies themselves at one's
    /// leisure.
    pub fn copy_changes(&self) -> broadcast::Receiver<CopyId> {
        self.state.copies.listen()
    }

    /// Whether copies go on that the end of the app would interrupt. Those that have waited in vain
    /// for some minutes don't count.
    pub fn is_copying(&self) -> bool {
        self.state.copies.is_busy()
    }

    /// What is not there, one page.
    pub async fn copy_problems(&self, id: &CopyId, after: Option<String>) -> Result<CopyProblems> {
        let record = self.my_copy(id).await?;
        let manifest = self.journal().upload_manifest(record.id.0);
        let found = manifest.problems(after, PAGE).await?;
        let next = (found.len() == PAGE).then(|| found.last().map(|last| last.path.clone()));
        let entries = found.into_iter().map(|problem| CopyProblem {
            path: problem.path,
            why: problem.why,
        });
        Ok(CopyProblems {
            entries: entries.collect(),
            next: next.flatten(),
        })
    }

    pub(super) async fn shown(&self, record: CopyRecord) -> Result<Copy> {
        let mut waiting = Vec::new();
        for share_id in self.journal().shares_waiting_for(&record.id).await? {
            if let Some(share) = self.journal().share(&share_id).await? {
                waiting.push(WaitingShare {
                    share_id,
                    guests: u32::try_from(share.grants.len()).unwrap_or(u32::MAX),
                    folders: share
                        .prepared
                        .plan
                        .folders
                        .into_iter()
                        .map(|it| it.name)
                        .collect(),
                });
            }
        }
        let view = self.state.copies.find(&record.id).map(|live| live.view().clone());
        let is_at_it = matches!(record.phase, CopyPhase::Copying | CopyPhase::Paused);
        let (progress, faults) = match &view {
            Some(view) if is_at_it => (view.progress.clone(), view.faults.clone()),
            _ => (record.progress.clone(), Vec::new()),
        };
        let web_app = &self.globus().config.urls.web_app;
        let task = record.task.as_ref().and_then(|task| task.task_id.as_ref());
        Ok(Copy {
            actions: record.actions(),
            state: state(&record.phase, view.map(|view| view.state)),
            to_be_announced: record.phase.is_end() && !record.announced,
            task: task.map(|id| TaskLink {
                id: id.to_string(),
                link: task_page(web_app, id.as_str()),
            }),
            id: record.id,
            request: record.request,
            method: record.method,
            label: record.label,
            source: record.source,
            destination: record.destination,
            done_without: record.done_without,
            progress,
            faults,
            began_at: record.began_at,
            ended_at: record.ended_at,
            waiting,
        })
    }
}

fn state(phase: &CopyPhase, live: Option<CopyState>) -> CopyState {
    match phase {
        CopyPhase::Copying => live.unwrap_or(CopyState::Copying {
            stage: CopyStage::Looking,
        }),
        CopyPhase::Paused => CopyState::Paused,
        CopyPhase::Stopped { reason } => CopyState::Stopped {
            reason: reason.clone(),
        },
        CopyPhase::Incomplete { problems } => CopyState::Incomplete { problems: *problems },
        CopyPhase::Complete => CopyState::Complete,
        CopyPhase::Cancelling => CopyState::Cancelling,
        CopyPhase::Cancelled => CopyState::Cancelled,
        CopyPhase::Removing => CopyState::Removing,
        CopyPhase::Removed => CopyState::Removed,
    }
}

/// The page about a task in the web app.
fn task_page(web_app: &Url, task: &str) -> String {
    let mut url = web_app.clone();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().extend(["activity", task, "overview"]);
    }
    url.into()
}
