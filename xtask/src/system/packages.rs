//! System packages by name, for the two families of Linux that we install on.

use std::path::Path;
use std::process::Command;

use super::Purpose;
use crate::run;

/// One package under both its names. A path as dnf name means "whatever provides this file".
#[derive(Clone, Copy)]
pub(crate) struct Package {
    apt: &'static str,
    dnf: &'static str,
}

const fn package(apt: &'static str, dnf: &'static str) -> Package {
    Package { apt, dnf }
}

/// To build: a C compiler (SQLite, ring), the web view, and the library that the tray is spoken to with. The last is only
/// loaded while the app runs, and without it there is no tray.
const BUILD: &[Package] = &[
    package("build-essential", "gcc"),
    package("pkg-config", "/usr/bin/pkg-config"),
    package("libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel"),
    package("libsoup-3.0-dev", "libsoup3-devel"),
    package("librsvg2-dev", "librsvg2-devel"),
    package("libayatana-appindicator3-1", "libayatana-appindicator-gtk3"),
];

/// To drive the window: a display, a bus with a keychain, the web view's driver, a browser for the sign-in page,
/// a second X client to drag from, and fonts for every script that appears in a name.
const DRIVE: &[Package] = &[
    package("xvfb", "/usr/bin/Xvfb"),
    package("webkit2gtk-driver", "/usr/bin/WebKitWebDriver"),
    package("dbus", "/usr/bin/dbus-daemon"),
    package("at-spi2-core", "at-spi2-core"),
    package("gnome-keyring", "gnome-keyring"),
    package("xdotool", "xdotool"),
    package("python3-gi", "python3-gobject"),
    package("gir1.2-gtk-3.0", "gtk3"),
    package("chromium", "chromium"),
    package("chromium-driver", "chromedriver"),
    package("python3-venv", "python3-pip"),
    package("fonts-noto-core", "google-noto-sans-fonts"),
    package("fonts-noto-color-emoji", "google-noto-color-emoji-fonts"),
    package("fonts-noto-cjk", "google-noto-sans-cjk-fonts"),
];

/// Everything that a purpose needs.
pub(crate) fn needed(purpose: Purpose) -> Vec<Package> {
    match purpose {
        Purpose::Build => BUILD.to_vec(),
        Purpose::Drive => [BUILD, DRIVE].concat(),
    }
}

/// Their names for one package manager.
pub(crate) fn names(packages: &[Package], manager: PackageManager) -> Vec<&'static str> {
    packages.iter().map(|package| package.name(manager)).collect()
}

impl Package {
    /// Its name for one package manager.
    pub(crate) fn name(&self, manager: PackageManager) -> &'static str {
        match manager {
            PackageManager::Apt => self.apt,
            PackageManager::Dnf => self.dnf,
        }
    }
}

/// The program that installs packages.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PackageManager {
    /// Debian, Ubuntu and their kin.
    Apt,
    /// Fedora and its kin.
    Dnf,
}

impl PackageManager {
    /// The one of this machine.
    pub(crate) fn of_this_machine() -> Option<Self> {
        let here = |path| Path::new(path).exists();
        if here("/usr/bin/apt-get") {
            Some(Self::Apt)
        } else if here("/usr/bin/dnf") {
            Some(Self::Dnf)
        } else {
            None
        }
    }

    /// What a person would type.
    pub(crate) fn program(self) -> &'static str {
        match self {
            Self::Apt => "apt",
            Self::Dnf => "dnf",
        }
    }

    /// Is it installed?
    pub(crate) fn has(self, name: &str) -> bool {
        match self {
            Self::Apt => run::asked("dpkg-query", &["-W", "-f=${db:Status-Status}", name])
                .is_some_and(|status| status == "installed"),
            Self::Dnf => run::asked("rpm", &["-q", "--whatprovides", name]).is_some(),
        }
    }

    /// The commands that install them without a question.
    pub(crate) fn install(self, names: &[&str]) -> Vec<Command> {
        let mut install = match self {
            // env passes through sudo, a variable of ours does not.
            Self::Apt => {
                let mut apt = Command::new("env");
                apt.args([
                    "DEBIAN_FRONTEND=noninteractive",
                    "apt-get",
                    "install",
                    "-y",
                    "--no-install-recommends",
                ]);
                apt
            }
            Self::Dnf => {
                let mut dnf = Command::new("dnf");
                dnf.args(["install", "-y"]);
                dnf
            }
        };
        install.args(names);
        match self {
            Self::Apt => {
                let mut update = Command::new("apt-get");
                update.args(["update", "-q"]);
                vec![update, install]
            }
            Self::Dnf => vec![install],
        }
    }
}
