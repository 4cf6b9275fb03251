//! From what was found out to the one sentence. Pure: the first thing that is wrong decides.

use globus::path::CollectionPath;
use jiff::Timestamp;

use super::diagnose::{Evidence, step};
use crate::audit::Entry;
use crate::effective::Principal;
use crate::error::{Error, Missing};
use crate::model::{Diagnosis, DiagnosisRequest, DiagnosisStep, Finding, IdentityStatus, Look, Verdict};

/// The walk with its end. Later looks are still listed, so that the person sees what else was looked at.
pub(super) fn conclude(evidence: &Evidence<'_>, request: &DiagnosisRequest, now: Timestamp) -> Diagnosis {
    let looks = [
        storage_online,
        folder_exists,
        owner_access,
        grant,
        group_membership,
        end_date,
        identity,
        protected,
    ];
    let mut steps: Vec<DiagnosisStep> = Vec::new();
    let mut verdict = None;
    for look in looks {
        let (at, finding, found) = look(evidence, request, now);
        steps.push(step(at, finding));
        if verdict.is_none() {
            verdict = found;
        }
    }
    Diagnosis {
        steps,
        verdict: verdict.unwrap_or(Verdict::NothingFound),
    }
}

type Found = (Look, Finding, Option<Verdict>);

fn fine(look: Look) -> Found {
    (look, Finding::Fine, None)
}

fn storage_online(evidence: &Evidence<'_>, _: &DiagnosisRequest, _: Timestamp) -> Found {
    match evidence.storage.as_ref().and_then(|storage| storage.online) {
        Some(false) => (Look::StorageOnline, Finding::Wrong, Some(Verdict::StorageOffline)),
        Some(true) => fine(Look::StorageOnline),
        // Servers do not say; that the folder could be looked at does.
        None if evidence.folder.is_ok() => fine(Look::StorageOnline),
        None => (Look::StorageOnline, Finding::Unknowable, None),
    }
}

fn folder_exists(evidence: &Evidence<'_>, _: &DiagnosisRequest, _: Timestamp) -> Found {
    match &evidence.folder {
        Ok(()) => fine(Look::FolderExists),
        Err(Error::NotFound {
            what: Missing::Folder,
        }) => (Look::FolderExists, Finding::Wrong, Some(Verdict::FolderGone)),
        Err(Error::Forbidden { .. }) => (Look::FolderExists, Finding::Unknowable, None),
        Err(error) => (
            Look::FolderExists,
            Finding::Failed { error: error.clone() },
            Some(Verdict::NotAnswered { error: error.clone() }),
        ),
    }
}

fn owner_access(evidence: &Evidence<'_>, _: &DiagnosisRequest, _: Timestamp) -> Found {
    match &evidence.folder {
        Ok(()) => fine(Look::OwnerAccess),
        // Administrators and access managers may read everything: who is refused is the owner of the files.
        Err(Error::Forbidden { .. }) if evidence.collection.can_change() => {
            (Look::OwnerAccess, Finding::Wrong, Some(Verdict::OwnerLostAccess))
        }
        Err(_) => (Look::OwnerAccess, Finding::Unknowable, None),
    }
}

/// Entries that reach the guest at the folder, ended ones included.
fn reaching<'a>(evidence: &'a Evidence<'_>, request: &'a DiagnosisRequest) -> Vec<&'a Entry> {
    let entries = evidence.collection.entries.iter();
    entries
        .filter(|entry| request.path.starts_with(&entry.path) && names(evidence, entry, request))
        .collect()
}

fn names(evidence: &Evidence<'_>, entry: &Entry, request: &DiagnosisRequest) -> bool {
    match &entry.principal {
        Principal::Identity(id) => *id == request.identity_id,
        Principal::Group(id) => {
            let group = evidence.audit.snapshot().groups.get(id);
            let members = group.and_then(|group| group.members.as_ref());
            members.is_some_and(|members| members.contains(&request.identity_id))
        }
        Principal::SignedIn | Principal::Anyone => true,
    }
}

fn grant(evidence: &Evidence<'_>, request: &DiagnosisRequest, _: Timestamp) -> Found {
    let waits = evidence.waiting_in.is_some() || hidden_group(evidence, request).is_some();
    if !reaching(evidence, request).is_empty() {
        fine(Look::Grant)
    } else if waits {
        (Look::Grant, Finding::Unknowable, None)
    } else {
        let elsewhere: Vec<CollectionPath> = evidence
            .collection
            .entries
            .iter()
            .filter(|entry| !entry.is_role() && names(evidence, entry, request))
            .map(|entry| entry.path.clone())
            .collect();
        (
            Look::Grant,
            Finding::Wrong,
            Some(Verdict::NothingShared { elsewhere }),
        )
    }
}

/// A group with access to the folder whose members can't be seen.
fn hidden_group(evidence: &Evidence<'_>, request: &DiagnosisRequest) -> Option<Option<String>> {
    evidence
        .collection
        .entries
        .iter()
        .filter(|entry| request.path.starts_with(&entry.path))
        .find_map(|entry| {
            let Principal::Group(id) = &entry.principal else {
                return None;
            };
            match evidence.audit.snapshot().groups.get(id) {
                Some(group) if group.members.is_some() => None,
                Some(group) => Some(group.guest.name.clone()),
                None => Some(None),
            }
        })
}

fn group_membership(evidence: &Evidence<'_>, request: &DiagnosisRequest, now: Timestamp) -> Found {
    let look = Look::GroupMembership;
    if reaching(evidence, request).iter().any(|entry| entry.is_live(now)) {
        return (look, Finding::NotNeeded, None);
    }
    match (&evidence.waiting_in, hidden_group(evidence, request)) {
        (Some((group, status)), _) => {
            let verdict = Verdict::NotYetInGroup {
                group: group.clone(),
                status: *status,
            };
            (look, Finding::Wrong, Some(verdict))
        }
        (None, Some(group)) => (
            look,
            Finding::Unknowable,
            Some(Verdict::GroupNotVisible { group }),
        ),
        (None, None) => (look, Finding::NotNeeded, None),
    }
}

fn end_date(evidence: &Evidence<'_>, request: &DiagnosisRequest, now: Timestamp) -> Found {
    let reaching = reaching(evidence, request);
    if reaching.iter().any(|entry| entry.is_live(now)) {
        return fine(Look::EndDate);
    }
    match reaching.iter().filter_map(|entry| entry.ends_at).max() {
        Some(at) => (Look::EndDate, Finding::Wrong, Some(Verdict::Ended { at })),
        None => (Look::EndDate, Finding::NotNeeded, None),
    }
}

fn identity(evidence: &Evidence<'_>, request: &DiagnosisRequest, _: Timestamp) -> Found {
    let shared_with = evidence
        .audit
        .snapshot()
        .people
        .get(&request.identity_id)
        .map(|person| &person.username);
    let signs_in_as = request
        .signs_in_as
        .as_deref()
        .map(str::trim)
        .filter(|address| !address.is_empty());
    match (signs_in_as, shared_with) {
        (Some(address), Some(username)) if !address.eq_ignore_ascii_case(username) => {
            let verdict = Verdict::OtherIdentity {
                shared_with: username.clone(),
            };
            (Look::Identity, Finding::Wrong, Some(verdict))
        }
        _ => match evidence.person_status(&request.identity_id) {
            Some(IdentityStatus::Unused) => (Look::Identity, Finding::Wrong, Some(Verdict::NeverSignedIn)),
            Some(_) if signs_in_as.is_some() => fine(Look::Identity),
            _ => (Look::Identity, Finding::Unknowable, None),
        },
    }
}

fn protected(evidence: &Evidence<'_>, _: &DiagnosisRequest, _: Timestamp) -> Found {
    let storage = evidence
        .storage
        .as_ref()
        .is_some_and(|storage| storage.high_assurance);
    let endpoint = evidence
        .endpoint
        .filter(|endpoint| storage || endpoint.high_assurance);
    match endpoint {
        // Only their own sign-in could tell.
        Some(endpoint) => {
            let minutes = endpoint.authentication_timeout_mins;
            (
                Look::ProtectedStorage,
                Finding::Unknowable,
                Some(Verdict::NeedsFreshSignIn { minutes }),
            )
        }
        None => (Look::ProtectedStorage, Finding::NotNeeded, None),
    }
}
