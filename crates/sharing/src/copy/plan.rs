//! What a copy would be: from where to where, how, and what stands against it. Changes nothing anywhere.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::Endpoint;

use super::CopySource;
use super::ends::{TargetFolder, Unusable};
use super::place::covers;
use super::start::FORBIDDEN;
use crate::Sharing;
use crate::error::{Error, Result};
use crate::model::{CopyEnd, CopyMethod, CopyObstacle, CopyPlan, CopyRequest};
use crate::policy::Ban;
use crate::storage::{check_name, closed};

/// Names with a number behind them that are tried where one is taken.
const MOST_NAMES: u32 = 20;

/// A copy that could begin.
pub(super) struct Prepared {
    pub(super) plan: CopyPlan,
    pub(super) from: CopySource,
    pub(super) collection: Endpoint,
    pub(super) path: CollectionPath,
}

impl Sharing {
    /// What a copy would be. Everything that a sign-in has to mend first is demanded at once.
    pub async fn plan_copy(&self, request: CopyRequest) -> Result<CopyPlan> {
        Ok(match self.prepare_copy(request).await? {
            Ok(prepared) => prepared.plan,
            Err(plan) => *plan,
        })
    }

    /// The copy, or the plan with what stands against it.
    pub(super) async fn prepare_copy(&self, request: CopyRequest) -> Result<Result<Prepared, Box<CopyPlan>>> {
        if self.ban_on(&request.source).await?.is_some() {
            return Err(FORBIDDEN);
        }
        let policy = self.policy().await?;
        let (from, into) = futures::join!(self.source_end(&request), self.target_folder(&request));
        // In the second round, so that everything which a sign-in has to mend is demanded at once.
        let is_here = matches!(&from, Ok(from) if matches!(from.source, CopySource::Here { .. }));
        let into = match into {
            Ok(into) => {
                let (collection, around) = (into.collection.clone(), into.around.clone());
                let known = std::slice::from_ref(&collection);
                let names = self.names_of(&policy, &collection.id, &around, known);
                let (into, names) = futures::join!(self.looked_into(into, is_here), names);
                match (into, names) {
                    (Err(Unusable::Error(one)), Err(other)) => Err(Unusable::Error(
                        Error::of_all(vec![one.clone(), other]).unwrap_or(one),
                    )),
                    (Ok(_), Err(error)) => Err(Unusable::Error(error)),
                    (into, _) => into,
                }
            }
            into => into,
        };
        let mut obstacle = None;
        let mut errors = Vec::new();
        let mut not_usable = |why: Unusable| match why {
            Unusable::Obstacle(why) => {
                obstacle.get_or_insert(why);
            }
            Unusable::Error(error) => errors.push(error),
        };
        let from = from.map_err(&mut not_usable).ok();
        let into = into.map_err(&mut not_usable).ok();
        if let Some(error) = Error::of_all(errors) {
            return Err(error);
        }
        let name = request.name.trim().to_owned();
        if let Err(reason) = check_name(&name) {
            obstacle.get_or_insert(CopyObstacle::Name { reason });
        }
        let mut plan = CopyPlan {
            method: match from.as_ref().map(|from| &from.source) {
                Some(CopySource::OnCollection { .. }) => CopyMethod::Transfer,
                _ => CopyMethod::Upload,
            },
            source: from
                .as_ref()
                .map_or_else(|| bare(&request.source), |from| from.end.clone()),
            destination: bare(&request.destination),
            name_taken: false,
            suggested_name: None,
            obstacle,
            purged_after_days: None,
            request,
        };
        let (Some(from), Some(into)) = (from, into) else {
            return Ok(Err(Box::new(plan)));
        };
        let path = match into.around.join(&name) {
            Ok(path) if plan.obstacle.is_none() => path,
            Ok(_) => {
                plan.destination = self.end(&into.collection, &into.around).await?;
                return Ok(Err(Box::new(plan)));
            }
            Err(problem) => {
                plan.obstacle.get_or_insert(CopyObstacle::Name {
                    reason: problem.into(),
                });
                return Ok(Err(Box::new(plan)));
            }
        };
        plan.destination = self.end(&into.collection, &path).await?;
        plan.obstacle = self.stands_against(&from.source, &into.collection, &path).await?;
        if plan.obstacle.is_none() {
            self.ask_policy(&mut plan, &from.source, &into.collection, &path)
                .await?;
        }
        if plan.obstacle.is_none() {
            plan.name_taken = self.is_taken(&into.collection.id, &path).await?;
            if plan.name_taken {
                plan.suggested_name = self.free_name(&into, &name).await?;
            }
        }
        if plan.obstacle.is_some() || plan.name_taken {
            return Ok(Err(Box::new(plan)));
        }
        Ok(Ok(Prepared {
            plan,
            from: from.source,
            collection: into.collection,
            path,
        }))
    }

    /// What is only known once both ends are.
    async fn stands_against(
        &self,
        from: &CopySource,
        collection: &Endpoint,
        path: &CollectionPath,
    ) -> Result<Option<CopyObstacle>> {
        match from {
            CopySource::OnCollection { place } => {
                let source = match place.collection == collection.id {
                    true => vec![place.clone()],
                    false => {
                        let endpoint = self.globus().transfer.endpoint(&place.collection).await?;
                        self.places(&endpoint, &place.path).await
                    }
                };
                let new = self.places(collection, path).await;
                let pairs = || {
                    source
                        .iter()
                        .flat_map(|one| new.iter().map(move |other| (one, other)))
                };
                let mut same = pairs().filter(|(one, other)| one.collection == other.collection);
                Ok(same.find_map(|(source, new)| {
                    if source.path == new.path {
                        return Some(CopyObstacle::SameFolder);
                    }
                    covers(&source.path, &new.path).then_some(CopyObstacle::InsideItself)
                }))
            }
            CopySource::Here { .. } => Ok(None),
        }
    }

    /// The institution's word about both ends, under all their names.
    async fn ask_policy(
        &self,
        plan: &mut CopyPlan,
        from: &CopySource,
        collection: &Endpoint,
        path: &CollectionPath,
    ) -> Result<()> {
        let policy = self.policy().await?;
        if let CopySource::OnCollection { place } = from {
            // A folder of this computer that its own collection reaches, or a collection's first folder.
            let names = self
                .names_of(&policy, &place.collection, &place.path, &[])
                .await?;
            if let Some(Ban { perhaps, reason, .. }) = policy.blocked(&names) {
                plan.obstacle = Some(CopyObstacle::SourceBlocked { perhaps, reason });
                return Ok(());
            }
        }
        let known = std::slice::from_ref(collection);
        let names = self.names_of(&policy, &collection.id, path, known).await?;
        let ban = policy.blocked(&names);
        plan.obstacle =
            ban.map(|Ban { perhaps, reason, .. }| CopyObstacle::DestinationBlocked { perhaps, reason });
        plan.purged_after_days = policy.purged_after(&names);
        Ok(())
    }

    async fn is_taken(&self, collection: &CollectionId, path: &CollectionPath) -> Result<bool> {
        match self
            .globus()
            .transfer
            .stat(collection, path)
            .await
            .map_err(closed)
        {
            Ok(_) => Ok(true),
            Err(Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    async fn free_name(&self, into: &TargetFolder, name: &str) -> Result<Option<String>> {
        for number in 2..MOST_NAMES {
            let other = format!("{name} {number}");
            if let Ok(path) = into.around.join(&other)
                && check_name(&other).is_ok()
                && !self.is_taken(&into.collection.id, &path).await?
            {
                return Ok(Some(other));
            }
        }
        Ok(None)
    }
}

impl CopyObstacle {
    /// Whether it is the institution that stands against it.
    pub(super) fn is_ban(&self) -> bool {
        matches!(self, Self::SourceBlocked { .. } | Self::DestinationBlocked { .. })
    }
}

/// An end of which nothing is known but its address.
fn bare(address: &str) -> CopyEnd {
    CopyEnd {
        name: address.to_owned(),
        storage: None,
        path: address.to_owned(),
        link: None,
    }
}
