//! The pretend Globus Connect Personal of this computer: its configuration folder, and the folders it may see.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::Error;
use crate::shared::{App, Places};
use crate::state::World;
use crate::state::model::{Collection, Storage};
use crate::storage::collection_path_of;

/// The collection that stands for this computer.
pub(crate) fn this_computer(world: &World) -> Option<&Collection> {
    world
        .collections
        .iter()
        .find(|it| matches!(it.storage, Some(Storage::Computer { .. })) && !it.deleted)
}

/// Lets the pretend computer see one more folder, for good. Returns its collection path.
pub(crate) fn allow_folder(app: &App, folder: &Path) -> Result<String, Error> {
    let real = folder.canonicalize().map_err(Error::folder(folder))?;
    if !real.is_dir() {
        return Err(Error::folder(folder)(std::io::ErrorKind::NotADirectory.into()));
    }
    // Both spellings: the person's, and the one without links.
    let mut paths = vec![collection_path_of(&real).ok_or_else(|| not_text(folder))?];
    if folder.is_absolute() {
        paths.extend(collection_path_of(folder));
    }
    let first = paths.first().cloned().unwrap_or_default();
    app.state.edit::<_, Error>(|edit| {
        let mut allowed = edit.world().allowed_folders();
        for path in paths {
            if path != "/" && !allowed.contains(&path) {
                allowed.push(path);
            }
        }
        edit.note("allowed_folders", serde_json::to_string(&allowed)?)
    })?;
    write_config(app)?;
    Ok(first)
}

fn not_text(folder: &Path) -> Error {
    Error::folder(folder)(std::io::Error::new(
        std::io::ErrorKind::InvalidInput,
        "this path can't be shared",
    ))
}

/// Writes the files that the real program keeps: `client-id.txt`, `gridmap`, `config-paths`.
pub(crate) fn write_config(app: &App) -> Result<(), Error> {
    let found = app
        .state
        .read(|world| this_computer(world).map(|it| (it.id, it.owner, world.allowed_folders())));
    let Some((id, owner, allowed)) = found else {
        return Ok(());
    };
    let Places {
        personal_config_dir: dir,
        sample_root,
        ..
    } = &app.places;
    std::fs::create_dir_all(dir).map_err(Error::folder(dir))?;
    // Put in place whole: somebody may be reading.
    let write = |name: &str, text: String| {
        let path = dir.join(name);
        if std::fs::read_to_string(&path).is_ok_and(|before| before == text) {
            return Ok(());
        }
        let new = dir.join(format!("{name}.new"));
        let written = std::fs::write(&new, text).and_then(|()| std::fs::rename(&new, &path));
        written.map_err(Error::folder(path))
    };
    write("client-id.txt", format!("{id}\n"))?;
    let subject = format!(
        "/C=US/O=Globus Consortium/OU=Globus Connect User/CN=u_{}",
        base32(owner)
    );
    write("gridmap", format!("\"{subject}\" practice\n"))?;
    let config = app.config();
    if !config.config_paths_written {
        let path = dir.join("config-paths");
        return match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::folder(path)(error)),
            _ => Ok(()),
        };
    }
    // path,sharing,write
    let mut lines = String::new();
    if let Some(line) = &config.config_paths_first_line {
        let _ = writeln!(lines, "{line}");
    }
    let _ = writeln!(lines, "{},1,1", sample_root.display());
    for path in allowed {
        let _ = writeln!(lines, "{},1,1", local_text(&path));
    }
    write("config-paths", lines)
}

/// A collection path as this computer writes it, without the slash at the end.
fn local_text(path: &str) -> String {
    let path = path.trim_end_matches('/');
    if cfg!(windows) {
        let mut parts = path.trim_start_matches('/').splitn(2, '/');
        let (drive, rest) = (parts.next().unwrap_or("C"), parts.next().unwrap_or_default());
        return format!("{drive}:\\{}", rest.replace('/', "\\"));
    }
    path.to_owned()
}

/// An identity as the gridmap writes it: its 16 bytes in lower-case base32.
fn base32(id: Uuid) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut text = String::with_capacity(26);
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for &byte in id.as_bytes() {
        buffer = (buffer << 8) | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(ALPHABET[((buffer >> bits) & 31) as usize]));
        }
    }
    if bits > 0 {
        text.push(char::from(ALPHABET[((buffer << (5 - bits)) & 31) as usize]));
    }
    text
}

/// Where the pretend program keeps its configuration.
pub(crate) fn places(data_dir: &Path) -> Places {
    Places {
        sample_root: data_dir.join("Practice files"),
        // The real program keeps its files in `lta` below a folder that the official SDK takes as `config_dir`.
        personal_config_dir: data_dir.join("Globus Connect Personal").join("lta"),
        storage_dir: data_dir.join("Pretend disks"),
        ca_file: data_dir.join("ca.pem"),
        ca_key_file: data_dir.join("ca-key.pem"),
        snapshots_dir: data_dir.join("Snapshots"),
        uploads_dir: data_dir.join("Uploads"),
    }
}

/// The folder, made if needed, without links, so that paths compare.
pub(crate) fn prepare(data_dir: &Path) -> Result<PathBuf, Error> {
    std::fs::create_dir_all(data_dir).map_err(Error::folder(data_dir))?;
    // Windows' own canonical form can't be shown to people or written into paths.
    dunce::canonicalize(data_dir).map_err(Error::folder(data_dir))
}

#[cfg(test)]
mod tests {
    #[test]
    fn gridmap_names_are_those_of_the_official_sdk() {
        let id = "11111111-1111-4111-8111-111111111111".parse().unwrap();
        assert_eq!(super::base32(id), "ceirceircfardairceirceirce");
    }
}
