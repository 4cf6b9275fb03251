use super::*;

/// A server on which Nora has two accounts, one for each of her sign-ins, and somebody else has none yet.
pub(super) fn two_accounts() -> Value {
    json!({
        "providers": [{"name": "Northfield University", "domains": ["northfield.example"]}, {"name": "Alpen", "domains": ["alpen.example", "eastlake.example"]}],
        "people": [
            {"username": NORA, "name": "Nora Whitfield", "sign_in": true},
            {"username": "n.whitfield@alpen.example", "linked_to": NORA},
            {"username": "sam.reyes@northfield.example", "name": "Sam Reyes", "sign_in": true},
            {"username": ALEX, "name": "Alex Kim"},
            {"username": TOMAS, "name": "Tomás Ferreira"}
        ],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": [
            {"name": "Server", "type": "GCSv5_endpoint", "subscribed": true, "server": {"storage_gateways": [
                {"name": "Disk", "connector": "POSIX", "allowed_domains": ["northfield.example", "alpen.example"],
                 "user_credentials": [{"who": NORA, "username": "nora"},
                    {"who": "n.whitfield@alpen.example", "username": "n.whitfield"}]}]}},
            {"name": "Projects", "type": "GCSv5_mapped_collection", "host": "Server", "subscribed": true,
             "server": {"storage_gateway": "Disk", "sharing_users_deny": ["n.whitfield"]}}
        ]
    })
}

pub(super) async fn with_seed(seed: &Value, person: &str) -> World {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("seed.json");
    std::fs::write(&file, seed.to_string()).unwrap();
    let world = World::start(Seed::File(file), person).await;
    world.sharing.sign_in(None, false, &|_| ()).await.unwrap();
    world
}

#[tokio::test]
async fn among_several_accounts_one_is_chosen() {
    let world = with_seed(&two_accounts(), NORA).await;
    mkdir(&world, "Projects", "/soil/").await;
    let link = world.link("Projects", "/soil/").await;
    let accounts = check(&world, &link).await.location.unwrap().accounts;
    let names: Vec<_> = accounts
        .iter()
        .map(|account| account.username.as_deref().unwrap())
        .collect();
    assert_eq!(names, ["nora", "n.whitfield"]);
    let draft = world.draft(&link, &[ALEX]).await;
    let chosen = ShareDraft {
        account_id: Some(accounts[1].id.clone()),
        ..draft.clone()
    };
    world.sharing.save_draft(chosen).await.unwrap();
    let kept = world.restarted().await.list_drafts().await.unwrap().remove(0);
    let plan = world.sharing.plan_share(kept).await.unwrap();
    assert!(
        matches!(&plan.folders[0].collection, PlannedCollection::New { account: Some(account), .. } if account.id == accounts[1].id)
    );
    // This account may not share; only the server knew.
    let outcome = apply(&world.sharing, &plan).await;
    assert!(
        matches!(outcome.stopped_by, Some(Error::ServerRefused { .. })),
        "{outcome:#?}"
    );
    let plan = world.sharing.plan_share(draft).await.unwrap();
    assert!(all_shared(&apply(&world.sharing, &plan).await));
}

#[tokio::test]
async fn an_account_that_is_missing_is_made() {
    let world = with_seed(&two_accounts(), "sam.reyes@northfield.example").await;
    mkdir(&world, "Projects", "/soil/").await;
    let link = world.link("Projects", "/soil/").await;
    let checked = check(&world, &link).await;
    assert_eq!(
        (checked.readiness, checked.location.unwrap().accounts.len()),
        (Readiness::Ready, 0)
    );
    let plan = world
        .sharing
        .plan_share(world.draft(&link, &[ALEX]).await)
        .await
        .unwrap();
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");
    assert_eq!(check(&world, &link).await.location.unwrap().permissions_used, 1);
}
