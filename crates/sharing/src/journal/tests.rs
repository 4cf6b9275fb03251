use globus::ids::{AccessRuleId, IdentityId};
use globus::transfer::Permissions;
use jiff::Timestamp;

use super::*;
use crate::Error;
use crate::model::{
    EndChoice, GrantState, Notify, PlanId, RecentFolder, ShareDraft, ShareId, SharePlan, WiderAccess,
};

struct World {
    dir: tempfile::TempDir,
    journal: Journal,
}

impl World {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let journal = Journal::open(dir.path().join("journal.sqlite")).await.unwrap();
        Self { dir, journal }
    }

    async fn again(&self) -> Result<Journal, JournalError> {
        Journal::open(self.dir.path().join("journal.sqlite")).await
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn draft(id: &str) -> ShareDraft {
    ShareDraft {
        id: id.into(),
        folders: vec!["/data/Ångström \"x\"".into()],
        collection_id: None,
        new_collection: false,
        account_id: None,
        guests: Vec::new(),
        default_permissions: Permissions::Read,
        default_end: EndChoice::Never { reason: "r".into() },
        message: "m".into(),
        notify: Notify::Quiet,
        wider: WiderAccess::Off,
        collection_name: None,
        force_encryption: false,
    }
}

fn record(id: &str) -> ShareRecord {
    let row = |grant: &str| GrantRow {
        grant: grant.into(),
        state: GrantState::Waiting,
        asked: false,
        rule_id: None,
        permissions: Permissions::Read,
        ends_at: Some(at(99)),
    };
    ShareRecord {
        id: ShareId(id.into()),
        identity: IdentityId::new("ann"),
        started_at: at(5),
        phase: Phase::Open,
        prepared: PreparedPlan {
            plan: SharePlan {
                id: PlanId("p".into()),
                folders: Vec::new(),
                grants: Vec::new(),
                warnings: Vec::new(),
                ticks: Vec::new(),
                time_zone: "UTC".into(),
                commands: Vec::new(),
                waits_for: None,
            },
            draft_id: "d1".into(),
            storage: Vec::new(),
            storage_paths: Vec::new(),
            message: None,
            force_encryption: true,
        },
        stopped_by: None,
        verified_at: None,
        collections: vec![CollectionRow {
            folder: 0,
            asked: false,
            id: None,
            visible: false,
        }],
        grants: (0..12).map(|n| row(&n.to_string())).collect(),
    }
}

#[tokio::test]
async fn a_share_is_what_it_was_after_a_restart() {
    let world = World::new().await;
    world.journal.save_draft(draft("d1"), at(1)).await.unwrap();
    let mut share = record("s1");
    world.journal.begin_share(share.clone()).await.unwrap();
    share.grants[11].state = GrantState::Failed { error: Error::Exists };
    share.grants[11].asked = true;
    share.grants[3].rule_id = Some(AccessRuleId::new("r3"));
    let changed = [3, 11].map(|index| (index, share.grants[index].clone()));
    world
        .journal
        .save_grants(&share.id, changed.into())
        .await
        .unwrap();
    share.collections[0].asked = true;
    world
        .journal
        .save_collection(&share.id, &share.collections[0])
        .await
        .unwrap();
    share.stopped_by = Some(Error::Offline);
    share.verified_at = Some(at(9));
    world
        .journal
        .save_phase(
            &share.id,
            Phase::Open,
            share.stopped_by.clone(),
            share.verified_at,
        )
        .await
        .unwrap();

    let journal = world.again().await.unwrap();
    assert_eq!(journal.share(&share.id).await.unwrap(), Some(share.clone()));
    assert_eq!(
        journal.open_shares(&share.identity).await.unwrap(),
        [share.clone()]
    );
    assert_eq!(journal.open_shares(&IdentityId::new("bo")).await.unwrap(), []);
    // What was on the sheet is in the share now.
    assert_eq!(journal.drafts().await.unwrap(), []);
    journal
        .save_phase(&share.id, Phase::Finished, None, None)
        .await
        .unwrap();
    assert_eq!(journal.open_shares(&share.identity).await.unwrap(), []);
    assert_eq!(journal.share(&ShareId("s2".into())).await.unwrap(), None);
}

#[tokio::test]
async fn drafts_are_kept_newest_first() {
    let journal = World::new().await.journal;
    journal.save_draft(draft("a"), at(1)).await.unwrap();
    journal.save_draft(draft("b"), at(2)).await.unwrap();
    let newer = ShareDraft {
        message: "newer".into(),
        ..draft("a")
    };
    journal.save_draft(newer.clone(), at(3)).await.unwrap();
    assert_eq!(journal.drafts().await.unwrap(), [newer, draft("b")]);
    journal.delete_draft("a").await.unwrap();
    journal.delete_draft("a").await.unwrap();
    assert_eq!(journal.drafts().await.unwrap(), [draft("b")]);
}

fn folder(path: &str, second: i64, guest_count: u32) -> RecentFolder {
    RecentFolder {
        path: path.into(),
        name: path.into(),
        storage_name: None,
        used_at: at(second),
        guests: Vec::new(),
        guest_count,
        first_end: None,
    }
}

#[tokio::test]
async fn recent_folders_are_twelve_and_remember_their_guests() {
    let journal = World::new().await.journal;
    for n in 0..20 {
        journal
            .keep_recent_folders(vec![folder(&n.to_string(), n, 0)])
            .await
            .unwrap();
    }
    let recent = journal.recent_folders().await.unwrap();
    assert_eq!(
        (recent.len(), recent[0].path.as_str(), recent[11].path.as_str()),
        (12, "19", "8")
    );
    journal
        .keep_recent_folders(vec![folder("19", 30, 4)])
        .await
        .unwrap();
    journal
        .keep_recent_folders(vec![folder("19", 40, 0)])
        .await
        .unwrap();
    let newest = journal.recent_folders().await.unwrap().remove(0);
    assert_eq!((newest.guest_count, newest.used_at), (4, at(40)));
    journal.clear_recent_folders().await.unwrap();
    assert_eq!(journal.recent_folders().await.unwrap(), []);
}

#[tokio::test]
async fn reasons_are_found_by_rule() {
    let journal = World::new().await.journal;
    let id = AccessRuleId::new("r1");
    journal
        .keep_no_end_reasons(vec![(id.clone(), "reference".into())])
        .await
        .unwrap();
    assert_eq!(
        journal
            .no_end_reasons()
            .await
            .unwrap()
            .get(&id)
            .map(String::as_str),
        Some("reference")
    );
}

#[tokio::test]
async fn a_newer_journal_is_refused_and_left_alone() {
    let world = World::new().await;
    let set = world
        .journal
        .call(|connection| Ok(connection.pragma_update(None, "user_version", 7)?));
    set.await.unwrap();
    assert_eq!(
        world.again().await.unwrap_err(),
        JournalError::Newer {
            found: 7,
            known: schema::VERSION
        }
    );
}

#[tokio::test]
async fn a_broken_journal_is_said_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("journal.sqlite");
    let text = "this is no journal, but it is long enough to be one".repeat(100);
    std::fs::write(&path, &text).unwrap();
    assert!(matches!(
        Journal::open(path.clone()).await,
        Err(JournalError::Broken { .. })
    ));
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
    let missing = dir.path().join("no such folder/journal.sqlite");
    assert!(matches!(
        Journal::open(missing).await,
        Err(JournalError::Storage { .. })
    ));
}

#[tokio::test]
async fn one_unreadable_document_hides_no_other() {
    let world = World::new().await;
    let folder = |path: &str| RecentFolder {
        path: path.into(),
        name: "n".into(),
        storage_name: None,
        used_at: at(1),
        guests: Vec::new(),
        guest_count: 0,
        first_end: None,
    };
    let journal = &world.journal;
    journal
        .keep_recent_folders(vec![folder("/a"), folder("/b")])
        .await
        .unwrap();
    journal
        .call(|connection| {
            connection.execute("UPDATE recent_folder SET doc = '{' WHERE path = '/a'", [])?;
            Ok(connection.execute("INSERT INTO recent_guest VALUES ('x', 1, '[]')", [])?)
        })
        .await
        .unwrap();
    assert_eq!(journal.recent_folders().await.unwrap(), [folder("/b")]);
    assert_eq!(journal.recent_guests().await.unwrap(), []);
    // Used again, it is readable again.
    journal.keep_recent_folders(vec![folder("/a")]).await.unwrap();
    assert_eq!(journal.recent_folders().await.unwrap().len(), 2);
}
