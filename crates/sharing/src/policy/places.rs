//! Where policy files are on each system.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use globus::path::LocalSystem;

const FILE: &str = "policy.json";

/// The two places. Where both have a file, see [`super::merge`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyFiles {
    /// For everybody who uses the computer; only its keeper can write there.
    pub machine: Option<PathBuf>,
    /// For one person.
    pub user: Option<PathBuf>,
    /// True where the collections that they name are not there: with a pretend Globus. Drives and storages are not read.
    pub no_places: bool,
}

impl PolicyFiles {
    /// The usual places:
    ///
    /// | system | everybody | one person |
    /// | --- | --- | --- |
    /// | Linux | `/etc/guestlist/policy.json` | `$XDG_CONFIG_HOME/guestlist/policy.json`, or `~/.config/…` |
    /// | macOS | `/Library/Application Support/Guestlist/policy.json` | the same below the home folder |
    /// | Windows | `%ProgramData%\Guestlist\policy.json` | `%LOCALAPPDATA%\Guestlist\policy.json` |
    pub fn usual(
        system: LocalSystem,
        home: Option<&Path>,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Self {
        // A relative path would mean another file wherever the program was started.
        let folder = |name: &str| {
            let folder = PathBuf::from(variable(name)?);
            folder.is_absolute().then_some(folder)
        };
        match system {
            LocalSystem::Linux => {
                let config = folder("XDG_CONFIG_HOME").or_else(|| Some(home?.join(".config")));
                Self {
                    machine: Some(Path::new("/etc/guestlist").join(FILE)),
                    user: config.map(|folder| folder.join("guestlist").join(FILE)),
                    no_places: false,
                }
            }
            LocalSystem::MacOs => {
                let inside = Path::new("Library/Application Support/Guestlist").join(FILE);
                Self {
                    machine: Some(Path::new("/").join(&inside)),
                    user: home.map(|home| home.join(&inside)),
                    no_places: false,
                }
            }
            LocalSystem::Windows => {
                let file = |name| Some(folder(name)?.join("Guestlist").join(FILE));
                Self {
                    machine: file("ProgramData"),
                    user: file("LOCALAPPDATA"),
                    no_places: false,
                }
            }
        }
    }

    /// The same in one folder, for tests and for a look at a policy before it is handed out.
    pub fn inside(folder: &Path) -> Self {
        Self {
            machine: Some(folder.join("machine").join(FILE)),
            user: Some(folder.join("user").join(FILE)),
            no_places: false,
        }
    }

    /// The same for a pretend Globus, on which no real collection is.
    pub fn without_places(self) -> Self {
        Self {
            no_places: true,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none(_: &str) -> Option<OsString> {
        None
    }

    fn text(path: Option<PathBuf>) -> String {
        path.unwrap().to_string_lossy().replace('\\', "/")
    }

    #[test]
    fn each_system_has_two_places() {
        let home = Path::new("/home/nora");
        let linux = PolicyFiles::usual(LocalSystem::Linux, Some(home), none);
        assert_eq!(text(linux.machine), "/etc/guestlist/policy.json");
        assert_eq!(text(linux.user), "/home/nora/.config/guestlist/policy.json");
        let mac = PolicyFiles::usual(LocalSystem::MacOs, Some(home), none);
        assert_eq!(
            text(mac.machine),
            "/Library/Application Support/Guestlist/policy.json"
        );
        assert_eq!(
            text(mac.user),
            "/home/nora/Library/Application Support/Guestlist/policy.json"
        );
        let folder = if cfg!(windows) { "C:/Data" } else { "/data" };
        let windows = PolicyFiles::usual(LocalSystem::Windows, None, |_| Some(folder.into()));
        assert_eq!(text(windows.machine), format!("{folder}/Guestlist/policy.json"));
    }

    #[test]
    fn a_relative_variable_counts_for_nothing() {
        let relative = |_: &str| Some(OsString::from("somewhere"));
        let linux = PolicyFiles::usual(LocalSystem::Linux, Some(Path::new("/home/nora")), relative);
        assert_eq!(text(linux.user), "/home/nora/.config/guestlist/policy.json");
        let windows = PolicyFiles::usual(LocalSystem::Windows, None, relative);
        assert_eq!(windows, PolicyFiles::default());
    }
}
