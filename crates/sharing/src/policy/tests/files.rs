//! Files that somebody else wrote: named with the place of the mistake, and never more than read.

use std::fs;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn problem_in(bytes: &[u8]) -> PolicyProblem {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("policy.json");
    fs::write(&file, bytes).unwrap();
    problem(&file)
}

#[test]
fn a_mistake_is_named_with_its_place() {
    let text = "{\n  \"version\": 1,\n  \"maxEndDays\": 0\n}";
    let PolicyProblem::Wrong { line, message, .. } = problem_in(text.as_bytes()) else {
        panic!("another problem");
    };
    assert_eq!((line, message.as_str()), (3, "days go from 1 to 3650"));
    let text = "{\n  \"version\": 1,\n  \"forbidden\": [\"public\",\n \"outsideInstitution\"]\n}";
    let PolicyProblem::Wrong { line, column, .. } = problem_in(text.as_bytes()) else {
        panic!("another problem");
    };
    assert_eq!((line, column), (4, 2));
}

#[test]
fn what_is_no_utf8_says_so() {
    assert_eq!(
        problem_in(b"\xef\xbb\xbf{\"version\": 1}"),
        PolicyProblem::ByteOrderMark
    );
    // What PowerShell writes when nobody tells it otherwise.
    assert_eq!(problem_in(b"\xff\xfe{\0}\0"), PolicyProblem::NotUtf8);
}

#[test]
fn large_and_deep_files_are_refused_quickly() {
    let began = Instant::now();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("policy.json");
    fs::File::create(&file).unwrap().set_len(1 << 40).unwrap();
    assert_eq!(problem(&file), PolicyProblem::TooLarge { limit_kib: 256 });
    let just_too_large = vec![b' '; usize::try_from(file::LIMIT).unwrap() + 1];
    assert_eq!(
        problem_in(&just_too_large),
        PolicyProblem::TooLarge { limit_kib: 256 }
    );
    let deep = format!("{{\"version\": 1, \"drives\": {}", "[".repeat(200_000));
    assert!(matches!(problem_in(deep.as_bytes()), PolicyProblem::Wrong { .. }));
    assert!(began.elapsed() < Duration::from_secs(5));
}

#[test]
fn what_a_file_says_does_not_flood_the_window() {
    let text = format!("{{\"version\": 1, \"{}\\u0007\\n\": 1}}", "x".repeat(100_000));
    let PolicyProblem::Wrong { message, .. } = problem_in(text.as_bytes()) else {
        panic!("another problem");
    };
    assert!(
        message.chars().count() <= 201 && !message.contains(char::is_control),
        "{message}"
    );
}

#[test]
fn a_missing_file_is_no_mistake_and_a_folder_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let files = PolicyFiles {
        machine: Some(folder.path().join("no/policy.json")),
        user: None,
        no_places: false,
    };
    assert_eq!(
        Policy::read(&files).shown().files[0].state,
        PolicyFileState::Absent
    );
    assert_eq!(problem(folder.path()), PolicyProblem::NotAFile);
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_opened() {
    use std::process::Command;
    let folder = tempfile::tempdir().unwrap();
    let real = folder.path().join("real.json");
    fs::write(&real, r#"{ "version": 1 }"#).unwrap();
    let link = folder.path().join("link.json");
    std::os::unix::fs::symlink(&real, &link).unwrap();
    assert_eq!(problem(&link), PolicyProblem::NotAFile);
    let pipe = folder.path().join("pipe.json");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    // Whoever opens a pipe waits for its other end.
    assert_eq!(problem(&pipe), PolicyProblem::NotAFile);
    assert_eq!(
        problem(std::path::Path::new("/dev/zero")),
        PolicyProblem::NotAFile
    );
}

#[test]
fn a_file_with_a_mistake_counts_for_nothing_and_the_other_one_holds() {
    let folder = tempfile::tempdir().unwrap();
    let files = PolicyFiles::inside(folder.path());
    for (file, text) in [
        (
            &files.machine,
            r#"{ "version": 1, "forbidden": ["public"], "maxEndDays": "x" }"#,
        ),
        (&files.user, r#"{ "version": 1, "forbidden": ["write"] }"#),
    ] {
        let file = file.as_ref().unwrap();
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let policy = Policy::read(&files);
    assert_eq!(policy.limits().forbidden, [ForbiddenKind::Write]);
    let states: Vec<bool> = policy
        .shown()
        .files
        .iter()
        .map(|file| file.state == PolicyFileState::InForce)
        .collect();
    assert_eq!(states, [false, true]);
}

proptest! {
    #[test]
    fn no_text_is_too_much(text in any::<String>()) {
        let _ = document::parse(&text);
    }

    #[test]
    fn broken_policies_are_read_or_refused(cut in 0usize..2000, noise in any::<char>()) {
        let whole = include_str!("../../../policy/examples/good/all.json");
        let cut = whole.char_indices().map(|(at, _)| at).nth(cut).unwrap_or(whole.len());
        let (start, rest) = whole.split_at(cut);
        prop_assert!(start.len() >= whole.trim_end().len() || document::parse(start).is_err());
        let _ = document::parse(&format!("{start}{noise}{rest}"));
    }
}
