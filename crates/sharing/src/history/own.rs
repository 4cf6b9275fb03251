//! What this app did, as entries of the history. Pure.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use jiff::Timestamp;

use crate::changes::ChangeRecord;
use crate::journal::{GrantRow, ShareRecord};
use crate::model::{
    ChangeAction, ChangeState, ChangeStep, GrantAction, GrantState, HistoryAuthor, HistoryEntry,
    HistoryEvent, PlannedCollection, PlannedGrant, Stored,
};

/// Rows of a change that were read back as asked.
pub(crate) fn of_change(record: &ChangeRecord, now: Timestamp) -> Vec<HistoryEntry> {
    let done = record
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.happens() && row.asked && row.state == ChangeState::Done);
    let entries = done.map(|(position, row)| {
        let planned = &row.planned;
        let what = match planned.step {
            ChangeStep::Add if row.role.is_some() => HistoryEvent::RoleGiven,
            ChangeStep::Add if matches!(record.plan.action, ChangeAction::PointTo { .. }) => {
                HistoryEvent::PointedToNewPlace
            }
            ChangeStep::Add => HistoryEvent::Shared,
            ChangeStep::TakeRole => HistoryEvent::RoleTaken,
            ChangeStep::Remove => HistoryEvent::Stopped,
            _ => HistoryEvent::Changed,
        };
        HistoryEntry {
            access: Some(planned.access.clone()),
            before: planned.before,
            after: planned.after,
            change_id: Some(record.id.clone()),
            ..about(
                format!("change:{}:{position}", record.id.0),
                what,
                (&planned.collection_id, &planned.collection_name),
                &planned.path,
                now,
            )
        }
    });
    entries.collect()
}

/// Rows of a share that were read back, or taken back. `collection_of` knows the collection of a folder.
pub(crate) fn of_share(
    record: &ShareRecord,
    collection_of: impl Fn(u32) -> Option<CollectionId>,
    now: Timestamp,
) -> Vec<HistoryEntry> {
    let folders = &record.prepared.plan.folders;
    let pairs = record.prepared.plan.grants.iter().zip(&record.grants);
    let grants = pairs.filter_map(|(grant, row)| {
        let folder = folders.get(grant.folder as usize)?;
        let id = collection_of(grant.folder)?;
        let (key, what, before, after) = shared_or_undone(grant, row)?;
        let collection = (&id, collection_name(&folder.collection));
        Some(HistoryEntry {
            access: Some(grant.access.clone()),
            before,
            after,
            share_id: Some(record.id.clone()),
            ..about(
                format!("share:{}:{}{key}", record.id.0, grant.id),
                what,
                collection,
                &folder.path,
                now,
            )
        })
    });
    let made = record.collections.iter().filter_map(|row| {
        let folder = folders.get(row.folder as usize)?;
        let collection = (row.id.as_ref()?, collection_name(&folder.collection));
        let key = format!("share:{}:collection:{}", record.id.0, row.folder);
        Some(HistoryEntry {
            share_id: Some(record.id.clone()),
            ..about(
                key,
                HistoryEvent::CollectionMade,
                collection,
                &CollectionPath::root(),
                now,
            )
        })
    });
    made.chain(grants).collect()
}

/// Something that happened to a collection as a whole, or to a role on it.
pub(crate) fn about_collection(
    what: HistoryEvent,
    id: &CollectionId,
    name: &str,
    now: Timestamp,
) -> HistoryEntry {
    let key = format!("collection:{}", uuid::Uuid::new_v4());
    about(key, what, (id, name), &CollectionPath::root(), now)
}

fn shared_or_undone(
    grant: &PlannedGrant,
    row: &GrantRow,
) -> Option<(&'static str, HistoryEvent, Option<Stored>, Option<Stored>)> {
    let before = match &grant.action {
        GrantAction::Nothing { .. } => return None,
        GrantAction::Create => None,
        GrantAction::Update {
            from_permissions,
            from_ends_at,
            ..
        } => Some(Stored {
            permissions: *from_permissions,
            ends_at: *from_ends_at,
        }),
    };
    let after = Some(Stored {
        permissions: row.permissions,
        ends_at: row.ends_at,
    });
    match row.state {
        GrantState::Shared if row.asked => Some((
            "",
            if before.is_some() {
                HistoryEvent::Changed
            } else {
                HistoryEvent::Shared
            },
            before,
            after,
        )),
        // One that never came to be was not stopped either.
        GrantState::Undone if row.rule_id.is_some() => Some((
            ":undone",
            if before.is_some() {
                HistoryEvent::Changed
            } else {
                HistoryEvent::Stopped
            },
            after,
            before,
        )),
        _ => None,
    }
}

fn collection_name(collection: &PlannedCollection) -> &str {
    match collection {
        PlannedCollection::Existing { name, .. } | PlannedCollection::New { name, .. } => name,
    }
}

fn about(
    id: String,
    what: HistoryEvent,
    (collection_id, collection_name): (&CollectionId, &str),
    path: &CollectionPath,
    now: Timestamp,
) -> HistoryEntry {
    HistoryEntry {
        id,
        at: now,
        by: HistoryAuthor::ThisApp,
        what,
        collection_id: collection_id.clone(),
        collection_name: collection_name.to_owned(),
        path: path.clone(),
        name: path.name().unwrap_or(collection_name).to_owned(),
        access: None,
        before: None,
        after: None,
        change_id: None,
        share_id: None,
        can_share_again: false,
        can_undo: false,
    }
}
