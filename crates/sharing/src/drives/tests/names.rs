//! Names of drives in all their forms, and that no path ever leads out of what was mapped.

use globus::path::{CollectionPath, LocalSystem};
use proptest::prelude::*;

use super::*;

#[test]
fn one_share_has_many_spellings() {
    let one = drive(r"\\files.northfield.example\projects\maple");
    for other in [
        "//FILES.northfield.example/Projects/Maple/",
        r"\\?\UNC\files.northfield.example\projects\maple",
        r"//./unc/files.northfield.example/projects/maple",
        "smb://ann@files.northfield.example/projects//maple",
        "SMB://files.northfield.example/projects/maple",
    ] {
        assert_eq!(drive(other).inside(&one), Some(&[][..]), "{other}");
    }
    assert_eq!(one.to_string(), r"\\files.northfield.example\projects\maple");
    assert_eq!(drive("s:/a").to_string(), r"S:\a");
    assert_eq!(drive("S:").to_string(), r"S:\");
    assert_eq!(drive(r"\\?\S:\a"), drive(r"S:\a"));
    assert_eq!(
        drive("ann@nfs.northfield.example:/export/a").to_string(),
        "nfs.northfield.example:/export/a"
    );
    assert_eq!(drive("/mnt/x/").to_string(), "/mnt/x");
}

#[test]
fn what_is_no_name_of_a_drive_is_refused() {
    for (text, problem) in [
        ("", NotADrive::Length),
        ("projects", NotADrive::NotAbsolute),
        ("S:projects", NotADrive::NotAbsolute),
        (r"\\server", NotADrive::NotAbsolute),
        (r"\\\share", NotADrive::NotAbsolute),
        ("//server@SSL/DavWWWRoot", NotADrive::NotAbsolute),
        ("server:relative", NotADrive::NotAbsolute),
        (r"S:\..\x", NotADrive::DotSegment),
        (r"\\server\share\..\other", NotADrive::DotSegment),
        ("/mnt/../etc", NotADrive::DotSegment),
        ("nfs.example:/a/./b", NotADrive::DotSegment),
        (
            r"\\?\Volume{b75e2c83-0000-0000-0000-602f00000000}\x",
            NotADrive::Forbidden,
        ),
        (r"\\.\PhysicalDrive0", NotADrive::Forbidden),
        (r"\\.\S:\x", NotADrive::Forbidden),
        (r"\\?\GLOBALROOT\Device\HarddiskVolume1\x", NotADrive::Forbidden),
        (r"S:\notes.txt:stream", NotADrive::Forbidden),
        (r"S:\CON", NotADrive::Forbidden),
        (r"S:\nul.txt", NotADrive::Forbidden),
        (r"S:\com1 .log", NotADrive::Forbidden),
        (r"S:\LPT³", NotADrive::Forbidden),
        (r"S:\conin$", NotADrive::Forbidden),
        (r"S:\ends with a dot.", NotADrive::Forbidden),
        (r"S:\ends with a blank ", NotADrive::Forbidden),
        (r"S:\a*", NotADrive::Forbidden),
        ("/mnt/line\nbreak", NotADrive::Forbidden),
    ] {
        assert_eq!(DriveName::parse(text), Err(problem), "{text}");
    }
    for fine in [
        r"S:\comet",
        r"S:\com10",
        r"S:\console",
        r"S:\a.b c\d",
        "/mnt/con",
        "/mnt/a:b",
    ] {
        assert!(DriveName::parse(fine).is_ok(), "{fine}");
    }
}

#[test]
fn case_counts_where_it_counts_there() {
    let inside = |name: &str, other: &str| drive(name).inside(&drive(other)).is_some();
    assert!(inside(r"S:\PROJECTS\x", r"s:\projects"));
    assert!(inside(
        "//server/Share/Z\u{fc}rich",
        "//SERVER/share/zu\u{308}rich"
    ));
    assert!(!inside("nfs.example:/Export/x", "nfs.example:/export"));
    assert!(inside("NFS.example:/export/x", "nfs.EXAMPLE:/export"));
    assert!(!inside("/mnt/Projects", "/mnt/projects"));
    assert!(!inside(r"S:\projects2", r"S:\projects"));
    assert!(!inside(r"S:\", r"S:\projects"));
    assert!(!inside(r"T:\projects", r"S:\projects"));
}

fn texts(parts: &[&str]) -> Vec<String> {
    parts.iter().map(|part| (*part).to_owned()).collect()
}

#[test]
fn macos_writes_letters_as_the_server_keeps_them() {
    let root = CollectionPath::parse("/projects/").unwrap();
    let parts = texts(&["Zu\u{308}rich"]);
    let on = |system| translate(&root, &parts, system).unwrap();
    assert_eq!(on(LocalSystem::MacOs).as_str(), "/projects/Z\u{fc}rich/");
    assert_eq!(on(LocalSystem::Linux).as_str(), "/projects/Zu\u{308}rich/");
}

proptest! {
    #[test]
    fn no_part_leads_out_of_the_mapped_folder(parts in prop::collection::vec(".*", 0..4), system in 0usize..3) {
        let system = [LocalSystem::Linux, LocalSystem::MacOs, LocalSystem::Windows][system];
        let root = CollectionPath::parse("/projects/maple/").unwrap();
        if let Some(path) = translate(&root, &parts, system) {
            prop_assert!(path.starts_with(&root));
            prop_assert_eq!(path.parts().count(), root.parts().count() + parts.len());
            prop_assert!(!path.parts().any(|part| part == ".." || part == "."));
        }
    }

    #[test]
    fn no_text_leads_out_of_the_mapped_folder(
        start in prop::sample::select(vec![r"S:\projects", r"\\server\share\projects", "/mnt/share/projects", "nfs.example:/x/projects", r"\\?\UNC\server\share\projects", r"\\?\S:\projects"]),
        rest in r"([\\/]|\.\.?|[a-zA-Z\u{308}\u{fc} ]|con|~|:|%2e){0,12}",
    ) {
        let text = format!("{start}{rest}");
        let root = CollectionPath::parse("/mapped/").unwrap();
        let Ok(name) = DriveName::parse(&text) else { return Ok(()) };
        prop_assert!(!name.parts().iter().any(|part| matches!(part.as_str(), "" | "." | "..")));
        if let Some(rest) = name.inside(&drive(start)) {
            let path = translate(&root, rest, LocalSystem::Windows).unwrap();
            prop_assert!(path.starts_with(&root));
        }
        // Slashes at the end and twice say nothing; what is written can be read again.
        prop_assert_eq!(DriveName::parse(&name.to_string()), Ok(name.clone()));
        let slash = if text.starts_with('/') || text.contains(":/") { "/" } else { "\\" };
        prop_assert_eq!(DriveName::parse(&format!("{text}{slash}{slash}")), Ok(name));
    }

    #[test]
    fn any_text_is_a_name_or_none(text in any::<String>()) {
        let _ = DriveName::parse(&text);
    }
}
