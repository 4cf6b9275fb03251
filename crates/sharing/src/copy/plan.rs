//! What a copy would be: from where to where, how, and what stands against it. Changes nothing anywhere.

use globus::https::HttpsClient;
use globus::ids::CollectionId;
use globus::path::{CollectionPath, FilePath, local_to_collection};
use globus::transfer::Endpoint;

use super::CopySource;
use super::place::{Place, covers};
use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Result, StorageProblem};
use crate::link::folder_link;
use crate::locate::disk::{self, LocalFolder};
use crate::locate::{Address, start_of, storage};
use crate::model::{CopyEnd, CopyMethod, CopyObstacle, CopyPlan, CopyRequest, Storage, StorageKind};
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

/// Where a copy comes from.
struct SourceEnd {
    source: CopySource,
    end: CopyEnd,
}

/// Where it goes to: the folder around the new one.
struct TargetFolder {
    collection: Endpoint,
    around: CollectionPath,
}

/// An end that can be used, what stands against it, or an error that is about neither.
type Found<T> = Result<T, Unusable>;

enum Unusable {
    Obstacle(CopyObstacle),
    Error(Error),
}

impl<E: Into<Error>> From<E> for Unusable {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
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
        let (from, into) = futures::join!(self.source_end(&request), self.target_folder(&request));
        // In the second round, so that everything which a sign-in has to mend is demanded at once.
        let is_here = matches!(&from, Ok(from) if matches!(from.source, CopySource::Here { .. }));
        let into = match into {
            Ok(into) => self.looked_into(into, is_here).await,
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

    async fn source_end(&self, request: &CopyRequest) -> Found<SourceEnd> {
        let obstacle = |why| Err(Unusable::Obstacle(why));
        match Address::parse(&request.source) {
            Err(reason) => obstacle(CopyObstacle::Source { reason }),
            Ok(Address::Local(text)) => {
                let computer = self.parts.computer.clone();
                let look = move || disk::look(&text, &computer).folder;
                let looked = tokio::task::spawn_blocking(look)
                    .await
                    .map_err(Error::unexpected)?;
                match looked {
                    Ok(folder) => self.from_here(folder).await,
                    Err(InputProblem::DoesNotExist) => obstacle(CopyObstacle::SourceGone),
                    Err(reason) => obstacle(CopyObstacle::Source { reason }),
                }
            }
            Ok(Address::OnCollection { collection, path }) => {
                let collection = match self
                    .globus()
                    .transfer
                    .endpoint(&collection)
                    .await
                    .map_err(Error::from)
                {
                    Err(Error::NotFound { .. } | Error::Forbidden { .. }) => {
                        return obstacle(CopyObstacle::SourceGone);
                    }
                    collection => collection?,
                };
                let path = path.unwrap_or_else(|| start_of(&collection));
                if let Err(error) = self.look_into(&collection.id, &path).await {
                    return Err(unusable(error, &SOURCE));
                }
                Ok(SourceEnd {
                    end: self.end(&collection, &path).await?,
                    source: CopySource::OnCollection {
                        place: Place::new(&collection.id, &path),
                    },
                })
            }
        }
    }

    /// A folder of this computer: Globus copies it where Globus Connect Personal runs and reaches it.
    async fn from_here(&self, folder: LocalFolder) -> Found<SourceEnd> {
        let path = local_to_collection(&folder.real, self.parts.computer.system, None);
        if let Ok(path) = path
            && let Some(personal) = self.connect_personal().await?
        {
            let id = &personal.collection_id;
            let (looked, endpoint) =
                futures::join!(self.look_into(id, &path), self.globus().transfer.endpoint(id));
            match (looked, endpoint) {
                (Ok(()), Ok(endpoint)) => {
                    return Ok(SourceEnd {
                        end: CopyEnd {
                            name: folder.name,
                            ..self.end(&endpoint, &path).await?
                        },
                        source: CopySource::OnCollection {
                            place: Place::new(id, &path),
                        },
                    });
                }
                (Err(error), _) if error.demand().is_some() => return Err(error.into()),
                // Off, paused, not listed, somebody else's: the app can read it all the same.
                _ => {}
            }
        }
        Ok(SourceEnd {
            end: CopyEnd {
                name: folder.name,
                storage: None,
                path: folder.real.as_str().to_owned(),
                link: None,
            },
            source: CopySource::Here {
                root: folder.real.as_path().to_owned(),
            },
        })
    }

    async fn target_folder(&self, request: &CopyRequest) -> Found<TargetFolder> {
        let Ok(Address::OnCollection { collection, path }) = Address::parse(&request.destination) else {
            return Err(Error::input(Field::Path, InputProblem::UnknownLink).into());
        };
        let collection = match self
            .globus()
            .transfer
            .endpoint(&collection)
            .await
            .map_err(Error::from)
        {
            Err(Error::NotFound { .. } | Error::Forbidden { .. }) => {
                return Err(Unusable::Obstacle(CopyObstacle::DestinationGone));
            }
            collection => collection?,
        };
        let around = path.unwrap_or_else(|| start_of(&collection));
        Ok(TargetFolder { collection, around })
    }

    /// Whether one may look there, and write files there where they come from this computer.
    async fn looked_into(&self, into: TargetFolder, is_here: bool) -> Found<TargetFolder> {
        let (id, around) = (&into.collection.id, &into.around);
        let files = match self.globus().https(&into.collection) {
            Ok(files) => Ok(Some(files).filter(|_| is_here)),
            Err(globus::Error::NoHttps { .. }) if is_here => Err(Unusable::Obstacle(CopyObstacle::NoHttps)),
            Err(globus::Error::NoHttps { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }?;
        let (looked, allowed) = futures::join!(self.look_into(id, around), async {
            match &files {
                Some(files) => self.may_write(files, around).await,
                None => Ok(()),
            }
        });
        let demands = [&looked, &allowed].into_iter().filter_map(|it| it.as_ref().err());
        let demands = demands
            .filter(|error| error.demand().is_some())
            .cloned()
            .collect();
        if let Some(error) = Error::of_all(demands) {
            return Err(error.into());
        }
        match looked {
            Ok(()) => Ok(into),
            Err(error) => Err(unusable(error, &DESTINATION)),
        }
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

    /// Demands the consent for a collection's files, by asking for one that can't be there.
    async fn may_write(&self, files: &HttpsClient, path: &CollectionPath) -> Result<()> {
        let Ok(file) = FilePath::inside(path, "consent") else {
            return Ok(());
        };
        match files.head(&file).await.map_err(Error::from) {
            Err(error) if error.demand().is_some() => Err(error),
            // Whatever else there is shows when files are sent.
            _ => Ok(()),
        }
    }

    async fn look_into(&self, collection: &CollectionId, path: &CollectionPath) -> Result<()> {
        let entry = self
            .globus()
            .transfer
            .stat(collection, path)
            .await
            .map_err(closed)?;
        match entry.is_dir() {
            true => Ok(()),
            false => Err(Error::input(Field::Path, InputProblem::NotAFolder)),
        }
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

    async fn end(&self, collection: &Endpoint, path: &CollectionPath) -> Result<CopyEnd> {
        let web_app = &self.globus().config.urls.web_app;
        let name = path.name().filter(|_| *path != CollectionPath::home());
        Ok(CopyEnd {
            name: name.unwrap_or(&collection.display_name).to_owned(),
            storage: Some(self.storage_of(collection).await?),
            path: path.as_str().to_owned(),
            link: Some(folder_link(web_app, &collection.id, path)),
        })
    }

    async fn storage_of(&self, collection: &Endpoint) -> Result<Storage> {
        let kind = match collection.is_personal() {
            false => StorageKind::Server,
            true => match self.connect_personal().await? {
                Some(personal) if personal.collection_id == collection.id => StorageKind::ThisComputer,
                _ => StorageKind::OtherComputer,
            },
        };
        Ok(storage(collection, kind, None))
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

/// What one of the two ends says against a copy.
struct Side {
    gone: CopyObstacle,
    offline: fn(String) -> CopyObstacle,
    forbidden: fn(String) -> CopyObstacle,
    not_a_folder: CopyObstacle,
}

const SOURCE: Side = Side {
    gone: CopyObstacle::SourceGone,
    offline: |message| CopyObstacle::SourceOffline { message },
    forbidden: |message| CopyObstacle::SourceForbidden { message },
    not_a_folder: CopyObstacle::Source {
        reason: InputProblem::NotAFolder,
    },
};

const DESTINATION: Side = Side {
    gone: CopyObstacle::DestinationGone,
    offline: |message| CopyObstacle::DestinationOffline { message },
    forbidden: |message| CopyObstacle::DestinationForbidden { message },
    not_a_folder: CopyObstacle::DestinationGone,
};

fn unusable(error: Error, side: &Side) -> Unusable {
    let why = match error {
        Error::NotFound { .. } => side.gone.clone(),
        Error::InvalidInput { .. } => side.not_a_folder.clone(),
        Error::Forbidden { message, .. } => (side.forbidden)(message),
        Error::Storage { problem, message, .. } => match problem {
            StorageProblem::Offline | StorageProblem::Unreachable | StorageProblem::PausedByKeeper => {
                (side.offline)(message)
            }
            StorageProblem::NotAllowed | StorageProblem::NoAccount => (side.forbidden)(message),
            _ => side.not_a_folder.clone(),
        },
        error => return Unusable::Error(error),
    };
    Unusable::Obstacle(why)
}
