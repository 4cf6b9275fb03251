//! What leaves the app as a file: a table of what is shared, the history, and end dates for a calendar.

mod calendar;
mod ends;
mod sheet;

use globus::transfer::Permissions;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use self::calendar::calendar;
use self::ends::{End, days};
use self::sheet::Sheet;
use crate::Sharing;
use crate::apply::Given;
use crate::audit::Audit;
use crate::changes::targets;
use crate::dates::zone_name;
use crate::error::{Error, Result};
use crate::link::folder_link;
use crate::model::{
    Access, AuditQuery, ChangeTargets, Guest, HistoryFormat, HistoryQuery, ReportWords, ShareId, Stored,
};

/// Heads of the table of shares; each is a name in [`ReportWords`].
const SHARES: [&str; 12] = [
    "column.collection",
    "column.folder",
    "column.path",
    "column.guest",
    "column.address",
    "column.organization",
    "column.through",
    "column.level",
    "column.ends",
    "column.noEndReason",
    "column.storage",
    "column.link",
];

/// Heads of the table of the history.
const HISTORY: [&str; 11] = [
    "column.when",
    "column.by",
    "column.event",
    "column.guest",
    "column.address",
    "column.collection",
    "column.path",
    "column.levelBefore",
    "column.endsBefore",
    "column.levelAfter",
    "column.endsAfter",
];

impl Sharing {
    /// Every permission and role that a query finds, for a spreadsheet.
    pub async fn shares_csv(
        &self,
        query: &AuditQuery,
        words: &ReportWords,
        with_bom: bool,
    ) -> Result<Vec<u8>> {
        let (audit, _) = self.audit().await?;
        let zone = self.zone();
        let before = self.first_rows(words, audit.as_deref().map(|audit| audit.snapshot().checked_at));
        let heads = SHARES.map(|name| words.get(name));
        let mut sheet = Sheet::new(with_bom, &before, &heads)?;
        let Some(audit) = audit else {
            return sheet.finish();
        };
        for at in audit.entries_of_query(query) {
            let (entry, collection) = (audit.entry(at), audit.collection(at));
            let who = Who::of(&audit.access(&entry.principal), words);
            let through = match &entry.role {
                Some(role) => words.with("through.role", "role", words.get(&format!("role.{role}"))),
                None => words.get("through.own").to_owned(),
            };
            let link = folder_link(&self.globus().config.urls.web_app, &collection.id, &entry.path);
            let reason = audit.no_end_reason_of(at).unwrap_or_default();
            let storage = collection.storage.as_ref().map(|storage| storage.name.as_str());
            sheet.row([
                collection.name.as_str(),
                collection.name_of(&entry.path),
                entry.path.as_str(),
                &who.name,
                &who.address,
                &who.organization,
                &through,
                level(entry.permissions, words),
                &end(entry.ends_at, &zone, words),
                &reason,
                storage.unwrap_or_default(),
                &link,
            ])?;
        }
        sheet.finish()
    }

    /// All entries of the history that a query finds.
    pub async fn history_file(
        &self,
        query: &HistoryQuery,
        format: HistoryFormat,
        words: &ReportWords,
        with_bom: bool,
    ) -> Result<Vec<u8>> {
        let entries = self.whole_history(query).await?;
        if format == HistoryFormat::Json {
            let document = serde_json::json!({
                "notice": words.get("notice"),
                "made_at": self.now(),
                "entries": entries,
            });
            return serde_json::to_vec_pretty(&document).map_err(Error::unexpected);
        }
        let zone = self.zone();
        let before = self.first_rows(words, None);
        let mut sheet = Sheet::new(with_bom, &before, &HISTORY.map(|name| words.get(name)))?;
        for entry in entries {
            let who = entry.access.as_ref().map(|access| Who::of(access, words));
            let who = who.unwrap_or_default();
            let of = |stored: Option<Stored>| match stored {
                Some(stored) => (
                    level(stored.permissions, words),
                    end(stored.ends_at, &zone, words),
                ),
                None => ("", String::new()),
            };
            let (before, after) = (of(entry.before), of(entry.after));
            sheet.row([
                local(entry.at, &zone).as_str(),
                words.get(&format!("by.{}", name(entry.by)?)),
                words.get(&format!("event.{}", name(entry.what)?)),
                &who.name,
                &who.address,
                &entry.collection_name,
                entry.path.as_str(),
                before.0,
                &before.1,
                after.0,
                &after.1,
            ])?;
        }
        sheet.finish()
    }

    /// The ends to come of some permissions, for a calendar: one day per folder and day.
    pub async fn calendar(
        &self,
        targets: &ChangeTargets,
        words: &ReportWords,
        days: &[u8],
    ) -> Result<Vec<u8>> {
        let (audit, _) = self.audit().await?;
        let ends = audit
            .iter()
            .flat_map(|audit| ends(audit, targets, words))
            .collect();
        Ok(self.calendar_of(ends, words, days))
    }

    /// The same for what one share has given. Nothing is asked of Globus: the journal has what was read back.
    pub async fn share_calendar(
        &self,
        share_id: &ShareId,
        words: &ReportWords,
        days: &[u8],
    ) -> Result<Vec<u8>> {
        let end = |given: Given| {
            Some(End {
                collection: given.collection,
                folder: given.result.path.name().unwrap_or(&given.folder).to_owned(),
                guest: Who::of(&given.result.access, words).name,
                at: given.result.ends_at?,
                path: given.result.path,
            })
        };
        let given = self.given(share_id).await?;
        Ok(self.calendar_of(given.into_iter().filter_map(end).collect(), words, days))
    }

    fn calendar_of(&self, ends: Vec<End>, words: &ReportWords, reminders: &[u8]) -> Vec<u8> {
        let days = days(ends, self.now(), &self.zone(), words);
        calendar(&days, reminders, self.now()).into_bytes()
    }

    /// Before the table: that it is about people, of when it is, and in which zone its times are.
    fn first_rows(&self, words: &ReportWords, checked_at: Option<Timestamp>) -> Vec<String> {
        let (now, zone) = (self.now(), self.zone());
        let made = words.with("made", "time", &local(now, &zone));
        let read = checked_at.map(|at| words.with("checked", "time", &local(at, &zone)));
        let zone = words.with("zone", "zone", &zone_name(&zone, now));
        [Some(words.get("notice").to_owned()), Some(made), read, Some(zone)]
            .into_iter()
            .flatten()
            .collect()
    }
}

fn ends<'a>(
    audit: &'a Audit,
    meant: &ChangeTargets,
    words: &'a ReportWords,
) -> impl Iterator<Item = End> + 'a {
    targets(audit, meant).into_iter().filter_map(move |target| {
        let (entry, collection) = (audit.entry(target.at), audit.collection(target.at));
        Some(End {
            collection: collection.id.clone(),
            path: entry.path.clone(),
            folder: collection.name_of(&entry.path).to_owned(),
            guest: Who::of(&audit.access(&entry.principal), words).name,
            at: entry.ends_at?,
        })
    })
}

/// Whose something is, in cells.
#[derive(Default)]
struct Who {
    name: String,
    address: String,
    organization: String,
}

impl Who {
    fn of(access: &Access, words: &ReportWords) -> Self {
        match access {
            Access::SignedIn => Self::named(words.get("everyone")),
            Access::Anyone => Self::named(words.get("anyone")),
            Access::Guest {
                guest: Guest::Group(group),
            } => Self {
                name: group
                    .name
                    .clone()
                    .unwrap_or_else(|| words.get("group").to_owned()),
                address: group.id.to_string(),
                ..Self::default()
            },
            Access::Guest {
                guest: Guest::Person(person),
            } => Self {
                name: person.name.clone().unwrap_or_else(|| person.username.clone()),
                address: person.username.clone(),
                organization: person.organization.clone().unwrap_or_default(),
            },
        }
    }

    fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }
}

fn level(permissions: Permissions, words: &ReportWords) -> &str {
    match permissions {
        Permissions::Read => words.get("level.r"),
        Permissions::ReadWrite => words.get("level.rw"),
    }
}

fn end(end: Option<Timestamp>, zone: &TimeZone, words: &ReportWords) -> String {
    end.map_or_else(|| words.get("noEnd").to_owned(), |end| local(end, zone))
}

/// In a form that spreadsheets take for a date in every language.
fn local(moment: Timestamp, zone: &TimeZone) -> String {
    moment
        .to_zoned(zone.clone())
        .strftime("%Y-%m-%d %H:%M:%S")
        .to_string()
}

/// As the document has it.
fn name(value: impl serde::Serialize) -> Result<String> {
    let value = serde_json::to_value(value).map_err(Error::unexpected)?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}
