//! Changing and taking away one permission. What the person saw is compared before, what is stored is read after.

use globus::ids::{AccessRuleId, CollectionId, GroupId, IdentityId};
use globus::transfer::{AccessChange, AccessRule};
use std::collections::HashSet;

use super::assemble::{self, Read};
use super::changes::Change;
use crate::Sharing;
use crate::dates::resolve_end;
use crate::effective::Principal;
use crate::error::{Error, Field, InputProblem, Missing, Result};
use crate::model::{AccessChangeRequest, EndChoice, ShareGuest};
use crate::plan::same_end;

impl Sharing {
    /// Changes level or end date and reads it back. [`Error::Changed`]: it is not what the person saw any more, or not
    /// stored as asked.
    pub async fn change_access(&self, request: &AccessChangeRequest) -> Result<ShareGuest> {
        let transfer = &self.globus().transfer;
        let (id, rule_id) = (&request.collection_id, &request.rule_id);
        let (stored, max) = futures::join!(transfer.access(id, rule_id), self.max_lifetime_of(id));
        let stored = stored?;
        if stored.permissions != request.seen_permissions
            || !same_end(stored.expiration_date, request.seen_ends_at)
        {
            return Err(Error::Changed);
        }
        let permissions = request.permissions.unwrap_or(stored.permissions);
        let ends_at = match &request.end {
            None => stored.expiration_date,
            Some(choice) => {
                let end = resolve_end(choice, self.now(), &self.zone(), max?)?;
                if end.capped {
                    return Err(Error::input(Field::EndDate, InputProblem::AfterMaximum));
                }
                end.ends_at
            }
        };
        if let Some(EndChoice::Never { reason }) = &request.end {
            let reason = (rule_id.clone(), reason.trim().to_owned());
            self.journal().keep_no_end_reasons(vec![reason]).await?;
        }
        let change = AccessChange {
            permissions: (permissions != stored.permissions).then_some(permissions),
            expiration_date: (!same_end(ends_at, stored.expiration_date)).then_some(ends_at),
        };
        let now = if change == AccessChange::default() {
            stored
        } else {
            transfer.update_access(id, rule_id, &change).await?;
            transfer.access(id, rule_id).await?
        };
        if now.permissions != permissions || !same_end(now.expiration_date, ends_at) {
            return Err(Error::Changed);
        }
        let guest = self.as_guest(&now).await?;
        self.patch_my_shares(Change {
            rule_id: rule_id.clone(),
            now: Some(guest.clone()),
        })
        .await?;
        Ok(guest)
    }

    /// Stops sharing with one guest. Gone already counts as done. People with a role have no permission that could be
    /// taken away: their role would have to be.
    pub async fn remove_access(&self, collection_id: &CollectionId, rule_id: &AccessRuleId) -> Result<()> {
        if rule_id.as_str().is_empty() {
            return Err(Error::NotFound {
                what: Missing::AccessRule,
            });
        }
        let transfer = &self.globus().transfer;
        transfer.delete_access(collection_id, rule_id).await?;
        match transfer.access(collection_id, rule_id).await.map_err(Error::from) {
            Err(Error::NotFound {
                what: Missing::AccessRule,
            }) => {
                self.patch_my_shares(Change {
                    rule_id: rule_id.clone(),
                    now: None,
                })
                .await
            }
            Err(error) => Err(error),
            Ok(_) => Err(Error::Changed),
        }
    }

    async fn max_lifetime_of(&self, id: &CollectionId) -> Result<Option<u32>> {
        let collection = self.globus().transfer.endpoint(id).await?;
        if collection.acl_max_expiration_period_mins.is_some() {
            return Ok(collection.acl_max_expiration_period_mins);
        }
        match assemble::host(&collection) {
            // The storage's own limit; where it may not be seen, Globus itself will say.
            Some(host) => {
                let host = self.globus().transfer.endpoint(&host).await.ok();
                Ok(host.and_then(|host| host.acl_max_expiration_period_mins))
            }
            None => Ok(None),
        }
    }

    async fn as_guest(&self, rule: &AccessRule) -> Result<ShareGuest> {
        let (mut people, mut groups) = (HashSet::<IdentityId>::new(), HashSet::<GroupId>::new());
        match Principal::of_rule(rule) {
            Principal::Identity(id) => drop(people.insert(id)),
            Principal::Group(id) => drop(groups.insert(id)),
            Principal::SignedIn | Principal::Anyone => {}
        }
        let context = self.person_context().await?;
        let people = self.people(&people).await?;
        let read = Read {
            me: self
                .me()
                .await?
                .linked
                .into_iter()
                .map(|identity| identity.id)
                .collect(),
            people: people
                .into_iter()
                .map(|(id, identity)| (id, context.person(&identity)))
                .collect(),
            groups: self.group_guests(&groups).await,
            no_end_reasons: self.journal().no_end_reasons().await?,
            context: Some(context),
            ..Read::default()
        };
        Ok(assemble::guest(rule, &read))
    }
}
