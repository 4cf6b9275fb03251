//! `config-paths`: which folders Globus Connect Personal lets out. One `path,sharing,write` a line; a path
//! may hold commas.

use crate::path::{CollectionPath, LocalPath, LocalSystem, local_to_collection};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigPath {
    /// The folder, with `~` as `/~/` where the home folder isn't known.
    pub path: CollectionPath,
    /// Whether guest collections may be made inside.
    pub sharing: bool,
    /// Whether it may be written to.
    pub write: bool,
}

/// Reads the file's text; lines that mean nothing are left out.
pub(super) fn parse(text: &str, system: LocalSystem, home: Option<&str>) -> Vec<ConfigPath> {
    text.lines()
        .filter_map(|line| parse_line(line, system, home))
        .collect()
}

fn parse_line(line: &str, system: LocalSystem, home: Option<&str>) -> Option<ConfigPath> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let mut fields = line.rsplitn(3, ',');
    let write = flag(fields.next()?)?;
    let sharing = flag(fields.next()?)?;
    let path = to_path(fields.next()?, system, home)?;
    Some(ConfigPath { path, sharing, write })
}

fn flag(text: &str) -> Option<bool> {
    match text.trim() {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}

fn to_path(text: &str, system: LocalSystem, home: Option<&str>) -> Option<CollectionPath> {
    if home.is_none()
        && let Some(inside) = text.strip_prefix('~')
    {
        return CollectionPath::home().join(inside).ok();
    }
    let path = local_to_collection(&LocalPath::new(text), system, home);
    // On Windows the file may speak of `/C/…` already.
    path.or_else(|_| CollectionPath::parse(text)).ok()
}

/// The entry that decides about a folder: the longest around it.
pub(super) fn deciding<'a>(entries: &'a [ConfigPath], path: &CollectionPath) -> Option<&'a ConfigPath> {
    entries
        .iter()
        .filter(|entry| path.strip_prefix_unicode(&entry.path).is_some())
        .max_by_key(|entry| entry.path.parts().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> CollectionPath {
        CollectionPath::parse(text).unwrap()
    }

    fn entry(text: &str, sharing: bool, write: bool) -> ConfigPath {
        ConfigPath {
            path: path(text),
            sharing,
            write,
        }
    }

    #[test]
    fn lines_are_read_from_the_right() {
        let text = "# what may be shared\n~/,0,1\n\n/data/a, b,1,0\nbroken\n/data/x,yes,1\nrelative,1,1\n";
        assert_eq!(
            parse(text, LocalSystem::Linux, Some("/home/ann")),
            [
                entry("/home/ann/", false, true),
                entry("/data/a, b/", true, false)
            ]
        );
    }

    #[test]
    fn home_stays_a_tilde_where_it_is_unknown() {
        assert_eq!(
            parse("~/share/,1,1", LocalSystem::MacOs, None),
            [entry("/~/share/", true, true)]
        );
    }

    #[test]
    fn windows_folders_are_read_in_both_spellings() {
        let text = "C:\\Data,1,1\r\n/D/Data/,1,0\r\n~\\x,0,1";
        assert_eq!(
            parse(text, LocalSystem::Windows, Some(r"C:\Users\ann")),
            [
                entry("/C/Data/", true, true),
                entry("/D/Data/", true, false),
                entry("/C/Users/ann/x/", false, true)
            ]
        );
    }

    #[test]
    fn the_longest_entry_around_a_folder_decides() {
        let entries = [
            entry("/", false, true),
            entry("/a/", true, true),
            entry("/a/b/", false, false),
        ];
        assert_eq!(deciding(&entries, &path("/a/x/")), Some(&entries[1]));
        assert_eq!(deciding(&entries, &path("/a/b/c/")), Some(&entries[2]));
        assert_eq!(deciding(&entries, &path("/ab/")), Some(&entries[0]));
        assert_eq!(deciding(&entries[1..], &path("/ab/")), None);
    }
}
