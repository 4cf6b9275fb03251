//! Which collection each folder uses.

use std::collections::HashSet;

use globus::path::CollectionPath;

use super::{Facts, FolderFacts};
use crate::error::{Error, Field, InputProblem, Result};
use crate::locate::is_collection_name;
use crate::model::{PlannedCollection, PlannedFolder, ShareDraft, ShareTarget};

/// The folders of the plan, in the draft's order.
pub(super) fn planned(facts: &Facts, draft: &ShareDraft) -> Result<Vec<PlannedFolder>> {
    facts
        .folders
        .iter()
        .map(|folder| {
            let storage = &folder.location.storage;
            let (collection, path) = match &folder.location.target {
                ShareTarget::Reuse {
                    collection_id,
                    name,
                    path,
                    ..
                } => {
                    let collection = PlannedCollection::Existing {
                        id: collection_id.clone(),
                        name: name.clone(),
                    };
                    (collection, path.clone())
                }
                ShareTarget::Create { .. } => created(facts, draft, folder)?,
            };
            Ok(PlannedFolder {
                name: folder.name.clone(),
                local_path: folder.local_path.clone(),
                storage_name: storage.name.clone(),
                storage_kind: storage.kind,
                collection,
                path,
            })
        })
        .collect()
}

/// A folder inside another folder of the same share lies in that one's new collection: one is easier to look after
/// than two, and many sites allow no more.
fn created(
    facts: &Facts,
    draft: &ShareDraft,
    folder: &FolderFacts,
) -> Result<(PlannedCollection, CollectionPath)> {
    let (suggested, host_path) = outermost(facts, folder);
    let typed = draft.collection_name.as_deref().map(str::trim);
    let name = match typed {
        // A typed name is for one collection; where several are made it goes in front of their own names.
        Some(typed) if count_new(facts) > 1 => format!("{typed}: {suggested}"),
        Some(typed) => typed.to_owned(),
        None => suggested.to_owned(),
    };
    if !is_collection_name(&name) {
        return Err(Error::input(Field::CollectionName, InputProblem::TooLong));
    }
    let location = &folder.location;
    let path = location.storage_path.strip_prefix(host_path);
    let chosen = location
        .accounts
        .iter()
        .find(|account| draft.account_id.as_ref() == Some(&account.id));
    let collection = PlannedCollection::New {
        name,
        host_path: host_path.clone(),
        storage_id: location.storage.id.clone(),
        account: chosen.or(location.accounts.first()).cloned(),
    };
    Ok((collection, path.unwrap_or_else(CollectionPath::root)))
}

/// Name and root of the new collection that a folder lies in.
fn outermost<'a>(facts: &'a Facts, folder: &'a FolderFacts) -> (&'a str, &'a CollectionPath) {
    let here = &folder.location;
    let around = facts
        .folders
        .iter()
        .filter_map(|other| match &other.location.target {
            ShareTarget::Create { name, host_path } => {
                let same_storage = other.location.storage.id == here.storage.id;
                let is_around = same_storage && here.storage_path.starts_with(host_path);
                is_around.then_some((name.as_str(), host_path))
            }
            ShareTarget::Reuse { .. } => None,
        });
    let outermost = around.min_by_key(|(_, host_path)| host_path.parts().count());
    outermost.unwrap_or((&folder.name, &here.storage_path))
}

fn count_new(facts: &Facts) -> usize {
    let new = |folder: &&FolderFacts| matches!(folder.location.target, ShareTarget::Create { .. });
    let roots: HashSet<_> = facts
        .folders
        .iter()
        .filter(new)
        .map(|folder| (&folder.location.storage.id, outermost(facts, folder).1))
        .collect();
    roots.len()
}
