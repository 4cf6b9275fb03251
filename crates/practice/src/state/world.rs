//! All documents together, and the questions that need more than one kind of them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use uuid::Uuid;

use super::key::Term;
use super::model::Membership;
use super::model::{
    AccessRule, AuthCode, BrowserSession, Client, Collection, Consent, Group, GroupPreference, Identity,
    IdentityProvider, RecentUse, Role, StorageGateway, Token, UserCredential,
};
use super::model::{Bookmark, PauseRule, Subscription, Task, TaskEvent, TaskFile, TaskOrder};
use super::shelf::Shelf;
use crate::clock::Clock;

#[derive(Clone, Default)]
pub(crate) struct World {
    pub(crate) identity_providers: Shelf<IdentityProvider>,
    pub(crate) identities: Shelf<Identity>,
    pub(crate) clients: Shelf<Client>,
    pub(crate) consents: Shelf<Consent>,
    pub(crate) auth_codes: Shelf<AuthCode>,
    pub(crate) tokens: Shelf<Token>,
    pub(crate) browser_sessions: Shelf<BrowserSession>,
    pub(crate) collections: Shelf<Collection>,
    pub(crate) access_rules: Shelf<AccessRule>,
    pub(crate) roles: Shelf<Role>,
    pub(crate) groups: Shelf<Group>,
    pub(crate) group_preferences: Shelf<GroupPreference>,
    pub(crate) storage_gateways: Shelf<StorageGateway>,
    pub(crate) user_credentials: Shelf<UserCredential>,
    pub(crate) recent_uses: Shelf<RecentUse>,
    pub(crate) tasks: Shelf<Task>,
    pub(crate) task_orders: Shelf<TaskOrder>,
    pub(crate) task_events: Shelf<TaskEvent>,
    pub(crate) task_files: Shelf<TaskFile>,
    pub(crate) pause_rules: Shelf<PauseRule>,
    pub(crate) bookmarks: Shelf<Bookmark>,
    pub(crate) subscriptions: Shelf<Subscription>,
    pub(crate) notes: BTreeMap<String, String>,
}

impl World {
    /// The pretend time, for questions that come without the clock.
    pub(crate) fn now(&self) -> Timestamp {
        let offset = self.notes.get("clock_offset").and_then(|text| text.parse().ok());
        Clock::with_offset(offset.unwrap_or(0)).now()
    }

    /// Usernames match in any letter case. Of several, the one whose account is not closed.
    pub(crate) fn identity_by_username(&self, username: &str) -> Option<&Identity> {
        let open = self.identities_by_username(username).find(|it| !it.is_closed());
        open.or_else(|| self.identities_by_username(username).next())
    }

    /// After an account is closed its username may be used again, so there can be more than one.
    pub(crate) fn identities_by_username(&self, username: &str) -> impl Iterator<Item = &Identity> {
        self.identities.under(Term::username(username))
    }

    /// The primary identity of the set that an identity belongs to.
    pub(crate) fn account_of(&self, identity: Uuid) -> Uuid {
        self.identities.by_id(identity).map_or(identity, |it| it.account)
    }

    /// All identities that are linked to this one, itself included.
    pub(crate) fn linked(&self, identity: Uuid) -> BTreeSet<Uuid> {
        let Some(account) = self.identities.by_id(identity).map(|it| it.account) else {
            return BTreeSet::from([identity]);
        };
        self.identities
            .under(Term::Account(account))
            .map(|it| it.id)
            .collect()
    }

    /// Groups in which one of these identities is an active member.
    pub(crate) fn groups_of(&self, identities: &BTreeSet<Uuid>) -> BTreeSet<Uuid> {
        let mut groups = BTreeSet::new();
        for identity in identities {
            let active = |group: &&Group| {
                let of = |it: &Membership| it.status == "active" && it.identity == *identity;
                group.memberships.iter().any(of)
            };
            let mine = self.groups.under(Term::Member(*identity));
            groups.extend(mine.filter(active).map(|group| group.id));
        }
        groups
    }

    pub(crate) fn rules_of(&self, collection: Uuid) -> impl Iterator<Item = &AccessRule> {
        self.access_rules.under(Term::Collection(collection))
    }

    /// The rules of a collection for one identity or group, or (`None`) for everybody.
    pub(crate) fn rules_for(
        &self,
        collection: Uuid,
        principal: Option<Uuid>,
    ) -> impl Iterator<Item = &AccessRule> {
        self.access_rules.under(Term::Grant(collection, principal))
    }

    pub(crate) fn roles_of(&self, collection: Uuid) -> impl Iterator<Item = &Role> {
        self.roles.under(Term::Collection(collection))
    }

    /// Does a task that has not ended use this collection?
    pub(crate) fn is_in_use(&self, collection: Uuid) -> bool {
        self.tasks
            .under(super::key::Term::Unfinished)
            .any(|task| task.source == collection || task.destination == Some(collection))
    }

    /// The folders of the real computer that the person let practice see.
    pub(crate) fn allowed_folders(&self) -> Vec<String> {
        self.notes
            .get("allowed_folders")
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }
}
