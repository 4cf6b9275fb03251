//! Links of our own: `guestlist://share?path=…`, with a `path` for each folder. Anybody can write one, on any page. So a
//! link names folders and nothing else, each is checked here before anybody looks at it, and all that comes of it is
//! that the check of these folders opens. Nothing is shared by a link.

use globus::path::LocalSystem;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::events::FolderDrag;

/// The scheme that the bundles register (tauri.conf.json, `plugins.deep-link`).
pub const SCHEME: &str = "guestlist";

/// Bytes of a link; longer ones are not read.
const LONGEST: usize = 16 * 1024;

/// Bytes of one path: as many as Linux takes (`PATH_MAX`).
const LONGEST_PATH: usize = 4096;

/// Folders in one link.
const MOST_FOLDERS: usize = 20;

/// Why a link leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum LinkProblem {
    /// It asks for something else than to share folders.
    Unknown,
    /// It names no folder.
    NoFolder,
    /// It is too long, or names too many folders.
    TooLong,
    /// It names something that is no whole path on this computer, written in the open.
    NotOnThisComputer,
}

/// Whether a start argument is a link.
pub fn is_link(argument: &str) -> bool {
    argument.get(..=SCHEME.len()).is_some_and(|start| {
        start
            .strip_suffix(':')
            .is_some_and(|it| it.eq_ignore_ascii_case(SCHEME))
    })
}

/// What a link brings to the window: folders to check, or why it is refused.
pub fn arrival(link: &str) -> FolderDrag {
    match read(link, LocalSystem::current()) {
        Ok(paths) => FolderDrag::Dropped { paths },
        Err(problem) => {
            tracing::warn!(?problem, "a link was refused");
            FolderDrag::Refused { problem }
        }
    }
}

/// The folders that a link names. One bad folder spoils the link: half of it would be something else than was meant.
pub fn read(link: &str, system: LocalSystem) -> Result<Vec<String>, LinkProblem> {
    if link.len() > LONGEST {
        return Err(LinkProblem::TooLong);
    }
    let url = Url::parse(link).map_err(|_| LinkProblem::Unknown)?;
    if !asks_to_share(&url) {
        return Err(LinkProblem::Unknown);
    }
    let (paths, others): (Vec<_>, Vec<_>) = url.query_pairs().partition(|(name, _)| name == "path");
    if !others.is_empty() {
        // Their names and values come from outside and stay out of the log.
        tracing::info!(
            parameters = others.len(),
            "a link has parameters that mean nothing"
        );
    }
    let paths: Vec<String> = paths.into_iter().map(|(_, path)| path.into_owned()).collect();
    if paths.is_empty() || paths.iter().any(String::is_empty) {
        return Err(LinkProblem::NoFolder);
    }
    if paths.len() > MOST_FOLDERS || paths.iter().any(|path| path.len() > LONGEST_PATH) {
        return Err(LinkProblem::TooLong);
    }
    if !paths.iter().all(|path| is_plain_local_path(path, system)) {
        return Err(LinkProblem::NotOnThisComputer);
    }
    Ok(paths)
}

fn asks_to_share(url: &Url) -> bool {
    url.scheme() == SCHEME
        && url
            .host_str()
            .is_some_and(|host| host.eq_ignore_ascii_case("share"))
        && matches!(url.path(), "" | "/")
        && url.username().is_empty()
        && url.password().is_none()
        && url.port().is_none()
}

/// From the root of this computer on, without detours. A look at `\\server\folder` would already sign in to that server,
/// so Windows' names of network shares and devices are out; a network drive with a letter is the person's own.
fn is_plain_local_path(path: &str, system: LocalSystem) -> bool {
    let is_windows = system == LocalSystem::Windows;
    let begins_at_a_root = if is_windows {
        matches!(path.as_bytes(), [drive, b':', b'/' | b'\\', ..] if drive.is_ascii_alphabetic())
            && !path[3..].starts_with(['/', '\\'])
            // `C:\notes:hidden` is a stream beside the file.
            && !path[2..].contains(':')
    } else {
        // What two slashes at the beginning mean is up to the system (POSIX).
        path.starts_with('/') && !path.starts_with("//")
    };
    let mut parts = path.split(|c| c == '/' || (is_windows && c == '\\'));
    begins_at_a_root && !path.chars().any(misleads) && !parts.any(|part| matches!(part, "." | ".."))
}

/// Characters that a folder can't be recognised by: control characters, line ends, marks that turn the direction of what
/// follows, and what stands for bytes that are no text.
fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFD}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linux(link: &str) -> Result<Vec<String>, LinkProblem> {
        read(link, LocalSystem::Linux)
    }

    fn windows(path: &str) -> Result<Vec<String>, LinkProblem> {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("path", path)
            .finish();
        read(&format!("guestlist://share?{query}"), LocalSystem::Windows)
    }

    #[test]
    fn a_link_names_folders() {
        for (link, paths) in [
            ("guestlist://share?path=/data/Results", vec!["/data/Results"]),
            (
                "GuestList://Share/?path=%2Fdata%2FMaple%20r%C3%A9sultats",
                vec!["/data/Maple résultats"],
            ),
            (
                "guestlist://share?path=/data/one+two&path=/data/a%2Bb",
                vec!["/data/one two", "/data/a+b"],
            ),
            ("guestlist://share?path=/data/x#end", vec!["/data/x"]),
        ] {
            assert_eq!(linux(link).unwrap(), paths, "{link}");
        }
        for path in [r"C:\Users\Nora\Results", "z:/data", r"D:\"] {
            assert_eq!(windows(path).unwrap(), [path]);
        }
    }

    #[test]
    fn nothing_but_folders_is_taken_from_a_link() {
        let link = "guestlist://share?to=eve@evil.example&permissions=rw&path=/data/x&ends=never&PATH=/etc&notify=no";
        assert_eq!(linux(link).unwrap(), ["/data/x"]);
    }

    #[test]
    fn other_requests_are_not_known() {
        for link in [
            "guestlist:share?path=/data",
            "guestlist:/data",
            "guestlist:///share?path=/data",
            "guestlist://",
            "guestlist:",
            "guestlist://share/now?path=/data",
            "guestlist://stop?path=/data",
            "guestlist://share:80?path=/data",
            "guestlist://nora@share?path=/data",
            "guestlist://share.evil.example?path=/data",
            "https://share?path=/data",
            "/data",
            "",
        ] {
            assert_eq!(linux(link), Err(LinkProblem::Unknown), "{link}");
        }
    }

    #[test]
    fn a_link_without_a_folder_says_so() {
        for link in [
            "guestlist://share",
            "guestlist://share?path=",
            "guestlist://share?path=/data&path=",
            "guestlist://share?file=/data",
        ] {
            assert_eq!(linux(link), Err(LinkProblem::NoFolder), "{link}");
        }
    }

    #[test]
    fn what_is_too_long_is_not_read() {
        let long = |bytes: usize| format!("guestlist://share?path=/{}", "x".repeat(bytes));
        assert!(linux(&long(LONGEST_PATH - 1)).is_ok());
        let many = |folders: usize| format!("guestlist://share?{}", "path=/data&".repeat(folders));
        assert_eq!(linux(&many(MOST_FOLDERS)).unwrap().len(), MOST_FOLDERS);
        for link in [
            long(LONGEST_PATH),
            long(LONGEST),
            many(MOST_FOLDERS + 1),
            "guestlist:".repeat(10_000),
        ] {
            assert_eq!(linux(&link), Err(LinkProblem::TooLong));
        }
    }

    #[test]
    fn only_whole_paths_in_the_open_are_followed() {
        for path in [
            "data",
            "~/data",
            ".",
            "//server/data",
            "/data/../etc",
            "/data/./x",
            "/..",
            "file:///data",
            "/data%00",
            "/data%0A",
            "/data%7F",
            "/data%C2%85",
            "/data%FF",
            "/data/%E2%80%AEgpj",
            "/data/%E2%81%A6x",
            "/data%E2%80%A8",
        ] {
            let link = format!("guestlist://share?path=/data/fine&path={path}");
            assert_eq!(linux(&link), Err(LinkProblem::NotOnThisComputer), "{path}");
        }
    }

    #[test]
    fn windows_has_doors_of_its_own() {
        for path in [
            r"\\evil.example\share",
            "//evil.example/share",
            r"\\?\C:\data",
            r"\\?\UNC\evil.example\share",
            r"\\.\pipe\x",
            r"\??\C:\data",
            r"C:data",
            r"C:",
            r"\data",
            "/data",
            r"C:\data:stream",
            r"C:\data\..\x",
            "C:/data/../x",
            r"C:\\evil.example\share",
            r"1:\data",
            r"é:\data",
        ] {
            assert_eq!(windows(path), Err(LinkProblem::NotOnThisComputer), "{path}");
        }
    }

    #[test]
    fn links_are_told_from_folders() {
        assert!(is_link("guestlist://share?path=/x") && is_link("GUESTLIST:") && is_link("guestlist:x"));
        for folder in [
            "guestlist",
            "./guestlist:x",
            "/guestlist:",
            "guestlists:x",
            "",
            "gué",
        ] {
            assert!(!is_link(folder), "{folder}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_a_link_says_only_plain_paths_come_out(text in ".{0,80}", raw in "[ -~]{0,60}") {
            for link in [format!("guestlist://share?path={text}"), format!("guestlist:{raw}"), text, raw] {
                for (system, root) in [(LocalSystem::Linux, 0), (LocalSystem::Windows, 2)] {
                    for path in read(&link, system).unwrap_or_default() {
                        let slash = path.as_bytes()[root];
                        proptest::prop_assert!(slash == b'/' || (root == 2 && slash == b'\\'), "{path}");
                        proptest::prop_assert!(!path.chars().any(char::is_control));
                    }
                }
            }
        }
    }
}
