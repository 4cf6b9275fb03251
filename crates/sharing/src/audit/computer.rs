//! Which collection is this computer.

use globus::ids::CollectionId;
use globus::local::ConnectPersonal;

use crate::Sharing;

impl Sharing {
    /// The Globus Connect Personal collection of this computer, where it has one.
    pub(crate) async fn this_computer(&self) -> Option<CollectionId> {
        let computer = self.parts.computer.clone();
        let find = move || match &computer.connect_personal {
            Some(dir) => ConnectPersonal::read(dir, computer.system, None),
            None => ConnectPersonal::find(None),
        };
        tokio::task::spawn_blocking(find)
            .await
            .ok()?
            .ok()?
            .map(|personal| personal.collection_id)
    }
}
