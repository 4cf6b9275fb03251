//! Start arguments, and what must be so before a window can open.

use std::path::Path;

use crate::events::FolderDrag;
use crate::share_link;

/// What the app was asked for when it was started: `guestlist [--practice] [FOLDER…]`, or `guestlist LINK` by a desktop
/// where a link of ours was clicked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartArguments {
    /// Begin in practice mode.
    pub practice: bool,
    /// Folders to share, as absolute paths; not yet checked.
    pub paths: Vec<String>,
    /// Links of ours, not yet read.
    pub links: Vec<String>,
}

impl StartArguments {
    /// Reads arguments (without the program's name). Unknown options are left alone: desktops and test drivers add
    /// their own. Everything behind `--` is a path. With a link nothing else counts: who wrote it can't see to it that
    /// the system takes all of it for one argument, and must not get another one in.
    pub fn read(arguments: impl IntoIterator<Item = String>, working_directory: &Path) -> Self {
        let mut read = Self::default();
        let mut only_paths = false;
        for argument in arguments {
            match argument.as_str() {
                link if share_link::is_link(link) => read.links.push(argument),
                "--" if !only_paths => only_paths = true,
                "--practice" if !only_paths => read.practice = true,
                option if !only_paths && option.starts_with('-') => {}
                "" => {}
                path => read
                    .paths
                    .push(working_directory.join(path).to_string_lossy().into_owned()),
            }
        }
        if read.links.is_empty() {
            return read;
        }
        Self {
            links: read.links,
            ..Self::default()
        }
    }

    /// What it brings to the window.
    pub fn arrivals(self) -> Vec<FolderDrag> {
        let mut arrivals: Vec<FolderDrag> = self.links.iter().map(|link| share_link::arrival(link)).collect();
        if !self.paths.is_empty() {
            arrivals.push(FolderDrag::Dropped { paths: self.paths });
        }
        arrivals
    }

    /// The arguments of this process.
    pub fn of_process() -> Self {
        let arguments = std::env::args_os()
            .skip(1)
            .map(|argument| argument.to_string_lossy().into_owned());
        Self::read(arguments, &std::env::current_dir().unwrap_or_default())
    }
}

/// Some graphics drivers show a blank window with WebKitGTK's DMA-BUF renderer. The person's own choice stays.
#[cfg(target_os = "linux")]
pub fn prefer_the_safe_renderer() {
    const RENDERER: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(RENDERER).is_none() {
        set_variable(RENDERER, "1");
    }
}

#[cfg(target_os = "linux")]
#[expect(
    unsafe_code,
    reason = "the standard library offers no other way; no second thread runs yet"
)]
fn set_variable(name: &str, value: &str) {
    // SAFETY: called first thing in `run`, while this is the process's only thread.
    unsafe { std::env::set_var(name, value) };
}

/// A start that has found another app, and that app ended before it had answered (tauri-plugin-single-instance fails then):
/// begins again, with the same arguments, as there is nobody any more. GTK can't be begun twice in one process, so another
/// program takes this one's place. Comes back where that is no help.
#[cfg(target_os = "linux")]
pub fn begin_again(error: &tauri::Error) {
    use std::os::unix::process::CommandExt;

    /// Left alone by whoever reads arguments; counts the attempts.
    const AGAIN: &str = "--again";
    const MOST: usize = 3;

    let tauri::Error::PluginInitialization(plugin, _) = error else {
        return;
    };
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let attempts = arguments.iter().take_while(|it| *it == AGAIN).count();
    if plugin == "single-instance"
        && attempts < MOST
        && let Ok(program) = std::env::current_exe()
    {
        let error = std::process::Command::new(program)
            .arg(AGAIN)
            .args(arguments)
            .exec();
        eprintln!("Guestlist can't begin again: {error}.");
    }
}

/// GTK ends the process with a panic where there is no display: say so in words first.
#[cfg(target_os = "linux")]
pub fn display_is_there() -> bool {
    let filled = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    filled("DISPLAY") || filled("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> StartArguments {
        StartArguments::read(arguments.iter().map(ToString::to_string), Path::new("/home/nora"))
    }

    #[test]
    #[cfg(unix)]
    fn paths_are_made_absolute() {
        assert_eq!(
            read(&["Results", "/data/raw"]).paths,
            ["/home/nora/Results", "/data/raw"]
        );
    }

    #[test]
    fn practice_is_an_option_and_others_are_left_alone() {
        assert!(read(&["--practice"]).practice);
        assert_eq!(read(&["--automation", "-x"]), StartArguments::default());
    }

    #[test]
    #[cfg(unix)]
    fn behind_two_dashes_everything_is_a_path() {
        let read = read(&["--", "--practice", "-x"]);
        assert!(!read.practice);
        assert_eq!(read.paths, ["/home/nora/--practice", "/home/nora/-x"]);
    }
    #[test]
    #[cfg(unix)]
    fn with_a_link_nothing_else_counts() {
        let link = "guestlist://share?path=/data";
        for arguments in [
            vec![link],
            vec!["--practice", link, "/etc"],
            vec![link, "--", "/etc"],
            vec!["--", link],
        ] {
            let read = read(&arguments);
            assert_eq!(read.links, [link]);
            assert!(!read.practice && read.paths.is_empty(), "{arguments:?}");
            let arrivals = read.arrivals();
            let [FolderDrag::Dropped { paths }] = arrivals.as_slice() else {
                panic!("{arrivals:?}");
            };
            assert_eq!(paths, &["/data"]);
        }
        assert_eq!(read(&["./guestlist:x"]).paths, ["/home/nora/./guestlist:x"]);
    }
}
