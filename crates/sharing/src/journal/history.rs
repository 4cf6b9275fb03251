//! What this app did, and what changed between visits.

use globus::ids::IdentityId;
use jiff::Timestamp;
use rusqlite::{Connection, ToSql, params, params_from_iter};
use serde::Serialize;

use super::{Journal, JournalError, readable_docs};
use crate::audit::fold;
use crate::model::{Access, Guest, HistoryAuthor, HistoryEntry, HistoryQuery};

impl Journal {
    /// Adds entries that are not there yet. With `claim_since`, an entry takes the place of one that was noticed since
    /// then and tells the same as somebody else's doing.
    pub async fn add_history(
        &self,
        identity: &IdentityId,
        entries: Vec<HistoryEntry>,
        noticed_at: Timestamp,
        claim_since: Option<Timestamp>,
    ) -> Result<(), JournalError> {
        let identity = identity.to_string();
        self.call(move |connection| {
            let transaction = connection.transaction()?;
            for entry in &entries {
                let is_new = insert(&transaction, &identity, entry, noticed_at)?;
                if let Some(since) = claim_since.filter(|_| is_new) {
                    claim(&transaction, &identity, entry, since)?;
                }
            }
            Ok(transaction.commit()?)
        })
        .await
    }

    /// How many entries match, and a stretch of them, newest first.
    pub async fn history(
        &self,
        identity: &IdentityId,
        query: &HistoryQuery,
        since: Timestamp,
        offset: u32,
        limit: u32,
    ) -> Result<(u32, Vec<HistoryEntry>), JournalError> {
        let (conditions, mut values) = conditions(identity, query, since)?;
        self.call(move |connection| {
            let total = connection.query_row(
                &format!("SELECT count(*) FROM history WHERE {conditions}"),
                params_from_iter(&values),
                |row| row.get(0),
            )?;
            values.push(Box::new(limit));
            values.push(Box::new(offset));
            let entries = readable_docs(
                connection,
                &format!(
                    "SELECT doc FROM history WHERE {conditions} ORDER BY at DESC, rowid DESC LIMIT ? OFFSET ?"
                ),
                params_from_iter(&values),
            )?;
            Ok((total, entries))
        })
        .await
    }

    /// Entries of one person by their ids; those that are not there (any more) are left out.
    pub async fn history_entries(
        &self,
        identity: &IdentityId,
        ids: Vec<String>,
    ) -> Result<Vec<HistoryEntry>, JournalError> {
        let identity = identity.to_string();
        self.call(move |connection| {
            let mut found = Vec::new();
            for id in &ids {
                found.extend(readable_docs(
                    connection,
                    "SELECT doc FROM history WHERE identity = ?1 AND id = ?2",
                    [&identity, id],
                )?);
            }
            Ok(found)
        })
        .await
    }

    /// Forgets one entry of a person, or all.
    pub async fn delete_history(
        &self,
        identity: &IdentityId,
        id: Option<String>,
    ) -> Result<(), JournalError> {
        let identity = identity.to_string();
        self.call(move |connection| {
            connection.execute(
                "DELETE FROM history WHERE identity = ?1 AND (?2 IS NULL OR id = ?2)",
                params![identity, id],
            )?;
            Ok(())
        })
        .await
    }

    /// Forgets what is older, whoever's it is.
    pub async fn forget_history_before(&self, oldest: Timestamp) -> Result<(), JournalError> {
        self.call(move |connection| {
            connection.execute("DELETE FROM history WHERE at < ?1", [oldest.as_millisecond()])?;
            Ok(())
        })
        .await
    }
}

type Values = Vec<Box<dyn ToSql + Send>>;

fn conditions(
    identity: &IdentityId,
    query: &HistoryQuery,
    since: Timestamp,
) -> Result<(String, Values), JournalError> {
    let mut conditions = vec!["identity = ?", "at >= ?"];
    let mut values: Values = vec![Box::new(identity.to_string()), Box::new(since.as_millisecond())];
    if let Some(id) = &query.collection_id {
        conditions.push("collection_id = ?");
        values.push(Box::new(id.to_string()));
    }
    if let Some(by) = query.by {
        conditions.push("author = ?");
        values.push(Box::new(name(&by)?));
    }
    for word in fold(&query.search).split_whitespace() {
        conditions.push("instr(words, ?) > 0");
        values.push(Box::new(word.to_owned()));
    }
    Ok((conditions.join(" AND "), values))
}

fn insert(
    connection: &Connection,
    identity: &str,
    entry: &HistoryEntry,
    noticed_at: Timestamp,
) -> Result<bool, JournalError> {
    let added = connection
        .prepare_cached(
            "INSERT OR IGNORE INTO history
             (identity, id, at, noticed_at, author, event, collection_id, path, guest, words, doc)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            identity,
            entry.id,
            entry.at.as_millisecond(),
            noticed_at.as_millisecond(),
            name(&entry.by)?,
            name(&entry.what)?,
            entry.collection_id.as_str(),
            entry.path.as_str(),
            guest(entry),
            words(entry),
            serde_json::to_string(entry)?,
        ])?;
    Ok(added > 0)
}

fn claim(
    connection: &Connection,
    identity: &str,
    entry: &HistoryEntry,
    since: Timestamp,
) -> Result<(), JournalError> {
    // Pointing somewhere else and giving show in a list as a permission that is new.
    let event = match name(&entry.what)?.as_str() {
        "pointedToNewPlace" => "shared".to_owned(),
        "collectionDeleted" => "collectionGone".to_owned(),
        other => other.to_owned(),
    };
    connection
        .prepare_cached(
            "DELETE FROM history WHERE identity = ?1 AND author = ?2 AND event = ?3 AND collection_id = ?4
             AND path = ?5 AND guest = ?6 AND noticed_at >= ?7",
        )?
        .execute(params![
            identity,
            name(&HistoryAuthor::SomebodyElse)?,
            event,
            entry.collection_id.as_str(),
            entry.path.as_str(),
            guest(entry),
            since.as_millisecond(),
        ])?;
    Ok(())
}

/// As the document has it.
fn name(value: &impl Serialize) -> Result<String, JournalError> {
    let value = serde_json::to_value(value)?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

fn guest(entry: &HistoryEntry) -> String {
    match &entry.access {
        None => String::new(),
        Some(Access::SignedIn) => "signed_in".to_owned(),
        Some(Access::Anyone) => "anyone".to_owned(),
        Some(Access::Guest {
            guest: Guest::Person(person),
        }) => person.id.to_string(),
        Some(Access::Guest {
            guest: Guest::Group(group),
        }) => group.id.to_string(),
    }
}

/// What an entry is found by.
fn words(entry: &HistoryEntry) -> String {
    let mut words = vec![
        entry.collection_name.as_str(),
        entry.path.as_str(),
        entry.name.as_str(),
    ];
    match &entry.access {
        Some(Access::Guest {
            guest: Guest::Person(person),
        }) => {
            words.push(&person.username);
            words.extend(person.name.as_deref());
            words.extend(person.organization.as_deref());
        }
        Some(Access::Guest {
            guest: Guest::Group(group),
        }) => words.extend(group.name.as_deref()),
        _ => {}
    }
    fold(&words.join(" "))
}
