//! The weather of a real network.

use globus::auth::{Identity, SignInOptions};
use globus::path::CollectionPath;
use globus::transfer::{AccessCreated, NewAccessRule, Permissions};
use practice::Seed;
use serde_json::json;

use crate::common::{NORA, TOMAS, World};

async fn tomas(world: &World) -> Identity {
    world
        .globus
        .auth
        .identities_by_username(&[TOMAS.to_owned()], false)
        .await
        .unwrap()
        .remove(0)
}

#[tokio::test]
async fn a_permission_whose_answer_was_lost_is_given_once() {
    let world = World::signed_in(Seed::Empty, NORA).await;
    let share = world.share("Soil data").await;
    let rule =
        NewAccessRule::for_identity(&tomas(&world).await.id, CollectionPath::root(), Permissions::Read);
    let fault =
        json!({"method": "POST", "route": "/v0.10/endpoint/*/access", "times": 1, "cut": "after_executing"});
    world.lever("faults", fault).await;
    let made = world.globus.transfer.create_access(&share, &rule).await.unwrap();
    assert!(matches!(made, AccessCreated::AlreadyThere { .. }), "{made:?}");
    let rules = world.globus.transfer.access_list(&share).await.unwrap();
    assert_eq!(rules.iter().filter(|it| rule.is_same_place(it)).count(), 1);
}

#[tokio::test]
async fn a_permission_that_never_arrived_is_given() {
    let world = World::signed_in(Seed::Empty, NORA).await;
    let share = world.share("Soil data").await;
    let rule =
        NewAccessRule::for_identity(&tomas(&world).await.id, CollectionPath::root(), Permissions::Read);
    let fault = json!({"method": "POST", "route": "/v0.10/endpoint/*/access", "times": 2, "cut": "before"});
    world.lever("faults", fault).await;
    let made = world.globus.transfer.create_access(&share, &rule).await.unwrap();
    assert!(matches!(made, AccessCreated::Created { .. }), "{made:?}");
}

#[tokio::test]
async fn a_collection_whose_answer_was_lost_is_made_once() {
    let world = World::signed_in(Seed::Empty, NORA).await;
    let new = world.new_share("Soil data");
    let fault =
        json!({"method": "POST", "route": "/v0.10/shared_endpoint", "times": 1, "cut": "after_executing"});
    world.lever("faults", fault).await;
    let made = world.globus.transfer.create_shared_endpoint(&new).await.unwrap();
    let mine = world
        .globus
        .transfer
        .my_shared_endpoint_list(&new.host_endpoint)
        .await
        .unwrap();
    let same: Vec<_> = mine
        .iter()
        .filter(|endpoint| endpoint.display_name == new.display_name)
        .collect();
    assert_eq!(same.len(), 1);
    assert_eq!(same[0].id, made);
}

#[tokio::test]
async fn a_storm_is_sat_out() {
    let world = World::signed_in(Seed::Empty, NORA).await;
    let share = world.share("Soil data").await;
    for (status, headers) in [
        (429, json!({"Retry-After": "0"})),
        (503, json!({})),
        (500, json!({})),
        (504, json!({})),
    ] {
        let body = json!({"code": "Storm", "message": "m", "request_id": "r", "resource": "x"});
        let fault = json!({"route": "/v0.10/endpoint/*", "times": 2, "status": status, "headers": headers, "body": body});
        world.lever("faults", fault).await;
        world.globus.transfer.access_list(&share).await.unwrap();
    }
}

#[tokio::test]
async fn a_demand_for_a_session_can_be_met() {
    let world = World::signed_in(Seed::Empty, NORA).await;
    let share = world.share("Soil data").await;
    let body = json!({"code": "AuthorizationRequired", "message": "m", "authorization_parameters":
        {"session_message": "Sign in again, please", "prompt": "login"}});
    let fault = json!({"route": "/v0.10/endpoint/*/access_list", "times": 1, "status": 403, "body": body});
    world.lever("faults", fault).await;
    let refused = world.globus.transfer.access_list(&share).await.unwrap_err();
    let demand = refused.demand().unwrap().clone();
    assert_eq!(demand.session_message.as_deref(), Some("Sign in again, please"));
    world
        .sign_in(&SignInOptions {
            demand: Some(demand),
            ..SignInOptions::default()
        })
        .await;
    world.globus.transfer.access_list(&share).await.unwrap();
}
