//! Which collection each folder uses.

use globus::path::CollectionPath;

use super::Facts;
use crate::error::Result;
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
    folder: &super::FolderFacts,
) -> Result<(PlannedCollection, CollectionPath)> {
    let here = &folder.location;
    let outermost = facts
        .folders
        .iter()
        .filter(|other| other.location.storage.id == here.storage.id)
        .filter_map(|other| match &other.location.target {
            ShareTarget::Create { name, host_path } if here.storage_path.starts_with(host_path) => {
                Some((name, host_path))
            }
            _ => None,
        })
        .min_by_key(|(_, host_path)| host_path.parts().count());
    let own = (&folder.name, &here.storage_path);
    let (name, host_path) = outermost.unwrap_or(own);
    let typed = draft.collection_name.as_deref().map(str::trim);
    let news = facts
        .folders
        .iter()
        .filter(|folder| matches!(folder.location.target, ShareTarget::Create { .. }));
    // A typed name is for one new collection; where several are made it goes in front of their own.
    let name = match typed {
        Some(typed)
            if news.count() > 1
                && outermost.is_some_and(|(_, path)| facts.folders[0].location.storage_path != *path) =>
        {
            format!("{typed}: {name}")
        }
        Some(typed) => typed.to_owned(),
        None => name.clone(),
    };
    let path = here
        .storage_path
        .strip_prefix(host_path)
        .unwrap_or_else(CollectionPath::root);
    Ok((
        PlannedCollection::New {
            name,
            host_path: host_path.clone(),
        },
        path,
    ))
}
