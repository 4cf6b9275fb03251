//! What this app did, what others did, what ended: each once, and shared again.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{NewAccessRule, Permissions, PrincipalType};
use sharing::Sharing;
use sharing::model::{
    AuditQuery, AuditRow, ChangeAction, ChangeStep, ChangeTargets, Confirmations, Guest, HistoryAuthor,
    HistoryDeletion, HistoryEntry, HistoryEvent, HistoryQuery, ShareRow,
};

use crate::common::{ALEX, TOMAS, World, confirmed, in_days};

async fn history(sharing: &Sharing) -> Vec<HistoryEntry> {
    let page = sharing.history(&HistoryQuery::default(), 0, 500).await.unwrap();
    assert_eq!(usize::try_from(page.total).unwrap(), page.entries.len());
    page.entries
}

async fn by(sharing: &Sharing, author: HistoryAuthor) -> Vec<HistoryEntry> {
    let query = HistoryQuery {
        by: Some(author),
        ..HistoryQuery::default()
    };
    sharing.history(&query, 0, 500).await.unwrap().entries
}

fn events(entries: &[HistoryEntry]) -> Vec<(HistoryAuthor, HistoryEvent)> {
    entries.iter().map(|entry| (entry.by, entry.what)).collect()
}

async fn refresh(sharing: &Sharing) {
    sharing.refresh_audit(&|_| ()).await.unwrap();
}

/// A folder shared with one person, through the app.
async fn shared(world: &World) -> sharing::model::ShareOutcome {
    let folder = world.folder("Results");
    let draft = world.draft(&folder, &[ALEX]).await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    let confirmations = confirmed(&plan);
    let apply = world.sharing.apply_share(&plan.id, &confirmations, &|_| ());
    apply.await.unwrap()
}

async fn only_share(sharing: &Sharing) -> ShareRow {
    let page = sharing.audit_page(&AuditQuery::default(), 0, 10).await.unwrap();
    match page.rows.as_slice() {
        [AuditRow::Share(row)] => row.clone(),
        other => panic!("{other:#?}"),
    }
}

async fn give(world: &World, collection: &CollectionId, path: &CollectionPath, address: &str) {
    let Guest::Person(person) = world.guest(address).await else {
        panic!("{address} is a group")
    };
    let rule = NewAccessRule {
        principal_type: PrincipalType::Identity,
        principal: person.id.to_string(),
        path: path.clone(),
        permissions: Permissions::Read,
        expiration_date: None,
        notify_email: None,
        notify_message: None,
    };
    world
        .globus
        .transfer
        .create_access(collection, &rule)
        .await
        .unwrap();
}

#[tokio::test]
async fn what_this_app_did_is_told_once_and_can_be_undone_from_there() {
    let world = World::empty().await;
    let sharing = &world.sharing;
    refresh(sharing).await;
    let outcome = shared(&world).await;
    refresh(sharing).await;
    let entries = history(sharing).await;
    let expected = [
        (HistoryAuthor::ThisApp, HistoryEvent::Shared),
        (HistoryAuthor::ThisApp, HistoryEvent::CollectionMade),
    ];
    assert_eq!(events(&entries), expected);
    assert!(entries[0].can_undo && !entries[0].can_share_again, "{entries:#?}");
    assert_eq!(entries[0].share_id.as_ref(), Some(&outcome.share_id));

    sharing.undo_share(&outcome.share_id, &|_| ()).await.unwrap();
    refresh(sharing).await;
    let entries = history(sharing).await;
    let ours = |entry: &&HistoryEntry| entry.by == HistoryAuthor::ThisApp;
    assert_eq!(entries.iter().filter(ours).count(), entries.len(), "{entries:#?}");
    assert!(entries.iter().any(|entry| entry.what == HistoryEvent::Stopped));
    assert!(entries.iter().all(|entry| !entry.can_undo));
}

#[tokio::test]
async fn what_others_did_between_two_visits_is_told_once() {
    let world = World::empty().await;
    let sharing = &world.sharing;
    shared(&world).await;
    refresh(sharing).await;
    let share = only_share(sharing).await;
    give(&world, &share.collection_id, &share.path, TOMAS).await;
    refresh(sharing).await;
    refresh(sharing).await;
    let entries = by(sharing, HistoryAuthor::SomebodyElse).await;
    assert_eq!(
        events(&entries),
        [(HistoryAuthor::SomebodyElse, HistoryEvent::Shared)],
        "{entries:#?}"
    );
    assert_eq!(entries[0].name, "Results");

    for rule in world.stored().await {
        let id = rule.id.unwrap();
        world
            .globus
            .transfer
            .delete_access(&share.collection_id, &id)
            .await
            .unwrap();
    }
    refresh(sharing).await;
    let entries = by(sharing, HistoryAuthor::SomebodyElse).await;
    let stopped = entries.iter().filter(|entry| entry.what == HistoryEvent::Stopped);
    assert_eq!(stopped.count(), 2, "{entries:#?}");
}

#[tokio::test]
async fn what_was_stopped_is_shared_again_until_a_day_that_is_chosen_now() {
    let world = World::empty().await;
    let sharing = &world.sharing;
    shared(&world).await;
    refresh(sharing).await;
    let all = ChangeTargets::Query {
        query: AuditQuery::default(),
    };
    let plan = sharing.plan_change(&all, &ChangeAction::Stop).await.unwrap();
    sharing
        .apply_change(&plan.id, &Confirmations::default(), &|_| ())
        .await
        .unwrap();
    let entries = history(sharing).await;
    let stopped = entries
        .iter()
        .find(|entry| entry.what == HistoryEvent::Stopped)
        .unwrap();
    assert!(stopped.can_share_again && stopped.can_undo, "{stopped:#?}");

    let targets = ChangeTargets::Ended {
        entries: vec![stopped.id.clone()],
    };
    let again = ChangeAction::ShareAgain { end: in_days(60) };
    let plan = sharing.plan_change(&targets, &again).await.unwrap();
    assert_eq!(
        (plan.changes, &plan.rows[0].step),
        (1, &ChangeStep::Add),
        "{plan:#?}"
    );
    let outcome = sharing
        .apply_change(&plan.id, &Confirmations::default(), &|_| ())
        .await
        .unwrap();
    assert!(outcome.can_undo, "{outcome:#?}");
    let stored = world.stored().await;
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].expiration_date, plan.rows[0].after.unwrap().ends_at);
    let plan = sharing.plan_change(&targets, &again).await.unwrap();
    assert_eq!(plan.changes, 0, "{plan:#?}");
    let entries = history(sharing).await;
    assert!(entries.iter().all(|entry| !entry.can_share_again), "{entries:#?}");
    assert!(by(sharing, HistoryAuthor::SomebodyElse).await.is_empty());
}

#[tokio::test]
async fn what_ended_by_its_date_is_found_at_the_next_visit() {
    let world = World::empty().await;
    shared(&world).await;
    refresh(&world.sharing).await;
    let later = world.restarted_after(31).await;
    refresh(&later).await;
    refresh(&later).await;
    let ended = by(&later, HistoryAuthor::EndDate).await;
    assert_eq!(events(&ended), [(HistoryAuthor::EndDate, HistoryEvent::Ended)]);
    assert!(ended[0].can_share_again, "{ended:#?}");
    // A hundred days after it was written down, what this app did is forgotten; what ended is not old enough yet.
    let much_later = world.restarted_after(100).await;
    assert_eq!(
        events(&history(&much_later).await),
        [(HistoryAuthor::EndDate, HistoryEvent::Ended)]
    );
    much_later.keep_history_for(7).await.unwrap();
    assert!(history(&later).await.is_empty());
}

#[tokio::test]
async fn an_entry_or_all_are_forgotten_and_found_by_words_before() {
    let world = World::empty().await;
    let sharing = &world.sharing;
    shared(&world).await;
    let query = |search: &str| HistoryQuery {
        search: search.to_owned(),
        ..HistoryQuery::default()
    };
    assert_eq!(
        sharing
            .history(&query("results ALEX"), 0, 10)
            .await
            .unwrap()
            .total,
        1
    );
    assert_eq!(
        sharing
            .history(&query("results tomas"), 0, 10)
            .await
            .unwrap()
            .total,
        0
    );
    let id = sharing.history(&query("alex"), 0, 10).await.unwrap().entries[0]
        .id
        .clone();
    sharing
        .delete_history(&HistoryDeletion::Entry { id })
        .await
        .unwrap();
    assert_eq!(
        events(&history(sharing).await),
        [(HistoryAuthor::ThisApp, HistoryEvent::CollectionMade)]
    );
    sharing.delete_history(&HistoryDeletion::All).await.unwrap();
    assert!(history(sharing).await.is_empty());
    assert_eq!(world.stored().await.len(), 1);
}
