//! The two ends of a copy: where each is, whether one may read or write there, and what stands against it.

use globus::https::HttpsClient;
use globus::ids::CollectionId;
use globus::path::{CollectionPath, FilePath, local_to_collection};
use globus::transfer::Endpoint;

use super::CopySource;
use super::place::Place;
use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Result, StorageProblem};
use crate::link::folder_link;
use crate::locate::disk::{self, LocalFolder};
use crate::locate::{Address, start_of, storage};
use crate::model::{CopyEnd, CopyObstacle, CopyRequest, Storage, StorageKind};
use crate::storage::closed;

/// Where a copy comes from.
pub(super) struct SourceEnd {
    pub(super) source: CopySource,
    pub(super) end: CopyEnd,
}

/// Where it goes to: the folder around the new one.
pub(super) struct TargetFolder {
    pub(super) collection: Endpoint,
    pub(super) around: CollectionPath,
}

/// An end that can be used, what stands against it, or an error that is about neither.
pub(super) type Found<T> = Result<T, Unusable>;

pub(super) enum Unusable {
    Obstacle(CopyObstacle),
    Error(Error),
}

impl<E: Into<Error>> From<E> for Unusable {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

impl Sharing {
    pub(super) async fn source_end(&self, request: &CopyRequest) -> Found<SourceEnd> {
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
                    Ok(folder) => self.source_here(folder).await,
                    Err(InputProblem::DoesNotExist) => obstacle(CopyObstacle::SourceGone),
                    Err(reason) => obstacle(CopyObstacle::Source { reason }),
                }
            }
            Ok(Address::OnCollection { collection, path }) => {
                let collection = self.collection_or(&collection, CopyObstacle::SourceGone).await?;
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

    /// A collection, or what it means that the person sees none.
    async fn collection_or(&self, id: &CollectionId, gone: CopyObstacle) -> Found<Endpoint> {
        match self.globus().transfer.endpoint(id).await.map_err(Error::from) {
            Err(Error::NotFound { .. } | Error::Forbidden { .. }) => Err(Unusable::Obstacle(gone)),
            collection => Ok(collection?),
        }
    }

    /// A folder of this computer: Globus copies it where Globus Connect Personal runs and reaches it.
    async fn source_here(&self, folder: LocalFolder) -> Found<SourceEnd> {
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

    pub(super) async fn target_folder(&self, request: &CopyRequest) -> Found<TargetFolder> {
        let Ok(Address::OnCollection { collection, path }) = Address::parse(&request.destination) else {
            return Err(Error::input(Field::Path, InputProblem::UnknownLink).into());
        };
        let collection = self
            .collection_or(&collection, CopyObstacle::DestinationGone)
            .await?;
        let around = path.unwrap_or_else(|| start_of(&collection));
        Ok(TargetFolder { collection, around })
    }

    /// Whether one may look there, and write files there where they come from this computer.
    pub(super) async fn looked_into(&self, into: TargetFolder, is_here: bool) -> Found<TargetFolder> {
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

    pub(super) async fn end(&self, collection: &Endpoint, path: &CollectionPath) -> Result<CopyEnd> {
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
