//! `api/storage_gateways`, for those who administer the endpoint. Practice's gateways come from the seed.

use axum::extract::State;
use serde_json::{Value, json};
use uuid::Uuid;

use super::accounts;
use super::caller::{Caller, ResourceId};
use super::collection_document::storage_gateway;
use super::envelope::Envelope;
use super::error::GcsError;
use super::page;
use crate::params::Params;
use crate::rights::Standing;
use crate::shared::App;
use crate::state::World;
use crate::state::model::StorageGateway;

/// `include=private_policies,accounts`
#[derive(Clone, Copy, Debug, Default)]
struct Include {
    private_policies: bool,
    accounts: bool,
}

impl Include {
    fn parse(params: &Params) -> Result<Self, GcsError> {
        let mut include = Self::default();
        for wish in params.list("include") {
            match wish.as_str() {
                "private_policies" => include.private_policies = true,
                "accounts" => include.accounts = true,
                _ => {
                    return Err(GcsError::bad_request(
                        "include must be private_policies or accounts",
                    ));
                }
            }
        }
        Ok(include)
    }

    fn document(self, world: &World, me: &Standing, gateway: &StorageGateway) -> Value {
        let mut document = storage_gateway(gateway, self.private_policies);
        if self.accounts {
            let mine: Vec<String> = accounts::accounts_of(world, gateway, &me.identities)
                .into_iter()
                .map(|(_, account)| account)
                .collect();
            document["accounts"] = json!(mine);
        }
        document
    }
}

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    params: Params,
) -> Result<Envelope, GcsError> {
    let include = Include::parse(&params)?;
    app.state.read(|world| {
        let me = caller.standing(world);
        caller.require_endpoint_administrator(world, &me)?;
        let own = world
            .storage_gateways
            .iter()
            .filter(|it| it.endpoint == caller.endpoint);
        let (found, next) = page::take(own, |it| it.id, &params)?;
        Ok(Envelope::page(
            found
                .into_iter()
                .map(|it| include.document(world, &me, it))
                .collect(),
            next,
        ))
    })
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    ResourceId(id): ResourceId,
    params: Params,
) -> Result<Envelope, GcsError> {
    let include = Include::parse(&params)?;
    app.state.read(|world| {
        let me = caller.standing(world);
        caller.require_endpoint_administrator(world, &me)?;
        let found = id
            .parse()
            .ok()
            .and_then(|id: Uuid| world.storage_gateways.by_id(id));
        let found = found
            .filter(|it| it.endpoint == caller.endpoint)
            .ok_or_else(|| GcsError::not_found(format!("There is no storage gateway {id}")))?;
        Ok(Envelope::of([include.document(world, &me, found)]))
    })
}
