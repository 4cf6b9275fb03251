//! Notices of ends to come: which are due, and which were given.

mod due;

use std::collections::BTreeMap;

pub use due::{Due, Ending, Reminded, due};

use crate::Sharing;
use crate::audit::Audit;
use crate::effective::Principal;
use crate::error::Result;
use crate::model::{MyRole, Reminder};

impl Sharing {
    /// Ends that are to be announced now, at these distances in days. Nothing is read from Globus.
    pub async fn due_reminders(&self, distances: &[u8]) -> Result<Vec<Reminder>> {
        let me = self.me().await?.identity.id;
        let (Some(audit), _) = self.audit().await? else {
            return Ok(Vec::new());
        };
        let reminded = self.journal().reminded(&me, self.now()).await?;
        let due = due(&endings(&audit), &reminded, distances, self.now(), &self.zone());
        Ok(due.into_iter().map(|due| reminder(&audit, due)).collect())
    }

    /// This one was given: not again at this distance.
    pub async fn note_reminded(&self, reminder: &Reminder) -> Result<()> {
        let me = self.me().await?.identity.id;
        let given = reminder.rules.iter();
        let given = given.map(|rule| (rule.clone(), reminder.ends_at, reminder.distance));
        Ok(self
            .journal()
            .keep_reminded(&me, given.collect(), self.now())
            .await?)
    }
}

/// Permissions of others with an end, where the person has a say.
fn endings(audit: &Audit) -> Vec<Ending<Principal>> {
    let snapshot = audit.snapshot();
    let is_me =
        |principal: &Principal| matches!(principal, Principal::Identity(id) if snapshot.me.contains(id));
    let collections = snapshot
        .collections
        .iter()
        .filter(|collection| collection.my_role != MyRole::None);
    let endings = collections.flat_map(|collection| {
        let entries = collection.entries.iter().filter(|entry| !is_me(&entry.principal));
        entries.filter_map(|entry| {
            Some(Ending {
                rule_id: entry.rule_id.clone()?,
                collection_id: collection.id.clone(),
                path: entry.path.clone(),
                ends_at: entry.ends_at?,
                created_at: entry.created_at,
                guest: entry.principal.clone(),
            })
        })
    });
    endings.collect()
}

fn reminder(audit: &Audit, due: Due<Principal>) -> Reminder {
    let names: BTreeMap<_, _> = audit
        .snapshot()
        .collections
        .iter()
        .map(|collection| (&collection.id, collection))
        .collect();
    let name = names
        .get(&due.collection_id)
        .map(|collection| collection.name_of(&due.path).to_owned());
    Reminder {
        name: name.unwrap_or_else(|| due.path.to_string()),
        guests: due
            .endings
            .iter()
            .map(|ending| audit.access(&ending.guest))
            .collect(),
        rules: due.endings.into_iter().map(|ending| ending.rule_id).collect(),
        collection_id: due.collection_id,
        path: due.path,
        ends_at: due.ends_at,
        distance: due.distance,
        days: due.days,
    }
}
