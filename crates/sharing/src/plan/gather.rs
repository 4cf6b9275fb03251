//! Reading what a plan depends on. Changes nothing anywhere.

use std::collections::{HashMap, HashSet};

use futures::FutureExt;
use globus::ids::{CollectionId, GroupId, IdentityId};
use globus::transfer::AccessRule;

use super::{Facts, FolderFacts};
use crate::Sharing;
use crate::effective::{Grant, Principal, grants_from};
use crate::error::{Error, Field, InputProblem, Missing, Result};
use crate::locate::{Located, max_lifetime};
use crate::model::{Checklist, Guest, Location, NotFromHere, PolicyRule, Readiness, ShareDraft, ShareTarget};

impl Sharing {
    pub(super) async fn gather(&self, draft: &ShareDraft) -> Result<Facts> {
        let me = self.me().await?;
        let located = self.locate(draft.folders.clone()).await?;
        let mut folders = Vec::with_capacity(located.len());
        let mut rules = HashMap::new();
        for located in located {
            rules.extend(located.rules.clone());
            folders.push(folder(draft, located)?);
        }
        self.complete(&folders, &mut rules).await?;
        for folder in &mut folders {
            if let ShareTarget::Reuse { collection_id, .. } = &folder.location.target {
                folder.grants = grants_from(
                    rules.get(collection_id).map(Vec::as_slice).unwrap_or_default(),
                    &[],
                );
            }
        }
        let (groups, people, rulebook) = futures::join!(
            self.learn_groups(group_ids(draft, &folders)),
            self.people_on(&folders),
            self.rulebook_now(listed_groups(draft).collect())
        );
        let () = groups;
        Ok(Facts {
            now: self.now(),
            zone: self.zone(),
            rulebook: rulebook?,
            folders,
            my_identities: me.linked.into_iter().map(|identity| identity.id).collect(),
            groups: self.state.known.lock().group_facts(),
            people: people?,
        })
    }

    /// Access lists that locating did not read, or could not: now they are needed.
    async fn complete(
        &self,
        folders: &[FolderFacts],
        rules: &mut HashMap<CollectionId, Vec<AccessRule>>,
    ) -> Result<()> {
        let missing: HashSet<CollectionId> = folders
            .iter()
            .filter_map(|folder| match &folder.location.target {
                ShareTarget::Reuse { collection_id, .. } => Some(collection_id.clone()),
                ShareTarget::Create { .. } => None,
            })
            .filter(|id| !rules.contains_key(id))
            .collect();
        let lists = missing.into_iter().map(|id| async move {
            let list = self.globus().transfer.access_list(&id).await;
            (id, list)
        });
        for (id, list) in self.at_most_eight(lists.map(FutureExt::boxed).collect()).await {
            rules.insert(id, list?);
        }
        Ok(())
    }

    /// People who can see a folder already, to notice a second sign-in of somebody on the list.
    async fn people_on(&self, folders: &[FolderFacts]) -> Result<Vec<crate::model::Person>> {
        let ids: HashSet<IdentityId> = reaching(folders)
            .filter(|grant| grant.role.is_none())
            .filter_map(|grant| match &grant.principal {
                Principal::Identity(id) => Some(id.clone()),
                _ => None,
            })
            .collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let context = self.person_context().await?;
        let mut people: Vec<_> = self
            .people(&ids)
            .await?
            .values()
            .map(|found| context.person(found))
            .collect();
        people.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(people)
    }
}

/// Grants whose path is one of the folders or lies above it.
fn reaching(folders: &[FolderFacts]) -> impl Iterator<Item = &Grant> {
    folders.iter().flat_map(|folder| {
        let here = match &folder.location.target {
            ShareTarget::Reuse { path, .. } => Some(path),
            ShareTarget::Create { .. } => None,
        };
        folder
            .grants
            .iter()
            .filter(move |grant| here.is_some_and(|here| here.starts_with(&grant.path)))
    })
}

/// Groups whose members matter: those on the list, and those that can see a folder already.
fn group_ids(draft: &ShareDraft, folders: &[FolderFacts]) -> Vec<GroupId> {
    let stored = reaching(folders).filter_map(|grant| match &grant.principal {
        Principal::Group(id) => Some(id.clone()),
        _ => None,
    });
    let ids: HashSet<GroupId> = listed_groups(draft).chain(stored).collect();
    ids.into_iter().collect()
}

fn listed_groups(draft: &ShareDraft) -> impl Iterator<Item = GroupId> {
    draft.guests.iter().filter_map(|row| match &row.guest {
        Guest::Group(group) => Some(group.id.clone()),
        Guest::Person(_) => None,
    })
}

fn folder(draft: &ShareDraft, located: Located) -> Result<FolderFacts> {
    let set_up = located.check.checklist.as_ref().is_none_or(Checklist::is_set_up);
    let refused = !set_up || matches!(located.check.readiness, Readiness::NotFromHere { .. });
    let Some(mut location) = located.check.location.filter(|_| !refused) else {
        return Err(why_not(&located.check.readiness));
    };
    if draft.new_collection || draft.collection_id.is_some() {
        location.target = chosen(draft, &location).ok_or(Error::NotFound {
            what: Missing::Collection,
        })?;
        let host = located
            .collections
            .iter()
            .find(|collection| collection.id == location.storage.id);
        location.max_lifetime_minutes =
            host.and_then(|host| max_lifetime(host, &located.collections, &location.target));
    }
    let local_path = located
        .check
        .dropped
        .file_in_folder
        .unwrap_or(located.check.dropped.path);
    Ok(FolderFacts {
        name: located.name,
        local_path,
        location,
        grants: Vec::new(),
    })
}

fn chosen(draft: &ShareDraft, location: &Location) -> Option<ShareTarget> {
    let mut targets = std::iter::once(&location.target).chain(&location.alternatives);
    let is_wanted = |target: &&ShareTarget| match target {
        ShareTarget::Create { .. } => draft.new_collection,
        ShareTarget::Reuse { collection_id, .. } => {
            !draft.new_collection && draft.collection_id.as_ref() == Some(collection_id)
        }
    };
    targets.find(is_wanted).cloned()
}

/// The sheet does not open for these; a plan that asks all the same gets the nearest error.
fn why_not(readiness: &Readiness) -> Error {
    let Readiness::NotFromHere { reason } = readiness else {
        return Error::NotFound {
            what: Missing::Collection,
        };
    };
    match reason {
        NotFromHere::Path { reason } => Error::input(Field::Path, *reason),
        NotFromHere::CollectionNotFound | NotFromHere::NotACollection => Error::NotFound {
            what: Missing::Collection,
        },
        NotFromHere::NetworkDrive { .. } => Error::input(Field::Path, InputProblem::NetworkPath),
        NotFromHere::Blocked { .. } => Error::InstitutionForbids {
            rule: PolicyRule::BlockedFolder,
        },
        NotFromHere::StorageUnreachable => Error::ServerUnreachable,
        NotFromHere::Server { refusal } => Error::ServerRefused {
            refusal: refusal.clone(),
            message: String::new(),
            request_id: None,
        },
        NotFromHere::FolderNotFound => Error::NotFound {
            what: Missing::Folder,
        },
        NotFromHere::NotMine { .. }
        | NotFromHere::NoPermissionToShare { .. }
        | NotFromHere::OldServer
        | NotFromHere::FolderNotReadable => Error::Forbidden {
            message: String::new(),
            request_id: None,
        },
    }
}
