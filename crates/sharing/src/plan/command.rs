//! The plan as commands of the official `globus` command line, for those who know it.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use jiff::Timestamp;

use super::{Facts, by_collection, principal};
use crate::effective::Principal;
use crate::model::{
    GrantAction, PlannedCollection, PlannedFolder, PlannedGrant, StorageAccount, StorageKind,
};

pub(super) fn all(
    facts: &Facts,
    folders: &[PlannedFolder],
    grants: &[PlannedGrant],
    message: Option<&str>,
) -> Vec<String> {
    let creates = by_collection(folders)
        .into_iter()
        .filter_map(|(collection, indexes)| match collection {
            PlannedCollection::New {
                name,
                host_path,
                account,
                ..
            } => {
                let storage = &facts.folders[*indexes.first()?].location.storage;
                if storage.kind == StorageKind::Server {
                    return Some(on_server(&storage.id, name, host_path, account.as_ref()));
                }
                let storage = &storage.id;
                Some(format!(
                    "globus gcp create guest {} {}",
                    quoted(name),
                    quoted(&format!("{storage}:{host_path}"))
                ))
            }
            PlannedCollection::Existing { .. } => None,
        });
    creates
        .chain(grants.iter().filter_map(|grant| one(folders, grant, message)))
        .collect()
}

fn on_server(
    storage: &CollectionId,
    name: &str,
    host_path: &CollectionPath,
    account: Option<&StorageAccount>,
) -> String {
    let account = account
        .map(|account| format!(" --user-credential-id {}", account.id))
        .unwrap_or_default();
    format!(
        "globus gcs collection create guest {storage} {} {} --private{account}",
        quoted(host_path.as_str()),
        quoted(name)
    )
}

fn one(folders: &[PlannedFolder], grant: &PlannedGrant, message: Option<&str>) -> Option<String> {
    let folder = &folders[grant.folder as usize];
    let level = grant.permissions.as_str();
    match &grant.action {
        GrantAction::Nothing { .. } => None,
        GrantAction::Update { rule_id, .. } => {
            let PlannedCollection::Existing { id, .. } = &folder.collection else {
                return None;
            };
            // The command line can't take an end date away.
            let end = end(grant.ends_at);
            Some(format!(
                "globus endpoint permission update {id} {rule_id} --permissions {level}{end}"
            ))
        }
        GrantAction::Create => {
            let place = match &folder.collection {
                // The shell puts the id in: not inside single quotes.
                new @ PlannedCollection::New { .. } => {
                    let place = quoted(folder.path.as_str());
                    format!("\"{}\":{place}", placeholder(folders, new))
                }
                PlannedCollection::Existing { id, .. } => quoted(&format!("{id}:{}", folder.path)),
            };
            let to = to(grant);
            let end = end(grant.ends_at);
            let mail = mail(grant, message);
            Some(format!(
                "globus endpoint permission create {place} --permissions {level}{to}{end}{mail}"
            ))
        }
    }
}

/// Stands for the id of a collection that does not exist yet.
fn placeholder(folders: &[PlannedFolder], collection: &PlannedCollection) -> String {
    let mut all = by_collection(folders)
        .into_iter()
        .map(|(collection, _)| collection);
    let new = |collection: &&PlannedCollection| matches!(collection, PlannedCollection::New { .. });
    match all.by_ref().filter(new).position(|other| other == collection) {
        None | Some(0) => "$GUEST_COLLECTION".to_owned(),
        Some(index) => format!("$GUEST_COLLECTION_{}", index + 1),
    }
}

fn to(grant: &PlannedGrant) -> String {
    match principal(&grant.access) {
        Principal::Identity(id) => format!(" --identity {id}"),
        Principal::Group(id) => format!(" --group {id}"),
        Principal::SignedIn => " --all-authenticated".to_owned(),
        Principal::Anyone => " --anonymous".to_owned(),
    }
}

fn end(ends_at: Option<Timestamp>) -> String {
    ends_at
        .map(|end| format!(" --expiration-date {}", end.strftime("%Y-%m-%dT%H:%M:%SZ")))
        .unwrap_or_default()
}

fn mail(grant: &PlannedGrant, message: Option<&str>) -> String {
    let Some(address) = grant.notify_address() else {
        return String::new();
    };
    let message = message
        .map(|text| format!(" --notify-message {}", quoted(text)))
        .unwrap_or_default();
    format!(" --notify-email {}{message}", quoted(address))
}

/// Everything in a shared folder, to a collection of whoever runs it.
pub(crate) fn download(collection: &CollectionId, path: &CollectionPath, name: &str) -> String {
    let source = quoted(&format!("{collection}:{path}"));
    // The shell puts the id in: not inside single quotes.
    let destination = format!("\"$MY_COLLECTION\":{}", quoted(&format!("/~/{name}/")));
    format!("globus transfer --recursive {source} {destination}")
}

/// For a POSIX shell.
fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@".contains(c);
    if !text.is_empty() && text.chars().all(is_plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}
