//! What was added to a folder since it was looked at first. One listing for each look, of one level, and only of folders
//! that the person looks at or pinned: nothing is walked.

use std::collections::BTreeSet;

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::ListQuery;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Sharing;
use crate::error::Result;
use crate::model::{FolderDrift, PinnedFolder};

/// Names that are read and kept of one folder.
const MOST_NAMES: u32 = 10_000;
/// Names of what was added that are told.
const EXAMPLES: usize = 3;

/// The names in a folder at one time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderNames {
    /// The folder's own name, for lists.
    pub name: String,
    /// What it held.
    pub names: BTreeSet<String>,
    /// Whether there was more than is read.
    pub cut_short: bool,
}

/// Names that were kept, since when, and whether the folder is pinned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptNames {
    /// When.
    pub at: Timestamp,
    /// Whether it is pinned.
    pub pinned: bool,
    /// Which.
    pub names: FolderNames,
}

impl Sharing {
    /// Looks into a folder and compares it with what was kept. The first look keeps.
    pub async fn folder_drift(&self, id: &CollectionId, path: &CollectionPath) -> Result<FolderDrift> {
        let me = self.me().await?.identity.id;
        let now = self.read_names(id, path).await?;
        let kept = self.journal().folder_names(&me, id, path).await?;
        if kept.is_none() {
            self.keep_names(id, path, false, now.clone()).await?;
        }
        Ok(drift(id, path, kept.as_ref(), &now))
    }

    /// Pins a folder, or not any more. A folder that was never looked at is looked at now.
    pub async fn pin_folder(&self, id: &CollectionId, path: &CollectionPath, pinned: bool) -> Result<()> {
        let me = self.me().await?.identity.id;
        if self.journal().folder_names(&me, id, path).await?.is_none() {
            let names = self.read_names(id, path).await?;
            self.keep_names(id, path, pinned, names).await?;
        }
        Ok(self.journal().pin_folder(&me, id, path, pinned).await?)
    }

    /// From now on what a folder holds at this moment is what is compared with.
    pub async fn count_from_now(&self, id: &CollectionId, path: &CollectionPath) -> Result<FolderDrift> {
        let me = self.me().await?.identity.id;
        let names = self.read_names(id, path).await?;
        let pinned = self.journal().folder_names(&me, id, path).await?;
        let pinned = pinned.is_some_and(|kept| kept.pinned);
        self.keep_names(id, path, pinned, names.clone()).await?;
        let kept = KeptNames {
            at: self.now(),
            pinned,
            names: names.clone(),
        };
        Ok(drift(id, path, Some(&kept), &names))
    }

    /// Folders that are pinned. Nothing is read from Globus.
    pub async fn pinned_folders(&self) -> Result<Vec<PinnedFolder>> {
        let me = self.me().await?.identity.id;
        Ok(self.journal().pinned_folders(&me).await?)
    }

    async fn read_names(&self, id: &CollectionId, path: &CollectionPath) -> Result<FolderNames> {
        let query = ListQuery {
            orderby: Some("name ASC".to_owned()),
            // One more tells whether there is more.
            limit: Some(MOST_NAMES + 1),
            ..ListQuery::folder(path.clone())
        };
        let list = self.globus().transfer.ls(id, &query).await?;
        let most = usize::try_from(MOST_NAMES).unwrap_or(usize::MAX);
        let cut_short = list.data.len() > most;
        let names = list.data.into_iter().take(most).map(|entry| entry.name);
        let (audit, _) = self.audit().await?;
        let collections = audit
            .as_deref()
            .map(|audit| audit.snapshot().collections.as_slice());
        let collection = collections.unwrap_or_default().iter().find(|it| it.id == *id);
        let name = collection.map(|it| it.name_of(path)).or(path.name());
        Ok(FolderNames {
            name: name.unwrap_or_default().to_owned(),
            names: names.collect(),
            cut_short,
        })
    }

    async fn keep_names(
        &self,
        id: &CollectionId,
        path: &CollectionPath,
        pinned: bool,
        names: FolderNames,
    ) -> Result<()> {
        let me = self.me().await?.identity.id;
        let kept = KeptNames {
            at: self.now(),
            pinned,
            names,
        };
        Ok(self.journal().keep_folder_names(&me, id, path, &kept).await?)
    }
}

/// What is different. Of two listings that were cut short only the names up to the earlier cut can be compared: what
/// lies behind it may have been there all the time.
pub fn drift(
    id: &CollectionId,
    path: &CollectionPath,
    kept: Option<&KeptNames>,
    now: &FolderNames,
) -> FolderDrift {
    let before = kept.map_or(now, |kept| &kept.names);
    let last = |names: &FolderNames| names.cut_short.then(|| names.names.last().cloned()).flatten();
    let cut = [last(before), last(now)].into_iter().flatten().min();
    let within = |name: &&String| cut.as_ref().is_none_or(|cut| *name <= cut);
    let added: Vec<&String> = now.names.difference(&before.names).filter(within).collect();
    let removed = before.names.difference(&now.names).filter(within).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    FolderDrift {
        collection_id: id.clone(),
        path: path.clone(),
        name: now.name.clone(),
        pinned: kept.is_some_and(|kept| kept.pinned),
        since: kept.map(|kept| kept.at),
        added: count(added.len()),
        removed: count(removed),
        examples: added.into_iter().take(EXAMPLES).cloned().collect(),
        cut_short: before.cut_short || now.cut_short,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(names: impl IntoIterator<Item = u8>, most: usize) -> FolderNames {
        let names: BTreeSet<String> = names.into_iter().map(|name| format!("{name:03}")).collect();
        FolderNames {
            name: "Results".to_owned(),
            cut_short: names.len() > most,
            names: names.into_iter().take(most).collect(),
        }
    }

    fn between(before: FolderNames, now: &FolderNames) -> FolderDrift {
        let kept = KeptNames {
            at: Timestamp::UNIX_EPOCH,
            pinned: true,
            names: before,
        };
        drift(&CollectionId::new("c"), &CollectionPath::root(), Some(&kept), now)
    }

    #[test]
    fn the_first_look_finds_nothing_new() {
        let now = names(0..5, 100);
        let drift = drift(&CollectionId::new("c"), &CollectionPath::root(), None, &now);
        assert_eq!((drift.added, drift.removed, drift.since), (0, 0, None));
    }

    #[test]
    fn what_came_and_went_is_counted_and_some_of_it_named() {
        let drift = between(names([1, 2, 3], 100), &names([2, 3, 4, 5, 6, 7], 100));
        assert_eq!((drift.added, drift.removed), (4, 1));
        assert_eq!(drift.examples, ["004", "005", "006"]);
        assert!(drift.pinned && !drift.cut_short);
    }

    proptest! {
        #[test]
        fn a_cut_never_makes_more_of_a_difference_than_there_is(
            before in prop::collection::btree_set(any::<u8>(), 0..40),
            now in prop::collection::btree_set(any::<u8>(), 0..40),
            most in 1usize..40,
        ) {
            let whole = between(names(before.clone(), 1000), &names(now.clone(), 1000));
            let cut = between(names(before, most), &names(now, most));
            prop_assert!(cut.added <= whole.added && cut.removed <= whole.removed);
        }
    }
}
