//! Looking after what is shared.

use globus::transfer::Permissions;
use serde_json::json;
use sharing::Error;
use sharing::error::{Field, InputProblem, Missing};
use sharing::model::{AccessChangeRequest, EndChoice, MyShares, Share, ShareBadge, ShareGuest};

use crate::common::{ALEX, TOMAS, World, day_in, in_days};
use crate::share::apply;

fn share<'a>(all: &'a MyShares, collection: &str, path: &str) -> &'a Share {
    let found = all
        .shares
        .iter()
        .find(|share| share.collection_name == collection && share.path.as_str() == path);
    found.unwrap_or_else(|| {
        panic!(
            "{collection}{path} in {:#?}",
            all.shares.iter().map(|share| &share.name).collect::<Vec<_>>()
        )
    })
}

fn request(share: &Share, guest: &ShareGuest) -> AccessChangeRequest {
    AccessChangeRequest {
        collection_id: share.collection_id.clone(),
        rule_id: guest.rule_id.clone().unwrap(),
        seen_permissions: guest.permissions,
        seen_ends_at: guest.ends_at,
        permissions: None,
        end: None,
    }
}

#[tokio::test]
async fn the_whole_demo_is_listed_with_what_deserves_a_look() {
    let world = World::demo().await;
    world.requests().await;
    let all = world.sharing.my_shares(true).await.unwrap();
    let requests = world.requests().await;
    let mut once = requests.clone();
    once.retain(|request| {
        !request.contains("endpoint_search") && !request.contains("identities") && !request.contains("stat")
    });
    once.sort();
    once.dedup();
    let rest = requests.iter().filter(|request| once.contains(request)).count();
    assert_eq!(rest, once.len(), "nothing is asked twice: {requests:#?}");
    assert!(all.problems.is_empty() && !all.cut_short);
    assert!(all.collections >= 8, "{}", all.collections);
    assert!(
        share(&all, "Gel images 2024", "/")
            .badges
            .contains(&ShareBadge::FolderNotFound)
    );
    assert!(
        share(&all, "Teaching set", "/Exercise 1/")
            .badges
            .contains(&ShareBadge::Anyone)
    );
    assert!(
        share(&all, "Teaching set", "/")
            .badges
            .contains(&ShareBadge::SignedIn)
    );
    assert!(
        share(&all, "Field notes", "/")
            .badges
            .contains(&ShareBadge::Offline)
    );
    assert!(
        !share(&all, "Maple trial 2026", "/Results/")
            .badges
            .contains(&ShareBadge::FolderNotFound)
    );
    let ends: Vec<_> = all.shares.iter().filter_map(|share| share.first_end).collect();
    assert!(ends.is_sorted());
    // Without asking anybody.
    assert_eq!(world.sharing.my_shares(false).await.unwrap(), all);
    assert_eq!(world.requests().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_collection_that_can_not_be_read_keeps_its_earlier_shares() {
    let world = World::demo().await;
    let before = world.sharing.my_shares(true).await.unwrap();
    let id = share(&before, "Thesis figures", "/").collection_id.clone();
    let route = format!("/transfer/v0.10/endpoint/{id}/access_list");
    world
        .lever(
            "faults",
            json!({"route": route, "status": 502, "body": {"code": "EndpointError", "message": "m"}}),
        )
        .await;
    let after = world.sharing.my_shares(true).await.unwrap();
    assert_eq!(after.problems.len(), 1);
    assert_eq!(after.problems[0].collection_id, id);
    assert_eq!(
        share(&after, "Thesis figures", "/"),
        share(&before, "Thesis figures", "/")
    );
}

#[tokio::test]
async fn level_and_end_are_changed_and_read_back() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    apply(&world.sharing, &plan).await;
    let all = world.sharing.my_shares(true).await.unwrap();
    let data = share(&all, "Data", "/");
    let seen = request(data, &data.guests[0]);
    let mut change = AccessChangeRequest {
        permissions: Some(Permissions::ReadWrite),
        end: Some(in_days(7)),
        ..seen.clone()
    };
    let now = world.sharing.change_access(&change).await.unwrap();
    assert_eq!(now.permissions, Permissions::ReadWrite);
    let stored = world.stored().await;
    assert_eq!(
        (stored[0].permissions, stored[0].expiration_date),
        (now.permissions, now.ends_at)
    );
    // Somebody who still sees the former state is told so.
    assert_eq!(
        world.sharing.change_access(&change).await.err(),
        Some(Error::Changed)
    );
    change = AccessChangeRequest {
        seen_permissions: now.permissions,
        seen_ends_at: now.ends_at,
        ..change
    };
    change.end = Some(EndChoice::On { day: day_in(-1) });
    let past = Error::InvalidInput {
        field: Field::EndDate,
        reason: InputProblem::InThePast,
    };
    assert_eq!(world.sharing.change_access(&change).await.err(), Some(past));
    change.end = Some(EndChoice::Never {
        reason: "reference data".into(),
    });
    let now = world.sharing.change_access(&change).await.unwrap();
    assert_eq!(
        (now.ends_at, now.no_end_reason.as_deref()),
        (None, Some("reference data"))
    );
    let kept = world.sharing.my_shares(false).await.unwrap();
    assert_eq!(share(&kept, "Data", "/").guests[0], now);
    assert!(share(&kept, "Data", "/").badges.contains(&ShareBadge::NoEndDate));
}

#[tokio::test]
async fn an_end_after_the_maximum_is_refused_when_changing() {
    let world = World::demo().await;
    let all = world.sharing.my_shares(true).await.unwrap();
    let run = share(&all, "Spring sequencing", "/Run 2026-03-14/");
    let change = AccessChangeRequest {
        end: Some(in_days(400)),
        ..request(run, &run.guests[0])
    };
    let late = Error::InvalidInput {
        field: Field::EndDate,
        reason: InputProblem::AfterMaximum,
    };
    assert_eq!(world.sharing.change_access(&change).await.err(), Some(late));
    let change = AccessChangeRequest {
        end: Some(in_days(100)),
        ..change
    };
    world.sharing.change_access(&change).await.unwrap();
}

#[tokio::test]
async fn stopping_twice_is_stopping() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX, TOMAS]).await)
        .await
        .unwrap();
    apply(&world.sharing, &plan).await;
    let all = world.sharing.my_shares(true).await.unwrap();
    let data = share(&all, "Data", "/");
    let change = request(data, &data.guests[0]);
    for _ in 0..2 {
        world
            .sharing
            .remove_access(&change.collection_id, &change.rule_id)
            .await
            .unwrap();
    }
    assert_eq!(world.stored().await.len(), 1);
    let kept = world.sharing.my_shares(false).await.unwrap();
    assert_eq!(
        share(&kept, "Data", "/")
            .guests
            .iter()
            .filter(|guest| guest.rule_id.is_some())
            .count(),
        1
    );
    let gone = Error::NotFound {
        what: Missing::AccessRule,
    };
    assert_eq!(world.sharing.change_access(&change).await.err(), Some(gone));
    let id = globus::ids::CollectionId::new("00000000-0000-4000-8000-000000000000");
    let unknown = world.sharing.remove_access(&id, &change.rule_id).await;
    assert_eq!(
        unknown.err(),
        Some(Error::NotFound {
            what: Missing::Collection
        })
    );
}

#[tokio::test]
async fn two_changes_at_once_are_both_kept() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX, TOMAS]).await)
        .await
        .unwrap();
    apply(&world.sharing, &plan).await;
    let all = world.sharing.my_shares(true).await.unwrap();
    let data = share(&all, "Data", "/");
    let [first, second] = [0, 1].map(|index| request(data, &data.guests[index]));
    let stop = |change: &AccessChangeRequest| {
        let (sharing, change) = (world.sharing.clone(), change.clone());
        async move {
            sharing
                .remove_access(&change.collection_id, &change.rule_id)
                .await
        }
    };
    let (one, other) = tokio::join!(stop(&first), stop(&second));
    one.unwrap();
    other.unwrap();
    let kept = world.sharing.my_shares(false).await.unwrap();
    assert_eq!(kept.shares, []);
}

#[tokio::test]
async fn a_list_that_was_being_read_does_not_undo_a_change() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX, TOMAS]).await)
        .await
        .unwrap();
    apply(&world.sharing, &plan).await;
    let all = world.sharing.my_shares(true).await.unwrap();
    let data = share(&all, "Data", "/");
    let gone = request(data, &data.guests[0]);
    world.requests().await;
    // Comes after the permissions were read.
    world
        .lever(
            "faults",
            json!({"route": "/transfer/v0.10/operation/endpoint/*/stat", "delay_ms": 1500}),
        )
        .await;
    let sharing = world.sharing.clone();
    let reading = tokio::spawn(async move { sharing.my_shares(true).await });
    world.answered("/access_list", 1).await;
    world
        .sharing
        .remove_access(&gone.collection_id, &gone.rule_id)
        .await
        .unwrap();
    let read = reading.await.unwrap().unwrap();
    let kept = world.sharing.my_shares(false).await.unwrap();
    assert_eq!(kept, read);
    let rules = kept.shares[0]
        .guests
        .iter()
        .filter_map(|guest| guest.rule_id.as_ref());
    assert!(!rules.collect::<Vec<_>>().contains(&&gone.rule_id), "{kept:#?}");
}
