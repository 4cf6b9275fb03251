//! What leaves the app: reminders, tables, calendars; and what was added to folders.

use std::collections::HashMap;

use sharing::error::Missing;
use sharing::model::{
    AuditQuery, AuditRow, ChangeTargets, HistoryFormat, HistoryQuery, ReportWords, ShareRow,
};
use sharing::{Error, Sharing};

use crate::common::{ALEX, World, confirmed};

/// A folder shared with one person until in 30 days, and read again.
async fn shared(world: &World) -> (std::path::PathBuf, ShareRow) {
    let folder = world.folder("=Results");
    let draft = world.draft(&folder, &[ALEX]).await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    let confirmations = confirmed(&plan);
    let apply = world.sharing.apply_share(&plan.id, &confirmations, &|_| ());
    apply.await.unwrap();
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    let page = world
        .sharing
        .audit_page(&AuditQuery::default(), 0, 10)
        .await
        .unwrap();
    match page.rows.as_slice() {
        [AuditRow::Share(row)] => (folder.into(), row.clone()),
        other => panic!("{other:#?}"),
    }
}

fn words() -> ReportWords {
    let words = [
        ("notice", "Personal data"),
        ("calendar.title", "{folder} ends"),
        ("calendar.description", "For {guests}"),
    ];
    let words = words.map(|(name, text)| (name.to_owned(), text.to_owned()));
    ReportWords(HashMap::from(words))
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn what_is_shared_becomes_a_table_and_a_calendar() {
    let world = World::empty().await;
    shared(&world).await;
    let sharing = &world.sharing;
    let query = AuditQuery::default();
    let table = text(sharing.shares_csv(&query, &words(), true).await.unwrap());
    assert!(table.starts_with("\u{feff}Personal data,"), "{table}");
    assert!(table.contains(ALEX) && table.contains(",'=Results,"), "{table}");
    let (all, headings) = (HistoryQuery::default(), words());
    let history = sharing
        .history_file(&all, HistoryFormat::Json, &headings, false)
        .await
        .unwrap();
    let history: serde_json::Value = serde_json::from_slice(&history).unwrap();
    assert_eq!(history["notice"], "Personal data");
    assert_eq!(history["entries"].as_array().unwrap().len(), 2);
    let meant = ChangeTargets::Query { query };
    let calendar = text(sharing.calendar(&meant, &words(), &[7, 1]).await.unwrap());
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "{calendar}");
    assert!(calendar.contains("SUMMARY:=Results ends\r\n"), "{calendar}");
    let again = text(sharing.calendar(&meant, &words(), &[7, 1]).await.unwrap());
    let uid = |text: &str| {
        text.lines()
            .find(|line| line.starts_with("UID:"))
            .unwrap()
            .to_owned()
    };
    assert_eq!(uid(&calendar), uid(&again));
}

#[tokio::test]
async fn a_share_has_its_ends_for_a_calendar_at_once() {
    let world = World::empty().await;
    let draft = world.draft(&world.folder("Results"), &[ALEX]).await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    let confirmations = confirmed(&plan);
    let apply = world.sharing.apply_share(&plan.id, &confirmations, &|_| ());
    let (share, words) = (apply.await.unwrap().share_id, words());
    let calendar = world.sharing.share_calendar(&share, &words, &[7]).await;
    let calendar = text(calendar.unwrap());
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "{calendar}");
    assert!(calendar.contains("SUMMARY:Results ends\r\n"), "{calendar}");
    // The one of My shares has the same days, so that a calendar which gets both shows each once.
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    let query = AuditQuery::default();
    let all = ChangeTargets::Query { query };
    let all = world.sharing.calendar(&all, &words, &[7]).await;
    assert_eq!(text(all.unwrap()), calendar);
    world.sharing.undo_share(&share, &|_| ()).await.unwrap();
    let undone = world.sharing.share_calendar(&share, &words, &[7]).await;
    let what = Missing::Share;
    assert_eq!(undone, Err(Error::NotFound { what }));
}

#[tokio::test]
async fn an_end_is_announced_once_at_each_distance_also_after_a_restart() {
    let world = World::empty().await;
    shared(&world).await;
    let all = [30, 14, 7, 1];
    // Made for 30 days today: that is no news.
    assert!(world.sharing.due_reminders(&all).await.unwrap().is_empty());
    let remind = async |sharing: &Sharing| {
        let due = sharing.due_reminders(&all).await.unwrap();
        for reminder in &due {
            sharing.note_reminded(reminder).await.unwrap();
        }
        let facts = due.iter().map(|it| (it.distance, it.days, it.guests.len()));
        facts.collect::<Vec<_>>()
    };
    assert_eq!(remind(&world.restarted_after(16).await).await, [(14, 14, 1)]);
    assert_eq!(remind(&world.restarted_after(17).await).await, []);
    assert_eq!(remind(&world.restarted_after(25).await).await, [(7, 5, 1)]);
    assert!(
        world
            .restarted_after(29)
            .await
            .due_reminders(&[])
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(remind(&world.restarted_after(29).await).await, [(1, 1, 1)]);
    assert_eq!(remind(&world.restarted_after(31).await).await, []);
}

#[tokio::test]
async fn what_is_added_to_a_folder_is_told_by_one_listing_a_look() {
    let world = World::empty().await;
    let (folder, share) = shared(&world).await;
    let sharing = &world.sharing;
    let look = || sharing.folder_drift(&share.collection_id, &share.path);
    std::fs::write(folder.join("first.csv"), "1").unwrap();
    let first = look().await.unwrap();
    assert_eq!((first.since, first.added), (None, 0));
    std::fs::write(folder.join("second.csv"), "2").unwrap();
    std::fs::remove_file(folder.join("first.csv")).unwrap();
    world.requests().await;
    let second = look().await.unwrap();
    assert_eq!((second.added, second.removed), (1, 1));
    assert_eq!(second.examples, ["second.csv"]);
    let listings = world.requests().await;
    assert_eq!(listings.iter().filter(|line| line.ends_with("/ls")).count(), 1);

    assert!(sharing.pinned_folders().await.unwrap().is_empty());
    sharing
        .pin_folder(&share.collection_id, &share.path, true)
        .await
        .unwrap();
    let pinned = sharing.pinned_folders().await.unwrap();
    assert_eq!((pinned.len(), pinned[0].name.as_str()), (1, "=Results"));
    let fresh = sharing
        .count_from_now(&share.collection_id, &share.path)
        .await
        .unwrap();
    assert_eq!((fresh.added, fresh.pinned), (0, true));
    assert_eq!(look().await.unwrap().added, 0);
    sharing
        .pin_folder(&share.collection_id, &share.path, false)
        .await
        .unwrap();
    assert!(sharing.pinned_folders().await.unwrap().is_empty());
}
