//! Finding a storage by words, by id, or by a link to a folder of it.

use std::collections::HashSet;

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{SearchQuery, SearchScope};

use super::card::{card, is_place};
use super::storages::cards;
use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Missing, Result};
use crate::locate::Address;
use crate::model::{FoundStorages, OpenedStorage};

/// Entries that are looked through before one types another word.
const FOUND: u32 = 50;
/// Longer texts are no names.
const LONGEST: usize = 200;

impl Sharing {
    /// Everything visible that fits the words, in one request; for an id or a link, the one storage that it names.
    pub async fn search_storages(&self, text: &str) -> Result<FoundStorages> {
        let words = match Address::parse(text).map_err(|reason| Error::input(Field::Collection, reason))? {
            Address::OnCollection { collection, path } => {
                let opened = self.opened(&collection, path).await?;
                return Ok(FoundStorages {
                    entries: vec![opened.storage],
                    more: false,
                    path: opened.path,
                });
            }
            Address::Local(words) => words,
        };
        let words = words.trim();
        if words.is_empty() {
            return Err(Error::input(Field::Collection, InputProblem::Empty));
        }
        let query = SearchQuery {
            fulltext: Some(words.chars().take(LONGEST).collect()),
            scope: Some(SearchScope::All),
            non_functional: Some(false),
            limit: Some(FOUND),
            ..SearchQuery::default()
        };
        let (page, here) = futures::join!(
            self.globus().transfer.endpoint_search(&query),
            self.this_computer()
        );
        let page = page?;
        Ok(FoundStorages {
            entries: cards(page.data, &mut HashSet::new(), here.as_ref()),
            more: page.has_next_page,
            path: None,
        })
    }

    /// The storage that an id or a link names, and the folder if the link names one.
    pub async fn open_storage(&self, text: &str) -> Result<OpenedStorage> {
        match Address::parse(text) {
            Ok(Address::OnCollection { collection, path }) => self.opened(&collection, path).await,
            Ok(Address::Local(_)) => Err(Error::input(Field::Collection, InputProblem::NotAnId)),
            Err(reason) => Err(Error::input(Field::Collection, reason)),
        }
    }

    async fn opened(&self, id: &CollectionId, path: Option<CollectionPath>) -> Result<OpenedStorage> {
        let (endpoint, here) = futures::join!(self.globus().transfer.endpoint(id), self.this_computer());
        let endpoint = endpoint?;
        if !is_place(&endpoint) {
            return Err(Error::NotFound {
                what: Missing::Collection,
            });
        }
        Ok(OpenedStorage {
            storage: card(endpoint, here.as_ref()),
            path,
        })
    }
}
