//! Who has a role on a collection, and giving and taking roles. Transfer shows them all; who keeps them differs, see
//! `keeper`.

use std::collections::HashSet;

use globus::ids::{CollectionId, GroupId, IdentityId, RoleId};
use globus::transfer::{Endpoint, Role, RoleName};

use super::details::rights;
use super::keeper::Keeper;
use crate::Sharing;
use crate::effective::Principal;
use crate::error::{Error, Missing, Result};
use crate::guests::{nameless, unknown_person};
use crate::model::{Access, AllowedRoles, AssignableRole, Guest, HistoryEvent, RoleRow};

impl Sharing {
    /// Everybody with a role, the owner first.
    pub async fn role_rows(&self, id: &CollectionId) -> Result<Vec<RoleRow>> {
        let transfer = &self.globus().transfer;
        let (roles, collection) = futures::join!(transfer.role_list(id), transfer.endpoint(id));
        self.rows_of_roles(&collection?, roles?).await
    }

    async fn rows_of_roles(&self, collection: &Endpoint, roles: Vec<Role>) -> Result<Vec<RoleRow>> {
        // Collections on servers belong to the server's own client: nobody who could be shown.
        let owner = collection.owner_id.clone().filter(|_| collection.is_personal());
        let me: HashSet<IdentityId> = self
            .me()
            .await?
            .linked
            .into_iter()
            .map(|identity| identity.id)
            .collect();
        let (mut people, mut groups): (HashSet<IdentityId>, HashSet<GroupId>) = Default::default();
        for role in &roles {
            match Principal::new(role.principal_type, &role.principal) {
                Principal::Identity(id) => drop(people.insert(id)),
                Principal::Group(id) => drop(groups.insert(id)),
                Principal::SignedIn | Principal::Anyone => {}
            }
        }
        people.extend(owner.clone());
        let (known, groups, context) = futures::join!(
            self.people(&people),
            self.group_guests(&groups),
            self.person_context()
        );
        let (known, context) = (known?, context?);
        let person = |id: &IdentityId| {
            Guest::Person(
                known
                    .get(id)
                    .map_or_else(|| unknown_person(id), |identity| context.person(identity)),
            )
        };
        let listed: Vec<Guest> = groups.values().cloned().map(Guest::Group).collect();
        let rulebook = self.rulebook_for(&listed).await?;
        let mut rows: Vec<RoleRow> = Vec::new();
        for Role {
            id,
            principal_type,
            principal,
            role,
        } in roles
        {
            let Some(role) = assignable(&role) else { continue };
            let (guest, is_me, is_owner) = match Principal::new(principal_type, &principal) {
                Principal::Identity(id) => (person(&id), me.contains(&id), owner.as_ref() == Some(&id)),
                Principal::Group(id) => (
                    Guest::Group(groups.get(&id).cloned().unwrap_or_else(|| nameless(&id))),
                    false,
                    false,
                ),
                Principal::SignedIn | Principal::Anyone => continue,
            };
            rows.push(RoleRow {
                instead: rulebook.roles_instead(&guest, role),
                id: Some(id),
                guest,
                role,
                owner: is_owner && role == AssignableRole::Administrator,
                is_me,
            });
        }
        if let Some(owner) = owner.filter(|_| !rows.iter().any(|row| row.owner)) {
            rows.push(RoleRow {
                id: None,
                is_me: me.contains(&owner),
                guest: person(&owner),
                role: AssignableRole::Administrator,
                owner: true,
                instead: AllowedRoles::default(),
            });
        }
        rows.sort_by_key(|row| (!row.owner, std::cmp::Reverse(row.role)));
        Ok(rows)
    }

    /// Gives a role and reads the list back.
    pub async fn give_role(
        &self,
        id: &CollectionId,
        guest: &Guest,
        role: AssignableRole,
    ) -> Result<Vec<RoleRow>> {
        let groups = match guest {
            Guest::Person(_) => Vec::new(),
            Guest::Group(group) => vec![group.id.clone()],
        };
        let rulebook = self.rulebook_now(groups).await?;
        if let Err(forbidden) = rulebook.check_role(guest, None, role) {
            let has = self.strongest_role(id, guest).await?;
            rulebook.check_role(guest, has, role).map_err(|_| forbidden)?;
        }
        let collection = self.must_change_roles(id).await?;
        let keeper = self.keeper(&collection)?;
        let made = keeper.give_role(&principal_of(guest), &name_of(role)).await?;
        let rows = self.role_rows_after_change(&collection, &keeper).await?;
        let Some(row) = rows.iter().find(|row| row.id.as_ref() == Some(&made.id)) else {
            return Err(Error::Changed);
        };
        self.note_role(HistoryEvent::RoleGiven, &collection, &row.guest)
            .await;
        Ok(rows)
    }

    /// Takes a role away and reads the list back.
    pub async fn take_role(&self, id: &CollectionId, role_id: &RoleId) -> Result<Vec<RoleRow>> {
        let collection = self.must_change_roles(id).await?;
        let before = self.role_rows(id).await?;
        let keeper = self.keeper(&collection)?;
        keeper.take_role(role_id).await?;
        let rows = self.role_rows_after_change(&collection, &keeper).await?;
        let is_it = |row: &&RoleRow| row.id.as_ref() == Some(role_id);
        if rows.iter().any(|row| is_it(&row)) {
            return Err(Error::Changed);
        }
        if let Some(row) = before.iter().find(is_it) {
            self.note_role(HistoryEvent::RoleTaken, &collection, &row.guest)
                .await;
        }
        Ok(rows)
    }

    /// A role is changed by giving the other one first: the policy has nothing against a weaker one.
    async fn strongest_role(&self, id: &CollectionId, guest: &Guest) -> Result<Option<AssignableRole>> {
        let principal = principal_of(guest);
        let roles = self.globus().transfer.role_list(id).await?;
        let theirs = roles
            .iter()
            .filter(|role| Principal::new(role.principal_type, &role.principal) == principal);
        Ok(theirs.filter_map(|role| assignable(&role.role)).max())
    }

    async fn note_role(&self, what: HistoryEvent, collection: &Endpoint, guest: &Guest) {
        let access = Access::Guest { guest: guest.clone() };
        self.note_collection(what, &collection.id, &collection.display_name, |entry| {
            entry.access = Some(access);
        })
        .await;
    }

    async fn must_change_roles(&self, id: &CollectionId) -> Result<Endpoint> {
        let collection = self.globus().transfer.endpoint(id).await?;
        if rights(&collection).change_roles {
            Ok(collection)
        } else {
            Err(Error::NotFound {
                what: Missing::Collection,
            })
        }
    }

    /// Roles show in the access list too: both are read again.
    async fn role_rows_after_change(
        &self,
        collection: &Endpoint,
        keeper: &Keeper<'_>,
    ) -> Result<Vec<RoleRow>> {
        let id = &collection.id;
        let (rules, roles) = futures::join!(self.globus().transfer.access_list(id), keeper.roles());
        self.note_access_lists(&[(id.clone(), rules?.as_slice())], &[])
            .await?;
        self.rows_of_roles(collection, roles?).await
    }
}

fn principal_of(guest: &Guest) -> Principal {
    match guest {
        Guest::Person(person) => Principal::Identity(person.id.clone()),
        Guest::Group(group) => Principal::Group(group.id.clone()),
    }
}

/// A role that this app gives.
pub(crate) fn assignable(role: &RoleName) -> Option<AssignableRole> {
    Some(match role {
        RoleName::Administrator => AssignableRole::Administrator,
        RoleName::AccessManager => AssignableRole::AccessManager,
        RoleName::ActivityManager => AssignableRole::ActivityManager,
        RoleName::ActivityMonitor => AssignableRole::ActivityMonitor,
        RoleName::RestrictedAdministrator | RoleName::Other(_) => return None,
    })
}

fn name_of(role: AssignableRole) -> RoleName {
    match role {
        AssignableRole::Administrator => RoleName::Administrator,
        AssignableRole::AccessManager => RoleName::AccessManager,
        AssignableRole::ActivityManager => RoleName::ActivityManager,
        AssignableRole::ActivityMonitor => RoleName::ActivityMonitor,
    }
}
