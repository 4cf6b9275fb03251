//! A policy file as it is written. The published schema is `crates/sharing/policy/policy.schema.json`; a test holds the
//! two against the same examples.

use globus::transfer::Permissions;
use serde::Deserialize;

use super::values::{
    Collection, Days, Domain, Drive, Email, LocalFolder, Page, Place, Version, Words, present,
};
use crate::model::{ForbiddenKind, PolicyProblem};

/// The whole file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Document {
    /// For editors.
    #[serde(rename = "$schema", default, deserialize_with = "present")]
    _schema: Option<Words>,
    #[serde(rename = "version")]
    _version: Version,
    #[serde(default, deserialize_with = "present")]
    pub(super) institution: Option<Words>,
    #[serde(default, deserialize_with = "present")]
    pub(super) support: Option<SupportDocument>,
    #[serde(default)]
    pub(super) defaults: Defaults,
    #[serde(default, deserialize_with = "present")]
    pub(super) max_end_days: Option<Days>,
    #[serde(default)]
    pub(super) domains: Vec<Domain>,
    #[serde(default)]
    pub(super) forbidden: Vec<ForbiddenKind>,
    #[serde(default)]
    pub(super) drives: Vec<DriveDocument>,
    #[serde(default)]
    pub(super) purged: Vec<PurgedDocument>,
    #[serde(default)]
    pub(super) blocked: Vec<BlockedDocument>,
    #[serde(default)]
    pub(super) preferred_collections: Vec<Collection>,
}

impl Document {
    /// Leaves out what means nothing without the collections that it names.
    pub(super) fn forget_places(&mut self) {
        self.drives.clear();
        self.preferred_collections.clear();
    }
}

/// Whom to ask.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct SupportDocument {
    pub(super) name: Words,
    #[serde(default, deserialize_with = "present")]
    pub(super) email: Option<Email>,
    #[serde(default, deserialize_with = "present")]
    pub(super) page: Option<Page>,
}

/// What a new share begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Defaults {
    #[serde(default, deserialize_with = "present")]
    pub(super) permissions: Option<Permissions>,
    #[serde(default, deserialize_with = "present")]
    pub(super) end_days: Option<Days>,
}

/// Which drive is which folder of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct DriveDocument {
    pub(super) drive: Drive,
    pub(super) collection: Collection,
    pub(super) path: Place,
}

/// Where files are deleted after a while.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct PurgedDocument {
    pub(super) collection: Collection,
    pub(super) path: Place,
    pub(super) after_days: Days,
}

/// What may not be shared at all: a folder of a collection, or of this computer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct BlockedDocument {
    #[serde(default, deserialize_with = "present")]
    pub(super) collection: Option<Collection>,
    #[serde(default, deserialize_with = "present")]
    pub(super) path: Option<Place>,
    #[serde(default, deserialize_with = "present")]
    pub(super) folder: Option<LocalFolder>,
    #[serde(default, deserialize_with = "present")]
    pub(super) reason: Option<Words>,
}

/// Longest remark about a mistake; a file could put anything into it.
const LONGEST_REMARK: usize = 200;

/// Reads a file's text.
pub(super) fn parse(text: &str) -> Result<Document, PolicyProblem> {
    // serde_json reads no deeper than 128 levels.
    let document: Document = serde_json::from_str(text).map_err(|error| {
        let message = error.to_string();
        let message = message
            .rsplit_once(" at line ")
            .map_or(message.as_str(), |(it, _)| it);
        wrong(error.line(), error.column(), message)
    })?;
    if document.forbidden.contains(&ForbiddenKind::OutsideInstitution) && document.domains.is_empty() {
        return Err(wrong_at(
            text,
            "\"outsideInstitution\"",
            "`outsideInstitution` needs `domains`: whom does the institution consist of?",
        ));
    }
    for blocked in &document.blocked {
        let on_collection = (blocked.collection.is_some(), blocked.path.is_some());
        if !matches!(
            (on_collection, blocked.folder.is_some()),
            ((true, true), false) | ((false, false), true)
        ) {
            return Err(wrong_at(
                text,
                "\"blocked\"",
                "each entry has either `collection` and `path`, or `folder`",
            ));
        }
    }
    Ok(document)
}

fn wrong(line: usize, column: usize, message: &str) -> PolicyProblem {
    let printable = message.chars().filter(|c| !c.is_control());
    let mut message: String = printable.clone().take(LONGEST_REMARK).collect();
    if printable.count() > LONGEST_REMARK {
        message.push('…');
    }
    PolicyProblem::Wrong {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
        message,
    }
}

/// A mistake that shows only when all is read: where the word stands first.
fn wrong_at(text: &str, word: &str, message: &str) -> PolicyProblem {
    let before = text.find(word).map_or("", |at| &text[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    wrong(line, column, message)
}
