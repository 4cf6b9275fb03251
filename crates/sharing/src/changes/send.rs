//! The requests behind the rows of a change.

use std::collections::BTreeSet;

use futures::FutureExt;
use globus::ids::{AccessRuleId, CollectionId};
use globus::transfer::{AccessChange, AccessRule, NewAccessRule, PrincipalType, RoleName};

use super::record::ChangeRow;
use crate::Sharing;
use crate::effective::Principal;
use crate::error::{Error, Missing, Result};
use crate::model::{ChangeStep, Stored};
use crate::plan::same_end;

impl Sharing {
    /// Access lists of some collections, each with its own failure.
    pub(super) async fn read_lists(
        &self,
        ids: BTreeSet<CollectionId>,
    ) -> Vec<(CollectionId, Result<Vec<AccessRule>>)> {
        let jobs = ids.into_iter().map(|id| {
            async move {
                let list = self.globus().transfer.access_list(&id).await.map_err(Error::from);
                (id, list)
            }
            .boxed()
        });
        self.at_most_eight(jobs.collect()).await
    }

    /// Sends what a row asks for. Answers the id of a permission that was made.
    pub(super) async fn send_change(&self, row: &ChangeRow) -> Result<Option<AccessRuleId>> {
        let transfer = &self.globus().transfer;
        let collection = &row.planned.collection_id;
        let gone = Error::NotFound {
            what: Missing::AccessRule,
        };
        match (&row.planned.step, row.planned.after) {
            (ChangeStep::Add, Some(after)) => match given_role(row) {
                Some(role) => {
                    let collection = transfer.endpoint(collection).await?;
                    let keeper = self.keeper(&collection)?;
                    keeper.give_role(&row.principal, &role).await?;
                    Ok(None)
                }
                None => {
                    let created = transfer.create_access(collection, &new_rule(row, after)).await?;
                    Ok(Some(created.into_id()))
                }
            },
            (ChangeStep::Update, Some(after)) => {
                let rule_id = row.rule_id.as_ref().ok_or(gone)?;
                transfer
                    .update_access(collection, rule_id, &difference(row.planned.before, after))
                    .await?;
                Ok(None)
            }
            (ChangeStep::Remove, _) => {
                let rule_id = row.rule_id.as_ref().ok_or(gone)?;
                transfer.delete_access(collection, rule_id).await?;
                Ok(None)
            }
            (ChangeStep::TakeRole, _) => {
                let role_id = row.role_id.as_ref().ok_or(gone)?;
                let collection = transfer.endpoint(collection).await?;
                self.keeper(&collection)?.take_role(role_id).await?;
                Ok(None)
            }
            _ => Ok(None),
        }
    }
}

/// A row that gives a role back has one and nothing stored yet.
fn given_role(row: &ChangeRow) -> Option<RoleName> {
    row.role.clone().map(RoleName::from)
}

fn new_rule(row: &ChangeRow, after: Stored) -> NewAccessRule {
    let (principal_type, principal) = names(&row.principal);
    NewAccessRule {
        principal_type,
        principal,
        path: row.planned.path.clone(),
        permissions: after.permissions,
        expiration_date: after.ends_at,
        notify_email: None,
        notify_message: None,
    }
}

/// Only what is different is sent: level and end may have been changed by different people.
fn difference(before: Option<Stored>, after: Stored) -> AccessChange {
    let level = |before: &Stored| before.permissions != after.permissions;
    let end = |before: &Stored| !same_end(before.ends_at, after.ends_at);
    AccessChange {
        permissions: before.as_ref().is_none_or(level).then_some(after.permissions),
        expiration_date: before.as_ref().is_none_or(end).then_some(after.ends_at),
    }
}

/// As documents name a principal.
pub(crate) fn names(principal: &Principal) -> (PrincipalType, String) {
    match principal {
        Principal::Identity(id) => (PrincipalType::Identity, id.to_string()),
        Principal::Group(id) => (PrincipalType::Group, id.to_string()),
        Principal::SignedIn => (PrincipalType::AllAuthenticatedUsers, String::new()),
        Principal::Anyone => (PrincipalType::Anonymous, String::new()),
    }
}
