//! From access lists to shares: one per collection and path. Pure.

use std::collections::{BTreeMap, HashMap, HashSet};

use globus::ids::{AccessRuleId, CollectionId, GroupId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::{AccessRule, Endpoint, Permissions};
use jiff::Timestamp;
use url::Url;

use crate::effective::{Principal, compare_ends};
use crate::guests::PersonContext;
use crate::link::folder_link;
use crate::model::{Access, GroupGuest, Guest, Person, Share, ShareBadge, ShareGuest, Storage};

/// What is known besides the lists.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) now: Option<Timestamp>,
    pub(super) me: HashSet<IdentityId>,
    pub(super) people: HashMap<IdentityId, Person>,
    pub(super) groups: HashMap<GroupId, GroupGuest>,
    pub(super) storages: HashMap<CollectionId, Storage>,
    pub(super) no_end_reasons: HashMap<AccessRuleId, String>,
    pub(super) context: Option<PersonContext>,
    pub(super) web_app: Option<Url>,
}

/// The shares of one collection. People with a role are guests of all of them; a collection that nobody but me can see
/// is no share.
pub(super) fn shares(collection: &Endpoint, rules: &[AccessRule], read: &Read) -> Vec<Share> {
    let live = |rule: &&AccessRule| read.now.is_none_or(|now| !rule.has_ended(now));
    let (roles, explicit): (Vec<&AccessRule>, Vec<&AccessRule>) =
        rules.iter().filter(live).partition(|rule| rule.is_implicit());
    let roles: Vec<ShareGuest> = roles.into_iter().map(|rule| guest(rule, read)).collect();
    let mut by_path: BTreeMap<CollectionPath, Vec<ShareGuest>> = BTreeMap::new();
    for rule in explicit {
        // A path that no collection can have is somebody's mistake elsewhere: nothing to show it under.
        let Ok(path) = rule.collection_path() else {
            continue;
        };
        by_path.entry(path).or_default().push(guest(rule, read));
    }
    if by_path.is_empty() && roles.iter().any(|guest| !guest.is_me) {
        by_path.insert(CollectionPath::root(), Vec::new());
    }
    let share = |(path, mut guests): (CollectionPath, Vec<ShareGuest>)| {
        guests.extend(roles.iter().cloned());
        let mut share = Share {
            collection_id: collection.id.clone(),
            collection_name: collection.display_name.clone(),
            name: path.name().unwrap_or(&collection.display_name).to_owned(),
            storage: host(collection).and_then(|host| read.storages.get(&host).cloned()),
            guests,
            at_most: Permissions::Read,
            first_end: None,
            badges: Vec::new(),
            can_change: collection.can_edit_acl(),
            can_remove: collection.can_delete_acl(),
            link: read
                .web_app
                .as_ref()
                .map(|web_app| folder_link(web_app, &collection.id, &path))
                .unwrap_or_default(),
            path,
        };
        summarise(&mut share);
        share
    };
    by_path.into_iter().map(share).collect()
}

/// The storage below a guest collection; personal and server collections name it differently.
pub(super) fn host(collection: &Endpoint) -> Option<CollectionId> {
    collection
        .host_endpoint_id
        .clone()
        .or_else(|| collection.mapped_collection_id.clone())
}

/// What the list shows of all guests together.
pub(super) fn summarise(share: &mut Share) {
    let others = || share.guests.iter().filter(|guest| !guest.is_me);
    let permitted = || share.guests.iter().filter(|guest| guest.rule_id.is_some());
    let at_most = others()
        .map(|guest| guest.permissions)
        .max()
        .unwrap_or(Permissions::Read);
    let first_end = permitted()
        .map(|guest| guest.ends_at)
        .min_by(|a, b| compare_ends(*a, *b))
        .flatten();
    let is_gone = share.badges.contains(&ShareBadge::FolderNotFound);
    let is_offline = share
        .storage
        .as_ref()
        .is_some_and(|storage| storage.online == Some(false));
    let has = |access: &Access| share.guests.iter().any(|guest| guest.access == *access);
    let badges = [
        (ShareBadge::FolderNotFound, is_gone),
        (ShareBadge::Offline, is_offline),
        (ShareBadge::Anyone, has(&Access::Anyone)),
        (ShareBadge::SignedIn, has(&Access::SignedIn)),
        (
            ShareBadge::NoEndDate,
            permitted().any(|guest| guest.ends_at.is_none()),
        ),
    ];
    let badges = badges
        .into_iter()
        .filter(|(_, is_so)| *is_so)
        .map(|(badge, _)| badge)
        .collect();
    (share.at_most, share.first_end, share.badges) = (at_most, first_end, badges);
}

/// Whether anybody but me is left.
pub(super) fn is_shared(share: &Share) -> bool {
    share
        .guests
        .iter()
        .any(|guest| !guest.is_me && guest.role.is_none())
        || share.path.is_root() && share.guests.iter().any(|guest| !guest.is_me)
}

/// Soonest end first, then by name.
pub(super) fn sort(shares: &mut [Share]) {
    shares.sort_by(|a, b| {
        compare_ends(a.first_end, b.first_end)
            .then_with(|| a.name.to_lowercase().cmp(&b.name.to_lowercase()))
            .then_with(|| (&a.collection_id, &a.path).cmp(&(&b.collection_id, &b.path)))
    });
}

/// One row of an access list as a guest.
pub(super) fn guest(rule: &AccessRule, read: &Read) -> ShareGuest {
    let principal = Principal::of_rule(rule);
    let is_me = matches!(&principal, Principal::Identity(id) if read.me.contains(id));
    ShareGuest {
        rule_id: rule.id.clone(),
        role_id: rule.role_id.clone(),
        role: rule.role_type.clone().map(String::from),
        access: access(principal, read),
        permissions: rule.permissions,
        ends_at: rule.expiration_date,
        created_at: rule.create_time,
        is_me,
        no_end_reason: rule
            .id
            .as_ref()
            .filter(|_| rule.expiration_date.is_none())
            .and_then(|id| read.no_end_reasons.get(id))
            .cloned(),
    }
}

fn access(principal: Principal, read: &Read) -> Access {
    match principal {
        Principal::SignedIn => Access::SignedIn,
        Principal::Anyone => Access::Anyone,
        Principal::Group(id) => {
            let group = read.groups.get(&id).cloned();
            Access::Guest {
                guest: Guest::Group(group.unwrap_or_else(|| crate::guests::nameless(&id))),
            }
        }
        Principal::Identity(id) => {
            let person = read.people.get(&id).cloned();
            let unknown = || read.context.clone().unwrap_or_default().unknown(&id);
            Access::Guest {
                guest: Guest::Person(person.unwrap_or_else(unknown)),
            }
        }
    }
}

#[cfg(test)]
mod tests;
