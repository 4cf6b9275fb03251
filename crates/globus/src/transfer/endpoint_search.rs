//! `GET /endpoint_search`: at most 100 a page, at most 1000 in all, no total.

use serde::Deserialize;

use super::{Endpoint, EntityType, TransferClient, VERSION};
use crate::error::Result;
use crate::http::Call;
use crate::ids::{CollectionId, IdentityId};

const PAGE: u32 = 100;
const MOST: usize = 1000;

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// Words; all must be beginnings of words of the collection. Needed for [`SearchScope::All`].
    pub fulltext: Option<String>,
    /// Where to look.
    pub scope: Option<SearchScope>,
    /// One kind of collection only.
    pub entity_type: Option<EntityType>,
    /// Whether what has no data of its own, as servers have none, is wanted, or nothing else. Does not go with a kind.
    pub non_functional: Option<bool>,
    /// Only guest collections on this one.
    pub host_endpoint: Option<CollectionId>,
    /// Only collections of this owner.
    pub owner_id: Option<IdentityId>,
    /// Entries a page.
    pub limit: Option<u32>,
    /// Entries to leave out at the beginning.
    pub offset: Option<u32>,
}

/// Where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SearchScope {
    /// Everything visible.
    All,
    /// Owned by the person. Misses guest collections on servers, whose owner is the server.
    MyEndpoints,
    /// The person's computers.
    MyGcpEndpoints,
    /// Used lately.
    RecentlyUsed,
    /// With active tasks.
    InUse,
    /// Shares that the person owns.
    SharedByMe,
    /// Shares of others that reach the person.
    SharedWithMe,
    /// Where the person is administrator.
    AdministeredByMe,
}

impl SearchScope {
    fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::MyEndpoints => "my-endpoints",
            Self::MyGcpEndpoints => "my-gcp-endpoints",
            Self::RecentlyUsed => "recently-used",
            Self::InUse => "in-use",
            Self::SharedByMe => "shared-by-me",
            Self::SharedWithMe => "shared-with-me",
            Self::AdministeredByMe => "administered-by-me",
        }
    }
}

/// One page of results.
#[derive(Clone, Debug, Deserialize)]
pub struct EndpointPage {
    /// The collections, best first.
    #[serde(rename = "DATA")]
    pub data: Vec<Endpoint>,
    /// Whether there are more.
    #[serde(default)]
    pub has_next_page: bool,
}

impl TransferClient {
    /// One page.
    pub async fn endpoint_search(&self, query: &SearchQuery) -> Result<EndpointPage> {
        let call = Call::get(&[VERSION, "endpoint_search"])
            .query_if_some("filter_fulltext", query.fulltext.as_deref())
            .query_if_some("filter_scope", query.scope.map(SearchScope::as_str))
            .query_if_some(
                "filter_entity_type",
                query.entity_type.as_ref().map(EntityType::as_str),
            )
            .query_if_some("filter_non_functional", query.non_functional.map(u8::from))
            .query_if_some("filter_host_endpoint", query.host_endpoint.as_ref())
            .query_if_some("filter_owner_id", query.owner_id.as_ref())
            .query_if_some("limit", query.limit)
            .query_if_some("offset", query.offset);
        self.service.call(call).await
    }

    /// All pages, up to the 1000 results that the service gives at most.
    pub async fn endpoint_search_all(&self, query: &SearchQuery) -> Result<Vec<Endpoint>> {
        let mut found = Vec::new();
        let mut query = SearchQuery {
            limit: Some(query.limit.unwrap_or(PAGE).min(PAGE)),
            ..query.clone()
        };
        loop {
            let page = self.endpoint_search(&query).await?;
            let count = u32::try_from(page.data.len()).unwrap_or(u32::MAX);
            found.extend(page.data);
            if !page.has_next_page || count == 0 || found.len() >= MOST {
                found.truncate(MOST);
                return Ok(found);
            }
            query.offset = Some(query.offset.unwrap_or(0).saturating_add(count));
        }
    }
}
