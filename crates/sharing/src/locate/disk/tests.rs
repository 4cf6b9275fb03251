use super::*;

fn computer(home: &Path) -> Computer {
    Computer {
        home: Some(home.to_owned()),
        connect_personal: None,
        programs: Vec::new(),
        system: LocalSystem::Linux,
        policy: Default::default(),
        mounts: std::sync::Arc::new(crate::drives::NoMounts),
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn an_ordinary_folder() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("Proben 100 %#\n\"é\" \u{202e}x");
    fs::create_dir(&folder).unwrap();
    let looked = look(text(&folder), &computer(Path::new("/nowhere")));
    let found = looked.folder.unwrap();
    assert_eq!(
        (found.name.as_str(), found.exposure),
        ("Proben 100 %#\n\"é\" \u{202e}x", Exposure::Normal)
    );
    assert_eq!(looked.dropped.path, text(&folder));
}

#[test]
fn what_people_paste_is_understood() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().canonicalize().unwrap();
    let folder = home.join("my data");
    fs::create_dir(&folder).unwrap();
    let path = text(&folder);
    let address = url::Url::from_file_path(&folder).unwrap();
    for pasted in [
        format!("  {path}\n"),
        format!("\"{path}\""),
        format!("'{path}'"),
        "~/my data".into(),
        address.into(),
    ] {
        let looked = look(&pasted, &computer(&home));
        assert_eq!(
            looked.folder.map(|folder| folder.real),
            Ok(LocalPath::new(path)),
            "{pasted:?}"
        );
        assert_eq!(
            (looked.dropped.path.as_str(), looked.dropped.name.as_str()),
            (path, "my data")
        );
    }
}

#[test]
fn what_can_not_be_used_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let gone = dir.path().join("gone");
    let very_long = format!("/{}", "a".repeat(5000));
    for (path, reason) in [
        ("", InputProblem::Empty),
        ("  ", InputProblem::Empty),
        (text(&gone), InputProblem::DoesNotExist),
        ("data/raw", InputProblem::NotAbsolute),
        (r"\\server\share", InputProblem::NetworkPath),
        (r"\\?\UNC\server\share", InputProblem::NetworkPath),
        ("/data/\u{fffd}", InputProblem::NotUnicode),
        (&very_long, InputProblem::TooLong),
    ] {
        assert_eq!(look(path, &computer(dir.path())).folder, Err(reason), "{path:?}");
    }
}

#[test]
fn network_paths_are_told_from_local_ones() {
    for path in [r"\\server\share", r"\\?\UNC\server\share", "smb://server/share"] {
        for system in [LocalSystem::Linux, LocalSystem::MacOs, LocalSystem::Windows] {
            assert!(is_network_path(path, system), "{path}");
        }
    }
    assert!(is_network_path("//server/share", LocalSystem::Windows));
    assert!(!is_network_path("//srv/data", LocalSystem::Linux));
    assert!(!is_network_path(r"\\?\C:\Users\ann", LocalSystem::Windows));
}

#[cfg(windows)]
#[test]
fn a_line_break_behind_a_path_is_no_part_of_it() {
    let dir = tempfile::tempdir().unwrap();
    let looked = look(&format!("{}\n", text(dir.path())), &computer(dir.path()));
    assert_eq!(looked.dropped.path, text(dir.path()));
    let impossible = look(text(&dir.path().join("what?")), &computer(dir.path()));
    assert_eq!(impossible.folder, Err(InputProblem::DoesNotExist));
}

#[test]
fn a_file_offers_its_folder_and_says_what_else_is_in_it() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["a.csv", "b.csv", "c.csv"] {
        fs::write(dir.path().join(name), "x").unwrap();
    }
    let looked = look(text(&dir.path().join("a.csv")), &computer(Path::new("/nowhere")));
    assert_eq!(looked.dropped.name, "a.csv");
    assert_eq!(looked.dropped.file_in_folder.as_deref(), dir.path().to_str());
    assert_eq!(looked.dropped.other_entries, Some(2));
    assert_eq!(
        looked.folder.unwrap().real.as_path(),
        dir.path().canonicalize().unwrap()
    );
}

#[test]
fn home_and_drives_are_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("ann");
    fs::create_dir_all(home.join("data")).unwrap();
    let exposure = |path: &Path| {
        look(text(path), &computer(&home))
            .folder
            .map(|folder| folder.exposure)
    };
    assert_eq!(exposure(&home), Ok(Exposure::HomeFolder));
    assert_eq!(exposure(dir.path()), Ok(Exposure::HomeFolder));
    assert_eq!(exposure(&home.join("data")), Ok(Exposure::Normal));
    #[cfg(unix)]
    assert_eq!(exposure(Path::new("/")), Ok(Exposure::DriveRoot));
    #[cfg(target_os = "linux")]
    assert_eq!(exposure(Path::new("/proc")), Ok(Exposure::DriveRoot));
}

#[cfg(unix)]
#[test]
fn links_lead_to_the_real_place_and_sockets_nowhere() {
    let dir = tempfile::tempdir().unwrap();
    let real = dir.path().canonicalize().unwrap().join("real");
    fs::create_dir(&real).unwrap();
    let link = dir.path().join("link");
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let found = look(text(&link), &computer(Path::new("/nowhere")))
        .folder
        .unwrap();
    assert_eq!(
        (found.real.as_path(), found.name.as_str()),
        (real.as_path(), "link")
    );
    let broken = dir.path().join("broken");
    std::os::unix::fs::symlink("nowhere", &broken).unwrap();
    let looked = look(text(&broken), &computer(Path::new("/nowhere")));
    assert_eq!(looked.folder, Err(InputProblem::DoesNotExist));
    let socket = dir.path().join("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let looked = look(text(&socket), &computer(Path::new("/nowhere")));
    assert_eq!(looked.folder, Err(InputProblem::NotAFileOrFolder));
}
