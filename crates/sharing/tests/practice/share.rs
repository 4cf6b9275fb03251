//! The main job: plan, apply, read back, undo.

use std::sync::Mutex;

use globus::transfer::Permissions;
use jiff::tz::TimeZone;
use sharing::Sharing;
use sharing::error::Error;
use sharing::model::{
    GrantAction, GrantState, Guest, PlannedCollection, ShareEvent, ShareOutcome, SharePlan, Warning,
};

use crate::common::{ALEX, TOMAS, World, ZONE, confirmed, day_in, in_days};

pub(crate) async fn apply(sharing: &Sharing, plan: &SharePlan) -> ShareOutcome {
    sharing
        .apply_share(&plan.id, &confirmed(plan), &|_| ())
        .await
        .unwrap()
}

pub(crate) fn all_shared(outcome: &ShareOutcome) -> bool {
    outcome.results.iter().all(|row| row.state == GrantState::Shared)
}

#[tokio::test]
async fn two_people_and_an_invitation_on_a_new_collection() {
    let world = World::empty().await;
    let folder = world.folder("Results 2026 100%#");
    let mut draft = world.draft(&folder, &[ALEX, TOMAS]).await;
    let invited = world
        .sharing
        .invite_guest("New.Person@alpen.example")
        .await
        .unwrap();
    draft.guests.push(sharing::model::DraftGuest {
        guest: Guest::Person(invited.clone()),
        permissions: Permissions::ReadWrite,
        end: in_days(7),
    });
    world.sharing.save_draft(draft.clone()).await.unwrap();
    let plan = world.sharing.plan_share(draft).await.unwrap();
    assert!(matches!(
        plan.folders[0].collection,
        PlannedCollection::New { .. }
    ));
    assert_eq!(world.stored().await, []);
    let has = |row: usize, wanted: fn(&Warning) -> bool| plan.grants[row].warnings.iter().any(wanted);
    assert!(has(2, |warning| matches!(warning, Warning::NeverSignedIn { .. })));
    assert!(has(2, |warning| *warning == Warning::CanDelete));

    let events = Mutex::new(Vec::new());
    let outcome = world
        .sharing
        .apply_share(&plan.id, &confirmed(&plan), &|event| {
            events.lock().unwrap().push(event)
        })
        .await
        .unwrap();
    assert!(all_shared(&outcome), "{outcome:#?}");
    assert!(outcome.verified_at.is_some() && outcome.stopped_by.is_none());
    assert!(outcome.results.iter().all(|row| row.email_requested));
    let link = outcome.links[0].as_deref().unwrap();
    assert!(link.ends_with("&origin_path=%2F"), "{link}");

    let events = events.into_inner().unwrap();
    assert!(matches!(events[0], ShareEvent::Started { .. }));
    assert!(
        events
            .iter()
            .any(|event| matches!(event, ShareEvent::CollectionCreated { folder: 0, .. }))
    );
    for wanted in [GrantState::Sharing, GrantState::ReadingBack, GrantState::Shared] {
        let seen = |event: &&ShareEvent| matches!(event, ShareEvent::Grant { state, .. } if *state == wanted);
        assert_eq!(events.iter().filter(seen).count(), 3, "{wanted:?}");
    }

    let stored = world.stored().await;
    assert_eq!(stored.len(), 3);
    let zone = TimeZone::get(ZONE).unwrap();
    let of_invited = stored
        .iter()
        .find(|rule| rule.principal == invited.id.as_str())
        .unwrap();
    assert_eq!(of_invited.permissions, Permissions::ReadWrite);
    let end = of_invited.expiration_date.unwrap().to_zoned(zone);
    assert_eq!(end.date(), day_in(7));
    assert_eq!((end.hour(), end.minute(), end.second()), (23, 59, 59));

    assert_eq!(world.sharing.unfinished_shares().await.unwrap(), []);
    assert_eq!(world.sharing.list_drafts().await.unwrap(), []);
    let recent = world.sharing.recent_folders().await.unwrap();
    assert_eq!(
        (recent[0].path.as_str(), recent[0].guest_count),
        (folder.as_str(), 3)
    );
    // Applied once.
    let again = world
        .sharing
        .apply_share(&plan.id, &confirmed(&plan), &|_| ())
        .await;
    assert!(matches!(again, Err(Error::NotFound { .. })));
}

#[tokio::test]
async fn the_collection_that_covers_a_folder_is_used_again() {
    let world = World::empty().await;
    let folder = world.folder("Field data");
    std::fs::create_dir_all(std::path::Path::new(&folder).join("raw")).unwrap();
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    apply(&world.sharing, &plan).await;
    let inside = format!("{folder}/raw");
    let plan = world
        .sharing
        .plan_share(world.draft(&inside, &[ALEX, TOMAS]).await)
        .await
        .unwrap();
    assert!(matches!(
        plan.folders[0].collection,
        PlannedCollection::Existing { .. }
    ));
    assert_eq!(plan.folders[0].path.as_str(), "/raw/");
    assert!(
        plan.grants[0]
            .warnings
            .iter()
            .any(|warning| matches!(warning, Warning::NoEffect { .. }))
    );
    assert!(plan.grants[1].warnings.is_empty());
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome));
    assert!(
        outcome.links[0]
            .as_deref()
            .unwrap()
            .ends_with("&origin_path=%2Fraw%2F")
    );
    assert_eq!(world.collections().await, 1);
}

#[tokio::test]
async fn what_is_stored_already_is_changed_or_left_alone() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let first = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX, TOMAS]).await)
        .await
        .unwrap();
    apply(&world.sharing, &first).await;
    let mut second = world.draft(&folder, &[ALEX, TOMAS]).await;
    second.guests[1].permissions = Permissions::ReadWrite;
    second.guests[1].end = in_days(60);
    let plan = world.sharing.plan_share(second).await.unwrap();
    assert!(matches!(plan.grants[0].action, GrantAction::Nothing { .. }));
    assert!(matches!(
        plan.grants[1].action,
        GrantAction::Update {
            from_permissions: Permissions::Read,
            ..
        }
    ));
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");
    assert!(outcome.results.iter().all(|row| !row.email_requested));
    let stored = world.stored().await;
    assert_eq!(stored.len(), 2);

    // Undo gives the former level and end back, and leaves alone what was there before.
    let undone = world
        .sharing
        .undo_share(&outcome.share_id, &|_| ())
        .await
        .unwrap();
    assert_eq!(undone.results[0].state, GrantState::Shared);
    assert_eq!(undone.results[1].state, GrantState::Undone);
    let stored = world.stored().await;
    assert!(stored.iter().all(|rule| rule.permissions == Permissions::Read));
    assert_eq!(stored[0].expiration_date, stored[1].expiration_date);
}

#[tokio::test]
async fn undo_takes_back_what_was_granted_and_only_that() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let first = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    let first = apply(&world.sharing, &first).await;
    let second = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX, TOMAS]).await)
        .await
        .unwrap();
    let second = apply(&world.sharing, &second).await;
    world.sharing.undo_share(&second.share_id, &|_| ()).await.unwrap();
    let left = world.stored().await;
    assert_eq!(
        left.iter().map(|rule| rule.id.clone()).collect::<Vec<_>>(),
        [first.results[0].rule_id.clone()]
    );
    assert_eq!(world.collections().await, 1);
    // The collection was made for the first share; nobody else uses it any more.
    let undone = world.sharing.undo_share(&first.share_id, &|_| ()).await.unwrap();
    assert_eq!(undone.results[0].state, GrantState::Undone);
    assert_eq!(world.collections().await, 0);
    assert_eq!(world.sharing.recent_folders().await.unwrap()[0].guest_count, 0);
    assert!(std::path::Path::new(&folder).is_dir());
    assert!(matches!(
        world.sharing.undo_share(&first.share_id, &|_| ()).await,
        Err(Error::NotFound { .. })
    ));
}

#[tokio::test]
async fn several_folders_one_inside_the_other() {
    let world = World::empty().await;
    let outer = world.folder("Project");
    let other = world.folder("Elsewhere");
    let inner = format!("{outer}/inner");
    std::fs::create_dir(&inner).unwrap();
    let mut draft = world.draft(&inner, &[ALEX]).await;
    draft.folders = vec![inner, outer, other];
    let plan = world.sharing.plan_share(draft).await.unwrap();
    assert_eq!(plan.folders[0].collection, plan.folders[1].collection);
    assert_ne!(plan.folders[1].collection, plan.folders[2].collection);
    let paths: Vec<&str> = plan.folders.iter().map(|folder| folder.path.as_str()).collect();
    assert_eq!(paths, ["/inner/", "/", "/"]);
    assert!(
        plan.grants[0]
            .warnings
            .iter()
            .any(|warning| matches!(warning, Warning::NoEffect { .. }))
    );
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");
    assert_eq!((world.collections().await, world.stored().await.len()), (2, 3));
}

#[tokio::test]
async fn fifty_guests_take_fifty_requests_and_one_look() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    apply(&world.sharing, &plan).await;
    let addresses: Vec<String> = (0..50).map(|n| format!("guest{n}@alpen.example")).collect();
    for address in &addresses {
        world.sharing.invite_guest(address).await.unwrap();
    }
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    let draft = world.draft(&folder, &addresses).await;
    world.requests().await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    let asked = world.requests().await;
    assert!(asked.len() <= 6, "{asked:#?}");
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome));
    let sent = world.requests().await;
    let created = sent
        .iter()
        .filter(|request| request.starts_with("POST ") && request.ends_with("/access"));
    assert_eq!((created.count(), sent.len()), (50, 51));
}
