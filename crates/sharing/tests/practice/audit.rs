//! Who can see what across everything: read from practice with no call too many, kept, and kept in step.

use globus::ids::IdentityId;
use serde_json::json;
use sharing::model::{
    Access, AuditFilter, AuditQuery, AuditRow, AuditView, Guest, ShareBadge, ShareRow, SubjectId, SubjectRow,
};

use crate::common::{ALEX, World};
use crate::share::apply;

async fn rows(sharing: &sharing::Sharing, query: &AuditQuery) -> Vec<AuditRow> {
    sharing.audit_page(query, 0, 500).await.unwrap().rows
}

async fn shares(sharing: &sharing::Sharing) -> Vec<ShareRow> {
    let rows = rows(sharing, &AuditQuery::default()).await.into_iter();
    rows.filter_map(|row| match row {
        AuditRow::Share(share) => Some(share),
        _ => None,
    })
    .collect()
}

async fn people(sharing: &sharing::Sharing) -> Vec<SubjectRow> {
    let query = AuditQuery {
        view: AuditView::People,
        ..AuditQuery::default()
    };
    let rows = rows(sharing, &query).await.into_iter();
    rows.filter_map(|row| match row {
        AuditRow::Subject(subject) => Some(subject),
        _ => None,
    })
    .collect()
}

fn person<'a>(people: &'a [SubjectRow], address: &str) -> &'a SubjectRow {
    let is_it = |row: &&SubjectRow| matches!(&row.access, Access::Guest { guest: Guest::Person(person) } if person.username == address);
    people.iter().find(is_it).unwrap()
}

#[tokio::test]
async fn the_whole_demo_is_read_once_and_opens_again_without_asking() {
    let world = World::demo().await;
    world.requests().await;
    let state = world.sharing.refresh_audit(&|_| ()).await.unwrap();
    let mut requests = world.requests_with_queries().await;
    requests.sort();
    let before = requests.len();
    requests.dedup();
    assert_eq!(requests.len(), before, "nothing is asked twice: {requests:#?}");
    assert!(state.problems.is_empty() && !state.cut_short && !state.refreshing);
    assert!(state.collections >= 8 && state.people >= 8, "{state:?}");
    let all = shares(&world.sharing).await;
    let badges = |name: &str, path: &str| {
        let found = all
            .iter()
            .find(|share| share.collection_name == name && share.path.as_str() == path);
        found.unwrap().badges.clone()
    };
    assert!(badges("Gel images 2024", "/").contains(&ShareBadge::FolderNotFound));
    assert!(badges("Teaching set", "/Exercise 1/").contains(&ShareBadge::Anyone));
    assert!(badges("Field notes", "/").contains(&ShareBadge::Offline));
    let again = world.restarted().await;
    world.requests().await;
    let kept = again.audit_state().await.unwrap();
    assert_eq!(kept.checked_at, state.checked_at);
    assert_eq!(shares(&again).await, all);
    let asked = world.requests().await;
    assert!(
        asked.iter().all(|request| request.contains("userinfo")),
        "{asked:?}"
    );
}

#[tokio::test]
async fn whoever_asks_while_it_is_opened_is_not_told_that_there_is_nothing() {
    let world = World::demo().await;
    let read = world.sharing.refresh_audit(&|_| ()).await.unwrap();
    let again = world.restarted().await;
    let asked = futures::future::join_all((0..8).map(|_| again.audit_state())).await;
    for state in asked {
        assert_eq!(state.unwrap().collections, read.collections);
    }
}

#[tokio::test]
async fn a_person_is_shown_with_what_reaches_them_through_groups() {
    let world = World::demo().await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    let people = people(&world.sharing).await;
    let alex = person(&people, ALEX);
    let Access::Guest {
        guest: Guest::Person(who),
    } = &alex.access
    else {
        unreachable!()
    };
    let id = SubjectId::Person {
        id: IdentityId::new(who.id.as_str()),
    };
    let page = world.sharing.subject_page(&id).await.unwrap();
    assert!(page.grants.len() >= usize::try_from(alex.shares).unwrap());
    assert!(!page.groups.is_empty(), "{page:#?}");
}

#[tokio::test]
async fn a_collection_that_can_not_be_read_keeps_its_earlier_rows() {
    let world = World::demo().await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    let before = shares(&world.sharing).await;
    let id = before
        .iter()
        .find(|share| share.name == "Thesis figures")
        .unwrap()
        .collection_id
        .clone();
    let route = format!("/transfer/v0.10/endpoint/{id}/access_list");
    world
        .lever(
            "faults",
            json!({"route": route, "status": 502, "body": {"code": "EndpointError", "message": "m"}}),
        )
        .await;
    let state = world.sharing.refresh_audit(&|_| ()).await.unwrap();
    assert_eq!(state.problems.len(), 1);
    assert_eq!(state.problems[0].collection_id, id);
    assert_eq!(shares(&world.sharing).await.len(), before.len());
}

#[tokio::test]
async fn what_this_app_shared_is_in_view_at_once_and_known_as_its_own() {
    let world = World::demo().await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    world.sharing.leave_my_shares().await.unwrap();
    let maple = shares(&world.sharing)
        .await
        .into_iter()
        .find(|share| share.name == "Maple trial 2026")
        .unwrap();
    let again = world.restarted().await;
    let folder = world.practice.sample_root().join("Maple trial 2026/Results/raw");
    let folder = folder.to_str().unwrap().to_owned();
    let mut draft = world.draft(&folder, &[ALEX]).await;
    draft.collection_id = Some(maple.collection_id.clone());
    apply(&again, &again.plan_share(draft).await.unwrap()).await;
    let changed = AuditQuery {
        filters: vec![AuditFilter::Changed],
        ..AuditQuery::default()
    };
    let found = rows(&again, &changed).await;
    let [AuditRow::Share(share)] = found.as_slice() else {
        panic!("{found:#?}")
    };
    assert_eq!((share.path.as_str(), share.changed), ("/Results/raw/", true));
}

#[tokio::test]
async fn what_somebody_else_does_after_a_visit_is_new_without_a_restart() {
    let world = World::demo().await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    let changed = AuditQuery {
        filters: vec![AuditFilter::Changed],
        ..AuditQuery::default()
    };
    world.sharing.leave_my_shares().await.unwrap();
    let folder = world.practice.sample_root().join("Maple trial 2026/Results/raw");
    let draft = world.draft(folder.to_str().unwrap(), &[ALEX]).await;
    apply(&world.sharing, &world.sharing.plan_share(draft).await.unwrap()).await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    assert_eq!(rows(&world.sharing, &changed).await.len(), 1);
    world.sharing.leave_my_shares().await.unwrap();
    assert_eq!(rows(&world.sharing, &changed).await.len(), 0);
}
