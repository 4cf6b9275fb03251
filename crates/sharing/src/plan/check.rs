//! What is wrong with a draft, said before anything is looked up or sent.

use std::collections::HashSet;

use globus::path::unicode_eq;

use super::{Facts, FolderFacts};
use crate::error::{Error, Field, InputProblem, Result};
use crate::locate::is_collection_name;
use crate::model::{Guest, ShareDraft, WiderAccess};

/// What can be said from the draft alone.
pub(super) fn draft(draft: &ShareDraft) -> Result<()> {
    if draft.folders.is_empty() {
        return Err(Error::input(Field::Path, InputProblem::Empty));
    }
    if draft.guests.is_empty() && draft.wider == WiderAccess::Off {
        return Err(Error::input(Field::Guest, InputProblem::Empty));
    }
    let mut seen = HashSet::new();
    let ids = draft.guests.iter().map(|row| match &row.guest {
        Guest::Person(person) => person.id.as_str(),
        Guest::Group(group) => group.id.as_str(),
    });
    if !ids.into_iter().all(|id| seen.insert(id)) {
        return Err(Error::input(Field::Guest, InputProblem::Duplicate));
    }
    match &draft.collection_name {
        Some(name) if name.trim().is_empty() => Err(Error::input(Field::CollectionName, InputProblem::Empty)),
        Some(name) if !is_collection_name(name.trim()) => {
            Err(Error::input(Field::CollectionName, InputProblem::TooLong))
        }
        _ => Ok(()),
    }
}

/// The same folder twice, maybe once through a link.
pub(super) fn folders(facts: &Facts) -> Result<()> {
    let mut seen = HashSet::new();
    let mut places = facts
        .folders
        .iter()
        .map(|folder| (&folder.location.storage.id, &folder.location.storage_path));
    if places.all(|place| seen.insert(place)) {
        Ok(())
    } else {
        Err(Error::input(Field::Path, InputProblem::Duplicate))
    }
}

/// Everyone is not chosen by accident: the folder's name is typed, that of the first one where there are several.
pub(super) fn wider(facts: &Facts, draft: &ShareDraft) -> Result<()> {
    let (WiderAccess::SignedIn { confirmation, .. } | WiderAccess::Anyone { confirmation, .. }) =
        &draft.wider
    else {
        return Ok(());
    };
    let name = facts
        .folders
        .first()
        .map(|folder: &FolderFacts| folder.name.as_str())
        .unwrap_or_default();
    if is_typed(confirmation, name) {
        Ok(())
    } else {
        Err(Error::input(Field::Confirmation, InputProblem::Mismatch))
    }
}

/// Whether somebody typed what was asked for; blanks around it and the spelling of accents are forgiven.
pub(crate) fn is_typed(typed: &str, expected: &str) -> bool {
    unicode_eq(typed.trim(), expected.trim())
}
