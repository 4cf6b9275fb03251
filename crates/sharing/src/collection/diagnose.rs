//! "Why can't they open it?": from the storage to the guest, one look after the other, until something is wrong.

use std::collections::BTreeSet;

use futures::FutureExt;
use globus::groups::MembershipStatus;
use globus::ids::{CollectionId, GroupId, IdentityId};
use globus::transfer::Endpoint;

use crate::Sharing;
use crate::audit::{Audit, SharedCollection};
use crate::effective::Principal;
use crate::error::{Error, Missing, Result};
use crate::model::{
    Diagnosis, DiagnosisRequest, DiagnosisStep, Finding, IdentityStatus, Look, MemberStatus, Storage,
};

/// What was found out, before anything is concluded.
pub(super) struct Evidence<'a> {
    pub(super) storage: Option<Storage>,
    pub(super) collection: &'a SharedCollection,
    pub(super) endpoint: Option<&'a Endpoint>,
    pub(super) folder: Result<()>,
    pub(super) audit: &'a Audit,
    /// Memberships of the guest in groups with access, where they may be seen: name and status.
    pub(super) waiting_in: Option<(Option<String>, MemberStatus)>,
}

impl Sharing {
    /// Walks from the storage to the guest and ends in one verdict. Only looks; changes nothing.
    pub async fn diagnose(&self, request: &DiagnosisRequest) -> Result<Diagnosis> {
        let id = &request.collection_id;
        let transfer = &self.globus().transfer;
        let (rules, endpoint, folder) = futures::join!(
            transfer.access_list(id),
            transfer.endpoint(id),
            self.folder_is_there(id, &request.path).boxed()
        );
        let (rules, endpoint) = (rules?, endpoint?);
        self.note_access_lists(&[(id.clone(), rules.as_slice())], &[])
            .await?;
        let (audit, _) = self.audit().await?;
        let gone = Error::NotFound {
            what: Missing::Collection,
        };
        let audit = audit.ok_or(gone.clone())?;
        let collection = audit
            .snapshot()
            .collections
            .iter()
            .find(|it| it.id == *id)
            .ok_or(gone)?;
        let evidence = Evidence {
            storage: self.storage_below(&endpoint).await,
            waiting_in: self.waiting_membership(collection, request).await,
            endpoint: Some(&endpoint),
            audit: &audit,
            collection,
            folder,
        };
        Ok(super::verdict::conclude(&evidence, request, self.now()))
    }

    async fn folder_is_there(&self, id: &CollectionId, path: &globus::path::CollectionPath) -> Result<()> {
        let found = self.globus().transfer.stat(id, path).await;
        found.map(drop).map_err(Error::from)
    }

    /// The first group with access to the folder in which the guest is invited or waits to be let in.
    async fn waiting_membership(
        &self,
        collection: &SharedCollection,
        request: &DiagnosisRequest,
    ) -> Option<(Option<String>, MemberStatus)> {
        let reaching = collection.entries.iter();
        let reaching = reaching.filter(|entry| request.path.starts_with(&entry.path));
        let groups: BTreeSet<&GroupId> = reaching
            .filter_map(|entry| match &entry.principal {
                Principal::Group(id) => Some(id),
                _ => None,
            })
            .collect();
        for id in groups {
            let Ok(group) = self.learn_group_anew(id).await else {
                continue;
            };
            let mut members = group.memberships.iter().flatten();
            let theirs = members.find(|member| member.identity_id == request.identity_id);
            let waiting = match theirs.map(|member| member.status) {
                Some(MembershipStatus::Invited) => MemberStatus::Invited,
                Some(MembershipStatus::Pending) => MemberStatus::Pending,
                _ => continue,
            };
            return Some((Some(group.name), waiting));
        }
        None
    }
}

impl Evidence<'_> {
    pub(super) fn person_status(&self, id: &IdentityId) -> Option<IdentityStatus> {
        self.audit.snapshot().people.get(id).map(|person| person.status)
    }
}

/// A step of the walk.
pub(super) fn step(look: Look, finding: Finding) -> DiagnosisStep {
    DiagnosisStep { look, finding }
}
