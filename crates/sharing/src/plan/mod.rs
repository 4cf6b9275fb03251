//! From a draft to an ordered list of what would happen, with warnings as data. [`plan_from`] is pure: everything it
//! needs is in [`Facts`], which [`Sharing::plan_share`] gathers without changing anything.

mod allowed;
mod check;
mod command;
mod end;
mod facts;
mod folder;
mod gather;
mod grant;
mod overlap;
mod same_person;

pub(crate) use allowed::before;
pub(crate) use check::is_typed;
pub(crate) use command::download as download_command;
pub(crate) use grant::principal;

use globus::path::CollectionPath;

use crate::Sharing;
use crate::dates::zone_name;
use crate::error::Result;
use crate::journal::PreparedPlan;
use crate::model::{
    Access, GrantAction, Guest, Notify, PlanId, PlannedCollection, PlannedFolder, PlannedGrant, ShareDraft,
    SharePlan, StorageKind, Tick, Warning,
};

pub use facts::{Facts, FolderFacts, GroupFacts};

/// Permissions that a guest collection can hold (Transfer API, `LimitExceeded`).
pub const LIMIT: u32 = 1000;
/// From here on the limit is mentioned.
pub(crate) const LIMIT_MENTIONED: u32 = 900;

impl Sharing {
    /// What would happen. Sends nothing that changes anything. The plan is kept until it is applied, or replaced by
    /// another one of the same draft.
    pub async fn plan_share(&self, draft: ShareDraft) -> Result<SharePlan> {
        check::draft(&draft)?;
        let facts = self.gather(&draft).await?;
        let mut prepared = plan_from(&facts, &draft)?;
        prepared.plan.waits_for = self.plan_waits_for(&prepared.plan.folders).await?;
        let plan = prepared.plan.clone();
        let mut plans = self.state.plans.lock();
        plans.retain(|_, other| other.draft_id != draft.id);
        plans.insert(plan.id.clone(), prepared);
        Ok(plan)
    }

    /// Keeps a draft, so that nothing typed is lost.
    pub async fn save_draft(&self, draft: ShareDraft) -> Result<()> {
        Ok(self.journal().save_draft(draft, self.now()).await?)
    }

    /// Kept drafts, newest first.
    pub async fn list_drafts(&self) -> Result<Vec<ShareDraft>> {
        Ok(self.journal().drafts().await?)
    }

    /// Forgets a draft.
    pub async fn delete_draft(&self, id: &str) -> Result<()> {
        Ok(self.journal().delete_draft(id).await?)
    }
}

/// The plan of a draft, given the facts.
pub fn plan_from(facts: &Facts, draft: &ShareDraft) -> Result<PreparedPlan> {
    check::draft(draft)?;
    check::folders(facts)?;
    check::wider(facts, draft)?;
    let folders = folder::planned(facts, draft)?;
    let mut grants = grant::planned(facts, draft, &folders)?;
    overlap::warn(facts, &folders, &mut grants);
    same_person::warn(facts, &mut grants);
    allowed::check(facts, &grants)?;
    let warnings = share_warnings(facts, &folders, &grants);
    let ticks = ticks(facts, &grants);
    let message = Some(draft.message.trim().to_owned()).filter(|text| !text.is_empty());
    let plan = SharePlan {
        id: PlanId(uuid::Uuid::new_v4().to_string()),
        commands: command::all(facts, &folders, &grants, message.as_deref()),
        folders,
        grants,
        warnings,
        ticks,
        time_zone: zone_name(&facts.zone, facts.now),
        waits_for: None,
    };
    Ok(PreparedPlan {
        plan,
        draft_id: draft.id.clone(),
        storage: facts
            .folders
            .iter()
            .map(|folder| folder.location.storage.id.clone())
            .collect(),
        storage_paths: facts
            .folders
            .iter()
            .map(|folder| folder.location.storage_path.clone())
            .collect(),
        message,
        force_encryption: draft.force_encryption,
    })
}

/// The folders of a plan that share one collection, in order, each group once.
pub(crate) fn by_collection(folders: &[PlannedFolder]) -> Vec<(&PlannedCollection, Vec<usize>)> {
    let mut groups: Vec<(&PlannedCollection, Vec<usize>)> = Vec::new();
    for (index, folder) in folders.iter().enumerate() {
        match groups
            .iter_mut()
            .find(|(collection, _)| **collection == folder.collection)
        {
            Some((_, indexes)) => indexes.push(index),
            None => groups.push((&folder.collection, vec![index])),
        }
    }
    groups
}

fn share_warnings(facts: &Facts, folders: &[PlannedFolder], grants: &[PlannedGrant]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for folder in &facts.folders {
        if let Some(confirm_with) = folder.confirm_with() {
            warnings.push(Warning::TooMuch {
                exposure: folder.location.exposure,
                confirm_with,
            });
        }
        if let Some(days) = folder.location.purged_after_days {
            let name = folder.name.clone();
            warnings.push(Warning::FilesDeleted { name, days });
        }
    }
    if folders
        .iter()
        .any(|folder| folder.storage_kind == StorageKind::ThisComputer)
    {
        warnings.push(Warning::ComputerMustBeOn);
    }
    if facts
        .folders
        .iter()
        .any(|folder| folder.location.storage.online == Some(false))
    {
        warnings.push(Warning::Offline);
    }
    for (collection, indexes) in by_collection(folders) {
        // On servers the app makes them so that only their guests find them.
        let on_server = |index: &usize| folders[*index].storage_kind == StorageKind::Server;
        if let PlannedCollection::New { name, .. } = collection
            && !indexes.iter().any(on_server)
        {
            warnings.push(Warning::NameIsPublic { name: name.clone() });
        }
        let used = indexes
            .iter()
            .map(|index| facts.folders[*index].used())
            .max()
            .unwrap_or(0);
        let new = grants.iter().filter(|grant| {
            grant.action == GrantAction::Create && indexes.contains(&(grant.folder as usize))
        });
        let after = used.saturating_add(u32::try_from(new.count()).unwrap_or(u32::MAX));
        if after >= LIMIT_MENTIONED {
            warnings.push(Warning::Limit { after, limit: LIMIT });
        }
    }
    warnings
}

fn ticks(facts: &Facts, grants: &[PlannedGrant]) -> Vec<Tick> {
    let typed = facts.folders.iter().enumerate().filter_map(|(index, folder)| {
        Some(Tick::TypeName {
            folder: u32::try_from(index).ok()?,
            expected: folder.confirm_with()?,
        })
    });
    let copies = grants.iter().filter(|grant| grant::gives_write(grant));
    typed
        .chain(copies.map(|grant| Tick::HaveCopy {
            grant: grant.id.clone(),
        }))
        .collect()
}

/// Whether Globus will be asked to e-mail: it writes to people, for new permissions only.
fn is_notified(draft: &ShareDraft, access: &Access, action: &GrantAction) -> bool {
    let person = matches!(access, Access::Guest { guest: Guest::Person(person) } if !person.application);
    draft.notify == Notify::Email && person && *action == GrantAction::Create
}

/// Shorthand for comparing a stored end with a planned one: Globus keeps whole seconds.
pub(crate) fn same_end(a: Option<jiff::Timestamp>, b: Option<jiff::Timestamp>) -> bool {
    a.map(jiff::Timestamp::as_second) == b.map(jiff::Timestamp::as_second)
}

/// Two spellings of one folder: macOS writes letters with accents in two characters.
pub(crate) fn same_path(a: &CollectionPath, b: &CollectionPath) -> bool {
    globus::path::unicode_eq(a.as_str(), b.as_str())
}

#[cfg(test)]
mod tests;
