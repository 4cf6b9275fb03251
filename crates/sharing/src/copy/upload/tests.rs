//! The walk.

mod manifests;

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use globus::path::CollectionPath;

use super::*;

fn plan(root: &Path) -> UploadPlan {
    UploadPlan {
        root: root.to_owned(),
        destination: CollectionPath::parse("/in/").unwrap(),
        names: NameRules::default(),
    }
}

/// What a walk finds: sizes, `dir`, or the reason.
fn walked(plan: &UploadPlan) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    walk(plan, &mut |found| {
        let (path, what) = match found {
            Found::Folder(path) => (path.as_str().to_owned(), "dir".to_owned()),
            Found::File { path, size, .. } => (path.as_str().to_owned(), size.to_string()),
            Found::LeftOut { path, why } => (path, format!("{why:?}")),
        };
        // A folder that can't be read is found first and left out then.
        let before = all.insert(path.clone(), what);
        assert!(before.is_none_or(|before| before == "dir"), "{path} twice");
        ControlFlow::Continue(())
    })
    .unwrap();
    all
}

fn write(root: &Path, path: &str, bytes: usize) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, vec![b'x'; bytes]).unwrap();
}

#[track_caller]
fn check(found: &BTreeMap<String, String>, expected: &[(&str, &str)]) {
    let found: Vec<_> = found
        .iter()
        .map(|(path, what)| (path.as_str(), what.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn files_and_folders_are_found_the_empty_ones_too() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "b.csv", 10);
    write(root.path(), "raw/1/a 100%.tif", 3);
    write(root.path(), ".hidden/none", 0);
    fs::create_dir(root.path().join("empty")).unwrap();
    check(
        &walked(&plan(root.path())),
        &[
            (".hidden", "dir"),
            (".hidden/none", "0"),
            ("b.csv", "10"),
            ("empty", "dir"),
            ("raw", "dir"),
            ("raw/1", "dir"),
            ("raw/1/a 100%.tif", "3"),
        ],
    );
    assert!(
        walk(&plan(&root.path().join("nothing")), &mut |_| {
            ControlFlow::Continue(())
        })
        .is_err()
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_named_as_what_it_is() {
    let root = tempfile::tempdir().unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(root.path().join("socket")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(root.path().join("pipe"))
        .status();
    assert!(made.unwrap().success());
    write(root.path(), "data", 1);
    check(
        &walked(&plan(root.path())),
        &[("data", "1"), ("pipe", "Pipe"), ("socket", "Socket")],
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_once_and_never_around_or_out() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "secret", 1000);
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    write(root, "a/b/data", 5);
    symlink(outside.path(), root.join("out")).unwrap();
    symlink(outside.path().join("secret"), root.join("out-file")).unwrap();
    symlink("../../../../../../../../etc/hostname", root.join("a/up")).unwrap();
    symlink(root, root.join("a/b/loop")).unwrap();
    symlink("self", root.join("self")).unwrap();
    symlink("nowhere", root.join("broken")).unwrap();
    symlink("a/b/data", root.join("file")).unwrap();
    symlink("a", root.join("again")).unwrap();
    symlink("../other", root.join("a/to-other")).unwrap();
    write(root, "other/x", 1);
    check(
        &walked(&plan(root)),
        &[
            ("a", "dir"),
            ("a/b", "dir"),
            ("a/b/data", "5"),
            ("a/b/loop", "LinkCycle"),
            ("a/to-other", "dir"),
            ("a/to-other/x", "1"),
            ("a/up", "LinkOutside"),
            ("again", "dir"),
            ("again/b", "dir"),
            ("again/b/data", "5"),
            ("again/b/loop", "LinkCycle"),
            ("again/to-other", "LinkBehindLink"),
            ("again/up", "LinkOutside"),
            ("broken", "LinkBroken"),
            ("file", "5"),
            ("other", "dir"),
            ("other/x", "1"),
            ("out", "LinkOutside"),
            ("out-file", "LinkOutside"),
            ("self", "LinkCycle"),
        ],
    );
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_cannot_be_there_are_listed() {
    use std::os::unix::ffi::OsStrExt;
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join(std::ffi::OsStr::from_bytes(b"bad-\xff")), "").unwrap();
    fs::write(root.path().join("two\nlines"), "").unwrap();
    fs::write(root.path().join("..\\..\\up"), "").unwrap();
    write(root.path(), "Data", 1);
    write(root.path(), "data", 2);
    let plan = plan(root.path());
    let found = walked(&plan);
    check(
        &found,
        &[
            ("..\\..\\up", "Backslash"),
            ("Data", "1"),
            ("bad-\u{fffd}", "NotUnicode"),
            ("data", "2"),
            ("two\u{fffd}lines", "ControlCharacter"),
        ],
    );
    let loose = UploadPlan {
        names: NameRules {
            ignores_case: true,
            composes: true,
        },
        ..plan.clone()
    };
    let left_out = walked(&loose)
        .into_values()
        .filter(|what| what.starts_with("SameName"));
    assert_eq!(left_out.count(), 1);

    let deep = (0..30).fold(String::new(), |path, _| format!("{path}{}/", "n".repeat(70)));
    write(root.path(), &format!("{deep}end"), 1);
    let too_long = walked(&plan)
        .into_values()
        .filter(|what| what == "PathTooLong")
        .count();
    assert_eq!(too_long, 1);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_listed() {
    use std::os::unix::fs::PermissionsExt;
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "closed/x", 1);
    write(root.path(), "secret", 1);
    for name in ["closed", "secret"] {
        fs::set_permissions(root.path().join(name), fs::Permissions::from_mode(0o000)).unwrap();
    }
    // The system's administrator reads everything.
    let may_all = fs::File::open(root.path().join("secret")).is_ok();
    let found = walked(&plan(root.path()));
    fs::set_permissions(root.path().join("closed"), fs::Permissions::from_mode(0o700)).unwrap();
    if !may_all {
        assert_eq!(
            (found["closed"].as_str(), found["secret"].as_str()),
            ("Unreadable", "Unreadable")
        );
    }
    let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    assert_eq!(super::walk::reason(&denied), WhyNot::Unreadable);
    let gone = std::io::Error::from(std::io::ErrorKind::NotFound);
    assert_eq!(super::walk::reason(&gone), WhyNot::Vanished);
}
