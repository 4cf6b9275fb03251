//! Documents in memory, each kind on its own shelf, each backed by a row in the database.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::World;
use super::model::{
    AccessRule, AuthCode, Client, Collection, Consent, Group, Identity, IdentityProvider, RecentUse, Role,
    Token,
};

/// Something that is kept under a key.
pub(crate) trait Document: Clone + Serialize + DeserializeOwned {
    /// The name of its kind in the database.
    const KIND: &'static str;
    fn key(&self) -> String;
    fn shelf_mut(world: &mut World) -> &mut Shelf<Self>;
}

/// All documents of one kind.
#[derive(Clone)]
pub(crate) struct Shelf<T>(BTreeMap<String, T>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Document> Shelf<T> {
    pub(crate) fn get(&self, key: &str) -> Option<&T> {
        self.0.get(key)
    }

    pub(crate) fn by_id(&self, id: Uuid) -> Option<&T> {
        self.0.get(&id.to_string())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.values()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn put(&mut self, document: T) {
        self.0.insert(document.key(), document);
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<T> {
        self.0.remove(key)
    }
}

macro_rules! documents {
    ($($type:ty, $kind:literal, $field:ident, |$document:ident| $key:expr;)*) => {$(
        impl Document for $type {
            const KIND: &'static str = $kind;
            fn key(&self) -> String { let $document = self; $key }
            fn shelf_mut(world: &mut World) -> &mut Shelf<Self> { &mut world.$field }
        }
    )*};
}

documents! {
    IdentityProvider, "identity_provider", identity_providers, |it| it.id.to_string();
    Identity, "identity", identities, |it| it.id.to_string();
    Client, "client", clients, |it| it.id.to_string();
    Consent, "consent", consents, |it| it.id.to_string();
    AuthCode, "auth_code", auth_codes, |it| it.hash.clone();
    Token, "token", tokens, |it| it.hash.clone();
    Collection, "collection", collections, |it| it.id.to_string();
    AccessRule, "access_rule", access_rules, |it| it.id.to_string();
    Role, "role", roles, |it| it.id.to_string();
    Group, "group", groups, |it| it.id.to_string();
    RecentUse, "recent_use", recent_uses, |it| format!("{}/{}", it.account, it.collection);
}
