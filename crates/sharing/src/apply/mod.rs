//! Carrying a plan out. The journal has all of it before the first request; every step can be repeated: after a kill
//! at any point, [`Sharing::resume_share`] reads what is stored, takes what is there for done, and asks for the rest only.

mod allowed;
mod carry_out;
mod collections;
mod confirm;
mod grants;
mod maker;
mod outcome;
mod run;
mod undo;

use std::collections::HashMap;

use futures::FutureExt;
use globus::ids::CollectionId;
use tokio_util::sync::CancellationToken;

use crate::Sharing;
use crate::error::{Error, Missing, Result};
use crate::journal::{CollectionRow, GrantRow, Phase, PreparedPlan, ShareRecord};
use crate::model::{
    Confirmations, GrantResult, GrantState, PlanId, PlannedCollection, ShareEvent, ShareId, ShareOutcome,
    UnfinishedShare,
};
use crate::plan::by_collection;
use run::Run;

/// Where events go.
pub type OnEvent<'a> = &'a (dyn Fn(ShareEvent) + Send + Sync);

impl Sharing {
    /// Carries a plan out, reads back, and says what came of it. A partial failure is no error: it is in the outcome,
    /// and the share stays open for [`Sharing::resume_share`].
    pub async fn apply_share(
        &self,
        plan_id: &PlanId,
        confirmations: &Confirmations,
        on_event: OnEvent<'_>,
    ) -> Result<ShareOutcome> {
        let me = self.me().await?;
        let prepared = self.take_plan(plan_id, confirmations)?;
        // The policy may be another one than when the person saw the plan.
        let rulebook = match self.check_allowed(&prepared).await {
            Ok(rulebook) => rulebook,
            Err(error) => {
                let mut plans = self.state.plans.lock();
                plans.insert(plan_id.clone(), prepared);
                return Err(error);
            }
        };
        let collections =
            by_collection(&prepared.plan.folders)
                .into_iter()
                .filter_map(|(collection, folders)| {
                    let is_new = matches!(collection, PlannedCollection::New { .. });
                    let folder = u32::try_from(*folders.first()?).ok()?;
                    is_new.then_some(CollectionRow {
                        folder,
                        asked: false,
                        id: None,
                        visible: false,
                    })
                });
        let record = ShareRecord {
            id: ShareId(uuid::Uuid::new_v4().to_string()),
            identity: me.identity.id,
            started_at: self.now(),
            phase: Phase::Open,
            stopped_by: None,
            verified_at: None,
            collections: collections.collect(),
            grants: prepared.plan.grants.iter().map(GrantRow::waiting).collect(),
            prepared,
        };
        let (cancel, _guard) = self.begin_run(&record.id)?;
        if let Err(error) = self.journal().begin_share(record.clone()).await {
            // Nothing was begun: the person may try again.
            let mut plans = self.state.plans.lock();
            plans.insert(plan_id.clone(), record.prepared);
            return Err(error.into());
        }
        on_event(ShareEvent::Started {
            share_id: record.id.clone(),
        });
        // Boxed: the future is large, and commands hold it inside larger ones.
        Run::new(self, record, on_event, cancel)
            .knowing(rulebook)
            .carry_out_in_time(false)
            .boxed()
            .await
    }

    /// Stops after the requests that are out. What is shared stays shared and is reported.
    pub fn cancel_share(&self, share_id: &ShareId) {
        if let Some(cancel) = self.state.running.lock().get(share_id) {
            cancel.cancel();
        }
    }

    /// Goes on with a share that failed in part, was stopped, or was interrupted by the app's end: retries what is not
    /// shared yet.
    pub async fn resume_share(&self, share_id: &ShareId, on_event: OnEvent<'_>) -> Result<ShareOutcome> {
        let (cancel, _guard) = self.begin_run(share_id)?;
        let record = self.my_share(share_id).await?;
        on_event(ShareEvent::Started {
            share_id: share_id.clone(),
        });
        Run::new(self, record, on_event, cancel)
            .carry_out_in_time(true)
            .boxed()
            .await
    }

    /// Closes a share whose failed rows are not wanted any more. What is shared stays. Where a request's outcome is
    /// unknown, the list is read first: nobody may have access that nobody knows of. A guest collection that was made
    /// for this share and that nobody got access to goes with it: its name is public.
    pub async fn leave_off(&self, share_id: &ShareId) -> Result<ShareOutcome> {
        let (cancel, _guard) = self.begin_run(share_id)?;
        let record = self.my_share(share_id).await?;
        let outcome = Run::new(self, record, &|_| (), cancel)
            .leave_off()
            .boxed()
            .await?;
        self.journal().release_share(share_id).await?;
        Ok(outcome)
    }

    /// Takes back what this share granted, and only that: its new permissions are deleted, changed ones get their
    /// former level and end. A guest collection that was made for this share is deleted as well, if nobody else has
    /// access to it by now: its name is public. The files stay where they are.
    pub async fn undo_share(&self, share_id: &ShareId, on_event: OnEvent<'_>) -> Result<ShareOutcome> {
        let (cancel, _guard) = self.begin_run(share_id)?;
        let record = self.my_share(share_id).await?;
        let outcome = Run::new(self, record, on_event, cancel).undo().boxed().await?;
        self.journal().release_share(share_id).await?;
        Ok(outcome)
    }

    /// What has come of a share so far, as the journal has it. Asks Globus nothing and changes nothing.
    pub async fn share_outcome(&self, share_id: &ShareId) -> Result<ShareOutcome> {
        let record = self.my_share(share_id).await?;
        let waits_for = self.journal().waits_for(share_id).await?;
        let run = Run::new(self, record, &|_| (), CancellationToken::new());
        Ok(ShareOutcome {
            waits_for,
            ..run.outcome()
        })
    }

    /// What a share has given and Globus's list has shown.
    pub(crate) async fn given(&self, share_id: &ShareId) -> Result<Vec<Given>> {
        let record = self.my_share(share_id).await?;
        let run = Run::new(self, record, &|_| (), CancellationToken::new());
        let outcome = run.outcome();
        let rows = outcome.plan.grants.iter().zip(outcome.results);
        let given = rows.filter(|(_, result)| result.state == GrantState::Shared);
        Ok(given
            .filter_map(|(grant, result)| {
                Some(Given {
                    collection: run.collection_of(grant.folder)?,
                    folder: outcome.plan.folders.get(grant.folder as usize)?.name.clone(),
                    result,
                })
            })
            .collect())
    }

    /// Shares of the signed-in person that were begun and not closed; those that run right now are not among them.
    pub async fn unfinished_shares(&self) -> Result<Vec<UnfinishedShare>> {
        let me = match self.me().await {
            Ok(me) => me,
            Err(Error::NotSignedIn) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let open = self.journal().open_shares(&me.identity.id).await?;
        let mut waits = HashMap::new();
        for record in &open {
            if let Some(copy) = self.journal().waits_for(&record.id).await? {
                waits.insert(record.id.clone(), copy);
            }
        }
        let running = self.state.running.lock();
        let unfinished = open
            .into_iter()
            .filter(|record| !running.contains_key(&record.id))
            .map(|record| {
                let shared = record
                    .grants
                    .iter()
                    .filter(|row| row.state == GrantState::Shared)
                    .count();
                UnfinishedShare {
                    waits_for: waits.remove(&record.id),
                    share_id: record.id,
                    folders: record
                        .prepared
                        .plan
                        .folders
                        .into_iter()
                        .map(|folder| folder.name)
                        .collect(),
                    started_at: record.started_at,
                    shared: u32::try_from(shared).unwrap_or(u32::MAX),
                    total: u32::try_from(record.grants.len()).unwrap_or(u32::MAX),
                }
            });
        Ok(unfinished.collect())
    }

    /// Takes the plan out in the same moment in which it is checked: a second click must not share twice.
    fn take_plan(&self, plan_id: &PlanId, confirmations: &Confirmations) -> Result<PreparedPlan> {
        let missing = Error::NotFound { what: Missing::Share };
        let mut plans = self.state.plans.lock();
        let prepared = plans.get(plan_id).ok_or(missing.clone())?;
        confirm::check(&prepared.plan, confirmations)?;
        plans.remove(plan_id).ok_or(missing)
    }

    async fn my_share(&self, share_id: &ShareId) -> Result<ShareRecord> {
        let me = self.me().await?;
        let record = self.journal().share(share_id).await?;
        let mine = record.filter(|record| record.identity == me.identity.id && record.phase != Phase::Undone);
        mine.ok_or(Error::NotFound { what: Missing::Share })
    }

    /// One share is worked on by one call at a time. The guard ends it, also when the call is dropped.
    fn begin_run(&self, share_id: &ShareId) -> Result<(CancellationToken, RunGuard<'_>)> {
        let cancel = CancellationToken::new();
        let mut running = self.state.running.lock();
        if running.contains_key(share_id) {
            return Err(Error::Changed);
        }
        running.insert(share_id.clone(), cancel.clone());
        Ok((
            cancel,
            RunGuard {
                sharing: self,
                share_id: share_id.clone(),
            },
        ))
    }
}

/// One permission that a share has given.
pub(crate) struct Given {
    pub(crate) collection: CollectionId,
    /// Name of the folder that was shared.
    pub(crate) folder: String,
    pub(crate) result: GrantResult,
}

struct RunGuard<'a> {
    sharing: &'a Sharing,
    share_id: ShareId,
}

impl Drop for RunGuard<'_> {
    fn drop(&mut self) {
        self.sharing.state.running.lock().remove(&self.share_id);
    }
}
