//! The manager of a server, over real TLS: consent, accounts, guest collections, roles.

use globus::auth::SignInOptions;
use globus::gcs::{CollectionFilter, CollectionType, GcsClient, NewGuestCollection};
use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::scopes::{Scope, default_scopes};
use globus::transfer::{Endpoint, PrincipalType, RoleName, SearchQuery, SearchScope};
use globus::{Error, ServerRefusal, SessionDemand};
use practice::Seed;

use crate::common::{NORA, TOMAS, World};

const STORAGE: &str = "Northfield Research Storage";
const PROTECTED: &str = "Northfield Protected Data";

async fn collection(world: &World, name: &str) -> Endpoint {
    let transfer = &world.globus.transfer;
    let query = SearchQuery {
        scope: Some(SearchScope::All),
        fulltext: Some(name.to_owned()),
        ..SearchQuery::default()
    };
    let found = transfer.endpoint_search(&query).await.unwrap().data;
    let found = found.into_iter().find(|it| it.display_name == name);
    transfer.endpoint(&found.unwrap().id).await.unwrap()
}

async fn consent(world: &World, demand: Option<SessionDemand>) {
    let options = SignInOptions {
        scopes: default_scopes(),
        demand,
    };
    world.sign_in(&options).await;
}

/// Where nobody was asked for anything yet: what the first call asks for.
async fn asked_for(manager: &GcsClient, id: &CollectionId) -> SessionDemand {
    let error = manager.collection(id).await.unwrap_err();
    assert!(matches!(error, Error::ConsentRequired { .. }), "{error:?}");
    error.demand().unwrap().clone()
}

fn on_reef(mapped: &CollectionId) -> NewGuestCollection {
    let path = CollectionPath::parse("/projects/reef/").unwrap();
    NewGuestCollection::new(mapped.clone(), path, "Made by our client")
}

#[tokio::test]
async fn a_guest_collection_is_made_looked_after_and_deleted() {
    let world = World::signed_in(Seed::Demo, NORA).await;
    let storage = collection(&world, STORAGE).await;
    let manager = world.globus.connect_server(&storage).unwrap();
    assert_eq!(manager.info().await.unwrap().client_id, *manager.client_id());
    consent(&world, Some(asked_for(&manager, &storage.id).await)).await;

    let mapped = manager.collection(&storage.id).await.unwrap();
    assert_eq!(
        (mapped.collection_type, mapped.allow_guest_collections),
        (CollectionType::Mapped, Some(true))
    );
    let gateway = mapped.storage_gateway_id.unwrap();
    let accounts = manager.user_credentials(&gateway).await.unwrap();
    assert_eq!(
        manager.create_user_credential(&gateway).await.unwrap(),
        accounts[0]
    );

    // To make one, the person lets the server reach the data, too.
    let refused = manager
        .create_guest_collection(&on_reef(&storage.id))
        .await
        .unwrap_err();
    let with_data = Scope::manage_collections(manager.client_id())
        .with_dependency(Scope::data_access(&storage.id).optional());
    assert_eq!(refused.demand().unwrap().required_scopes, [with_data.to_string()]);
    assert!(matches!(
        refused.refusal(),
        Some(ServerRefusal::MissingRequiredScopes { .. })
    ));
    consent(&world, refused.demand().cloned()).await;
    let made = manager
        .create_guest_collection(&on_reef(&storage.id))
        .await
        .unwrap();
    assert_eq!(made.user_credential_id.as_ref(), Some(&accounts[0].id));
    let filter = CollectionFilter {
        guest_collections: true,
        created_by_me: true,
        managed_by_me: false,
        mapped_collection_id: Some(storage.id.clone()),
    };
    let mine = manager.collections(&filter).await.unwrap();
    assert!(mine.iter().any(|it| it.id == made.id), "{mine:#?}");

    let tomas = world
        .globus
        .auth
        .identities_by_username(&[TOMAS.to_owned()], false)
        .await
        .unwrap();
    let tomas = tomas[0].id.as_str();
    for _ in 0..2 {
        let role = manager
            .create_role(&made.id, PrincipalType::Identity, tomas, &RoleName::AccessManager)
            .await
            .unwrap();
        let shown = world.globus.transfer.role_list(&made.id).await.unwrap();
        assert!(shown.contains(&role), "{role:?} {shown:#?}");
        assert_eq!(manager.roles(&made.id).await.unwrap().len(), 2);
    }
    let roles = manager.roles(&made.id).await.unwrap();
    let his = roles.iter().find(|it| it.principal == tomas).unwrap();
    for _ in 0..2 {
        manager.delete_role(&his.id).await.unwrap();
    }
    assert_eq!(manager.roles(&made.id).await.unwrap().len(), 1);

    for _ in 0..2 {
        manager.delete_collection(&made.id).await.unwrap();
    }
    let gone = world.globus.transfer.endpoint(&made.id).await.unwrap_err();
    assert_eq!(gone.api().unwrap().status, 404);
}

#[tokio::test]
async fn an_answer_that_was_lost_makes_no_second_collection() {
    let world = World::signed_in(Seed::Demo, NORA).await;
    let storage = collection(&world, STORAGE).await;
    let manager = world.globus.connect_server(&storage).unwrap();
    let scope = Scope::manage_collections(manager.client_id())
        .with_dependency(Scope::data_access(&storage.id).optional());
    let demand = SessionDemand {
        required_scopes: vec![scope.to_string()],
        ..SessionDemand::default()
    };
    consent(&world, Some(demand)).await;
    world
        .lever(
            "faults",
            serde_json::json!({"method": "POST", "route": "*/api/collections", "times": 1,
                "cut": "after_executing"}),
        )
        .await;
    let made = manager
        .create_guest_collection(&on_reef(&storage.id))
        .await
        .unwrap();
    let filter = CollectionFilter {
        created_by_me: true,
        managed_by_me: false,
        ..CollectionFilter::default()
    };
    let mine = manager.collections(&filter).await.unwrap();
    let alike: Vec<_> = mine
        .iter()
        .filter(|it| it.display_name == made.display_name)
        .collect();
    assert_eq!(alike.len(), 1, "{alike:#?}");
}

#[tokio::test]
async fn protected_storage_asks_for_a_fresh_sign_in() {
    let world = World::signed_in(Seed::Demo, NORA).await;
    let protected = collection(&world, PROTECTED).await;
    let manager = world.globus.connect_server(&protected).unwrap();
    consent(&world, Some(asked_for(&manager, &protected.id).await)).await;
    world
        .lever("clock", serde_json::json!({"advance_seconds": 3600}))
        .await;
    let path = CollectionPath::root();
    let new = NewGuestCollection::new(protected.id.clone(), path, "Patients");
    let refused = manager.create_guest_collection(&new).await.unwrap_err();
    assert!(
        matches!(
            refused.refusal(),
            Some(ServerRefusal::AuthenticationTimeout {
                high_assurance: true,
                ..
            })
        ),
        "{refused:?}"
    );
    consent(&world, refused.demand().cloned()).await;
    let made = manager.create_guest_collection(&new).await.unwrap();
    assert!(made.high_assurance);
}
