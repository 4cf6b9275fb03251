//! Which names a path has on the computer that it is on, and which mapping counts.

use globus::ids::CollectionId;
use globus::path::{CollectionPath, LocalSystem};

use super::super::confirm::above;
use super::super::here::named;
use super::super::mapping::KnownDrives;
use super::*;
use crate::model::MappedBy;
use crate::policy::{Policy, PolicyFiles};

fn own(drive_name: &str, path: &str) -> OwnDrive {
    OwnDrive {
        name: drive(drive_name),
        collection: CollectionId::new("c"),
        collection_name: "Storage".into(),
        path: CollectionPath::parse(path).unwrap(),
    }
}

fn mounts(at: &str, source: &str) -> Vec<Mount> {
    vec![
        Mount {
            at: drive("/"),
            network: None,
        },
        Mount {
            at: drive(at),
            network: Some(Network {
                source: Some(drive(source)),
            }),
        },
    ]
}

fn path_of(mapping: &OwnDrive, on_drive: &OnDrive, system: LocalSystem) -> Option<String> {
    let known = KnownDrives::new(&Policy::default(), vec![mapping.clone()]);
    known
        .find(on_drive, system)
        .map(|found| found.path.as_str().to_owned())
}

#[test]
fn the_same_share_is_found_on_every_system() {
    let mapping = own("//files.northfield.example/projects", "/projects/");
    let source = "//files.northfield.example/projects";
    for (given, real, table, system) in [
        (
            "/mnt/p/maple",
            "/mnt/p/maple",
            mounts("/mnt/p", source),
            LocalSystem::Linux,
        ),
        (
            "/Volumes/projects/maple",
            "/Volumes/projects/maple",
            mounts("/Volumes/projects", source),
            LocalSystem::MacOs,
        ),
        (
            r"P:\maple",
            r"\\?\UNC\files.northfield.example\projects\maple",
            Vec::new(),
            LocalSystem::Windows,
        ),
        (
            r"\\files.northfield.example\projects\maple",
            r"\\?\UNC\files.northfield.example\projects\maple",
            Vec::new(),
            LocalSystem::Windows,
        ),
        // The folder hangs deeper in the share than the mapping begins.
        (
            "/mnt/m",
            "/mnt/m",
            mounts("/mnt/m", "//files.northfield.example/projects/maple"),
            LocalSystem::Linux,
        ),
    ] {
        let on_drive = named(given, real, &table, system).unwrap();
        assert!(on_drive.drive.is_some(), "{given}");
        assert_eq!(
            path_of(&mapping, &on_drive, system).as_deref(),
            Some("/projects/maple/"),
            "{given}"
        );
    }
}

#[test]
fn a_letter_and_a_folder_are_names_too() {
    let letter = own("P:", "/projects/");
    let windows = named(
        r"P:\maple",
        r"\\?\UNC\files.northfield.example\projects\maple",
        &[],
        LocalSystem::Windows,
    );
    assert_eq!(
        path_of(&letter, &windows.unwrap(), LocalSystem::Windows).as_deref(),
        Some("/projects/maple/")
    );
    let folder = own("/mnt/lustre/projects", "/projects/");
    let linux = named(
        "/mnt/lustre/projects/maple",
        "/mnt/lustre/projects/maple",
        &[],
        LocalSystem::Linux,
    );
    let linux = linux.unwrap();
    assert_eq!(linux.drive, None);
    assert_eq!(
        path_of(&folder, &linux, LocalSystem::Linux).as_deref(),
        Some("/projects/maple/")
    );
}

#[test]
fn a_link_on_a_drive_is_where_it_leads() {
    let table = mounts("/mnt/p", "//files.northfield.example/projects");
    let off = named("/mnt/p/link", "/home/ann/private", &table, LocalSystem::Linux).unwrap();
    assert_eq!(off.drive, None);
    let mapping = own("//files.northfield.example/projects", "/projects/");
    assert_eq!(path_of(&mapping, &off, LocalSystem::Linux), None);
    let onto = named("/home/ann/maple", "/mnt/p/maple", &table, LocalSystem::Linux).unwrap();
    assert_eq!(
        path_of(&mapping, &onto, LocalSystem::Linux).as_deref(),
        Some("/projects/maple/")
    );
    // On Windows a letter counts only as long as the share has the same folders below it.
    let junction = named(r"P:\link", r"\\?\C:\private", &[], LocalSystem::Windows).unwrap();
    assert_eq!(
        path_of(&own("P:", "/projects/"), &junction, LocalSystem::Windows),
        None
    );
}

#[test]
fn the_innermost_mount_and_the_latest_count() {
    let mut table = mounts("/mnt/p", "//files.northfield.example/projects");
    table.push(Mount {
        at: drive("/mnt/p/local"),
        network: None,
    });
    let local = named("/mnt/p/local/x", "/mnt/p/local/x", &table, LocalSystem::Linux).unwrap();
    assert_eq!(local.drive, None);
    table.extend(mounts("/mnt/p", "//other.example/later"));
    let later = named("/mnt/p/x", "/mnt/p/x", &table, LocalSystem::Linux).unwrap();
    assert_eq!(later.drive, Some(drive("//other.example/later")));
}

#[test]
fn the_institution_knows_better_and_the_nearer_mapping_counts() {
    let on_drive = named(
        "/mnt/p/maple/raw",
        "/mnt/p/maple/raw",
        &mounts("/mnt/p", "//files.northfield.example/projects"),
        LocalSystem::Linux,
    )
    .unwrap();
    let whole = own("//files.northfield.example/projects", "/projects/");
    let part = own("//files.northfield.example/projects/maple", "/fast/maple/");
    let known = KnownDrives::new(&Policy::default(), vec![part, whole]);
    let found = known.find(&on_drive, LocalSystem::Linux).unwrap();
    assert_eq!(
        (found.path.as_str(), found.by),
        ("/fast/maple/raw/", MappedBy::Person)
    );
    assert_eq!(found.depth, 1);
    // However near the person's own one is.
    let part = own("//files.northfield.example/projects/maple", "/fast/maple/");
    let policy = policy_with("//files.northfield.example/projects");
    let found = KnownDrives::new(&policy, vec![part])
        .find(&on_drive, LocalSystem::Linux)
        .unwrap();
    assert_eq!(
        (found.path.as_str(), found.by, found.depth),
        ("/institution/maple/raw/", MappedBy::Policy, 2)
    );
}

/// A policy that says that a drive is `/institution/`.
fn policy_with(drive: &str) -> Policy {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("policy.json");
    let collection = "6c54cade-bde5-45c1-bdea-f4bd71dba2cc";
    let policy = serde_json::json!({
        "version": 1, "drives": [{ "drive": drive, "collection": collection, "path": "/institution/" }]
    });
    std::fs::write(&file, policy.to_string()).unwrap();
    Policy::read(&PolicyFiles {
        machine: Some(file),
        user: None,
        no_places: false,
    })
}

#[test]
fn the_whole_drive_is_where_the_folders_around_have_the_same_names() {
    let name = drive("//server/share/projects/maple");
    let path = |text: &str| CollectionPath::parse(text).unwrap();
    assert_eq!(
        above(&name, &path("/data/projects/maple/"), 2),
        Some(path("/data/"))
    );
    assert_eq!(above(&name, &path("/data/maple/"), 2), None);
    assert_eq!(above(&name, &path("/maple/"), 2), None);
    assert_eq!(above(&name, &path("/x/"), 0), Some(path("/x/")));
}
