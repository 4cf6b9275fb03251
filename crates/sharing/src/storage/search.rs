//! Finding a storage by words, by id, or by a link to a folder of it.

use std::collections::HashSet;

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{SearchQuery, SearchScope};
use url::Url;

use super::card::{card, is_place};
use super::storages::cards;
use crate::Sharing;
use crate::audit::link_to_collection;
use crate::error::{Error, Field, InputProblem, Missing, Result};
use crate::model::{FoundStorages, OpenedStorage};

/// Entries that are looked through before one types another word.
const FOUND: u32 = 50;
/// Longer texts are no names.
const LONGEST: usize = 200;

impl Sharing {
    /// Everything visible that fits the words, in one request; for an id or a link, the one storage that it names.
    pub async fn search_storages(&self, text: &str) -> Result<FoundStorages> {
        if text.trim().is_empty() {
            return Err(Error::input(Field::Collection, InputProblem::Empty));
        }
        if link_to_collection(text).is_some() {
            let opened = self.open_storage(text).await?;
            return Ok(FoundStorages {
                entries: vec![opened.storage],
                more: false,
                path: opened.path,
            });
        }
        let query = SearchQuery {
            fulltext: Some(text.trim().chars().take(LONGEST).collect()),
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
        let id =
            link_to_collection(text).ok_or_else(|| Error::input(Field::Collection, InputProblem::NotAnId))?;
        let path = path_in(text, &id);
        let (endpoint, here) = futures::join!(self.globus().transfer.endpoint(&id), self.this_computer());
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

/// The folder beside the collection in a link of the web app; it has two sides, left and right.
fn path_in(text: &str, id: &CollectionId) -> Option<CollectionPath> {
    let url = Url::parse(text.trim()).ok()?;
    let side = |side: &str| {
        let value = |name: String| {
            url.query_pairs()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value.into_owned())
        };
        let is_it = value(format!("{side}_id")).and_then(|it| CollectionId::parse(&it)) == Some(id.clone());
        is_it.then(|| value(format!("{side}_path"))).flatten()
    };
    let path = side("origin").or_else(|| side("destination"))?;
    CollectionPath::parse(&path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::folder_link;

    #[test]
    fn the_folder_of_a_link_is_found() {
        let id = CollectionId::parse("6c54cade-bde5-45c1-bdea-f4bd71dba2cc").unwrap();
        let web_app = Url::parse("https://app.globus.org/").unwrap();
        for folder in ["/", "/~/", "/projects/100 % done/Zürich & more/"] {
            let folder = CollectionPath::parse(folder).unwrap();
            let link = folder_link(&web_app, &id, &folder);
            assert_eq!(path_in(&link, &id), Some(folder), "{link}");
        }
        let right =
            format!("https://app.globus.org/file-manager?destination_id={id}&destination_path=%2Fa%2F");
        assert_eq!(path_in(&right, &id).unwrap().as_str(), "/a/");
        for text in [
            id.to_string(),
            format!("https://app.globus.org/file-manager?origin_id={id}"),
            format!("https://app.globus.org/file-manager?origin_id={id}&origin_path=%2Fa%2F..%2Fb"),
            format!("https://app.globus.org/file-manager/collections/{id}?origin_path=%2Fa%2F"),
        ] {
            assert_eq!(path_in(&text, &id), None, "{text}");
        }
    }
}
