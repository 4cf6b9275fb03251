//! `filter=`, `mapped_collection_id=` and `storage_gateway_id=` of the list of collections.

use jiff::Timestamp;
use uuid::Uuid;

use super::error::GcsError;
use crate::clock::parse_iso;
use crate::params::Params;
use crate::rights::{self, Standing};
use crate::state::World;
use crate::state::model::Collection;

/// All parts must hold: kinds that exclude each other find nothing.
#[derive(Debug, Default)]
pub(super) struct Filter {
    parts: Vec<Part>,
    mapped: Option<Uuid>,
    gateway: Option<Uuid>,
}

#[derive(Debug)]
enum Part {
    Mapped,
    Guest,
    ManagedByMe,
    CreatedByMe,
    Created(Comparison, Timestamp),
    LastAccess(Comparison, Timestamp),
}

#[derive(Clone, Copy, Debug)]
enum Comparison {
    Before,
    Until,
    After,
    Since,
}

impl Comparison {
    fn holds(self, time: Timestamp, other: Timestamp) -> bool {
        match self {
            Self::Before => time < other,
            Self::Until => time <= other,
            Self::After => time > other,
            Self::Since => time >= other,
        }
    }
}

impl Filter {
    pub(super) fn parse(params: &Params) -> Result<Self, GcsError> {
        let id = |name: &str| {
            params
                .get(name)
                .map(|text| text.parse::<Uuid>())
                .transpose()
                .map_err(|_| GcsError::bad_request(format!("{name} must be a UUID")))
        };
        let part = |text: &String| {
            Part::parse(text).ok_or_else(|| GcsError::bad_request(format!("There is no filter '{text}'")))
        };
        Ok(Self {
            parts: params.list("filter").iter().map(part).collect::<Result<_, _>>()?,
            mapped: id("mapped_collection_id")?,
            gateway: id("storage_gateway_id")?,
        })
    }

    pub(super) fn fits(&self, world: &World, me: &Standing, collection: &Collection) -> bool {
        self.parts.iter().all(|it| it.holds(world, me, collection))
            && self.mapped.is_none_or(|id| collection.host == Some(id))
            && self
                .gateway
                .is_none_or(|id| collection.server.storage_gateway == Some(id))
    }
}

impl Part {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "mapped_collections" => Self::Mapped,
            "guest_collections" => Self::Guest,
            "managed_by_me" => Self::ManagedByMe,
            "created_by_me" => Self::CreatedByMe,
            _ => {
                let at = text.find(['<', '>'])?;
                let (field, rest) = text.split_at(at);
                let (comparison, time) = match (rest.strip_prefix("<="), rest.strip_prefix(">=")) {
                    (Some(time), _) => (Comparison::Until, time),
                    (_, Some(time)) => (Comparison::Since, time),
                    _ if rest.starts_with('<') => (Comparison::Before, &rest[1..]),
                    _ => (Comparison::After, &rest[1..]),
                };
                let time = parse_iso(time)?;
                match field {
                    "created_at" => Self::Created(comparison, time),
                    "last_access" => Self::LastAccess(comparison, time),
                    _ => return None,
                }
            }
        })
    }

    fn holds(&self, world: &World, me: &Standing, collection: &Collection) -> bool {
        match self {
            Self::Mapped => !collection.entity_type.is_guest(),
            Self::Guest => collection.entity_type.is_guest(),
            Self::ManagedByMe => !rights::effective_roles(world, me, collection).is_empty(),
            Self::CreatedByMe => me.is(collection.server.identity.unwrap_or(collection.owner)),
            Self::Created(comparison, time) => comparison.holds(collection.created, *time),
            Self::LastAccess(comparison, time) => world
                .recent_uses
                .iter()
                .any(|it| it.collection == collection.id && comparison.holds(it.time, *time)),
        }
    }
}
