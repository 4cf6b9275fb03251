//! What came of a share, and what is remembered of it.

use super::run::Run;
use crate::effective::compare_ends;
use crate::error::Result;
use crate::history::of_share;
use crate::journal::GrantRow;
use crate::link::folder_link;
use crate::model::{
    Access, GrantAction, GrantResult, GrantState, Guest, PlannedGrant, RecentFolder, ShareOutcome,
};

impl Run<'_> {
    pub(super) fn outcome(&self) -> ShareOutcome {
        let links = self.links();
        let rows = self.rows();
        let record = self.lock();
        let folders = &record.prepared.plan.folders;
        let results = rows.into_iter().map(|(_, grant, row)| GrantResult {
            grant: grant.id.clone(),
            path: folders[grant.folder as usize].path.clone(),
            email_requested: grant.notify
                && row.asked
                && grant.action == GrantAction::Create
                && matches!(
                    row.state,
                    GrantState::Shared | GrantState::ReadingBack | GrantState::Undone
                ),
            access: grant.access,
            state: row.state,
            rule_id: row.rule_id,
            permissions: row.permissions,
            ends_at: row.ends_at,
        });
        ShareOutcome {
            share_id: record.id.clone(),
            results: results.collect(),
            plan: record.prepared.plan.clone(),
            links,
            stopped_by: record.stopped_by.clone(),
            verified_at: record.verified_at,
            waits_for: None,
        }
    }

    fn links(&self) -> Vec<Option<String>> {
        let web_app = &self.sharing.globus().config.urls.web_app;
        let paths: Vec<_> = self
            .lock()
            .prepared
            .plan
            .folders
            .iter()
            .map(|folder| folder.path.clone())
            .collect();
        let ids = (0u32..).map(|folder| self.collection_of(folder));
        paths
            .iter()
            .zip(ids)
            .map(|(path, id)| Some(folder_link(web_app, &id?, path)))
            .collect()
    }

    /// What was shared or taken back goes into the history.
    pub(super) async fn note_history(&self) {
        let record = self.lock().clone();
        let done = of_share(&record, |folder| self.collection_of(folder), self.sharing.now());
        self.sharing.note_own(record.started_at, done).await;
    }

    /// The folders of an undone share are no longer "last shared with" its guests.
    pub(super) async fn forget(&self) -> Result<()> {
        let folders = self.lock().prepared.plan.folders.clone();
        let paths = folders.into_iter().map(|folder| folder.local_path).collect();
        Ok(self.sharing.journal().forget_last_share(paths).await?)
    }

    /// Guests and folders for next time, and why there is no end date. Only what is shared, not what was wished for.
    pub(super) async fn remember(&self) -> Result<()> {
        let now = self.sharing.now();
        let journal = self.sharing.journal();
        let shared: Vec<(PlannedGrant, GrantRow)> = self
            .rows()
            .into_iter()
            .filter(|(_, _, row)| row.state == GrantState::Shared)
            .map(|(_, grant, row)| (grant, row))
            .collect();
        if shared.is_empty() {
            return Ok(());
        }
        let guests = shared
            .iter()
            .filter_map(|(grant, _)| guest(&grant.access))
            .map(known)
            .collect();
        journal.keep_recent_guests(guests, now).await?;
        let reasons = shared
            .iter()
            .filter_map(|(grant, row)| Some((row.rule_id.clone()?, grant.no_end_reason.clone()?)));
        journal.keep_no_end_reasons(reasons.collect()).await?;
        let folders = self.lock().prepared.plan.folders.clone();
        let recent = folders.into_iter().enumerate().filter_map(|(index, folder)| {
            let here: Vec<_> = shared
                .iter()
                .filter(|(grant, _)| grant.folder as usize == index)
                .collect();
            let first_end = here
                .iter()
                .map(|(_, row)| row.ends_at)
                .min_by(|a, b| compare_ends(*a, *b))?;
            Some(RecentFolder {
                path: folder.local_path,
                name: folder.name,
                storage_name: Some(folder.storage_name),
                used_at: now,
                guests: here
                    .iter()
                    .filter_map(|(grant, _)| guest(&grant.access))
                    .map(name)
                    .take(3)
                    .collect(),
                guest_count: u32::try_from(here.len()).unwrap_or(u32::MAX),
                first_end,
            })
        });
        Ok(journal.keep_recent_folders(recent.collect()).await?)
    }
}

fn guest(access: &Access) -> Option<&Guest> {
    match access {
        Access::Guest { guest } => Some(guest),
        Access::SignedIn | Access::Anyone => None,
    }
}

/// From now on they are no first-time guest.
fn known(guest: &Guest) -> Guest {
    match guest {
        Guest::Person(person) => Guest::Person(crate::model::Person {
            first_time: false,
            in_group: None,
            ..person.clone()
        }),
        Guest::Group(group) => Guest::Group(group.clone()),
    }
}

fn name(guest: &Guest) -> String {
    match guest {
        Guest::Person(person) => person.name.clone().unwrap_or_else(|| person.username.clone()),
        Guest::Group(group) => group.name.clone().unwrap_or_else(|| group.id.to_string()),
    }
}
