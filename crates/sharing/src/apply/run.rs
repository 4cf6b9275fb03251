//! One share being worked on: its record in memory and in the journal, kept in step.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::FutureExt;
use globus::ids::{AccessRuleId, CollectionId};
use globus::transfer::AccessRule;
use jiff::Timestamp;
use tokio_util::sync::CancellationToken;

use super::OnEvent;
use super::allowed::groups_of;
use crate::Sharing;
use crate::error::{Error, Result};
use crate::journal::{GrantRow, ShareRecord};
use crate::model::{PlannedCollection, PlannedGrant, ShareEvent, Stored};
use crate::plan::{principal, same_end};
use crate::policy::{CurrentRulebook, Rulebook};
use crate::verify::Expected;

/// Access lists by collection.
pub(super) type Lists = HashMap<CollectionId, Vec<AccessRule>>;

pub(super) struct Run<'a> {
    pub(super) sharing: &'a Sharing,
    pub(super) on_event: OnEvent<'a>,
    pub(super) cancel: CancellationToken,
    record: Mutex<ShareRecord>,
    rulebook: CurrentRulebook,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        sharing: &'a Sharing,
        record: ShareRecord,
        on_event: OnEvent<'a>,
        cancel: CancellationToken,
    ) -> Self {
        Self {
            sharing,
            on_event,
            cancel,
            record: Mutex::new(record),
            rulebook: CurrentRulebook::default(),
        }
    }

    /// Access lists of all collections of the share that exist, each read once.
    pub(super) async fn access_lists(&self) -> Result<Lists> {
        let mut ids: Vec<CollectionId> = self
            .rows()
            .iter()
            .filter_map(|(_, grant, _)| self.collection_of(grant.folder))
            .collect();
        ids.sort();
        ids.dedup();
        let mine: Vec<AccessRuleId> = self
            .rows()
            .into_iter()
            .filter_map(|(_, _, row)| row.rule_id)
            .collect();
        let transfer = &self.sharing.globus().transfer;
        let lists = ids.into_iter().map(|id| async move {
            let rules = match transfer.access_list(&id).await.map_err(Error::from) {
                // Deleted by somebody: nothing is granted on it any more.
                Err(Error::NotFound { .. }) => Vec::new(),
                other => other?,
            };
            Ok((id, rules))
        });
        let lists = lists.map(FutureExt::boxed).collect();
        let lists: Lists = self
            .sharing
            .at_most_eight(lists)
            .await
            .into_iter()
            .collect::<Result<_>>()?;
        let read: Vec<_> = lists
            .iter()
            .map(|(id, rules)| (id.clone(), rules.as_slice()))
            .collect();
        self.sharing.note_access_lists(&read, &mine).await?;
        Ok(lists)
    }

    /// With a policy that was just read.
    pub(super) fn knowing(self, rulebook: Rulebook) -> Self {
        Self {
            rulebook: CurrentRulebook::new(rulebook),
            ..self
        }
    }

    /// The institution's policy as it is while this runs.
    pub(super) async fn rulebook(&self) -> Result<Arc<Rulebook>> {
        let groups = || groups_of(&self.lock().prepared.plan.grants);
        self.rulebook.get(self.sharing, groups).await
    }

    /// The guest collection of a folder, once it exists.
    pub(super) fn collection_of(&self, folder: u32) -> Option<CollectionId> {
        let record = self.lock();
        let folders = &record.prepared.plan.folders;
        match &folders.get(folder as usize)?.collection {
            PlannedCollection::Existing { id, .. } => Some(id.clone()),
            new @ PlannedCollection::New { .. } => {
                // A folder inside another new one shares its collection.
                let row = record
                    .collections
                    .iter()
                    .find(|row| folders[row.folder as usize].collection == *new)?;
                row.id.clone()
            }
        }
    }

    /// What is stored on the collection of a folder; none where that does not exist yet.
    pub(super) fn rules<'l>(&self, lists: &'l Lists, folder: u32) -> Option<&'l [AccessRule]> {
        let collection = self.collection_of(folder)?;
        lists.get(&collection).map(Vec::as_slice)
    }

    pub(super) fn expected(&self, grant: &PlannedGrant) -> Expected {
        Expected {
            principal: principal(&grant.access),
            path: self.lock().prepared.plan.folders[grant.folder as usize]
                .path
                .clone(),
            permissions: grant.permissions,
            ends_at: grant.ends_at,
        }
    }

    /// All rows with what was planned for them.
    pub(super) fn rows(&self) -> Vec<(usize, PlannedGrant, GrantRow)> {
        let record = self.lock();
        let pairs = record.prepared.plan.grants.iter().zip(&record.grants);
        pairs
            .enumerate()
            .map(|(index, (grant, row))| (index, grant.clone(), row.clone()))
            .collect()
    }

    /// The lists were read back now, as exactly as the journal keeps it: the outcome is the same before and after a kill.
    pub(super) fn note_verified(&self) {
        let now = self.sharing.now().as_millisecond();
        self.lock().verified_at = Timestamp::from_millisecond(now).ok();
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, ShareRecord> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes one row here and in the journal, and tells the window.
    pub(super) async fn change(&self, index: usize, change: impl FnOnce(&mut GrantRow)) -> Result<()> {
        let mut row = self.lock().grants[index].clone();
        change(&mut row);
        self.replace(vec![(index, row)]).await
    }

    pub(super) async fn change_all(
        &self,
        which: impl Fn(&GrantRow) -> bool,
        change: impl Fn(&mut GrantRow),
    ) -> Result<()> {
        let rows = self
            .rows()
            .into_iter()
            .filter(|(_, _, row)| which(row))
            .map(|(index, _, mut row)| {
                change(&mut row);
                (index, row)
            });
        self.replace(rows.collect()).await
    }

    pub(super) async fn replace(&self, rows: Vec<(usize, GrantRow)>) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let id = self.lock().id.clone();
        self.sharing.journal().save_grants(&id, rows.clone()).await?;
        for (index, row) in rows {
            let state = row.state.clone();
            let grant = row.grant.clone();
            let before = std::mem::replace(&mut self.lock().grants[index], row);
            if before.state != state {
                (self.on_event)(ShareEvent::Grant { grant, state });
            }
        }
        Ok(())
    }
}

/// Whether a rule has this level and this end.
pub(super) fn is_stored(rule: &AccessRule, stored: Stored) -> bool {
    rule.permissions == stored.permissions && same_end(rule.expiration_date, stored.ends_at)
}

/// Whether the request may have been carried out although it failed.
pub(super) fn is_unsure(error: &Error) -> bool {
    match error {
        Error::Timeout { outcome_unknown } => *outcome_unknown,
        Error::Api { status, .. } => *status >= 500,
        Error::Unexpected { .. } => true,
        _ => false,
    }
}
