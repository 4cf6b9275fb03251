//! The institution's policy once more, when it counts.

use globus::ids::GroupId;

use super::run::Run;
use crate::Sharing;
use crate::error::{Error, Result};
use crate::journal::{PreparedPlan, ShareRecord};
use crate::model::{Access, GrantState, Guest, PlannedCollection, PlannedGrant, StorageKind, Stored};
use crate::plan::before;
use crate::policy::{Place, Rulebook, Wish};

impl Sharing {
    /// Refuses a plan of which the policy forbids a row: nothing is begun.
    pub(super) async fn check_allowed(&self, prepared: &PreparedPlan) -> Result<Rulebook> {
        let rulebook = self.rulebook_now(groups_of(&prepared.plan.grants)).await?;
        for grant in &prepared.plan.grants {
            let places = places(self, &rulebook, prepared, grant).await?;
            rulebook.check(&wish(grant, &places))?;
        }
        Ok(rulebook)
    }
}

impl Run<'_> {
    /// Rows that the policy forbids by now fail before anything is made for them.
    pub(super) async fn refuse_forbidden(&self) -> Result<()> {
        let rulebook = self.rulebook().await?;
        for (index, grant, row) in self.rows() {
            if row.state != GrantState::Waiting || row.asked {
                continue;
            }
            if let Err(error) = self.check(&rulebook, &grant).await {
                self.change(index, |row| row.state = GrantState::Failed { error })
                    .await?;
            }
        }
        Ok(())
    }

    /// Whether a row may be granted by now.
    pub(super) async fn check(&self, rulebook: &Rulebook, grant: &PlannedGrant) -> Result<()> {
        let places = self.places(rulebook, grant).await?;
        rulebook.check(&wish(grant, &places))
    }

    async fn places(&self, rulebook: &Rulebook, grant: &PlannedGrant) -> Result<Vec<Place>> {
        let prepared = self.lock().prepared.clone();
        places(self.sharing, rulebook, &prepared, grant).await
    }

    /// Taking back gives what was there before.
    pub(super) async fn check_former(&self, grant: &PlannedGrant, former: Stored) -> Result<()> {
        let rulebook = self.rulebook().await?;
        let places = self.places(&rulebook, grant).await?;
        rulebook.check(&Wish {
            access: &grant.access,
            before: Some(Stored {
                permissions: grant.permissions,
                ends_at: grant.ends_at,
            }),
            after: former,
            places: &places,
        })
    }
}

impl ShareRecord {
    /// Whether a row of the collection that a folder is in waits for it.
    pub(super) fn is_wanted(&self, folder: u32) -> bool {
        let folders = &self.prepared.plan.folders;
        let collection = folders.get(folder as usize).map(|folder| &folder.collection);
        let rows = self.prepared.plan.grants.iter().zip(&self.grants);
        let mut here = rows.filter(|(grant, _)| {
            folders
                .get(grant.folder as usize)
                .map(|folder| &folder.collection)
                == collection
        });
        here.any(|(_, row)| {
            let error = match &row.state {
                GrantState::Failed { error } => Some(error),
                _ => None,
            };
            !matches!(error, Some(Error::InstitutionForbids { .. }))
        })
    }
}

/// Groups among the guests of some rows.
pub(super) fn groups_of(grants: &[PlannedGrant]) -> Vec<GroupId> {
    let groups = grants.iter().filter_map(|grant| match &grant.access {
        Access::Guest {
            guest: Guest::Group(group),
        } => Some(group.id.clone()),
        _ => None,
    });
    groups.collect()
}

fn wish<'a>(grant: &'a PlannedGrant, places: &'a [Place]) -> Wish<'a> {
    Wish {
        access: &grant.access,
        before: before(&grant.action),
        after: Stored {
            permissions: grant.permissions,
            ends_at: grant.ends_at,
        },
        places,
    }
}

/// Every way to name the folder of a row.
async fn places(
    sharing: &Sharing,
    rulebook: &Rulebook,
    prepared: &PreparedPlan,
    grant: &PlannedGrant,
) -> Result<Vec<Place>> {
    let index = grant.folder as usize;
    let Some(folder) = prepared.plan.folders.get(index) else {
        return Ok(Vec::new());
    };
    let mut places = Vec::new();
    if let PlannedCollection::Existing { id, .. } = &folder.collection {
        match sharing.names_under(rulebook, id, &folder.path).await {
            Ok(names) => places = names,
            // Deleted by somebody: nothing is granted there any more.
            Err(Error::NotFound { .. }) => {}
            Err(error) => return Err(error),
        }
    } else if let (Some(storage), Some(path)) =
        (prepared.storage.get(index), prepared.storage_paths.get(index))
    {
        places = sharing.names_under(rulebook, storage, path).await?;
        if folder.storage_kind == StorageKind::ThisComputer {
            places.push(Place::here(path, sharing.system()));
        }
    }
    Ok(places)
}
