//! Whether Globus Connect Personal is on this computer, and how far it was set up. Only files tell: nothing is started and
//! nobody is asked.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::connect_personal::{ConnectPersonal, LocalError, default_config_dir};
use crate::path::LocalSystem;

/// Entries of the home folder that are looked at for an unpacked program.
const MAX_ENTRIES: usize = 2000;

/// Where to look.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// Whose rules apply.
    pub system: LocalSystem,
    /// The person's home folder.
    pub home: Option<&'a Path>,
    /// Where its configuration is; none for this system's usual place.
    pub config_dir: Option<&'a Path>,
    /// Folders in which programs are kept; see [`program_folders`].
    pub programs: &'a [PathBuf],
}

/// How far Globus Connect Personal has come on this computer.
#[derive(Debug)]
pub enum Presence {
    /// Neither the program nor anything that it leaves behind was found.
    NotInstalled,
    /// The program is here, or was started once; it belongs to no collection.
    NeverSetUp,
    /// Its files are here and can't be used: another user's, or broken.
    Unusable(LocalError),
    /// Set up.
    SetUp(ConnectPersonal),
}

impl Presence {
    /// Looks around. Reads two or three small files and, where those are missing, one listing.
    pub fn look(around: &Surroundings<'_>) -> Self {
        let Surroundings { system, home, .. } = *around;
        let app_data = std::env::var_os("LOCALAPPDATA").map(PathBuf::from);
        let usual = default_config_dir(system, home, app_data.as_deref());
        let Some(config_dir) = around.config_dir.map(Path::to_owned).or(usual) else {
            return Self::NotInstalled;
        };
        match ConnectPersonal::read(&config_dir, system, home.and_then(Path::to_str)) {
            Ok(Some(personal)) => Self::SetUp(personal),
            Err(error) => Self::Unusable(error),
            Ok(None) if was_started(&config_dir, around) || has_program(around) => Self::NeverSetUp,
            Ok(None) => Self::NotInstalled,
        }
    }

    /// The computer's collection, where there is one.
    pub fn into_set_up(self) -> Option<ConnectPersonal> {
        match self {
            Self::SetUp(personal) => Some(personal),
            Self::NotInstalled | Self::NeverSetUp | Self::Unusable(_) => None,
        }
    }
}

/// The program makes its folder when it starts, long before it has a collection.
fn was_started(config_dir: &Path, around: &Surroundings<'_>) -> bool {
    let above = match around.system {
        LocalSystem::Linux | LocalSystem::MacOs if around.config_dir.is_none() => config_dir.parent(),
        _ => None,
    };
    config_dir.is_dir() || above.is_some_and(Path::is_dir)
}

fn has_program(around: &Surroundings<'_>) -> bool {
    let name = match around.system {
        LocalSystem::Linux => "globusconnectpersonal",
        LocalSystem::MacOs => "Globus Connect Personal.app",
        LocalSystem::Windows => "Globus Connect Personal",
    };
    let mut programs = around.programs.iter();
    programs.any(|folder| folder.join(name).exists())
        || match around.system {
            // There is no package: people unpack it, most of them into their home folder.
            LocalSystem::Linux => around.home.is_some_and(|home| is_unpacked_in(home, name)),
            LocalSystem::MacOs => around
                .home
                .is_some_and(|home| home.join("Applications").join(name).exists()),
            LocalSystem::Windows => false,
        }
}

/// `globusconnectpersonal-3.2.5/globusconnectpersonal`, say.
fn is_unpacked_in(home: &Path, name: &str) -> bool {
    let Ok(entries) = fs::read_dir(home) else {
        return false;
    };
    let mut entries = entries.take(MAX_ENTRIES).flatten();
    entries.any(|entry| {
        let folder = entry.file_name();
        let fits = |folder: &OsStr| folder.to_string_lossy().starts_with(name);
        fits(&folder) && entry.path().join(name).is_file()
    })
}

/// Where this system keeps programs.
pub fn program_folders(system: LocalSystem) -> Vec<PathBuf> {
    match system {
        LocalSystem::Linux => {
            let path = std::env::var_os("PATH").unwrap_or_default();
            std::env::split_paths(&path)
                .filter(|folder| folder.is_absolute())
                .collect()
        }
        LocalSystem::MacOs => vec!["/Applications".into()],
        LocalSystem::Windows => ["ProgramFiles", "ProgramFiles(x86)"]
            .into_iter()
            .filter_map(std::env::var_os)
            .map(PathBuf::from)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A home folder of one system's.
    struct Home(tempfile::TempDir);

    impl Home {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn write(&self, file: &str, text: &str) {
            let path = self.0.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        fn look(&self, system: LocalSystem, config_dir: Option<&str>) -> Presence {
            let home = self.0.path();
            Presence::look(&Surroundings {
                system,
                home: Some(home),
                config_dir: config_dir.map(|dir| home.join(dir)).as_deref(),
                programs: &[home.join("programs")],
            })
        }
    }

    #[test]
    fn a_bare_computer_has_none() {
        let home = Home::new();
        // The package alone, not unpacked, is no program.
        home.write("globusconnectpersonal-latest.tgz", "");
        home.write("globusconnectpersonal-notes/todo.txt", "");
        for system in [LocalSystem::Linux, LocalSystem::MacOs] {
            assert!(
                matches!(home.look(system, None), Presence::NotInstalled),
                "{system:?}"
            );
        }
    }

    #[test]
    fn a_program_that_never_ran_is_found_where_each_system_keeps_it() {
        use LocalSystem::{Linux, MacOs, Windows};
        for (system, file) in [
            (Linux, "programs/globusconnectpersonal"),
            (Linux, "globusconnectpersonal-3.2.5/globusconnectpersonal"),
            (MacOs, "programs/Globus Connect Personal.app/Contents/Info.plist"),
            (
                MacOs,
                "Applications/Globus Connect Personal.app/Contents/Info.plist",
            ),
            (Windows, "programs/Globus Connect Personal/globus_connect.exe"),
        ] {
            let home = Home::new();
            home.write(file, "");
            // A folder of its own, so that Windows' app data are not looked for.
            let config_dir = (system == Windows).then_some("Globus Connect");
            assert!(
                matches!(home.look(system, config_dir), Presence::NeverSetUp),
                "{file}"
            );
        }
    }

    #[test]
    fn what_the_first_start_leaves_behind_tells() {
        let home = Home::new();
        home.write(".globusonline/version", "");
        assert!(matches!(
            home.look(LocalSystem::Linux, None),
            Presence::NeverSetUp
        ));
        // The folder above a configuration in another place says nothing.
        assert!(matches!(
            home.look(LocalSystem::Linux, Some("elsewhere/lta")),
            Presence::NotInstalled
        ));
        home.write("elsewhere/lta/log.txt", "");
        assert!(matches!(
            home.look(LocalSystem::Linux, Some("elsewhere/lta")),
            Presence::NeverSetUp
        ));
    }

    #[test]
    fn files_that_say_nothing_are_told_from_missing_ones() {
        let home = Home::new();
        home.write(".globusonline/lta/client-id.txt", "hello");
        let broken = home.look(LocalSystem::Linux, None);
        assert!(
            matches!(&broken, Presence::Unusable(LocalError::NotAnId { .. })),
            "{broken:?}"
        );
        assert!(broken.into_set_up().is_none());
        let id = "44444444-4444-4444-8444-444444444444";
        home.write(".globusonline/lta/client-id.txt", id);
        let personal = home.look(LocalSystem::Linux, None).into_set_up().unwrap();
        assert_eq!(personal.collection_id.as_str(), id);
    }

    /// Root may read everything, so the file itself must be impossible to read.
    #[test]
    fn files_that_can_t_be_read_are_told_too() {
        let home = Home::new();
        home.write(".globusonline/lta/client-id.txt/not-a-file", "");
        let unreadable = home.look(LocalSystem::Linux, None);
        assert!(
            matches!(&unreadable, Presence::Unusable(LocalError::Unreadable { .. })),
            "{unreadable:?}"
        );
    }
}
