//! One collection in detail: who reaches what, roles, card, end, and why somebody can't open it.

use globus::ids::{CollectionId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::{AccessChange, NewAccessRule, Permissions};
use serde_json::json;
use sharing::error::{Field, InputProblem};
use sharing::model::{
    AssignableRole, AuditQuery, AuditRow, DiagnosisRequest, Guest, MyRole, Resolution, Verdict,
};
use sharing::{Error, Sharing};

use crate::common::{ALEX, TOMAS, World};

const JONAS: &str = "j.lindqvist@alpen.example";

async fn looked_after() -> World {
    let world = World::demo().await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    world
}

async fn collection(sharing: &Sharing, name: &str) -> CollectionId {
    let rows = sharing
        .audit_page(&AuditQuery::default(), 0, 500)
        .await
        .unwrap()
        .rows;
    let found = rows.into_iter().find_map(|row| match row {
        AuditRow::Share(share) if share.collection_name == name => Some(share.collection_id),
        _ => None,
    });
    found.unwrap()
}

async fn guest(sharing: &Sharing, address: &str) -> Guest {
    let found = sharing
        .resolve_guests(vec![address.to_owned()])
        .await
        .unwrap()
        .remove(0);
    match found.resolution {
        Resolution::Found { guest } => guest,
        other => panic!("{other:?}"),
    }
}

async fn identity(sharing: &Sharing, address: &str) -> IdentityId {
    match guest(sharing, address).await {
        Guest::Person(person) => person.id,
        Guest::Group(group) => panic!("{group:?}"),
    }
}

fn path(text: &str) -> CollectionPath {
    CollectionPath::parse(text).unwrap()
}

async fn why(world: &World, name: &str, at: &str, who: &str, signs_in_as: Option<&str>) -> Verdict {
    let request = DiagnosisRequest {
        collection_id: collection(&world.sharing, name).await,
        path: path(at),
        identity_id: identity(&world.sharing, who).await,
        signs_in_as: signs_in_as.map(str::to_owned),
    };
    world.sharing.diagnose(&request).await.unwrap().verdict
}

#[tokio::test]
async fn a_folder_shows_what_counts_and_what_does_not() {
    let world = looked_after().await;
    let id = collection(&world.sharing, "Maple trial 2026").await;
    let jonas = identity(&world.sharing, JONAS).await;
    let transfer = &world.globus.transfer;
    let before = transfer.access_list(&id).await.unwrap();
    for rule in before.iter().filter(|rule| rule.principal == jonas.as_str()) {
        transfer
            .delete_access(&id, rule.id.as_ref().unwrap())
            .await
            .unwrap();
    }
    for (at, level) in [("/", Permissions::ReadWrite), ("/Results/", Permissions::Read)] {
        transfer
            .create_access(&id, &NewAccessRule::for_identity(&jonas, path(at), level))
            .await
            .unwrap();
    }
    let details = world.sharing.collection_details(&id).await.unwrap();
    assert!(
        details.may.change_access && details.may.delete && details.may.because.is_none(),
        "{details:#?}"
    );
    assert_eq!(details.folders[0].path, path("/"));
    let access = world
        .sharing
        .folder_access(&id, &path("/Results/"))
        .await
        .unwrap();
    let row = access.guests.iter().find(|guest| {
        matches!(&guest.access, sharing::model::Access::Guest { guest: Guest::Person(person) } if person.id == jonas)
    });
    let row = row.unwrap();
    assert_eq!(row.permissions, Permissions::ReadWrite);
    let own = |grants: &[sharing::model::GrantRow]| {
        let own = grants
            .iter()
            .filter(|grant| grant.via == sharing::model::Via::Own);
        own.map(|grant| grant.path.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(own(&row.counting), ["/"]);
    assert_eq!(own(&row.without_effect), ["/Results/"]);
    assert!(
        access.folders.iter().any(|folder| folder.name == "raw"),
        "{:?}",
        access.folders
    );
    assert!(access.by_role >= 1);
}

#[tokio::test]
async fn a_role_is_given_and_taken_and_shows_in_the_list() {
    let world = looked_after().await;
    let id = collection(&world.sharing, "Maple trial 2026").await;
    let jonas = guest(&world.sharing, JONAS).await;
    let given = world
        .sharing
        .give_role(&id, &jonas, AssignableRole::AccessManager)
        .await
        .unwrap();
    let row = given
        .iter()
        .find(|row| {
            row.guest == jonas
                || matches!((&row.guest, &jonas), (Guest::Person(a), Guest::Person(b)) if a.id == b.id)
        })
        .unwrap();
    assert_eq!(row.role, AssignableRole::AccessManager);
    let list = world.globus.transfer.access_list(&id).await.unwrap();
    assert!(list.iter().any(|rule| rule.role_id == row.id));
    let left = world
        .sharing
        .take_role(&id, row.id.as_ref().unwrap())
        .await
        .unwrap();
    assert_eq!(left.len() + 1, given.len());
    assert!(left[0].owner && left[0].is_me);
}

#[tokio::test]
async fn the_card_is_written_and_read_back() {
    let world = looked_after().await;
    let id = collection(&world.sharing, "Maple trial 2026").await;
    let mut about = world.sharing.collection_details(&id).await.unwrap().about;
    about.display_name = "  Maple trial 2026, final ".into();
    about.keywords = vec!["maple".into(), "plates".into()];
    about.notify_uploads = Some(true);
    let stored = world.sharing.update_about(&id, &about).await.unwrap();
    assert_eq!(stored.display_name, "Maple trial 2026, final");
    assert_eq!(stored.keywords, about.keywords);
    assert_eq!(stored.notify_uploads, Some(true));
    collection(&world.sharing, "Maple trial 2026, final").await;

    // A reading that began before it has the former name, and may not bring it back.
    let slow = json!({"route": "/transfer/v0.10/operation/endpoint/*/stat", "delay_ms": 1500, "times": 1});
    world.lever("faults", slow).await;
    world.requests().await;
    let reader = world.sharing.clone();
    let reading = tokio::spawn(async move { reader.refresh_audit(&|_| ()).await });
    world.answered("/access_list", 3).await;
    about.display_name = "Maple trial".into();
    world.sharing.update_about(&id, &about).await.unwrap();
    reading.await.unwrap().unwrap();
    collection(&world.sharing, "Maple trial").await;

    about.display_name = " ".into();
    let refused = world.sharing.update_about(&id, &about).await;
    assert_eq!(
        refused,
        Err(Error::InvalidInput {
            field: Field::CollectionName,
            reason: InputProblem::Empty
        })
    );
}

#[tokio::test]
async fn a_collection_goes_only_when_its_name_is_typed() {
    let world = looked_after().await;
    let id = collection(&world.sharing, "Teaching set").await;
    let preview = world.sharing.deletion_preview(&id).await.unwrap();
    assert!(preview.guests > 0 && preview.permissions > 0, "{preview:#?}");
    let refused = world.sharing.delete_collection(&id, "Teaching").await;
    assert!(
        matches!(
            refused,
            Err(Error::InvalidInput {
                field: Field::Confirmation,
                ..
            })
        ),
        "{refused:?}"
    );
    world
        .sharing
        .delete_collection(&id, "Teaching set")
        .await
        .unwrap();
    let rows = world
        .sharing
        .audit_page(&AuditQuery::default(), 0, 500)
        .await
        .unwrap()
        .rows;
    assert!(
        rows.iter()
            .all(|row| !matches!(row, AuditRow::Share(share) if share.collection_id == id))
    );
}

#[tokio::test]
async fn why_somebody_can_not_open_it_ends_in_one_sentence() {
    let world = looked_after().await;
    assert_eq!(
        why(&world, "Gel images 2024", "/", ALEX, None).await,
        Verdict::FolderGone
    );
    assert_eq!(
        why(&world, "Field notes", "/", ALEX, None).await,
        Verdict::StorageOffline
    );
    let id = collection(&world.sharing, "Maple trial 2026").await;
    let jonas = identity(&world.sharing, JONAS).await;
    for rule in world.globus.transfer.access_list(&id).await.unwrap() {
        if let Some(rule) = rule.id {
            world.globus.transfer.delete_access(&id, &rule).await.unwrap();
        }
    }
    let rule = NewAccessRule::for_identity(&jonas, path("/Results/raw/"), Permissions::Read);
    let made = world
        .globus
        .transfer
        .create_access(&id, &rule)
        .await
        .unwrap()
        .into_id();
    let other = why(
        &world,
        "Maple trial 2026",
        "/Results/raw/",
        JONAS,
        Some("jonas@alpen.example"),
    )
    .await;
    assert_eq!(
        other,
        Verdict::OtherIdentity {
            shared_with: JONAS.to_owned()
        }
    );
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(5);
    let change = AccessChange {
        permissions: None,
        expiration_date: Some(Some(soon)),
    };
    world
        .globus
        .transfer
        .update_access(&id, &made, &change)
        .await
        .unwrap();
    world.lever("config", json!({"hide_expired_rules": false})).await;
    let request = DiagnosisRequest {
        collection_id: id.clone(),
        path: path("/Results/raw/"),
        identity_id: jonas.clone(),
        signs_in_as: None,
    };
    let later = world.restarted_after(1).await;
    later.refresh_audit(&|_| ()).await.unwrap();
    let verdict = later.diagnose(&request).await.unwrap().verdict;
    assert!(matches!(verdict, Verdict::Ended { .. }), "{verdict:?}");
    world.globus.transfer.delete_access(&id, &made).await.unwrap();
    let nothing = later.diagnose(&request).await.unwrap().verdict;
    assert!(matches!(nothing, Verdict::NothingShared { .. }), "{nothing:?}");
}

#[tokio::test]
async fn a_group_with_access_to_another_folder_is_not_why_this_one_stays_shut() {
    let world = looked_after().await;
    let id = collection(&world.sharing, "Thesis figures").await;
    let course = crate::groups::summary(&world, "Spring course 2026").await.id;
    let rule = NewAccessRule::for_group(&course, path("/chapter 2/"), Permissions::Read);
    world.globus.transfer.create_access(&id, &rule).await.unwrap();
    // She waits to be let in.
    let grace = "grace.adeyemi@eastlake.example";
    let inside = why(&world, "Thesis figures", "/chapter 2/", grace, None).await;
    assert!(matches!(inside, Verdict::NotYetInGroup { .. }), "{inside:?}");
    let around = why(&world, "Thesis figures", "/", grace, None).await;
    assert!(matches!(around, Verdict::NothingShared { .. }), "{around:?}");
}

#[tokio::test]
async fn what_a_role_may_not_do_is_said() {
    let world = World::start(practice::Seed::Demo, TOMAS).await;
    world.sharing.sign_in(None, false, &|_| ()).await.unwrap();
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    let rows = world
        .sharing
        .audit_page(&AuditQuery::default(), 0, 500)
        .await
        .unwrap()
        .rows;
    for row in rows {
        let AuditRow::Share(share) = row else { continue };
        let details = world
            .sharing
            .collection_details(&share.collection_id)
            .await
            .unwrap();
        let limited = details
            .may
            .because
            .is_some_and(|role| role != MyRole::Administrator);
        let reasons = [limited, details.may.roles_need_subscription];
        assert_eq!(reasons.contains(&true), !details.may.change_roles, "{details:#?}");
    }
}

#[tokio::test]
async fn what_was_kept_of_a_collection_is_there_without_asking() {
    let world = looked_after().await;
    let id = collection(&world.sharing, "Maple trial 2026").await;
    let read = world.sharing.collection_details(&id).await.unwrap();
    let kept = world.sharing.kept_collection(&id).await.unwrap().unwrap();
    assert_eq!(kept.folders, read.folders);
    assert_eq!(
        (
            &kept.name,
            &kept.storage,
            &kept.link,
            kept.permissions,
            kept.without_effect
        ),
        (
            &read.name,
            &read.storage,
            &read.link,
            read.permissions,
            read.without_effect
        ),
    );
    assert_eq!(kept.may.change_access, read.may.change_access);
    let unknown = CollectionId::new("00000000-0000-4000-8000-000000000000");
    assert_eq!(world.sharing.kept_collection(&unknown).await.unwrap(), None);
}
