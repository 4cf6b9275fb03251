//! The rows of a plan: one per guest and folder.

use globus::transfer::Permissions;

use super::{Facts, end, is_notified, same_end, same_path};
use crate::effective::Principal;
use crate::error::Result;
use crate::model::{
    Access, EndChoice, GrantAction, Guest, IdentityStatus, PlannedFolder, PlannedGrant, ShareDraft, Warning,
    WiderAccess,
};

/// All rows, guest by guest in the draft's order, wider access last.
pub(super) fn planned(
    facts: &Facts,
    draft: &ShareDraft,
    folders: &[PlannedFolder],
) -> Result<Vec<PlannedGrant>> {
    let guests = draft.guests.iter().map(|row| {
        (
            Access::Guest {
                guest: row.guest.clone(),
            },
            row.permissions,
            &row.end,
        )
    });
    let wider = match &draft.wider {
        WiderAccess::Off => None,
        // Read only, always: nobody can be asked afterwards who changed a file.
        WiderAccess::SignedIn { end, .. } => Some((Access::SignedIn, Permissions::Read, end)),
        WiderAccess::Anyone { end, .. } => Some((Access::Anyone, Permissions::Read, end)),
    };
    let mut grants = Vec::new();
    for (access, permissions, choice) in guests.chain(wider) {
        for index in 0..folders.len() {
            grants.push(one(facts, draft, folders, index, &access, permissions, choice)?);
        }
    }
    Ok(grants)
}

fn one(
    facts: &Facts,
    draft: &ShareDraft,
    folders: &[PlannedFolder],
    index: usize,
    access: &Access,
    permissions: Permissions,
    choice: &EndChoice,
) -> Result<PlannedGrant> {
    let folder = &facts.folders[index];
    let end = end::planned(facts, &folder.location, choice)?;
    let principal = principal(access);
    let stored = folder.grants.iter().find_map(|grant| {
        let here = grant.principal == principal && same_path(&grant.path, &folders[index].path);
        Some((grant.rule_id.clone().filter(|_| here)?, grant))
    });
    let action = match stored {
        None => GrantAction::Create,
        Some((rule_id, stored))
            if stored.permissions == permissions && same_end(stored.ends_at, end.ends_at) =>
        {
            GrantAction::Nothing { rule_id }
        }
        Some((rule_id, stored)) => GrantAction::Update {
            rule_id,
            from_permissions: stored.permissions,
            from_ends_at: stored.ends_at,
        },
    };
    let mut grant = PlannedGrant {
        id: format!("{index}-{}", principal_text(&principal)),
        folder: u32::try_from(index).unwrap_or(u32::MAX),
        access: access.clone(),
        permissions,
        last_day: end.last_day,
        ends_at: end.ends_at,
        no_end_reason: end.no_end_reason,
        notify: is_notified(draft, access, &action),
        action,
        warnings: Vec::new(),
    };
    let of_guest = guest_warnings(facts, index, access);
    let can_delete = gives_write(&grant).then_some(Warning::CanDelete);
    grant.warnings = can_delete
        .into_iter()
        .chain(end.warning)
        .chain(of_guest)
        .collect();
    Ok(grant)
}

/// Whether a row lets somebody change files who could not before, as far as this permission goes.
pub(super) fn gives_write(grant: &PlannedGrant) -> bool {
    let had_it = match &grant.action {
        GrantAction::Create => false,
        GrantAction::Update { from_permissions, .. } => *from_permissions == Permissions::ReadWrite,
        GrantAction::Nothing { .. } => true,
    };
    grant.permissions == Permissions::ReadWrite && !had_it
}

/// As the access list will name it.
pub(crate) fn principal(access: &Access) -> Principal {
    match access {
        Access::Guest {
            guest: Guest::Person(person),
        } => Principal::Identity(person.id.clone()),
        Access::Guest {
            guest: Guest::Group(group),
        } => Principal::Group(group.id.clone()),
        Access::SignedIn => Principal::SignedIn,
        Access::Anyone => Principal::Anyone,
    }
}

fn principal_text(principal: &Principal) -> &str {
    match principal {
        Principal::Identity(id) => id.as_str(),
        Principal::Group(id) => id.as_str(),
        Principal::SignedIn => "signed-in",
        Principal::Anyone => "anyone",
    }
}

fn guest_warnings(facts: &Facts, index: usize, access: &Access) -> Vec<Warning> {
    match access {
        Access::Guest {
            guest: Guest::Person(person),
        } => match person.status {
            IdentityStatus::Unused => vec![Warning::NeverSignedIn {
                username: person.username.clone(),
            }],
            IdentityStatus::Closed => vec![Warning::ClosedAccount],
            IdentityStatus::Used | IdentityStatus::Private => Vec::new(),
        },
        Access::Guest {
            guest: Guest::Group(group),
        } => {
            let is_protected = facts.folders[index].location.storage.high_assurance;
            let wrong_kind =
                (is_protected && !group.high_assurance).then_some(Warning::GroupNotHighAssurance);
            // Where only I can add members, nothing changes without my doing.
            let others = group
                .can_add_members
                .map(|all| all.saturating_sub(u32::from(group.i_am_admin)));
            let can_add = group
                .can_add_members
                .filter(|_| others.is_some_and(|others| others > 0));
            let changes = can_add.map(|can_add| Warning::GroupMembersChange { can_add });
            wrong_kind.into_iter().chain(changes).collect()
        }
        Access::SignedIn => vec![Warning::Public { anonymous: false }],
        Access::Anyone => vec![Warning::Public { anonymous: true }],
    }
}
