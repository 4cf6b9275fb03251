//! Changing what is shared: level, end date, stop, copy, point to a new place, undo. Planned from fresh lists, written
//! down before the first request, compared before each write, read back after, and the same if it is done twice.

mod again;
mod allowed;
mod judge;
mod plan;
mod record;
mod remains;
mod run;
mod send;
mod targets;
mod undo;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use futures::FutureExt;
use globus::ids::CollectionId;
use tokio_util::sync::CancellationToken;

pub use record::{ChangeRecord, ChangeRow};

pub(crate) use plan::Prepared;
use plan::{HAVE_COPY, Planner};
use run::Run;
pub(crate) use send::names;
pub(crate) use targets::targets;

use crate::Sharing;
use crate::audit::Audit;
use crate::error::{Error, Field, InputProblem, Missing, Result};
use crate::journal::Phase;
use crate::model::{
    ChangeAction, ChangeEvent, ChangeId, ChangeOutcome, ChangePlan, ChangeState, ChangeTargets,
    Confirmations, EndChoice, HistoryEntry, Tick,
};

/// Where events go.
pub type OnChangeEvent<'a> = &'a (dyn Fn(ChangeEvent) + Send + Sync);

/// Plans that were made and not applied; the oldest ones are forgotten.
const MOST_PLANS: usize = 8;

/// Plans that wait to be applied, and changes that run.
#[derive(Default)]
pub(crate) struct Changing {
    plans: Vec<Prepared>,
    running: HashMap<ChangeId, CancellationToken>,
}

impl Sharing {
    /// What a change would do. Reads the lists concerned anew and sends nothing that changes anything.
    pub async fn plan_change(&self, targets: &ChangeTargets, action: &ChangeAction) -> Result<ChangePlan> {
        let audit = self.known_audit().await?;
        let ended = self.ended(targets).await?;
        let mut concerned = targets::collections(&audit, &targets::targets(&audit, targets));
        concerned.extend(again::collections(&ended));
        if let ChangeAction::CopyTo { collection_id, .. } | ChangeAction::PointTo { collection_id, .. } =
            action
        {
            concerned.insert(collection_id.clone());
        }
        self.read_anew(concerned).await?;
        let audit = self.known_audit().await?;
        let meant = targets::targets(&audit, targets);
        let groups = match action {
            ChangeAction::Stop => Vec::new(),
            _ => allowed::groups(&audit, &meant, &ended),
        };
        let rulebook = self.rulebook_now(groups).await?;
        let zone = self.zone();
        let planner = Planner {
            audit: &audit,
            action,
            now: self.now(),
            zone: &zone,
            rulebook: &rulebook,
        };
        let prepared = match action {
            ChangeAction::ShareAgain { end } => planner.plan_again(&ended, end)?,
            _ => planner.plan(&meant)?,
        };
        let plan = prepared.plan.clone();
        let mut changing = self.state.changing.lock();
        changing.plans.push(prepared);
        let too_many = changing.plans.len().saturating_sub(MOST_PLANS);
        changing.plans.drain(..too_many);
        Ok(plan)
    }

    /// Carries a plan out, reads back, and says what came of it. A partial failure is no error: it is in the outcome,
    /// and the change stays open for [`Sharing::resume_change`].
    pub async fn apply_change(
        &self,
        id: &ChangeId,
        confirmations: &Confirmations,
        on_event: OnChangeEvent<'_>,
    ) -> Result<ChangeOutcome> {
        let me = self.me().await?;
        let prepared = {
            let mut changing = self.state.changing.lock();
            let position = changing.plans.iter().position(|prepared| prepared.plan.id == *id);
            let position = position.ok_or(Error::Changed)?;
            check(&changing.plans[position].plan, confirmations)?;
            changing.plans.remove(position)
        };
        let record = ChangeRecord {
            id: id.clone(),
            identity: me.identity.id,
            started_at: self.now(),
            phase: Phase::Open,
            plan: prepared.plan,
            rows: prepared.rows,
            stopped_by: None,
            verified_at: None,
        };
        self.begin(record, on_event).await
    }

    /// Goes on with a change that failed in part, was stopped, or was interrupted by the app's end.
    pub async fn resume_change(&self, id: &ChangeId, on_event: OnChangeEvent<'_>) -> Result<ChangeOutcome> {
        let (cancel, _guard) = self.begin_running(id)?;
        let record = self.my_change(id).await?;
        on_event(ChangeEvent::Started { id: id.clone() });
        self.run(record, cancel, on_event).await
    }

    /// Stops after the requests that are out. What is done stays done and is reported.
    pub fn cancel_change(&self, id: &ChangeId) {
        if let Some(cancel) = self.state.changing.lock().running.get(id) {
            cancel.cancel();
        }
    }

    /// Closes a change whose open rows are not wanted any more. What is done stays. Where a request's outcome is unknown,
    /// the list is read first, as far as it can be: what is there was done.
    pub async fn leave_off_change(&self, id: &ChangeId) -> Result<ChangeOutcome> {
        let (cancel, _guard) = self.begin_running(id)?;
        let record = self.my_change(id).await?;
        Run::new(self, record, &|_| (), cancel).leave_off().boxed().await
    }

    /// Changes of the signed-in person that were begun and not closed; those that run right now are not among them.
    pub async fn unfinished_changes(&self) -> Result<Vec<ChangeOutcome>> {
        let me = self.me().await?;
        let open = self.journal().open_changes(&me.identity.id).await?;
        let changing = self.state.changing.lock();
        let resting = open
            .into_iter()
            .filter(|record| !changing.running.contains_key(&record.id));
        Ok(resting.map(|record| record.outcome()).collect())
    }

    async fn known_audit(&self) -> Result<Arc<Audit>> {
        let (audit, _) = self.audit().await?;
        audit.ok_or(Error::NotFound {
            what: Missing::AccessRule,
        })
    }

    /// What the history tells of permissions that are to be given once more.
    async fn ended(&self, targets: &ChangeTargets) -> Result<Vec<HistoryEntry>> {
        let ChangeTargets::Ended { entries } = targets else {
            return Ok(Vec::new());
        };
        let me = self.me().await?.identity.id;
        Ok(self.journal().history_entries(&me, entries.clone()).await?)
    }

    async fn begin(&self, record: ChangeRecord, on_event: OnChangeEvent<'_>) -> Result<ChangeOutcome> {
        let (cancel, _guard) = self.begin_running(&record.id)?;
        self.journal().begin_change(record.clone()).await?;
        on_event(ChangeEvent::Started {
            id: record.id.clone(),
        });
        let reason = never_reason(&record.plan.action);
        let outcome = self.run(record, cancel, on_event).await?;
        if let Some(reason) = reason {
            self.keep_reasons(&outcome.id, &reason).await?;
        }
        Ok(outcome)
    }

    async fn run(
        &self,
        record: ChangeRecord,
        cancel: CancellationToken,
        on_event: OnChangeEvent<'_>,
    ) -> Result<ChangeOutcome> {
        // Boxed: the future is large, and commands hold it inside larger ones.
        Run::new(self, record, on_event, cancel).carry_out().boxed().await
    }

    /// Why these have no end date, for the lists.
    async fn keep_reasons(&self, id: &ChangeId, reason: &str) -> Result<()> {
        let record = self.my_change(id).await?;
        let done = record
            .rows
            .into_iter()
            .filter(|row| row.happens() && row.state == ChangeState::Done);
        let reasons = done
            .filter_map(|row| Some((row.rule_id?, reason.to_owned())))
            .collect();
        Ok(self.journal().keep_no_end_reasons(reasons).await?)
    }

    async fn my_change(&self, id: &ChangeId) -> Result<ChangeRecord> {
        let me = self.me().await?;
        let record = self.journal().change(id).await?;
        let mine = record.filter(|record| record.identity == me.identity.id);
        mine.ok_or(Error::NotFound { what: Missing::Share })
    }

    async fn read_anew(&self, ids: BTreeSet<CollectionId>) -> Result<()> {
        let mut lists = Vec::new();
        for (id, list) in self.read_lists(ids).await {
            match list {
                Ok(list) => lists.push((id, list)),
                // Gone: what the snapshot still has of it will be found to be gone row by row.
                Err(Error::NotFound { .. }) => lists.push((id, Vec::new())),
                Err(error) => return Err(error),
            }
        }
        let lists: Vec<_> = lists
            .iter()
            .map(|(id, list)| (id.clone(), list.as_slice()))
            .collect();
        self.note_access_lists(&lists, &[]).await
    }

    /// One change is worked on by one call at a time, which reads it only then. The guard ends it, also when the call is
    /// dropped.
    fn begin_running(&self, id: &ChangeId) -> Result<(CancellationToken, Running<'_>)> {
        let cancel = CancellationToken::new();
        let mut changing = self.state.changing.lock();
        if changing.running.contains_key(id) {
            return Err(Error::Changed);
        }
        changing.running.insert(id.clone(), cancel.clone());
        Ok((
            cancel,
            Running {
                sharing: self,
                id: id.clone(),
            },
        ))
    }
}

/// A change that is being worked on.
struct Running<'a> {
    sharing: &'a Sharing,
    id: ChangeId,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.sharing.state.changing.lock().running.remove(&self.id);
    }
}

/// Refuses a plan whose tick is missing.
fn check(plan: &ChangePlan, confirmations: &Confirmations) -> Result<()> {
    let is_given = |tick: &Tick| match tick {
        Tick::HaveCopy { .. } => confirmations.have_copy.iter().any(|given| given == HAVE_COPY),
        Tick::TypeName { .. } => true,
    };
    if plan.ticks.iter().all(is_given) {
        Ok(())
    } else {
        Err(Error::input(Field::Ticks, InputProblem::Missing))
    }
}

fn never_reason(action: &ChangeAction) -> Option<String> {
    match action {
        ChangeAction::SetEnd {
            end: EndChoice::Never { reason },
        }
        | ChangeAction::ShareAgain {
            end: EndChoice::Never { reason },
        } => Some(reason.trim().to_owned()),
        _ => None,
    }
}
