//! The two manifests against each other.

use proptest::prelude::*;

use super::super::*;
use crate::journal::Journal;

/// A call of a manifest.
#[derive(Clone, Debug)]
enum Call {
    Record(usize, FileState),
    CheckOff(usize, u64),
    SendLostAgain(usize),
    FoldersMade(usize),
    FolderFailed(usize),
    Walk(Vec<Found>, bool),
}

const FILES: [&str; 6] = ["a", "b/a", "b/b", "b/c/d", "b c/e", "é/f"];
const FOLDERS: [&str; 4] = ["b", "b c", "b/c", "é"];

fn modified() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![Just(None), Just(Some(1)), Just(Some(2))]
}

/// What another walk may find.
fn found() -> impl Strategy<Value = Found> {
    let why = prop_oneof![Just(WhyNot::Socket), Just(WhyNot::Unreadable)];
    prop_oneof![
        (0..FOLDERS.len()).prop_map(|folder| Found::Folder(relative(FOLDERS[folder]))),
        (0..FILES.len(), 0..3u64, modified()).prop_map(|(file, size, modified)| Found::File {
            path: relative(FILES[file]),
            size,
            modified,
        }),
        (0..FILES.len(), why).prop_map(|(file, why)| Found::LeftOut {
            path: FILES[file].into(),
            why,
        }),
    ]
}

fn calls() -> impl Strategy<Value = Vec<Call>> {
    let state = prop_oneof![
        Just(FileState::Waiting),
        (0..3u64, modified()).prop_map(|(size, modified)| FileState::Sent { size, modified }),
        Just(FileState::Checked),
        Just(FileState::Failed(WhyNot::Vanished)),
    ];
    let call = prop_oneof![
        (0..FILES.len(), state).prop_map(|(file, state)| Call::Record(file, state)),
        (0..FILES.len(), 0..3u64).prop_map(|(file, size)| Call::CheckOff(file, size)),
        (0..FOLDERS.len()).prop_map(Call::SendLostAgain),
        (0..FOLDERS.len()).prop_map(Call::FoldersMade),
        (0..FOLDERS.len()).prop_map(Call::FolderFailed),
        (prop::collection::vec(found(), 0..8), any::<bool>())
            .prop_map(|(found, ends)| Call::Walk(found, ends)),
    ];
    prop::collection::vec(call, 0..20)
}

fn relative(text: &str) -> RelativePath {
    RelativePath::parse(text).unwrap()
}

/// Everything that can be asked, after these calls.
async fn told(manifest: &dyn Manifest, calls: &[Call]) -> String {
    let mut found: Vec<_> = FOLDERS.iter().map(|path| Found::Folder(relative(path))).collect();
    found.extend(FILES.iter().map(|path| Found::File {
        path: relative(path),
        size: 1,
        modified: Some(1),
    }));
    found.push(Found::LeftOut {
        path: "b/x".into(),
        why: WhyNot::Socket,
    });
    manifest.begin_walk().await.unwrap();
    manifest.add(found).await.unwrap();
    for call in calls.iter().cloned() {
        match call {
            Call::Record(file, state) => manifest.record(vec![(relative(FILES[file]), state)]).await,
            Call::CheckOff(file, size) => {
                let path = relative(FILES[file]);
                let (folder, name) = path.split();
                manifest.check_off(folder, vec![(name.to_owned(), size)]).await
            }
            Call::SendLostAgain(folder) => manifest.send_lost_again(relative(FOLDERS[folder]), 1).await,
            Call::FoldersMade(folder) => {
                let there = manifest
                    .folders_to_make(relative(FOLDERS[folder]).depth(), None, 9)
                    .await;
                match there.unwrap().contains(&relative(FOLDERS[folder])) {
                    true => manifest.folders_made(vec![relative(FOLDERS[folder])]).await,
                    false => Ok(()),
                }
            }
            Call::FolderFailed(folder) => {
                manifest
                    .folder_failed(relative(FOLDERS[folder]), WhyNot::FileInTheWay)
                    .await
            }
            Call::Walk(found, ends) => {
                manifest.look_again().await.unwrap();
                manifest.begin_walk().await.unwrap();
                manifest.add(found).await.unwrap();
                match ends {
                    true => manifest.end_walk().await,
                    false => Ok(()),
                }
            }
        }
        .unwrap();
    }
    let mut told = format!("{:?} {:?}", manifest.head().await, manifest.totals().await);
    for (after, limit) in [(None, 9), (None, 2), (Some("b"), 3)] {
        let behind = after.map(relative);
        told += &format!(
            "\n{:?} {:?} {:?} {:?} {:?} {:?}",
            manifest.folders_to_make(1, behind.clone(), limit).await,
            manifest.folders_to_make(2, behind.clone(), limit).await,
            manifest.files_to_send(behind.clone(), limit).await,
            manifest.folders_to_check(behind.clone(), limit).await,
            manifest.problems(after.map(str::to_owned), limit).await,
            manifest.files_there(behind, limit).await,
        );
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn both_manifests_remember_the_same(calls in calls()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let journal = Journal::open(":memory:".into()).await.unwrap();
            let stored = told(&journal.upload_manifest("u"), &calls).await;
            assert_eq!(told(&MemoryManifest::new(), &calls).await, stored);
            journal.forget_upload("u").await.unwrap();
            let totals = journal.upload_manifest("u").totals().await.unwrap();
            assert_eq!(totals, Totals::default());
        });
    }
}

#[tokio::test]
async fn another_walk_takes_up_what_is_missing_and_leaves_alone_what_is_there() {
    let journal = Journal::open(":memory:".into()).await.unwrap();
    let file = |path: &str, size: u64, modified: i64| Found::File {
        path: relative(path),
        size,
        modified: Some(modified),
    };
    let left_out = |path: &str, why: WhyNot| Found::LeftOut {
        path: path.into(),
        why,
    };
    let sent = |path: &str| {
        let state = FileState::Sent {
            size: 1,
            modified: Some(1),
        };
        (relative(path), state)
    };
    let stored = journal.upload_manifest("u");
    let memory = MemoryManifest::new();
    for manifest in [&stored as &dyn Manifest, &memory] {
        manifest.begin_walk().await.unwrap();
        let names = ["closed", "gone", "larger", "newer", "same", "vanished"];
        let mut first: Vec<_> = names.iter().map(|name| file(name, 1, 1)).collect();
        first.push(left_out("locked", WhyNot::Unreadable));
        manifest.add(first).await.unwrap();
        manifest.end_walk().await.unwrap();
        let there = ["closed", "gone", "larger", "newer", "same"].map(sent);
        manifest.record(there.into()).await.unwrap();
        let failed = FileState::Failed(WhyNot::Vanished);
        manifest
            .record(vec![(relative("vanished"), failed)])
            .await
            .unwrap();
        assert_eq!(manifest.problems(None, 9).await.unwrap().len(), 2);

        manifest.look_again().await.unwrap();
        assert_eq!(manifest.head().await.unwrap().stage, Stage::Walking);
        manifest.begin_walk().await.unwrap();
        let second = vec![
            left_out("closed", WhyNot::Unreadable),
            file("larger", 2, 1),
            file("locked", 1, 1),
            file("new", 1, 1),
            file("newer", 1, 2),
            file("same", 1, 1),
        ];
        manifest.add(second).await.unwrap();
        manifest.end_walk().await.unwrap();
        let waiting = manifest.files_to_send(None, 9).await.unwrap();
        let waiting: Vec<_> = waiting.iter().map(|row| row.path.as_str()).collect();
        assert_eq!(waiting, ["larger", "locked", "new", "newer"]);
        let there = manifest.files_there(None, 9).await.unwrap();
        let there: Vec<_> = there.iter().map(RelativePath::as_str).collect();
        assert_eq!(there, ["closed", "gone", "same"]);
        assert_eq!(manifest.problems(None, 9).await.unwrap(), []);
    }
}
