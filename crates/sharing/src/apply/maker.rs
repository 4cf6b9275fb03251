//! Who makes a new guest collection: Transfer on a personal computer, its manager on a server.

use std::time::Duration;

use globus::gcs::{GcsClient, NewGuestCollection, UserCredential};
use globus::ids::CollectionId;
use globus::path::{CollectionPath, unicode_eq};
use globus::transfer::{Endpoint, NewSharedEndpoint};
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use super::run::Run;
use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Missing, Result};
use crate::locate::{host_path, refusal_for};
use crate::model::{Refusal, StorageAccount, StorageKind};
use crate::plan::same_path;

/// How long Transfer may take to know what a server's manager made.
const VISIBLE_WITHIN: Duration = Duration::from_secs(60);
/// The first pause between two looks; each is twice as long as the one before, up to the last.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LAST_PAUSE: Duration = Duration::from_secs(5);

/// A guest collection that a share needs.
pub(super) struct Wanted {
    pub(super) host: CollectionId,
    pub(super) kind: StorageKind,
    pub(super) host_path: CollectionPath,
    pub(super) name: String,
    pub(super) force_encryption: bool,
    pub(super) account: Option<StorageAccount>,
}

/// Makes them, one place at a time.
pub(super) enum Maker<'a> {
    Computer(&'a Sharing),
    Server(&'a Sharing, Box<OnServer>),
}

pub(super) struct OnServer {
    host: Endpoint,
    manager: GcsClient,
}

/// Ready to be asked for; from here on a request may go out.
pub(super) enum Prepared {
    Computer(NewSharedEndpoint),
    Server(NewGuestCollection),
}

impl Run<'_> {
    pub(super) async fn maker(&self, wanted: &Wanted) -> Result<Maker<'_>> {
        Ok(match wanted.kind {
            StorageKind::ThisComputer | StorageKind::OtherComputer => Maker::Computer(self.sharing),
            StorageKind::Server => {
                let (host, manager) = self.sharing.guest_maker(&wanted.host).await?;
                Maker::Server(self.sharing, Box::new(OnServer { host, manager }))
            }
        })
    }
}

impl Maker<'_> {
    /// What an earlier attempt made, if its request arrived.
    pub(super) async fn find(&self, wanted: &Wanted) -> Result<Option<CollectionId>> {
        match self {
            Self::Computer(sharing) => {
                let mine = sharing
                    .globus()
                    .transfer
                    .my_shared_endpoint_list(&wanted.host)
                    .await?;
                let home = sharing.home();
                let found = mine.into_iter().find(|guest| {
                    host_path(guest, home.as_ref()).is_some_and(|path| same_path(&path, &wanted.host_path))
                        && unicode_eq(&guest.display_name, &wanted.name)
                });
                Ok(found.map(|guest| guest.id))
            }
            Self::Server(_, server) => {
                let found = server
                    .manager
                    .find_guest_collection(&wanted.on_server(None))
                    .await?;
                Ok(found.map(|collection| collection.id))
            }
        }
    }

    /// What has to be there first: on a server, an account of the person's, and a storage that lets folders be shared.
    pub(super) async fn prepare(&self, wanted: &Wanted) -> Result<Prepared> {
        match self {
            Self::Computer(_) => Ok(Prepared::Computer(wanted.on_computer())),
            Self::Server(_, server) => {
                let account = server.account(wanted).await?;
                Ok(Prepared::Server(wanted.on_server(Some(account))))
            }
        }
    }

    /// Asks for it.
    pub(super) async fn make(&self, prepared: &Prepared) -> Result<CollectionId> {
        match (self, prepared) {
            (Self::Computer(sharing), Prepared::Computer(new)) => {
                Ok(sharing.globus().transfer.create_shared_endpoint(new).await?)
            }
            (Self::Server(_, server), Prepared::Server(new)) => {
                let made = server.manager.create_guest_collection(new).await;
                Ok(made.map_err(|error| on_server(error.into()))?.id)
            }
            // A place prepares what it makes.
            _ => Err(Error::unexpected("a collection was prepared for another place")),
        }
    }

    /// Transfer may know a collection of a server a little later than its manager does; permissions are Transfer's.
    pub(super) async fn wait_until_visible(
        &self,
        id: &CollectionId,
        cancel: &CancellationToken,
    ) -> Result<()> {
        let Self::Server(sharing, _) = self else {
            return Ok(());
        };
        let until = Instant::now() + VISIBLE_WITHIN;
        let mut pause = FIRST_PAUSE;
        loop {
            match sharing.globus().transfer.endpoint(id).await.map_err(Error::from) {
                Ok(_) => return Ok(()),
                Err(Error::NotFound { .. }) if Instant::now() + pause < until && !cancel.is_cancelled() => {
                    tokio::select! {
                        () = sleep(pause) => {}
                        () = cancel.cancelled() => return Err(Error::NotVisibleYet),
                    }
                    pause = (pause * 2).min(LAST_PAUSE);
                }
                Err(Error::NotFound { .. }) => return Err(Error::NotVisibleYet),
                Err(error) => return Err(error),
            }
        }
    }
}

impl OnServer {
    /// The account that was chosen, else the person's only one, else one that is made now (POSIX storage wants no
    /// secrets for that).
    async fn account(&self, wanted: &Wanted) -> Result<UserCredential> {
        let mapped = self.manager.collection(&self.host.id).await?;
        let gateway = mapped.storage_gateway_id.clone().ok_or(Error::NotFound {
            what: Missing::Collection,
        })?;
        let mine = self.manager.user_credentials(&gateway).await?;
        let chosen = wanted.account.as_ref().map(|account| &account.id);
        let account = match mine.iter().find(|account| Some(&account.id) == chosen) {
            Some(account) => account.clone(),
            // The one that the person saw and agreed to is gone.
            None if chosen.is_some() => return Err(refused(Refusal::AccountInvalid)),
            None => match mine.iter().find(|account| account.is_usable()) {
                Some(account) => account.clone(),
                None if mine.is_empty() => {
                    let made = self.manager.create_user_credential(&gateway).await;
                    made.map_err(|error| no_account(error.into()))?
                }
                None => return Err(refused(Refusal::AccountInvalid)),
            },
        };
        if !account.is_usable() {
            return Err(refused(Refusal::AccountInvalid));
        }
        match refusal_for(&mapped, &wanted.host_path, Some(&account)) {
            Some(refusal) => Err(refused(refusal)),
            None => Ok(account),
        }
    }
}

impl Wanted {
    fn on_computer(&self) -> NewSharedEndpoint {
        let mut new = NewSharedEndpoint::new(self.host.clone(), self.host_path.clone(), self.name.clone());
        new.force_encryption = self.force_encryption;
        new
    }

    fn on_server(&self, account: Option<UserCredential>) -> NewGuestCollection {
        let mut new = NewGuestCollection::new(self.host.clone(), self.host_path.clone(), self.name.clone());
        new.force_encryption = self.force_encryption;
        if let Some(account) = account {
            new.user_credential_id = Some(account.id);
            new.identity_id = account.identity_id;
        }
        new
    }
}

fn refused(refusal: Refusal) -> Error {
    Error::ServerRefused {
        refusal,
        message: String::new(),
        request_id: None,
    }
}

/// Storage that wants secrets for an account can only be set up by the person on the server's own pages, or by its
/// administrator.
fn no_account(error: Error) -> Error {
    match error {
        Error::Forbidden { .. }
        | Error::Api {
            status: 400..=499, ..
        } => refused(Refusal::NoAccount { accounts: Vec::new() }),
        Error::ServerRefused {
            refusal: Refusal::InputRefused { .. },
            ..
        } => refused(Refusal::NoAccount { accounts: Vec::new() }),
        error => error,
    }
}

/// What a refusal means where a guest collection was asked for.
fn on_server(error: Error) -> Error {
    match error {
        // The mapped collection was read a moment ago: what is missing is the folder.
        Error::NotFound { .. } => Error::NotFound {
            what: Missing::Folder,
        },
        Error::Forbidden { message, request_id } => Error::ServerRefused {
            refusal: Refusal::Other {
                message: message.clone(),
            },
            message,
            request_id,
        },
        Error::ServerRefused {
            refusal: Refusal::InputRefused { message },
            ..
        } if message.starts_with("display_name") => {
            Error::input(Field::CollectionName, InputProblem::TooLong)
        }
        error => error,
    }
}
