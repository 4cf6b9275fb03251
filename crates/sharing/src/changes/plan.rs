//! What a change would do, row by row. A pure function of the snapshot and the request.

use std::collections::{BTreeMap, BTreeSet};

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::record::ChangeRow;
use super::remains::remaining;
use super::targets::Target;
use crate::audit::{At, Audit, Entry, SharedCollection};
use crate::dates::resolve_end;
use crate::effective::Principal;
use crate::error::{Error, Missing, Result};
use crate::model::{
    CannotChange, ChangeAction, ChangeId, ChangeNote, ChangePlan, ChangeState, ChangeStep, MyRole,
    PlannedChange, RuleRef, Stored, Tick,
};
use crate::plan::{LIMIT_MENTIONED, same_end, same_path};
use crate::policy::Rulebook;

/// Names the one tick that a change with new write access needs.
pub(super) const HAVE_COPY: &str = "change";

/// A plan with what carrying it out needs and the window does not.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    pub(crate) plan: ChangePlan,
    pub(crate) rows: Vec<ChangeRow>,
}

/// What planning needs to know.
pub(super) struct Planner<'a> {
    pub(super) audit: &'a Audit,
    pub(super) action: &'a ChangeAction,
    pub(super) now: Timestamp,
    pub(super) zone: &'a TimeZone,
    pub(super) rulebook: &'a Rulebook,
}

impl Planner<'_> {
    /// The plan for these targets.
    pub(super) fn plan(&self, targets: &BTreeSet<Target>) -> Result<Prepared> {
        let going: BTreeSet<At> = match self.action {
            ChangeAction::Stop => targets
                .iter()
                .filter(|target| target.group.is_none())
                .map(|target| target.at)
                .collect(),
            _ => BTreeSet::new(),
        };
        let (mut rows, mut shortened) = (Vec::new(), 0);
        for target in targets {
            match self.action {
                ChangeAction::CopyTo { collection_id, path } => {
                    rows.extend(self.copy(target, collection_id, path, &mut shortened)?)
                }
                ChangeAction::PointTo { collection_id, path } => {
                    self.point(target, (collection_id, path), &mut rows, &mut shortened)?;
                }
                _ => rows.push(self.in_place(target, &going, &mut shortened)?),
            }
        }
        Ok(self.numbered(rows, shortened))
    }

    /// The plan of these rows.
    pub(super) fn numbered(&self, mut rows: Vec<ChangeRow>, shortened: u32) -> Prepared {
        self.refuse_forbidden(&mut rows);
        for (number, row) in rows.iter_mut().enumerate() {
            row.planned.id = format!("c{number}");
        }
        self.prepared(rows, shortened)
    }

    fn prepared(&self, rows: Vec<ChangeRow>, shortened: u32) -> Prepared {
        let happening: Vec<&ChangeRow> = rows.iter().filter(|row| row.happens()).collect();
        let guests: BTreeSet<&Principal> = happening.iter().map(|row| &row.principal).collect();
        let gains_write = |row: &&&ChangeRow| {
            row.planned
                .after
                .is_some_and(|after| after.permissions == Permissions::ReadWrite)
                && row
                    .planned
                    .before
                    .is_none_or(|before| before.permissions == Permissions::Read)
        };
        let writes = happening.iter().any(|row| gains_write(&row));
        let mine = happening
            .iter()
            .filter(|row| row.planned.after.is_none() && self.is_me(&row.principal))
            .count();
        let mut notes = self.near_limit(&happening);
        if shortened > 0 {
            notes.push(ChangeNote::EndShortened { rows: shortened });
        }
        if mine > 0 {
            notes.push(ChangeNote::OwnAccess { rows: count(mine) });
        }
        let plan = ChangePlan {
            id: ChangeId(uuid::Uuid::new_v4().to_string()),
            action: self.action.clone(),
            changes: count(happening.len()),
            guests: count(guests.len()),
            ticks: writes
                .then(|| Tick::HaveCopy {
                    grant: HAVE_COPY.to_owned(),
                })
                .into_iter()
                .collect(),
            notes,
            rows: rows.iter().map(|row| row.planned.clone()).collect(),
        };
        Prepared { plan, rows }
    }

    /// Collections that would come near their thousand permissions.
    fn near_limit(&self, happening: &[&ChangeRow]) -> Vec<ChangeNote> {
        let mut added: BTreeMap<&CollectionId, usize> = BTreeMap::new();
        for row in happening.iter().filter(|row| row.planned.step == ChangeStep::Add) {
            *added.entry(&row.planned.collection_id).or_default() += 1;
        }
        let collections = self.audit.snapshot().collections.iter();
        let full = collections.filter_map(|collection| {
            let added = added.get(&collection.id)?;
            let stored = collection.entries.iter().filter(|entry| !entry.is_role()).count();
            let permissions = count(stored + added);
            (permissions > LIMIT_MENTIONED).then(|| ChangeNote::NearLimit {
                collection_name: collection.name.clone(),
                permissions,
            })
        });
        full.collect()
    }

    fn in_place(&self, target: &Target, going: &BTreeSet<At>, shortened: &mut u32) -> Result<ChangeRow> {
        let (entry, collection) = (self.audit.entry(target.at), self.audit.collection(target.at));
        let mut row = self.row(entry, collection, &entry.path);
        row.planned.before = Some(entry.stored());
        row.planned.after = row.planned.before;
        row.planned.step = match self.refusal(target, entry, collection) {
            Some(reason) => ChangeStep::NotPossible { reason },
            None => match self.action {
                ChangeAction::Stop => {
                    row.planned.after = None;
                    row.planned.remains = remaining(self.audit, target.at, going, self.now);
                    if entry.is_role() {
                        ChangeStep::TakeRole
                    } else {
                        ChangeStep::Remove
                    }
                }
                ChangeAction::SetLevel { permissions } => {
                    row.planned.after = Some(Stored {
                        permissions: *permissions,
                        ..entry.stored()
                    });
                    self.update_or_nothing(entry, row.planned.after)
                }
                ChangeAction::SetEnd { end } => {
                    let end = resolve_end(end, self.now, self.zone, self.maximum(collection))?;
                    *shortened += u32::from(end.capped);
                    row.planned.after = Some(Stored {
                        ends_at: end.ends_at,
                        ..entry.stored()
                    });
                    self.update_or_nothing(entry, row.planned.after)
                }
                ChangeAction::CopyTo { .. }
                | ChangeAction::PointTo { .. }
                | ChangeAction::ShareAgain { .. }
                | ChangeAction::Undo { .. } => ChangeStep::Nothing,
            },
        };
        Ok(row)
    }

    fn update_or_nothing(&self, entry: &Entry, after: Option<Stored>) -> ChangeStep {
        match after {
            Some(after) if !is_same(after, entry.stored()) => ChangeStep::Update,
            _ => ChangeStep::Nothing,
        }
    }

    /// Why this can't be done here, if it can't.
    fn refusal(&self, target: &Target, entry: &Entry, collection: &SharedCollection) -> Option<CannotChange> {
        if target.group.is_some() {
            return Some(CannotChange::ThroughGroup);
        }
        if entry.is_role() {
            return match self.action {
                ChangeAction::Stop if self.is_me(&entry.principal) => Some(CannotChange::Owner),
                ChangeAction::Stop if entry.role_id.is_none() => Some(CannotChange::Owner),
                ChangeAction::Stop if collection.my_role == MyRole::Administrator => None,
                ChangeAction::Stop => Some(CannotChange::OnlyAdministrators),
                _ => Some(CannotChange::ThroughRole),
            };
        }
        let everybody = matches!(entry.principal, Principal::SignedIn | Principal::Anyone);
        match self.action {
            ChangeAction::Stop if collection.can_remove() => None,
            ChangeAction::SetLevel {
                permissions: Permissions::ReadWrite,
            } if everybody => Some(CannotChange::PublicIsReadOnly),
            ChangeAction::SetLevel { .. } | ChangeAction::SetEnd { .. } if collection.can_change() => None,
            _ => Some(CannotChange::RoleMayNotChange),
        }
    }

    /// The same for the same guest on another folder; roles hold for all folders of their collection and are not copied.
    fn copy(
        &self,
        target: &Target,
        to: &CollectionId,
        path: &CollectionPath,
        shortened: &mut u32,
    ) -> Result<Option<ChangeRow>> {
        let entry = self.audit.entry(target.at);
        if entry.is_role() || target.group.is_some() {
            return Ok(None);
        }
        let collection = self.collection(to)?;
        let mut row = self.row(entry, collection, path);
        row.planned.rule = rule_of(entry, self.audit.collection(target.at));
        let there = collection.entries.iter().find(|other| {
            !other.is_role() && other.principal == entry.principal && same_path(&other.path, path)
        });
        let after = self.within_maximum(entry.stored(), collection);
        *shortened += u32::from(after.ends_at != entry.ends_at);
        row.planned.before = there.map(Entry::stored);
        row.planned.after = Some(after);
        row.rule_id = there.and_then(|there| there.rule_id.clone());
        row.planned.step = match there {
            _ if !collection.can_change() => ChangeStep::NotPossible {
                reason: CannotChange::RoleMayNotChange,
            },
            None => ChangeStep::Add,
            Some(there) if is_same(there.stored(), after) => ChangeStep::Nothing,
            Some(_) => ChangeStep::Update,
        };
        Ok(Some(row))
    }

    /// Granted at the new place first; taken away at the old one only when that is done.
    fn point(
        &self,
        target: &Target,
        (to, path): (&CollectionId, &CollectionPath),
        rows: &mut Vec<ChangeRow>,
        shortened: &mut u32,
    ) -> Result<()> {
        let (entry, old) = (self.audit.entry(target.at), self.audit.collection(target.at));
        if old.id == *to && same_path(&entry.path, path) {
            return Ok(());
        }
        let Some(new) = self.copy(target, to, path, shortened)? else {
            return Ok(());
        };
        let possible = !matches!(new.planned.step, ChangeStep::NotPossible { .. });
        let position = rows.len();
        rows.push(new);
        let mut gone = self.row(entry, old, &entry.path);
        gone.planned.before = Some(entry.stored());
        gone.planned.step = if possible && old.can_remove() {
            ChangeStep::Remove
        } else {
            gone.planned.after = gone.planned.before;
            ChangeStep::NotPossible {
                reason: CannotChange::RoleMayNotChange,
            }
        };
        gone.after_row = Some(position);
        rows.push(gone);
        Ok(())
    }

    /// As long as it is stored, or until the end of the last day that the other storage allows.
    fn within_maximum(&self, wanted: Stored, collection: &SharedCollection) -> Stored {
        match self.maximum(collection).latest(self.now, self.zone) {
            Some((_, latest)) => Stored {
                ends_at: Some(wanted.ends_at.map_or(latest, |end| end.min(latest))),
                ..wanted
            },
            None => wanted,
        }
    }

    pub(super) fn row(
        &self,
        entry: &Entry,
        collection: &SharedCollection,
        path: &CollectionPath,
    ) -> ChangeRow {
        ChangeRow {
            planned: PlannedChange {
                id: String::new(),
                collection_id: collection.id.clone(),
                collection_name: collection.name.clone(),
                path: path.clone(),
                name: collection.name_of(path).to_owned(),
                access: self.audit.access(&entry.principal),
                rule: rule_of(entry, collection),
                step: ChangeStep::Nothing,
                before: None,
                after: None,
                remains: Vec::new(),
            },
            principal: entry.principal.clone(),
            rule_id: entry.rule_id.clone(),
            role_id: entry.role_id.clone(),
            role: entry.role.clone(),
            after_row: None,
            asked: false,
            state: ChangeState::Waiting,
        }
    }

    pub(super) fn collection(&self, id: &CollectionId) -> Result<&SharedCollection> {
        let collections = &self.audit.snapshot().collections;
        collections
            .iter()
            .find(|collection| collection.id == *id)
            .ok_or(Error::NotFound {
                what: Missing::Collection,
            })
    }

    fn is_me(&self, principal: &Principal) -> bool {
        matches!(principal, Principal::Identity(id) if self.audit.snapshot().me.contains(id))
    }
}

fn rule_of(entry: &Entry, collection: &SharedCollection) -> Option<RuleRef> {
    Some(RuleRef {
        collection_id: collection.id.clone(),
        rule_id: entry.rule_id.clone()?,
    })
}

/// Globus keeps whole seconds.
pub(super) fn is_same(a: Stored, b: Stored) -> bool {
    a.permissions == b.permissions && same_end(a.ends_at, b.ends_at)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
