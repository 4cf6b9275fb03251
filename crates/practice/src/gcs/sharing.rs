//! Which folders of a mapped collection may be shared, and by whom.

use crate::rights::path_covers;
use crate::state::model::{Collection, PathRestrictions};

/// Does the mapped collection let this local account make guest collections?
pub(super) fn admits_user(mapped: &Collection, username: &str) -> bool {
    let listed =
        |users: &Option<Vec<String>>| users.as_ref().map(|it| it.iter().any(|user| user == username));
    let server = &mapped.server;
    let named = listed(&server.sharing_users_allow);
    let allowed = match &server.sharing_users_allow {
        Some(users) if !users.is_empty() => named == Some(true),
        _ => true,
    };
    allowed && listed(&server.sharing_users_deny) != Some(true)
}

/// Does it let this folder be shared? Of the restrictions that cover it the deepest decides; with restrictions, what
/// none of them covers stays closed.
pub(super) fn admits_path(restrictions: Option<&PathRestrictions>, folder: &str) -> bool {
    let Some(paths) = restrictions else { return true };
    let open = paths.read.iter().chain(&paths.read_write).map(|it| (it, true));
    let closed = paths.none.iter().map(|it| (it, false));
    open.chain(closed)
        .filter(|(path, _)| {
            let path = if path.ends_with('/') {
                (*path).clone()
            } else {
                format!("{path}/")
            };
            path_covers(&path, folder)
        })
        // At the same depth `none` is the stronger word.
        .max_by_key(|(path, open)| (path.trim_end_matches('/').len(), !open))
        .is_some_and(|(_, open)| open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_restriction_decides() {
        let paths = PathRestrictions {
            read: vec!["/projects".into()],
            read_write: vec!["/projects/private/open/".into()],
            none: vec!["/projects/private".into()],
        };
        let admits = |folder| admits_path(Some(&paths), folder);
        assert!(admits("/projects/") && admits("/projects/reef/"));
        assert!(!admits("/projects/private/") && !admits("/projects/private/a/"));
        assert!(admits("/projects/private/open/b/"));
        assert!(!admits("/") && !admits("/home/"));
        assert!(admits_path(None, "/anything/"));
    }
}
