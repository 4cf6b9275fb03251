//! The places that a person is likely to look for, asked for at the same time.

use std::collections::{HashMap, HashSet};

use futures::FutureExt;
use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{Bookmark, Endpoint, EndpointPage, SearchQuery, SearchScope};

use super::card::{card, is_place};
use crate::Sharing;
use crate::error::{Error, Result};
use crate::model::{
    BookmarkSection, BookmarkedFolder, CanShare, PlaceKind, StorageCard, StorageSection, Storages,
};

/// So many of the lately used storages are a help; all of them are a list to search in.
const RECENT: usize = 8;
/// One page of the search; who looks after more finds the others by name.
const OWN: u32 = 100;
/// Bookmarks that are shown.
const BOOKMARKS: usize = 50;

type Answer<T> = std::result::Result<T, globus::Error>;

impl Sharing {
    /// Lately used storages, bookmarks, and what the person owns or looks after. One part may fail without the others.
    pub async fn storages(&self) -> Result<Storages> {
        let transfer = &self.globus().transfer;
        let queries = [
            SearchScope::RecentlyUsed,
            SearchScope::MyEndpoints,
            SearchScope::AdministeredByMe,
        ]
        .map(places);
        let policy = self.policy().await?;
        let (preferred, recent, mine, managed, bookmarks, here) = futures::join!(
            self.storages_by_id(policy.preferred()),
            transfer.endpoint_search(&queries[0]),
            transfer.endpoint_search(&queries[1]),
            transfer.endpoint_search(&queries[2]),
            transfer.bookmark_list(),
            self.this_computer(),
        );
        let mut seen = HashSet::new();
        let preferred = StorageSection {
            entries: cards(preferred?, &mut seen, here.as_ref()),
            ..StorageSection::default()
        };
        let mut recent = section(vec![recent], &mut seen, here.as_ref())?;
        // Reading My shares looks into all shared folders that the person manages, so they are always used lately.
        let (looked_after, used) = recent.entries.into_iter().partition(is_looked_after);
        let looked_after: Vec<StorageCard> = looked_after;
        recent.entries = used;
        // Those that are left out here still have their place among the person's own.
        for left_out in recent.entries.drain(recent.entries.len().min(RECENT)..) {
            seen.remove(&left_out.id);
            recent.more = true;
        }
        let mut own = section(vec![mine, managed], &mut seen, here.as_ref())?;
        own.entries.extend(looked_after);
        own.entries.sort_by_cached_key(|card| {
            let is_shared = card.kind == PlaceKind::SharedFolder;
            (is_shared, card.name.to_lowercase(), card.id.clone())
        });
        let known = preferred
            .entries
            .iter()
            .chain(&recent.entries)
            .chain(&own.entries);
        let known = known.map(|card| (card.id.clone(), card.clone())).collect();
        let bookmarks = self.bookmark_section(bookmarks, known, here.as_ref()).await?;
        Ok(Storages {
            preferred,
            recent,
            bookmarks,
            own,
        })
    }

    /// Bookmarks name collections by id only: those that were not read already are read one by one.
    async fn bookmark_section(
        &self,
        answer: Answer<Vec<Bookmark>>,
        mut known: HashMap<CollectionId, StorageCard>,
        here: Option<&CollectionId>,
    ) -> Result<BookmarkSection> {
        let mut bookmarks = match answer.map_err(Error::from) {
            Ok(bookmarks) => bookmarks,
            Err(error) if error.stops_everything() => return Err(error),
            Err(error) => {
                return Ok(BookmarkSection {
                    problem: Some(error),
                    ..BookmarkSection::default()
                });
            }
        };
        bookmarks.sort_by_cached_key(|it| (!it.pinned, it.name.to_lowercase(), it.id.clone()));
        let more = bookmarks.len() > BOOKMARKS;
        bookmarks.truncate(BOOKMARKS);
        let mut unknown: Vec<CollectionId> = bookmarks.iter().map(|it| it.endpoint_id.clone()).collect();
        unknown.sort();
        unknown.dedup();
        unknown.retain(|id| !known.contains_key(id));
        // A bookmark may outlive its collection, or the person's right to see it.
        for endpoint in self.storages_by_id(&unknown).await? {
            known.insert(endpoint.id.clone(), card(endpoint, here));
        }
        let entries = bookmarks.into_iter().map(|bookmark| BookmarkedFolder {
            path: CollectionPath::parse(&bookmark.path).ok(),
            storage: known.get(&bookmark.endpoint_id).cloned(),
            id: bookmark.id,
            name: bookmark.name,
        });
        Ok(BookmarkSection {
            entries: entries.collect(),
            more,
            problem: None,
        })
    }

    /// Collections by their ids, in order; those that can't be seen are left out.
    async fn storages_by_id(&self, ids: &[CollectionId]) -> Result<Vec<Endpoint>> {
        let transfer = &self.globus().transfer;
        let jobs = ids
            .iter()
            .enumerate()
            .map(|(index, id)| transfer.endpoint(id).map(move |answer| (index, answer)).boxed())
            .collect();
        let mut found = Vec::new();
        for (index, answer) in self.at_most_eight(jobs).await {
            match answer.map_err(Error::from) {
                Ok(endpoint) => found.push((index, endpoint)),
                Err(error) if error.stops_everything() => return Err(error),
                Err(_) => {}
            }
        }
        found.sort_by_key(|(index, _)| *index);
        Ok(found.into_iter().map(|(_, endpoint)| endpoint).collect())
    }
}

fn is_looked_after(card: &StorageCard) -> bool {
    card.kind == PlaceKind::SharedFolder && card.sharing == CanShare::Yes
}

fn places(scope: SearchScope) -> SearchQuery {
    SearchQuery {
        scope: Some(scope),
        non_functional: Some(false),
        limit: Some(OWN),
        ..SearchQuery::default()
    }
}

/// What several searches found, each collection once. A part that failed is said, unless nothing could succeed.
fn section(
    answers: Vec<Answer<EndpointPage>>,
    seen: &mut HashSet<CollectionId>,
    here: Option<&CollectionId>,
) -> Result<StorageSection> {
    let mut section = StorageSection::default();
    for answer in answers {
        match answer.map_err(Error::from) {
            Ok(page) => {
                section.more |= page.has_next_page;
                section.entries.extend(cards(page.data, seen, here));
            }
            Err(error) if error.stops_everything() => return Err(error),
            Err(error) => section.problem = Some(error),
        }
    }
    Ok(section)
}

/// Those that can be opened and were not seen yet.
pub(super) fn cards(
    endpoints: Vec<Endpoint>,
    seen: &mut HashSet<CollectionId>,
    here: Option<&CollectionId>,
) -> Vec<StorageCard> {
    endpoints
        .into_iter()
        .filter(|endpoint| is_place(endpoint) && seen.insert(endpoint.id.clone()))
        .map(|endpoint| card(endpoint, here))
        .collect()
}
