//! From a path of a task to its place: the same doors that `ls` goes through, asked again for every file, since
//! rights may end while a task runs.

use uuid::Uuid;

use super::hitch::{Hitch, Side};
use crate::rights::{self, Standing};
use crate::shared::App;
use crate::state::model::Permissions;
use crate::storage::{self, LocateError, Located};

/// Where a path of a collection is, if the submitter has this right there now.
pub(super) fn reach(
    app: &App,
    submitter: Uuid,
    side: Side,
    collection: Uuid,
    path: &str,
    needed: Permissions,
) -> Result<Located, Hitch> {
    let now = app.now();
    let denied = || Hitch::new(side, "PERMISSION_DENIED", format!("{path}: access was refused"));
    app.state.read(|world| {
        let found = world.collections.by_id(collection).filter(|it| !it.deleted);
        let collection = found.ok_or_else(|| {
            Hitch::new(
                side,
                "ENDPOINT_DELETED",
                format!("The collection {collection} is gone"),
            )
            .fatal()
        })?;
        // A path that lost its last slash may have been the root.
        let folder =
            storage::normalize_folder(if path.is_empty() { "/" } else { path }).ok_or_else(denied)?;
        let absolute = storage::expand_home(collection, &folder);
        let standing = Standing::of(world, submitter);
        let level = rights::access_level(world, &standing, collection, &absolute, now);
        if level.is_none_or(|level| level < needed) {
            return Err(denied());
        }
        storage::locate(app, world, collection, &folder).map_err(|error| match error {
            LocateError::PathDenied(_) => denied(),
            LocateError::HostGone(_) | LocateError::NoFiles => {
                Hitch::new(side, "ENDPOINT_ERROR", error.to_string()).fatal()
            }
        })
    })
}
