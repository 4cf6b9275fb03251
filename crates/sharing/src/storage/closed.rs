//! Why a storage did not show or make a folder (Transfer API, file operations).

use globus::ApiError;

use crate::error::{Error, StorageProblem};

/// As [`Error::from`], with the codes of the storage side told apart. A sign-in that would mend it comes first.
pub(crate) fn closed(error: globus::Error) -> Error {
    let problem = match error.api() {
        Some(api) if api.demand.is_none() => problem(api),
        _ => None,
    };
    match (problem, error) {
        (Some(problem), globus::Error::Api(api)) => Error::Storage {
            problem,
            message: api.message,
            request_id: api.request_id,
        },
        (_, error) => error.into(),
    }
}

fn problem(api: &ApiError) -> Option<StorageProblem> {
    const CODES: [(&str, StorageProblem); 11] = [
        ("GCDisconnected", StorageProblem::Offline),
        ("GCPaused", StorageProblem::Offline),
        ("ConnectFailed", StorageProblem::Unreachable),
        ("PermissionDenied", StorageProblem::NotAllowed),
        ("EndpointPermissionDenied", StorageProblem::NotAllowed),
        ("LoginFailed", StorageProblem::NoAccount),
        ("NotDirectory", StorageProblem::NotAFolder),
        ("SizeLimit", StorageProblem::TooMany),
        ("OperationPaused", StorageProblem::PausedByKeeper),
        ("Exists", StorageProblem::NameTaken),
        ("EndpointError", StorageProblem::Unreachable),
    ];
    if matches!(api.status, 401 | 404) {
        return None;
    }
    let known = CODES.into_iter().find(|(code, _)| api.has_code(code));
    known.map(|(_, problem)| problem)
}

#[cfg(test)]
mod tests {
    use globus::Service;

    use super::*;
    use crate::error::Missing;

    fn refused(status: u16, code: &str) -> Error {
        closed(globus::Error::Api(Box::new(ApiError {
            service: Service::Transfer,
            status,
            code: code.into(),
            message: "m".into(),
            request_id: None,
            demand: None,
            refusal: None,
            retry_after: None,
        })))
    }

    #[test]
    fn the_storage_side_is_told_apart() {
        for (status, code, expected) in [
            (
                502,
                "ExternalError.DirListingFailed.GCDisconnected",
                StorageProblem::Offline,
            ),
            (
                502,
                "ExternalError.DirListingFailed.GCPaused",
                StorageProblem::Offline,
            ),
            (
                502,
                "ExternalError.DirListingFailed.ConnectFailed",
                StorageProblem::Unreachable,
            ),
            (
                502,
                "ExternalError.DirListingFailed.PermissionDenied",
                StorageProblem::NotAllowed,
            ),
            (403, "EndpointPermissionDenied", StorageProblem::NotAllowed),
            (403, "PermissionDenied", StorageProblem::NotAllowed),
            (
                502,
                "ExternalError.DirListingFailed.LoginFailed",
                StorageProblem::NoAccount,
            ),
            (
                502,
                "ExternalError.DirListingFailed.NotDirectory",
                StorageProblem::NotAFolder,
            ),
            (
                502,
                "ExternalError.DirListingFailed.SizeLimit",
                StorageProblem::TooMany,
            ),
            (409, "OperationPaused", StorageProblem::PausedByKeeper),
            (502, "ExternalError.MkdirFailed.Exists", StorageProblem::NameTaken),
            (502, "EndpointError", StorageProblem::Unreachable),
        ] {
            let error = refused(status, code);
            assert!(
                matches!(&error, Error::Storage { problem, .. } if *problem == expected),
                "{code}: {error:?}"
            );
        }
        let missing = |what| Error::NotFound { what };
        assert_eq!(refused(404, "ClientError.NotFound"), missing(Missing::Folder));
        assert_eq!(refused(404, "EndpointNotFound"), missing(Missing::Collection));
        assert_eq!(refused(401, "AuthenticationFailed"), Error::NotSignedIn);
        assert!(matches!(
            refused(502, "ExternalError.DirListingFailed"),
            Error::Api { .. }
        ));
    }
}
