//! What documents are found by: their own key, and the terms they are filed under.

use uuid::Uuid;

/// The key of a document.
pub(crate) trait Key: Clone + Ord + 'static {
    /// As it stands in the database.
    fn text(&self) -> String;
    /// None for a text that can't be a key of this kind.
    fn parse(text: &str) -> Option<Self>;
}

impl Key for Uuid {
    fn text(&self) -> String {
        self.to_string()
    }

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Key for String {
    fn text(&self) -> String {
        self.clone()
    }

    fn parse(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Key for u64 {
    fn text(&self) -> String {
        self.to_string()
    }

    fn parse(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Key for (Uuid, Uuid) {
    fn text(&self) -> String {
        format!("{}/{}", self.0, self.1)
    }

    fn parse(text: &str) -> Option<Self> {
        let (first, second) = text.split_once('/')?;
        Some((first.parse().ok()?, second.parse().ok()?))
    }
}

impl Key for (Uuid, u64) {
    fn text(&self) -> String {
        format!("{}/{}", self.0, self.1)
    }

    fn parse(text: &str) -> Option<Self> {
        let (first, second) = text.split_once('/')?;
        Some((first.parse().ok()?, second.parse().ok()?))
    }
}

/// What else documents of a shelf can be found by. Which kind of document uses which is said in `shelf.rs`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Term {
    /// Identities that are linked to each other; consents, tasks and bookmarks of a person.
    Account(Uuid),
    /// Rules, roles and pause rules of a collection.
    Collection(Uuid),
    /// Rules of a collection for one identity or group, or for everybody.
    Grant(Uuid, Option<Uuid>),
    /// Collections that live on this one.
    Host(Uuid),
    /// Groups that an identity has to do with, whatever the status of its membership.
    Member(Uuid),
    /// Groups and collections by their name, as it is written.
    Name(String),
    /// Groups below this one.
    Parent(Uuid),
    /// Tasks that have not ended.
    Unfinished,
    /// Identities, in small letters.
    Username(String),
    /// Collections by what they are searched by, in small letters.
    Word(String),
}

impl Term {
    /// Usernames match in any letter case.
    pub(crate) fn username(username: &str) -> Self {
        Self::Username(username.trim().to_lowercase())
    }
}
