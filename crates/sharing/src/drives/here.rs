//! A path of this computer as a folder on a drive: every name by which somebody may have mapped it.

use std::path::Path;

use globus::path::LocalSystem;

use super::{DriveName, Mount};
use crate::Computer;
use crate::locate::disk;

/// A folder on a drive, or at least under a name that could be mapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OnDrive {
    /// The folder by all its names, those first that other computers know too.
    pub(crate) names: Vec<DriveName>,
    /// The drive that it is on, by the first of these names; none where it is on no network drive as far as is known.
    pub(crate) drive: Option<DriveName>,
    /// Whether the path leads through no file or folder, so that it can only be looked at elsewhere.
    pub(crate) is_away: bool,
}

impl OnDrive {
    /// How many parts of the path lie below the drive's own beginning.
    pub(crate) fn depth(&self) -> usize {
        let drive = self.drive.as_ref().map_or(0, DriveName::depth);
        self.names
            .first()
            .map_or(0, DriveName::depth)
            .saturating_sub(drive)
    }
}

/// Looks where a path is. Blocks.
pub(crate) fn look(text: &str, computer: &Computer) -> Option<OnDrive> {
    // Not before the person asks for it: to look at a server's name is to sign in there.
    let is_server = disk::is_network_path(text.trim(), computer.system);
    let found = (!is_server).then(|| disk::find(text, computer)).flatten();
    let real = found.as_deref().and_then(|path| std::fs::canonicalize(path).ok());
    let real = real.as_deref().and_then(Path::to_str).map(str::to_owned);
    let is_away = real.is_none() && !(is_server && computer.system == LocalSystem::Windows);
    let given = match &found {
        Some(path) => path.to_str()?.to_owned(),
        None => text.trim().trim_matches(['"', '\'']).to_owned(),
    };
    let mut on_drive = named(
        &given,
        real.as_deref().unwrap_or(&given),
        &computer.mounts.mounts(),
        computer.system,
    )?;
    on_drive.is_away = is_away;
    Some(on_drive)
}

/// The names of a path as it was given and as the system writes it out. Pure: each system's rules hold everywhere.
pub(super) fn named(given: &str, real: &str, mounts: &[Mount], system: LocalSystem) -> Option<OnDrive> {
    let (given, real) = (DriveName::parse(given).ok(), DriveName::parse(real).ok());
    // A link on a drive may lead off it: only where the path really is counts. On Windows that is the share, and the
    // letter is another name for it as long as nothing on the way was a link.
    let given = given.filter(|given| match &real {
        None => true,
        Some(real) => system == LocalSystem::Windows && real.ends_like(given),
    });
    let mut names: Vec<DriveName> = Vec::new();
    let mut drive = None;
    for name in real.iter().chain(&given) {
        // Windows writes a drive letter out as the share behind it; a share is a network drive by its very name.
        if name.is_shared() {
            drive.get_or_insert_with(|| name.up(name.depth()));
            names.push(name.clone());
        }
        let mounted = (system != LocalSystem::Windows || !name.is_folder())
            .then(|| below(name, mounts))
            .flatten();
        if let Some((mount, rest)) = mounted
            && let Some(network) = &mount.network
        {
            let start = network.source.as_ref().unwrap_or(&mount.at);
            drive.get_or_insert_with(|| start.clone());
            names.push(start.below(rest));
        }
    }
    names.extend(real);
    names.extend(given);
    let mut seen: Vec<DriveName> = Vec::new();
    names.retain(|name| {
        let is_new = !seen.contains(name);
        seen.push(name.clone());
        is_new
    });
    (!names.is_empty()).then_some(OnDrive {
        names,
        drive,
        is_away: false,
    })
}

/// The innermost mount that a path is on, and what is below it. Of two at one folder the later one hides the other.
fn below<'a>(name: &'a DriveName, mounts: &'a [Mount]) -> Option<(&'a Mount, &'a [String])> {
    let inside = mounts
        .iter()
        .filter_map(|mount| Some((mount, name.inside(&mount.at)?)));
    inside.max_by_key(|(mount, _)| mount.at.depth())
}
