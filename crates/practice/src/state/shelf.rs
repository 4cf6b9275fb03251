//! Documents in memory, each kind on its own shelf, each backed by a row in the database.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::RangeBounds;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::World;
use super::key::{Key, Term};
use super::model::{
    AccessRule, AuthCode, BrowserSession, Client, Collection, Consent, Group, GroupPreference, Identity,
    IdentityProvider, RecentUse, Role, StorageGateway, Token, UserCredential,
};
use super::model::{Bookmark, PauseRule, Subscription, Task, TaskEvent, TaskFile, TaskOrder};
use super::words;
use crate::Error;

/// Something that is kept under a key.
pub(crate) trait Document: Clone + Serialize + DeserializeOwned + 'static {
    /// The name of its kind in the database.
    const KIND: &'static str;
    type Key: Key;
    fn key(&self) -> Self::Key;
    /// What it is filed under besides.
    fn terms(&self) -> Vec<Term>;
    fn shelf_mut(world: &mut World) -> &mut Shelf<Self>;
}

/// All documents of one kind, and what they are filed under.
///
/// A document enters and leaves through [`put`](Self::put) and [`remove`](Self::remove) only, whoever moves it: a
/// request, a request that is undone, a restart. So the terms can't differ from the documents.
#[derive(Clone)]
pub(crate) struct Shelf<T: Document> {
    documents: BTreeMap<T::Key, Arc<T>>,
    filed: BTreeMap<Term, BTreeMap<T::Key, Arc<T>>>,
}

impl<T: Document> Default for Shelf<T> {
    fn default() -> Self {
        Self {
            documents: BTreeMap::new(),
            filed: BTreeMap::new(),
        }
    }
}

impl<T: Document> Shelf<T> {
    /// By its key as text, such as an id out of a path.
    pub(crate) fn get(&self, key: &str) -> Option<&T> {
        self.by_key(&T::Key::parse(key)?)
    }

    pub(crate) fn by_key(&self, key: &T::Key) -> Option<&T> {
        self.documents.get(key).map(Arc::as_ref)
    }

    /// In the order of their keys.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.documents.values().map(Arc::as_ref)
    }

    /// Those that are filed under a term, in the order of their keys.
    pub(crate) fn under(&self, term: Term) -> impl Iterator<Item = &T> {
        let found = self.filed.get(&term);
        found.into_iter().flat_map(BTreeMap::values).map(Arc::as_ref)
    }

    /// Those that have a name, in its order.
    pub(crate) fn by_name(&self) -> impl Iterator<Item = &T> {
        let names = self.filed.range(Term::Name(String::new())..);
        let names = names.take_while(|(term, _)| matches!(term, Term::Name(_)));
        names.flat_map(|(_, found)| found.values()).map(Arc::as_ref)
    }

    /// Those that are filed under a word that begins like this, each once, in the order of their keys.
    pub(crate) fn under_words(&self, beginning: &str) -> Vec<&T> {
        let from = Term::Word(beginning.to_owned());
        let fits = |term: &Term| matches!(term, Term::Word(word) if word.starts_with(beginning));
        let words = self.filed.range(from..).take_while(|(term, _)| fits(term));
        let mut found: Vec<(&T::Key, &Arc<T>)> = words.flat_map(|(_, documents)| documents).collect();
        found.sort_unstable_by_key(|(key, _)| *key);
        found.dedup_by_key(|(key, _)| *key);
        found.into_iter().map(|(_, document)| document.as_ref()).collect()
    }

    /// Those whose keys lie in a range, in the order of their keys.
    pub(crate) fn range(&self, keys: impl RangeBounds<T::Key>) -> impl DoubleEndedIterator<Item = &T> {
        self.documents.range(keys).map(|(_, document)| document.as_ref())
    }

    pub(crate) fn len(&self) -> usize {
        self.documents.len()
    }

    /// Answers the document that was there before.
    pub(super) fn put(&mut self, document: Arc<T>) -> Option<Arc<T>> {
        let key = document.key();
        let former = self.remove(&key);
        for term in document.terms() {
            let under = self.filed.entry(term).or_default();
            under.insert(key.clone(), document.clone());
        }
        self.documents.insert(key, document);
        former
    }

    pub(super) fn remove(&mut self, key: &T::Key) -> Option<Arc<T>> {
        let document = self.documents.remove(key)?;
        for term in document.terms() {
            if let Entry::Occupied(mut under) = self.filed.entry(term) {
                under.get_mut().remove(key);
                if under.get().is_empty() {
                    under.remove();
                }
            }
        }
        Some(document)
    }
}

impl<T: Document<Key = Uuid>> Shelf<T> {
    pub(crate) fn by_id(&self, id: Uuid) -> Option<&T> {
        self.by_key(&id)
    }
}

/// A line for each kind: its type, its name in the database, its shelf, its key, and the terms it is filed under.
macro_rules! documents {
    ($($type:ty, $kind:literal, $field:ident, $key_type:ty, |$it:ident| $key:expr, $terms:expr;)*) => {
        $(impl Document for $type {
            const KIND: &'static str = $kind;
            type Key = $key_type;
            fn key(&self) -> $key_type { let $it = self; $key }
            fn terms(&self) -> Vec<Term> { let $it = self; let _ = $it; Vec::from($terms) }
            fn shelf_mut(world: &mut World) -> &mut Shelf<Self> { &mut world.$field }
        })*

        /// How a row of each kind gets back onto its shelf.
        pub(super) const KINDS: &[(&str, FromRow)] = &[$(($kind, put_row::<$type>)),*];
    };
}

/// Reads the text of a row.
pub(super) type FromRow = fn(&mut World, &str) -> Result<(), Error>;

fn put_row<T: Document>(world: &mut World, body: &str) -> Result<(), Error> {
    T::shelf_mut(world).put(Arc::new(serde_json::from_str(body)?));
    Ok(())
}

documents! {
    IdentityProvider, "identity_provider", identity_providers, Uuid, |it| it.id, [];
    Identity, "identity", identities, Uuid, |it| it.id, [Term::Account(it.account), Term::username(&it.username)];
    Client, "client", clients, Uuid, |it| it.id, [];
    Consent, "consent", consents, u64, |it| it.id, [Term::Account(it.account)];
    AuthCode, "auth_code", auth_codes, String, |it| it.hash.clone(), [];
    Token, "token", tokens, String, |it| it.hash.clone(), [];
    Collection, "collection", collections, Uuid, |it| it.id, collection_terms(it);
    AccessRule, "access_rule", access_rules, Uuid, |it| it.id, rule_terms(it);
    Role, "role", roles, Uuid, |it| it.id, [Term::Collection(it.collection)];
    Group, "group", groups, Uuid, |it| it.id, group_terms(it);
    GroupPreference, "group_preference", group_preferences, Uuid, |it| it.identity, [];
    BrowserSession, "browser_session", browser_sessions, String, |it| it.hash.clone(), [];
    StorageGateway, "storage_gateway", storage_gateways, Uuid, |it| it.id, [];
    UserCredential, "user_credential", user_credentials, Uuid, |it| it.id, [];
    Task, "task", tasks, Uuid, |it| it.id, task_terms(it);
    TaskOrder, "task_order", task_orders, Uuid, |it| it.task, [];
    TaskEvent, "task_event", task_events, (Uuid, u64), |it| (it.task, it.number), [];
    TaskFile, "task_file", task_files, (Uuid, u64), |it| (it.task, it.number), [];
    PauseRule, "pause_rule", pause_rules, Uuid, |it| it.id, [Term::Collection(it.collection)];
    Bookmark, "bookmark", bookmarks, Uuid, |it| it.id, [Term::Account(it.owner)];
    Subscription, "subscription", subscriptions, Uuid, |it| it.id, [];
    RecentUse, "recent_use", recent_uses, (Uuid, Uuid), |it| (it.account, it.collection), [];
}

fn rule_terms(rule: &AccessRule) -> [Term; 2] {
    [
        Term::Collection(rule.collection),
        Term::Grant(rule.collection, rule.principal),
    ]
}

fn collection_terms(collection: &Collection) -> Vec<Term> {
    let name = Term::Name(collection.display_name.clone());
    let words = words::words_of(collection).into_iter().map(Term::Word);
    let host = collection.host.map(Term::Host);
    words.chain(host).chain([name]).collect()
}

fn task_terms(task: &Task) -> Vec<Term> {
    let unfinished = (!task.status.has_ended()).then_some(Term::Unfinished);
    unfinished
        .into_iter()
        .chain([Term::Account(task.owner)])
        .collect()
}

fn group_terms(group: &Group) -> Vec<Term> {
    let members = group.memberships.iter().map(|it| Term::Member(it.identity));
    let name = Term::Name(group.name.clone());
    members
        .chain(group.parent.map(Term::Parent))
        .chain([name])
        .collect()
}
