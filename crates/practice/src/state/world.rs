//! All documents together, and the questions that need more than one kind of them.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::key::Term;
use super::model::Membership;
use super::model::{
    AccessRule, AuthCode, Client, Collection, Consent, Group, Identity, IdentityProvider, RecentUse, Role,
    Token,
};
use super::shelf::Shelf;

#[derive(Clone, Default)]
pub(crate) struct World {
    pub(crate) identity_providers: Shelf<IdentityProvider>,
    pub(crate) identities: Shelf<Identity>,
    pub(crate) clients: Shelf<Client>,
    pub(crate) consents: Shelf<Consent>,
    pub(crate) auth_codes: Shelf<AuthCode>,
    pub(crate) tokens: Shelf<Token>,
    pub(crate) collections: Shelf<Collection>,
    pub(crate) access_rules: Shelf<AccessRule>,
    pub(crate) roles: Shelf<Role>,
    pub(crate) groups: Shelf<Group>,
    pub(crate) recent_uses: Shelf<RecentUse>,
    pub(crate) notes: BTreeMap<String, String>,
}

impl World {
    /// Usernames match in any letter case.
    pub(crate) fn identity_by_username(&self, username: &str) -> Option<&Identity> {
        self.identities.under(Term::username(username)).next()
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

    /// The folders of the real computer that the person let practice see.
    pub(crate) fn allowed_folders(&self) -> Vec<String> {
        self.notes
            .get("allowed_folders")
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }
}
