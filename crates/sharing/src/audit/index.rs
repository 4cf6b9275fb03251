//! The snapshot joined: which entries make up a shared folder, and which reach whom.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use globus::ids::{AccessRuleId, GroupId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::Permissions;
use jiff::Timestamp;
use url::Url;

use super::facts::{Facts, ends_soon};
use super::lookup::rank;
use super::no_effect::without_effect;
use super::search::fold;
use super::snapshot::{Entry, SharedCollection, Snapshot};
use crate::effective::{Principal, compare_ends};
use crate::model::{AuditFilter, SinceLastVisit};

/// What is known beside the snapshot.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The moment that "soon" and "over" are counted from.
    pub now: Timestamp,
    /// Reasons for permissions without an end, as given on this device.
    pub no_end_reasons: HashMap<AccessRuleId, String>,
    /// What is new since the last visit.
    pub since: HashMap<AccessRuleId, SinceLastVisit>,
    /// Globus's web app, for links.
    pub web_app: Url,
}

/// A snapshot with everything that is counted from it. Built once, asked often.
#[derive(Debug)]
pub struct Audit {
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) beside: Beside,
    pub(super) shares: Vec<ShareIndex>,
    pub(super) people: Vec<SubjectIndex>,
    pub(super) groups: Vec<SubjectIndex>,
    /// For each collection and entry: what is known of it.
    pub(super) entries: Vec<Vec<EntryFacts>>,
}

/// An entry of a snapshot, by collection and position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// Index of its collection.
    pub collection: usize,
    /// Index among the collection's entries.
    pub entry: usize,
}

/// An entry as it reaches somebody: through a group, or directly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    pub(super) at: At,
    pub(super) group: Option<GroupId>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EntryFacts {
    pub(super) facts: Facts,
    pub(super) no_effect: bool,
    pub(super) live: bool,
    /// Whose it is: a position among the people, or behind them among the groups. None for the person's own.
    pub(super) guest: Option<u32>,
    /// On which shared folder; none for a role where the whole collection is not shared.
    pub(super) share: Option<u32>,
}

/// One shared folder.
#[derive(Debug)]
pub(super) struct ShareIndex {
    pub(super) collection: usize,
    pub(super) path: CollectionPath,
    /// Permissions on it, then the collection's roles.
    pub(super) entries: Vec<At>,
    pub(super) text: String,
    /// The place of the text among those of all folders.
    pub(super) rank: u32,
    pub(super) sum: Sum,
}

/// One person, one group, or everybody.
#[derive(Debug)]
pub(super) struct SubjectIndex {
    pub(super) principal: Principal,
    pub(super) reaches: Vec<Reach>,
    pub(super) text: String,
    /// The place of the text among those of all people and groups.
    pub(super) rank: u32,
    pub(super) sum: Sum,
}

/// What several entries are together.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    pub(super) facts: Facts,
    pub(super) at_most: Permissions,
    /// The soonest end of a permission; none when no permission ends.
    pub(super) first_end: Option<Timestamp>,
    /// Guests of a folder; shared folders of a guest.
    pub(super) count: u32,
}

impl Sum {
    /// The sum of no entries at all.
    pub(super) fn nothing() -> Self {
        Self {
            facts: Facts::default(),
            at_most: Permissions::Read,
            first_end: None,
            count: 0,
        }
    }
}

impl Audit {
    /// Joins a snapshot.
    pub fn new(snapshot: impl Into<Arc<Snapshot>>, beside: Beside) -> Self {
        let snapshot = snapshot.into();
        let entries = snapshot
            .collections
            .iter()
            .map(|collection| entry_facts(&snapshot, collection, &beside))
            .collect();
        let mut audit = Self {
            snapshot,
            beside,
            shares: Vec::new(),
            people: Vec::new(),
            groups: Vec::new(),
            entries,
        };
        audit.shares = audit.index_shares();
        let subjects = audit.index_subjects();
        (audit.groups, audit.people) = subjects
            .into_iter()
            .partition(|subject| matches!(subject.principal, Principal::Group(_)));
        audit.link_entries();
        audit
    }

    /// What it was made from.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The moment that "over" was counted from.
    pub(crate) fn counted_at(&self) -> Timestamp {
        self.beside.now
    }

    /// The collection of an entry.
    pub fn collection(&self, at: At) -> &SharedCollection {
        &self.snapshot.collections[at.collection]
    }

    /// An entry.
    pub fn entry(&self, at: At) -> &Entry {
        &self.snapshot.collections[at.collection].entries[at.entry]
    }

    pub(super) fn facts(&self, at: At) -> EntryFacts {
        self.entries[at.collection][at.entry]
    }

    /// Rows by person that are nobody by name.
    pub(super) fn everybody(&self) -> usize {
        let named = |subject: &&SubjectIndex| matches!(subject.principal, Principal::Identity(_));
        self.people.len() - self.people.iter().filter(named).count()
    }

    pub(super) fn is_me(&self, principal: &Principal) -> bool {
        matches!(principal, Principal::Identity(id) if self.snapshot.me.contains(id))
    }

    /// Whether an entry fulfils all filters.
    pub(super) fn passes(&self, at: At, filters: &[AuditFilter]) -> bool {
        filters.iter().all(|filter| match filter {
            AuditFilter::EndingSoon => ends_soon(self.entry(at).ends_at, self.beside.now),
            other => self.facts(at).facts.has(*other),
        })
    }

    /// The folded text that a guest is found by.
    pub(super) fn text_of(&self, principal: &Principal) -> String {
        match principal {
            Principal::Identity(id) => match self.snapshot.people.get(id) {
                Some(person) => {
                    let parts = [
                        Some(&person.username),
                        person.name.as_ref(),
                        person.organization.as_ref(),
                    ];
                    fold(
                        &parts
                            .into_iter()
                            .flatten()
                            .map(String::as_str)
                            .collect::<Vec<_>>()
                            .join(" "),
                    )
                }
                None => fold(id.as_str()),
            },
            Principal::Group(id) => {
                let name = self
                    .snapshot
                    .groups
                    .get(id)
                    .and_then(|group| group.guest.name.as_deref());
                fold(name.unwrap_or(id.as_str()))
            }
            Principal::SignedIn | Principal::Anyone => String::new(),
        }
    }

    fn live(&self) -> impl Iterator<Item = At> {
        self.entries.iter().enumerate().flat_map(|(collection, entries)| {
            let live = entries.iter().enumerate().filter(|(_, entry)| entry.live);
            live.map(move |(entry, _)| At { collection, entry })
        })
    }

    /// People with a role are guests of every folder of a collection; a collection that nobody but me can see is no share.
    fn index_shares(&self) -> Vec<ShareIndex> {
        let root = CollectionPath::root();
        let mut by_path: BTreeMap<(usize, &CollectionPath), Vec<At>> = BTreeMap::new();
        let mut roles: HashMap<usize, Vec<At>> = HashMap::new();
        for at in self.live() {
            let entry = self.entry(at);
            if entry.is_role() {
                roles.entry(at.collection).or_default().push(at);
            } else {
                by_path.entry((at.collection, &entry.path)).or_default().push(at);
            }
        }
        for (collection, list) in &roles {
            let others = list.iter().any(|at| !self.is_me(&self.entry(*at).principal));
            let has_share = by_path
                .range((*collection, &root)..)
                .next()
                .is_some_and(|((first, _), _)| first == collection);
            if others && !has_share {
                by_path.insert((*collection, &root), Vec::new());
            }
        }
        let shares = by_path.into_iter().map(|((collection, path), mut entries)| {
            let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
            entries.extend(roles.get(&collection).into_iter().flatten());
            let facts = &self.snapshot.collections[collection];
            let storage = facts.storage.as_ref().map_or("", |storage| storage.name.as_str());
            let text = fold(&format!(
                "{} {} {storage} {}",
                facts.name_of(path),
                facts.name,
                path.as_str()
            ));
            ShareIndex {
                collection,
                path: path.clone(),
                sum: Sum {
                    count,
                    ..self.sum(entries.iter().copied())
                },
                entries,
                text,
                rank: 0,
            }
        });
        let mut shares: Vec<ShareIndex> = shares.collect();
        rank(&mut shares, |share| &share.text, |share, rank| share.rank = rank);
        shares
    }

    fn index_subjects(&self) -> Vec<SubjectIndex> {
        let mut reaches: HashMap<Principal, Vec<Reach>> = HashMap::new();
        let mut by_group: HashMap<&GroupId, Vec<At>> = HashMap::new();
        for at in self.live() {
            let principal = &self.entry(at).principal;
            if let Principal::Group(id) = principal {
                by_group.entry(id).or_default().push(at);
            }
            reaches
                .entry(principal.clone())
                .or_default()
                .push(Reach { at, group: None });
        }
        for (id, list) in by_group {
            let members = self
                .snapshot
                .groups
                .get(id)
                .and_then(|group| group.members.as_ref());
            for member in members.into_iter().flatten() {
                let theirs = reaches.entry(Principal::Identity(member.clone())).or_default();
                theirs.extend(list.iter().map(|at| Reach {
                    at: *at,
                    group: Some(id.clone()),
                }));
            }
        }
        let mut subjects: Vec<SubjectIndex> = reaches
            .into_iter()
            // The owner's own access is no share.
            .filter(|(principal, _)| !self.is_me(principal))
            .map(|(principal, reaches)| SubjectIndex {
                text: self.text_of(&principal),
                sum: Sum {
                    count: self.count_folders(&reaches),
                    ..self.sum(reaches.iter().map(|reach| reach.at))
                },
                principal,
                reaches,
                rank: 0,
            })
            .collect();
        rank(
            &mut subjects,
            |subject| &subject.text,
            |subject, rank| subject.rank = rank,
        );
        subjects.sort_by(|a, b| a.principal.cmp(&b.principal));
        subjects
    }

    fn count_folders(&self, reaches: &[Reach]) -> u32 {
        let mut folders: Vec<(usize, &CollectionPath)> = reaches
            .iter()
            .map(|reach| (reach.at.collection, &self.entry(reach.at).path))
            .collect();
        folders.sort_unstable();
        folders.dedup();
        u32::try_from(folders.len()).unwrap_or(u32::MAX)
    }

    fn sum(&self, entries: impl Iterator<Item = At> + Clone) -> Sum {
        let mut facts = Facts::default();
        for at in entries.clone() {
            facts.add(self.facts(at).facts);
        }
        let others = entries
            .clone()
            .filter(|at| !self.is_me(&self.entry(*at).principal));
        let permitted = entries.filter(|at| !self.entry(*at).is_role());
        Sum {
            facts,
            at_most: others
                .map(|at| self.entry(at).permissions)
                .max()
                .unwrap_or(Permissions::Read),
            first_end: permitted
                .map(|at| self.entry(at).ends_at)
                .min_by(|a, b| compare_ends(*a, *b))
                .flatten(),
            count: 0,
        }
    }
}

fn entry_facts(snapshot: &Snapshot, collection: &SharedCollection, beside: &Beside) -> Vec<EntryFacts> {
    let no_effect = without_effect(snapshot, collection, beside.now);
    let outside = |id: &IdentityId| snapshot.people.get(id).is_some_and(|person| person.outside);
    let facts = collection
        .entries
        .iter()
        .zip(no_effect)
        .map(|(entry, no_effect)| {
            let everybody = matches!(entry.principal, Principal::SignedIn | Principal::Anyone);
            let is_outside = matches!(&entry.principal, Principal::Identity(id) if outside(id));
            let since = entry.rule_id.as_ref().and_then(|id| beside.since.get(id));
            // The person's own role is on every shared folder: no filter is there to find it.
            let is_mine = entry.is_role()
                && matches!(&entry.principal, Principal::Identity(id) if snapshot.me.contains(id));
            let mut facts = Facts::default();
            facts.set(
                AuditFilter::NoEndDate,
                !entry.is_role() && entry.ends_at.is_none(),
            );
            facts.set(
                AuditFilter::CanChange,
                entry.permissions == Permissions::ReadWrite && !is_mine,
            );
            facts.set(AuditFilter::Public, everybody);
            facts.set(AuditFilter::Outside, is_outside);
            facts.set(AuditFilter::Broken, collection.is_broken(&entry.path));
            facts.set(AuditFilter::ThroughRole, entry.is_role() && !is_mine);
            facts.set(AuditFilter::Changed, since.is_some());
            EntryFacts {
                facts,
                no_effect,
                live: entry.is_live(beside.now),
                guest: None,
                share: None,
            }
        });
    facts.collect()
}
