//! What was asked for, written down before the first request goes out: shares and their rows, drafts, recents, and what
//! was read last. SQLite, so that a crash or a pulled plug leaves a journal that can be read. Never a token in it.

mod audit;
mod begun;
mod cache;
mod changes;
mod copies;
mod drafts;
mod drives;
mod error;
mod folders;
mod history;
mod recents;
mod record;
mod reminded;
mod schema;
mod shares;
mod uploads;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, Params};
use serde::de::DeserializeOwned;

pub use error::JournalError;
pub use record::{CollectionRow, GrantRow, Phase, PreparedPlan, ShareRecord};
pub use uploads::UploadManifest;

/// The journal's file. Cheap to clone; all work happens off the async threads.
#[derive(Clone, Debug)]
pub struct Journal {
    connection: Arc<Mutex<Connection>>,
}

impl Journal {
    /// Opens the journal, or begins a new one. [`JournalError::Newer`] and [`JournalError::Broken`] leave the file as
    /// it is: the caller keeps it aside, says so, and opens a new one.
    pub async fn open(path: PathBuf) -> Result<Self, JournalError> {
        let connection = blocking(move || {
            let mut connection = Connection::open(path)?;
            connection.busy_timeout(Duration::from_secs(5))?;
            schema::prepare(&mut connection)?;
            Ok(connection)
        })
        .await?;
        Ok(Self {
            connection: Arc::new(Mutex::new(connection)),
        })
    }

    async fn call<T, F>(&self, work: F) -> Result<T, JournalError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, JournalError> + Send + 'static,
    {
        let connection = self.connection.clone();
        blocking(move || work(&mut connection.lock().unwrap_or_else(PoisonError::into_inner))).await
    }
}

async fn blocking<T, F>(work: F) -> Result<T, JournalError>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, JournalError> + Send + 'static,
{
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(error) => Err(JournalError::Storage {
            detail: error.to_string(),
        }),
    }
}

/// Documents that a query finds, one a row.
fn docs<T: DeserializeOwned>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<Vec<T>, JournalError> {
    let texts = texts(connection, sql, params)?;
    let docs = texts.iter().map(|text| serde_json::from_str(text));
    Ok(docs.collect::<Result<_, _>>()?)
}

/// The same where one document more or less is no harm: those of another version of the app are left out.
fn readable_docs<T: DeserializeOwned>(
    connection: &Connection,
    sql: &str,
    params: impl Params,
) -> Result<Vec<T>, JournalError> {
    let texts = texts(connection, sql, params)?;
    let docs = texts.iter().filter_map(|text| match serde_json::from_str(text) {
        Ok(doc) => Some(doc),
        Err(error) => {
            tracing::warn!(%error, "a remembered document can't be read");
            None
        }
    });
    Ok(docs.collect())
}

fn texts(connection: &Connection, sql: &str, params: impl Params) -> Result<Vec<String>, JournalError> {
    let mut statement = connection.prepare_cached(sql)?;
    let texts = statement.query_map(params, |row| row.get(0))?;
    Ok(texts.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests;
