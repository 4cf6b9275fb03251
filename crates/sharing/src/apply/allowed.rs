//! The institution's policy once more, when it counts.

use globus::ids::GroupId;

use super::run::Run;
use crate::Sharing;
use crate::error::{Error, Result};
use crate::journal::{PreparedPlan, ShareRecord};
use crate::model::{Access, GrantState, Guest, PlannedCollection, PlannedGrant, StorageKind, Stored};
use crate::plan::before;
use crate::policy::{Place, Wish};

impl Sharing {
    /// Refuses a plan of which the policy forbids a row: nothing is begun.
    pub(super) async fn check_allowed(&self, prepared: &PreparedPlan) -> Result<()> {
        let rulebook = self.rulebook(groups_of(&prepared.plan.grants)).await?;
        for grant in &prepared.plan.grants {
            let places = places(self, prepared, grant);
            rulebook.check(&wish(grant, &places))?;
        }
        Ok(())
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
            if let Err(error) = rulebook.check(&self.wish(&grant, &self.places(&grant))) {
                self.change(index, |row| row.state = GrantState::Failed { error })
                    .await?;
            }
        }
        Ok(())
    }

    pub(super) fn places(&self, grant: &PlannedGrant) -> Vec<Place> {
        places(self.sharing, &self.lock().prepared, grant)
    }

    pub(super) fn wish<'a>(&self, grant: &'a PlannedGrant, places: &'a [Place]) -> Wish<'a> {
        wish(grant, places)
    }

    /// Taking back gives what was there before.
    pub(super) async fn check_former(&self, grant: &PlannedGrant, former: Stored) -> Result<()> {
        let places = self.places(grant);
        self.rulebook().await?.check(&Wish {
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
fn places(sharing: &Sharing, prepared: &PreparedPlan, grant: &PlannedGrant) -> Vec<Place> {
    let index = grant.folder as usize;
    let mut places = Vec::new();
    let Some(folder) = prepared.plan.folders.get(index) else {
        return places;
    };
    if let (Some(storage), Some(path)) = (prepared.storage.get(index), prepared.storage_paths.get(index)) {
        places.push(Place::on(storage, path));
        if folder.storage_kind == StorageKind::ThisComputer {
            places.push(Place::here(path, sharing.system()));
        }
    }
    if let PlannedCollection::Existing { id, .. } = &folder.collection {
        places.push(Place::on(id, &folder.path));
    }
    places
}
