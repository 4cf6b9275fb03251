//! What the institution says about a place: not this folder, no later than that day, files do not stay.

use globus::path::{LocalPath, LocalSystem};

use super::{Address, Located};
use crate::Sharing;
use crate::dates::Maximum;
use crate::error::{Error, Result};
use crate::model::{NotFromHere, Readiness, ShareTarget};
use crate::policy::{Ban, Place, Policy};

impl Sharing {
    /// Adds what the policy says to folders that were found, and to those that were not: copying them elsewhere would
    /// share them too.
    pub(super) async fn allowed(&self, mut located: Vec<Located>) -> Result<Vec<Located>> {
        let policy = self.policy().await?;
        let (now, zone) = (self.now(), self.zone());
        let on_disk = if policy.bans_folders_here() {
            self.on_disk(&located).await?
        } else {
            Vec::new()
        };
        for (index, folder) in located.iter_mut().enumerate() {
            let mut places = self.names(&policy, folder).await?;
            places.extend(on_disk.get(index).into_iter().flatten().cloned());
            if let Some(location) = &mut folder.check.location {
                let maximum = Maximum {
                    minutes: location.max_lifetime_minutes,
                    days: policy.limits().max_end_days,
                };
                location.last_allowed_day = maximum.latest(now, &zone).map(|(day, _)| day);
                location.purged_after_days = policy.purged_after(&places);
            }
            refuse(folder, &policy, &places);
        }
        Ok(located)
    }

    /// The ban on copying a folder, by its address: the copy would be shared in its place.
    pub(crate) async fn ban_on(&self, address: &str) -> Result<Option<Ban>> {
        let policy = self.policy().await?;
        let (text, system) = (address.to_owned(), self.system());
        let on_disk = tokio::task::spawn_blocking(move || places_on_disk(&text, system)).await;
        let mut places = on_disk.map_err(Error::unexpected)?;
        if let Ok(Address::OnCollection {
            collection,
            path: Some(path),
        }) = Address::parse(address)
        {
            match self.names_of(&policy, &collection, &path, &[]).await {
                // What the person can't see is not copied either.
                Err(Error::NotFound { .. } | Error::Forbidden { .. }) => {}
                names => places.extend(names?),
            }
        }
        Ok(policy.blocked(&places))
    }

    /// All names of a folder that was found.
    async fn names(&self, policy: &Policy, folder: &Located) -> Result<Vec<Place>> {
        let Some(location) = &folder.check.location else {
            return Ok(Vec::new());
        };
        let known = &folder.collections;
        // In a guest collection that the person named, nobody has looked at where that is.
        let named = match &location.target {
            ShareTarget::Reuse {
                collection_id, path, ..
            } if known.iter().all(|known| known.id == *collection_id) => Some((collection_id, path)),
            _ => None,
        };
        let Some((collection, path)) = named else {
            let mut places = Place::all_of(location, self.system());
            let (storage, path) = (&location.storage.id, &location.storage_path);
            places.retain(|place| *place != Place::on(storage, path));
            places.extend(self.names_of(policy, storage, path, known).await?);
            return Ok(places);
        };
        self.names_of(policy, collection, path, known).await
    }

    /// Folders of this computer with links resolved.
    async fn on_disk(&self, located: &[Located]) -> Result<Vec<Vec<Place>>> {
        let paths: Vec<String> = located
            .iter()
            .map(|folder| {
                let dropped = &folder.check.dropped;
                dropped.file_in_folder.as_ref().unwrap_or(&dropped.path).clone()
            })
            .collect();
        let system = self.system();
        let look = move |text: String| places_on_disk(&text, system);
        tokio::task::spawn_blocking(move || paths.into_iter().map(look).collect())
            .await
            .map_err(Error::unexpected)
    }
}

/// A folder of this computer as it was given, and as it is with links resolved. Blocks.
fn places_on_disk(text: &str, system: LocalSystem) -> Vec<Place> {
    let Ok(Address::Local(text)) = Address::parse(text) else {
        return Vec::new();
    };
    let real = std::fs::canonicalize(&text).ok();
    let real = real.and_then(|real| LocalPath::from_path(&real).ok());
    let both = std::iter::once(LocalPath::new(text)).chain(real);
    both.filter_map(|path| Place::local(&path, system)).collect()
}

fn refuse(folder: &mut Located, policy: &Policy, places: &[Place]) {
    let is_no_path = |reason: &NotFromHere| matches!(reason, NotFromHere::Path { .. });
    if matches!(&folder.check.readiness, Readiness::NotFromHere { reason } if is_no_path(reason)) {
        return;
    }
    if let Some(ban) = policy.blocked(places) {
        // What Globus Connect Personal lacks does not matter any more.
        folder.check.checklist = None;
        folder.check.readiness = Readiness::NotFromHere {
            reason: NotFromHere::Blocked {
                holds_one: ban.holds_one,
                perhaps: ban.perhaps,
                reason: ban.reason,
            },
        };
    }
}
