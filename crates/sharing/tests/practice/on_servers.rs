//! Folders on servers: found by the web app's link, shared through a guest collection that the server's manager makes.

use std::collections::HashSet;

use globus::gcs::CollectionFilter;
use globus::ids::CollectionId;
use globus::path::CollectionPath;
use practice::Seed;
use serde_json::{Value, json};
use sharing::Error;
use sharing::error::{InputProblem, Missing};
use sharing::model::{
    Exposure, FolderCheck, GrantState, NotFromHere, PlannedCollection, Readiness, Refusal, ShareDraft,
    ShareTarget, StorageKind, Warning,
};

use crate::common::{ALEX, NORA, TOMAS, World, confirmed};
use crate::share::{all_shared, apply};

const STORAGE: &str = "Northfield Research Storage";
const PROTECTED: &str = "Northfield Protected Data";
/// Allows no guests.
const INSTRUMENTS: &str = "Northfield Instrument Archive";
/// Nora's guest collection on `/projects/whitfield/` of the research storage.
const ARCHIVE: &str = "Whitfield Lab archive";
const FOLDER: &str = "/projects/Soil 2026/";

async fn check(world: &World, address: &str) -> FolderCheck {
    let checks = world
        .with_consent(async || world.sharing.check_folders(vec![address.to_owned()]).await)
        .await;
    checks.unwrap().remove(0)
}

/// Makes a folder on a storage whose data the person agreed to.
async fn mkdir(world: &World, storage: &str, path: &str) {
    let id = world.collection_id(storage).await;
    let path = CollectionPath::parse(path).unwrap();
    let mut at = CollectionPath::root();
    for part in path.parts() {
        at = at.join(part).unwrap();
        world
            .with_consent(async || Ok(world.globus.transfer.mkdir(&id, &at).await?))
            .await
            .unwrap();
    }
}

/// Nora, in a world with a new folder on the research storage that she has agreed to share from, and a draft of it.
async fn ready() -> (World, ShareDraft) {
    let world = World::demo().await;
    mkdir(&world, STORAGE, FOLDER).await;
    let link = world.link(STORAGE, FOLDER).await;
    assert_eq!(check(&world, &link).await.readiness, Readiness::Ready);
    let draft = world.draft(&link, &[ALEX, TOMAS]).await;
    (world, draft)
}

/// Nora's guest collections on the research storage, from the server itself.
async fn made(world: &World) -> Vec<(CollectionId, String)> {
    made_on(world, STORAGE).await
}

async fn made_on(world: &World, storage: &str) -> Vec<(CollectionId, String)> {
    let storage = world.collection_id(storage).await;
    let host = world.globus.transfer.endpoint(&storage).await.unwrap();
    let manager = world.globus.connect_server(&host).unwrap();
    let filter = CollectionFilter {
        guest_collections: true,
        created_by_me: true,
        mapped_collection_id: Some(storage),
        ..CollectionFilter::default()
    };
    let mine = manager.collections(&filter).await.unwrap();
    mine.into_iter()
        .map(|it| (it.id, it.collection_base_path.unwrap_or_default()))
        .filter(|(_, path)| path != "/projects/whitfield")
        .collect()
}

#[tokio::test]
async fn a_folder_on_a_server_is_shared_after_one_consent() {
    let world = World::demo().await;
    mkdir(&world, STORAGE, FOLDER).await;
    let link = world.link(STORAGE, FOLDER).await;
    // Data of the storage was agreed to for making the folder; take that back, so that both are asked for.
    let asked = world.sharing.check_folders(vec![link.clone()]).await.unwrap_err();
    let demand = asked.demand().unwrap().clone();
    assert!(
        demand
            .required_scopes
            .iter()
            .any(|scope| scope.contains(":manage_collections[*") && scope.ends_with("/data_access]")),
        "{demand:?}"
    );
    world.sharing.sign_in(Some(demand), false, &|_| ()).await.unwrap();
    let checked = world
        .sharing
        .check_folders(vec![link.clone()])
        .await
        .unwrap()
        .remove(0);
    assert_eq!(checked.readiness, Readiness::Ready);
    assert_eq!(
        (checked.dropped.path.as_str(), checked.dropped.name.as_str()),
        (link.as_str(), "Soil 2026")
    );
    let location = checked.location.unwrap();
    assert_eq!(
        (location.storage.kind, location.storage.name.as_str()),
        (StorageKind::Server, STORAGE)
    );
    assert_eq!(location.accounts[0].username.as_deref(), Some("nora.whitfield"));

    let plan = world
        .sharing
        .plan_share(world.draft(&link, &[ALEX, TOMAS]).await)
        .await
        .unwrap();
    let PlannedCollection::New {
        account: Some(account),
        ..
    } = &plan.folders[0].collection
    else {
        panic!("{plan:#?}")
    };
    assert_eq!(account.id, location.accounts[0].id);
    // It is not public, and needs no computer that is on.
    let said = |wanted: fn(&Warning) -> bool| plan.warnings.iter().any(wanted);
    assert!(!said(|it| matches!(
        it,
        Warning::NameIsPublic { .. } | Warning::ComputerMustBeOn
    )));
    assert!(
        plan.commands[0].starts_with("globus gcs collection create guest "),
        "{:?}",
        plan.commands
    );
    assert_eq!(made(&world).await, []);

    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");
    let [(id, path)] = made(&world).await.try_into().unwrap();
    assert_eq!(path, FOLDER.trim_end_matches('/'));
    assert!(outcome.links[0].as_ref().unwrap().contains(id.as_str()));
    let rules = world.globus.transfer.access_list(&id).await.unwrap();
    assert_eq!(rules.iter().filter(|rule| !rule.is_implicit()).count(), 2);
    assert!(!world.globus.transfer.endpoint(&id).await.unwrap().public);

    let recent = world.sharing.recent_folders().await.unwrap();
    assert_eq!(
        (recent[0].path.as_str(), recent[0].guest_count),
        (link.as_str(), 2)
    );

    // The next share of the same folder needs nothing new, and undoing the first one leaves nothing behind.
    let again = check(&world, &link).await.location.unwrap();
    assert!(matches!(&again.target, ShareTarget::Reuse { collection_id, .. } if *collection_id == id));
    let undone = world
        .sharing
        .undo_share(&outcome.share_id, &|_| ())
        .await
        .unwrap();
    assert!(
        undone.results.iter().all(|row| row.state == GrantState::Undone),
        "{undone:#?}"
    );
    assert_eq!(made(&world).await, []);
}

#[tokio::test]
async fn where_it_lives_is_known_after_three_rounds() {
    let (world, draft) = ready().await;
    let inside = world.link(STORAGE, "/projects/whitfield/").await;
    world.requests().await;
    for address in [draft.folders[0].clone(), inside] {
        world.sharing.check_folders(vec![address]).await.unwrap();
        let requests = world.requests().await;
        assert!(requests.len() <= 7, "{requests:#?}");
    }
    // Each answer takes this long; whatever waits for another takes it again.
    let one = std::time::Duration::from_millis(300);
    world
        .lever("delay", json!({"delay_ms": one.as_millis() as u64}))
        .await;
    let begun = std::time::Instant::now();
    let inside = world.link(STORAGE, "/projects/whitfield/").await;
    let before = begun.elapsed();
    let begun = std::time::Instant::now();
    world.sharing.check_folders(vec![inside]).await.unwrap();
    let rounds = begun.elapsed().as_secs_f64() / one.as_secs_f64();
    assert!(rounds < 3.9, "{rounds} ({before:?})");
}

#[tokio::test]
async fn a_guest_collection_that_covers_the_folder_is_used_again_or_not() {
    let world = World::demo().await;
    mkdir(&world, STORAGE, "/projects/whitfield/caf\u{e9}/runs/").await;
    for path in [
        "/projects/whitfield/caf\u{e9}/runs",
        "/~/projects/whitfield/caf\u{e9}/runs/",
    ] {
        let link = world.link(STORAGE, path).await;
        let location = check(&world, &link).await.location.unwrap();
        let ShareTarget::Reuse {
            name, path: inside, ..
        } = &location.target
        else {
            panic!("{path}: {location:#?}")
        };
        assert_eq!(
            (name.as_str(), inside.as_str()),
            (ARCHIVE, "/caf\u{e9}/runs/"),
            "{path}"
        );
        assert_eq!(location.permissions_used, 3);
        assert!(
            matches!(location.alternatives.as_slice(), [ShareTarget::Create { .. }]),
            "{location:#?}"
        );
    }
    let link = world.link(STORAGE, "/projects/whitfield/caf\u{e9}/runs/").await;
    let draft = world.draft(&link, &[ALEX]).await;
    let plan = world.sharing.plan_share(draft.clone()).await.unwrap();
    assert!(
        matches!(&plan.folders[0].collection, PlannedCollection::Existing { name, .. } if name == ARCHIVE)
    );
    let new = ShareDraft {
        new_collection: true,
        ..draft
    };
    let plan = world.sharing.plan_share(new).await.unwrap();
    assert!(matches!(
        plan.folders[0].collection,
        PlannedCollection::New { .. }
    ));
    assert!(all_shared(&apply(&world.sharing, &plan).await));
    assert_eq!(made(&world).await.len(), 1);
}

#[tokio::test]
async fn a_link_to_a_guest_collection_needs_permissions_only() {
    let world = World::demo().await;
    let link = world.link(ARCHIVE, "/").await;
    world.requests().await;
    let checked = world
        .sharing
        .check_folders(vec![link.clone()])
        .await
        .unwrap()
        .remove(0);
    let requests = world.requests().await;
    assert!(
        !requests.iter().any(|line| line.contains("/gcs/")),
        "{requests:#?}"
    );
    assert_eq!(checked.readiness, Readiness::Ready, "{checked:#?}");
    let location = checked.location.unwrap();
    assert_eq!(
        (location.exposure, location.storage.name.as_str()),
        (Exposure::Normal, STORAGE)
    );
    let plan = world
        .sharing
        .plan_share(world.draft(&link, &[ALEX]).await)
        .await
        .unwrap();
    assert!(all_shared(&apply(&world.sharing, &plan).await));

    // Tomás may read there, but not decide who else may.
    let world = World::start(Seed::Demo, TOMAS).await;
    world.sharing.sign_in(None, false, &|_| ()).await.unwrap();
    let theirs = world.link(ARCHIVE, "/2025/").await;
    let checked = world.sharing.check_folders(vec![theirs]).await.unwrap().remove(0);
    assert!(
        matches!(
            &checked.readiness,
            Readiness::NotFromHere {
                reason: NotFromHere::NoPermissionToShare { .. }
            }
        ),
        "{checked:#?}"
    );
}

#[tokio::test]
async fn what_can_not_be_shared_is_said_before_anybody_is_invited() {
    let world = World::demo().await;
    let refusal = |refusal| NotFromHere::Server { refusal };
    let unknown = "https://app.globus.org/file-manager?origin_id=11111111-2222-4333-8444-555555555555";
    for (address, expected) in [
        (
            world.link(INSTRUMENTS, "/").await,
            refusal(Refusal::GuestsNotAllowed),
        ),
        (
            world.link(STORAGE, "/no/such/folder/").await,
            NotFromHere::FolderNotFound,
        ),
        (unknown.to_owned(), NotFromHere::CollectionNotFound),
        (
            world.link("Northfield Research Computing", "/").await,
            NotFromHere::NotACollection,
        ),
        (
            "https://northfield.example/results".to_owned(),
            NotFromHere::Path {
                reason: InputProblem::UnknownLink,
            },
        ),
    ] {
        let checked = check(&world, &address).await;
        let expected = Readiness::NotFromHere { reason: expected };
        assert_eq!(checked.readiness, expected, "{address}: {checked:#?}");
    }
}

#[tokio::test]
async fn another_computer_is_asked_for_what_it_takes() {
    let world = World::demo().await;
    let inside = world.link("Field station computer", "/Field notes/").await;
    let checked = check(&world, &inside).await;
    let location = checked.location.unwrap();
    assert_eq!(location.storage.kind, StorageKind::OtherComputer);
    assert_eq!(
        (checked.readiness, location.storage.online),
        (Readiness::Ready, Some(false))
    );
    assert!(matches!(&location.target, ShareTarget::Reuse { name, .. } if name == "Field notes"));
    let beside = world.link("Field station computer", "/Other/").await;
    let checked = check(&world, &beside).await;
    let steps = vec![sharing::model::MissingStep::StartOtherComputer];
    assert_eq!(checked.readiness, Readiness::OneStepFirst { steps });
}

#[tokio::test]
async fn protected_storage_is_asked_for_without_its_data() {
    let world = World::demo().await;
    let link = world.link(PROTECTED, "/").await;
    let asked = world.sharing.check_folders(vec![link.clone()]).await.unwrap_err();
    let scopes = &asked.demand().unwrap().required_scopes;
    assert!(
        !scopes.is_empty() && !scopes.iter().any(|scope| scope.contains("data_access")),
        "{scopes:?}"
    );
    let checked = check(&world, &link).await;
    assert_eq!(checked.readiness, Readiness::Ready, "{checked:#?}");
    assert!(checked.location.as_ref().unwrap().storage.high_assurance);
    let plan = world
        .sharing
        .plan_share(world.draft(&link, &[ALEX]).await)
        .await
        .unwrap();
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");
    // An hour later the sign-in is too old, for looking and for making.
    world.lever("clock", json!({"advance_seconds": 3600})).await;
    let asked = world.sharing.check_folders(vec![link.clone()]).await.unwrap_err();
    assert!(matches!(asked, Error::SessionRequired { .. }), "{asked:?}");
    assert_eq!(check(&world, &link).await.readiness, Readiness::Ready);
}

/// Every refusal that the manager has a type for.
#[tokio::test]
async fn every_refusal_of_the_server_has_its_own_reason() {
    let (world, draft) = ready().await;
    let denied = |detail: Value| (403, "permission_denied", detail);
    let refusals = [
        (
            denied(json!({"DATA_TYPE": "credential_not_found#1.0.0", "accounts": ["nora"]})),
            Refusal::NoAccount {
                accounts: vec!["nora".to_owned()],
            },
        ),
        (
            denied(json!({"DATA_TYPE": "invalid_credential#1.0.0", "user_credential_id": "u"})),
            Refusal::AccountInvalid,
        ),
        (
            denied(json!({"DATA_TYPE": "invalid_user#1.0.0", "user": "nora"})),
            Refusal::UnknownUser,
        ),
        (
            denied(json!({"DATA_TYPE": "missing_required_role#1.0.0", "roles": ["administrator"]})),
            Refusal::RoleMissing {
                roles: vec!["administrator".to_owned()],
            },
        ),
        (
            denied(
                json!({"DATA_TYPE": "not_from_allowed_domain#1.0.0", "allowed_domains": ["alpen.example"]}),
            ),
            Refusal::DomainNotAllowed {
                domains: vec!["alpen.example".to_owned()],
            },
        ),
        (
            denied(json!({"DATA_TYPE": "id_not_in_identity_set#1.0.0", "id": "i"})),
            Refusal::SignInNotMine,
        ),
        (
            denied(json!({"DATA_TYPE": "subscription_required#1.0.0"})),
            Refusal::SubscriptionNeeded,
        ),
        (
            denied(json!("'/x' may not be shared")),
            Refusal::Other {
                message: "said".to_owned(),
            },
        ),
        (
            (
                409,
                "conflict",
                json!({"DATA_TYPE": "resource_conflict#1.0.0", "resources": []}),
            ),
            Refusal::AlreadyThere,
        ),
        (
            (
                422,
                "unprocessable_entity",
                json!({"DATA_TYPE": "invalid_input#1.0.0", "errors": [{"field": "public", "message": "is odd"}]}),
            ),
            Refusal::InputRefused {
                message: "public: is odd".to_owned(),
            },
        ),
    ];
    let plan = world.sharing.plan_share(draft).await.unwrap();
    let mut share = None;
    for ((status, code, detail), expected) in refusals {
        let body = json!({"DATA_TYPE": "result#1.0.0", "code": code, "http_response_code": status,
            "message": "said", "detail": detail, "data": []});
        let fault = json!({"method": "POST", "route": "/gcs/*/api/collections", "times": 1, "status": status, "body": body});
        world.lever("faults", fault).await;
        let outcome = match &share {
            None => apply(&world.sharing, &plan).await,
            Some(share) => world.sharing.resume_share(share, &|_| ()).await.unwrap(),
        };
        share = Some(outcome.share_id.clone());
        let refused =
            |error: &Error| matches!(error, Error::ServerRefused { refusal, .. } if *refusal == expected);
        assert!(
            outcome.stopped_by.as_ref().is_some_and(refused),
            "{expected:?}: {:?}",
            outcome.stopped_by
        );
        for row in &outcome.results {
            assert!(
                matches!(&row.state, GrantState::Failed { error } if refused(error)),
                "{row:?}"
            );
        }
    }
    // Once nothing stands against it any more, it goes on where it was.
    let outcome = world
        .sharing
        .resume_share(&share.unwrap(), &|_| ())
        .await
        .unwrap();
    assert!(all_shared(&outcome), "{outcome:#?}");
    assert_eq!(made(&world).await.len(), 1);
}

#[tokio::test]
async fn the_folder_may_go_between_review_and_sharing() {
    let (world, draft) = ready().await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    let gone = json!({"DATA_TYPE": "result#1.0.0", "code": "not_found", "http_response_code": 404,
        "message": "There is no folder", "detail": "There is no folder", "data": []});
    let fault =
        json!({"method": "POST", "route": "/gcs/*/api/collections", "times": 1, "status": 404, "body": gone});
    world.lever("faults", fault).await;
    let outcome = apply(&world.sharing, &plan).await;
    assert_eq!(
        outcome.stopped_by,
        Some(Error::NotFound {
            what: Missing::Folder
        })
    );
}

#[tokio::test]
async fn permissions_wait_until_globus_knows_the_new_collection() {
    let (world, draft) = ready().await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    world
        .lever("config", json!({"guest_visible_after_seconds": 2}))
        .await;
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");
}

#[tokio::test]
async fn one_that_is_seen_too_late_is_gone_on_with() {
    let (world, draft) = ready().await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    world
        .lever("config", json!({"guest_visible_after_seconds": 3000}))
        .await;
    world.requests().await;
    let confirmations = confirmed(&plan);
    // The app is closed while it waits.
    tokio::select! {
        outcome = world.sharing.apply_share(&plan.id, &confirmations, &|_| ()) => panic!("{outcome:#?}"),
        () = async { while made(&world).await.is_empty() {} } => {}
    }
    world.lever("clock", json!({"advance_seconds": 4000})).await;
    let sharing = world.restarted().await;
    let unfinished = sharing.unfinished_shares().await.unwrap();
    let outcome = world
        .with_consent(async || sharing.resume_share(&unfinished[0].share_id, &|_| ()).await)
        .await
        .unwrap();
    assert!(all_shared(&outcome), "{outcome:#?}");
    assert_eq!(made(&world).await.len(), 1);
}

/// Kills the share at its `at`-th request, before or after that one is carried out. False when there are fewer.
async fn killed(at: usize, after_executing: bool) -> bool {
    let world = with_seed(&two_accounts(), NORA).await;
    mkdir(&world, "Projects", "/soil/").await;
    let link = world.link("Projects", "/soil/").await;
    assert_eq!(check(&world, &link).await.readiness, Readiness::Ready);
    let draft = world.draft(&link, &[ALEX, TOMAS]).await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    if after_executing {
        let last = json!({"route": "/*", "skip": at, "times": 1, "cut": "after_executing"});
        world.lever("faults", last).await;
    }
    world
        .lever("faults", json!({"route": "/*", "skip": at, "cut": "before"}))
        .await;
    world.requests().await;
    let confirmations = confirmed(&plan);
    let killed = tokio::select! {
        outcome = world.sharing.apply_share(&plan.id, &confirmations, &|_| ()) => !all_shared(&outcome.unwrap()),
        () = world.cut_off() => true,
    };
    world.sharing.list_drafts().await.unwrap();
    world.fair_weather().await;
    let sharing = world.restarted().await;
    for unfinished in sharing.unfinished_shares().await.unwrap() {
        let outcome = sharing.resume_share(&unfinished.share_id, &|_| ()).await.unwrap();
        assert!(all_shared(&outcome), "{at} {after_executing}: {outcome:#?}");
    }
    let mine = made_on(&world, "Projects").await;
    assert_eq!(mine.len(), 1, "{at} {after_executing}: {mine:?}");
    let rules = world.globus.transfer.access_list(&mine[0].0).await.unwrap();
    let people: Vec<&str> = rules
        .iter()
        .filter(|rule| !rule.is_implicit())
        .map(|rule| rule.principal.as_str())
        .collect();
    assert_eq!(
        (people.len(), people.iter().collect::<HashSet<_>>().len()),
        (2, 2),
        "{at} {after_executing}"
    );
    killed
}

#[tokio::test]
async fn a_share_killed_at_any_step_is_finished_and_nothing_is_made_twice() {
    for after_executing in [false, true] {
        let mut at = 0;
        while killed(at, after_executing).await {
            at += 1;
            assert!(at < 20, "there is no end to it");
        }
        assert!(at >= 6, "{at}");
    }
}

/// A server on which Nora has two accounts, one for each of her sign-ins, and somebody else has none yet.
fn two_accounts() -> Value {
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

async fn with_seed(seed: &Value, person: &str) -> World {
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
