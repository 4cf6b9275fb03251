//! `endpoint_search`.

use axum::extract::State;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::Answer;
use super::caller::{Caller, find};
use super::document;
use super::error::TransferError;
use crate::config::Config;
use crate::params::Params;
use crate::rights::{self, Standing};
use crate::shared::App;
use crate::state::model::{Collection, EntityType, RoleName};
use crate::state::{Term, World, begins, card_texts};

const PAGE: usize = 100;
/// What a fit without words counts, and what a word in the name adds.
const ALL_FIT: usize = 1;
const IN_NAME: usize = 10;
/// No query gives more than this, however it is paged.
const MAX_RESULTS: usize = 1000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    All,
    MyEndpoints,
    MyGcpEndpoints,
    RecentlyUsed,
    InUse,
    SharedByMe,
    SharedWithMe,
    AdministeredByMe,
    HideNoPermissions,
}

impl Scope {
    fn parse(text: Option<&str>) -> Option<Self> {
        Some(match text.unwrap_or("all") {
            "all" => Self::All,
            "my-endpoints" => Self::MyEndpoints,
            "my-gcp-endpoints" => Self::MyGcpEndpoints,
            "recently-used" => Self::RecentlyUsed,
            "in-use" => Self::InUse,
            "shared-by-me" => Self::SharedByMe,
            "shared-with-me" => Self::SharedWithMe,
            "administered-by-me" => Self::AdministeredByMe,
            "hide-no-permissions" => Self::HideNoPermissions,
            _ => return None,
        })
    }

    fn holds(
        self,
        world: &World,
        me: &Standing,
        collection: &Collection,
        config: &Config,
        now: Timestamp,
    ) -> bool {
        let owned = me.is(collection.owner);
        match self {
            Self::All => rights::is_visible(world, me, collection, now),
            Self::MyEndpoints => owned,
            Self::MyGcpEndpoints => owned && collection.entity_type == EntityType::GCP_mapped_collection,
            Self::RecentlyUsed => {
                let key = format!("{}/{}", me.account, collection.id);
                world.recent_uses.get(&key).is_some() && rights::is_visible(world, me, collection, now)
            }
            Self::InUse => {
                let mine = world
                    .tasks
                    .under(Term::Unfinished)
                    .filter(|task| me.is(task.owner));
                let mut ends = mine.flat_map(|task| [Some(task.source), task.destination]);
                ends.any(|end| end == Some(collection.id))
            }
            Self::SharedByMe => owned && collection.entity_type.is_guest(),
            Self::SharedWithMe => {
                !owned
                    && collection.entity_type.is_guest()
                    && me
                        .live_rules(world, collection.id, now)
                        .any(|rule| me.is_named_by(rule))
            }
            Self::AdministeredByMe => {
                let roles = rights::effective_roles(world, me, collection);
                roles.contains(&RoleName::Administrator)
                    || (config.access_managers_administer && roles.contains(&RoleName::AccessManager))
            }
            Self::HideNoPermissions => rights::has_access(world, me, collection, now),
        }
    }
}

struct Query {
    scope: Scope,
    words: Vec<String>,
    owner: Option<Uuid>,
    host: Option<Uuid>,
    kind: Option<EntityType>,
    non_functional: Option<bool>,
    limit: usize,
    offset: usize,
}

fn parse(params: &Params) -> Result<Query, TransferError> {
    let bad = |name: &str| TransferError::bad_request(format!("{name} has no valid value"));
    let number = |name: &str, default: usize| match params.get(name) {
        Some(text) => text.parse::<usize>().map_err(|_| bad(name)),
        None => Ok(default),
    };
    let uuid = |name: &str| {
        params
            .get(name)
            .map(|text| text.parse::<Uuid>().map_err(|_| bad(name)))
            .transpose()
    };
    let scope = Scope::parse(params.get("filter_scope")).ok_or_else(|| bad("filter_scope"))?;
    let text = params.get("filter_fulltext").unwrap_or_default();
    if scope == Scope::All && text.trim().is_empty() {
        return Err(TransferError::bad_request(
            "filter_fulltext is required with the scope all",
        ));
    }
    let owner = uuid("filter_owner_id")?;
    if owner.is_some()
        && matches!(
            scope,
            Scope::MyEndpoints | Scope::MyGcpEndpoints | Scope::SharedByMe
        )
    {
        return Err(TransferError::bad_request(
            "filter_owner_id does not go with this filter_scope",
        ));
    }
    let kind = params
        .get("filter_entity_type")
        .map(|text| serde_json::from_value(Value::from(text)).map_err(|_| bad("filter_entity_type")))
        .transpose()?;
    let non_functional = params.flag("filter_non_functional");
    if kind.is_some() && non_functional.is_some() {
        return Err(TransferError::bad_request(
            "filter_entity_type and filter_non_functional exclude each other",
        ));
    }
    Ok(Query {
        scope,
        words: text.split_whitespace().map(str::to_lowercase).collect(),
        owner,
        host: uuid("filter_host_endpoint")?,
        kind,
        non_functional,
        limit: number("limit", PAGE)?.clamp(1, PAGE),
        offset: number("offset", 0)?,
    })
}

pub(super) async fn search(
    State(app): State<App>,
    caller: Caller,
    params: Params,
) -> Result<Answer, TransferError> {
    let query = parse(&params)?;
    let fields = params.list("fields");
    let (config, now) = (app.config().clone(), app.now());
    app.state.read(|world| {
        let me = caller.standing(world);
        if let Some(host) = query.host {
            check_host(world, &me, host)?;
        }
        let ranked = |collection| {
            let is_meant = is_shown(collection, now)
                && fits(&query, collection)
                && query.scope.holds(world, &me, collection, &config, now);
            let rank = is_meant.then(|| rank(collection, &query.words))??;
            Some((collection, rank))
        };
        let used = |it: &Collection| {
            world
                .recent_uses
                .get(&format!("{}/{}", me.account, it.id))
                .map(|use_| use_.time)
        };
        let order = |(a, rank_a): &(&Collection, usize), (b, rank_b): &(&Collection, usize)| {
            let by_use = if query.scope == Scope::RecentlyUsed {
                used(b).cmp(&used(a))
            } else {
                std::cmp::Ordering::Equal
            };
            by_use
                .then(rank_b.cmp(rank_a))
                .then_with(|| a.display_name.cmp(&b.display_name))
                .then(a.id.cmp(&b.id))
        };
        // One more than this page needs says whether there is a next one; the others need no order.
        let needed = query.offset.saturating_add(query.limit).saturating_add(1);
        let needed = needed.min(MAX_RESULTS);
        let quick = match query.scope {
            Scope::RecentlyUsed => None,
            _ => first_by_name(world, &query.words, needed, ranked),
        };
        let found = quick.unwrap_or_else(|| {
            let mut found: Vec<_> = candidates(world, &query.words)
                .into_iter()
                .filter_map(ranked)
                .collect();
            if found.len() > needed {
                found.select_nth_unstable_by(needed - 1, order);
                found.truncate(needed);
            }
            found.sort_unstable_by(order);
            found
        });
        let more = found.len() > query.offset.saturating_add(query.limit);
        let page: Vec<Value> = found
            .into_iter()
            .skip(query.offset)
            .take(query.limit)
            .map(|(collection, rank)| {
                let mut entry = document::endpoint(&app.urls, world, &me, collection);
                entry["_rank"] = rank.into();
                document::pick(entry, &fields)
            })
            .collect();
        Ok(Answer::data(json!({
            "DATA_TYPE": "endpoint_list", "DATA": page, "limit": query.limit, "offset": query.offset,
            "has_next_page": more,
        })))
    })
}

/// Nearly every collection may fit a common word. Then the first ones by name that can't be ranked higher are the answer;
/// None when a short look does not find enough of them.
fn first_by_name<'a>(
    world: &'a World,
    words: &[String],
    needed: usize,
    ranked: impl Fn(&'a Collection) -> Option<(&'a Collection, usize)>,
) -> Option<Vec<(&'a Collection, usize)>> {
    let highest = ALL_FIT + IN_NAME * words.len();
    let look = world.collections.by_name().take(needed.saturating_mul(4));
    let best = look.filter_map(ranked).filter(|(_, rank)| *rank == highest);
    let found: Vec<_> = best.take(needed).collect();
    (found.len() == needed).then_some(found)
}

/// All that may fit: of the longest word there are the fewest.
fn candidates<'a>(world: &'a World, words: &[String]) -> Vec<&'a Collection> {
    match words.iter().max_by_key(|word| word.len()) {
        Some(longest) => world.collections.under_words(longest),
        None => world.collections.iter().collect(),
    }
}

fn check_host(world: &World, me: &Standing, host: Uuid) -> Result<(), TransferError> {
    let collection = find(world, &host.to_string(), false)?;
    if rights::effective_roles(world, me, collection).is_empty() {
        return Err(TransferError::permission_denied(
            "You do not look after this collection",
        ));
    }
    Ok(())
}

fn is_shown(collection: &Collection, now: Timestamp) -> bool {
    !collection.deleted && collection.server.hidden_until.is_none_or(|until| until <= now)
}

fn fits(query: &Query, collection: &Collection) -> bool {
    query.owner.is_none_or(|owner| collection.owner == owner)
        && query.host.is_none_or(|host| collection.host == Some(host))
        && query.kind.is_none_or(|kind| collection.entity_type == kind)
        && query
            .non_functional
            .is_none_or(|wanted| wanted == (collection.entity_type == EntityType::GCSv5_endpoint))
}

/// The old name of a collection, and the domain of one on a server.
fn is_address(collection: &Collection, word: &str) -> bool {
    let domain = format!("{}.data.practice.example", collection.id.simple());
    format!("{}#{}", collection.owner, collection.id) == *word
        || (!collection.entity_type.is_personal() && domain == *word)
}

/// How well a collection fits: every word must begin a word of its card. More hits in the name rank higher.
fn rank(collection: &Collection, words: &[String]) -> Option<usize> {
    let mut rank = ALL_FIT;
    for word in words {
        if begins(&collection.display_name, word) {
            rank += IN_NAME;
        } else if card_texts(collection)
            .into_iter()
            .flatten()
            .any(|text| begins(text, word))
            || collection.id.to_string() == *word
            || is_address(collection, word)
        {
            rank += 1;
        } else {
            return None;
        }
    }
    Some(rank)
}
