use std::cell::RefCell;
use std::fs;
use std::path::Path;

use tokio_util::sync::CancellationToken;

use super::*;
use crate::model::{ByteCount, FolderPreview};

fn counted(root: &Path) -> FolderPreview {
    let last = RefCell::new(None);
    count(root, &CancellationToken::new(), &|event| {
        if let PreviewEvent::Finished { preview } = event {
            *last.borrow_mut() = Some(preview);
        }
    })
    .unwrap();
    last.into_inner().unwrap()
}

fn write(root: &Path, path: &str, bytes: usize) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, vec![0; bytes]).unwrap();
}

#[test]
fn totals_and_first_level() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "b.csv", 10);
    write(root.path(), "raw/1/a.tif", 100);
    write(root.path(), "raw/2/b.tif", 200);
    write(root.path(), "Über 100 %/x", 1);
    let preview = counted(root.path());
    assert_eq!(
        (preview.files, preview.folders, preview.bytes),
        (4, 4, ByteCount(311))
    );
    assert!(preview.newest.is_some());
    let rows: Vec<_> = preview
        .entries
        .iter()
        .map(|e| (e.name.as_str(), e.is_folder, e.files, e.bytes.0))
        .collect();
    assert_eq!(
        rows,
        [
            ("raw", true, 2, 300),
            ("Über 100 %", true, 1, 1),
            ("b.csv", false, 1, 10)
        ]
    );
}

#[test]
fn the_first_level_is_cut_and_the_rest_still_counted() {
    let root = tempfile::tempdir().unwrap();
    for n in 0..80 {
        write(root.path(), &format!("f{n:02}"), 1);
    }
    write(root.path(), "z/inside", 1);
    let preview = counted(root.path());
    assert_eq!(
        (preview.files, preview.entries.len(), preview.more_entries),
        (81, 50, 31)
    );
    assert_eq!(
        (preview.entries[0].name.as_str(), preview.entries[1].name.as_str()),
        ("z", "f00")
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_or_around() {
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "secret", 1000);
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "a/data", 5);
    std::os::unix::fs::symlink(outside.path(), root.path().join("out")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret"), root.path().join("out-file")).unwrap();
    std::os::unix::fs::symlink(root.path(), root.path().join("a/loop")).unwrap();
    std::os::unix::fs::symlink(root.path().join("a/data"), root.path().join("in-file")).unwrap();
    std::os::unix::fs::symlink("nowhere", root.path().join("broken")).unwrap();
    let preview = counted(root.path());
    assert_eq!(
        (preview.files, preview.folders, preview.bytes),
        (2, 1, ByteCount(10))
    );
}

#[test]
fn a_cancelled_walk_does_not_finish() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "a", 1);
    let cancel = CancellationToken::new();
    cancel.cancel();
    count(root.path(), &cancel, &|event| {
        assert!(matches!(event, PreviewEvent::Counted { .. }))
    })
    .unwrap();
}

#[test]
fn what_is_no_folder_is_an_error() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "file", 1);
    let none = CancellationToken::new();
    assert!(count(&root.path().join("file"), &none, &|_| ()).is_err());
    assert!(count(&root.path().join("gone"), &none, &|_| ()).is_err());
}
