//! Collection paths and local paths, and file names as they are sent.

use std::path::{Path, PathBuf};

/// `/a/b/` from what a client sent. None for relative paths and for paths that step outside.
pub(crate) fn normalize_folder(path: &str) -> Option<String> {
    let rest = path.strip_prefix('/')?;
    let mut folder = String::from("/");
    for segment in rest.split('/').filter(|segment| !segment.is_empty()) {
        if segment == "." || segment == ".." || segment.contains('\0') {
            return None;
        }
        folder.push_str(segment);
        folder.push('/');
    }
    Some(folder)
}

/// A collection path below a folder of this machine.
pub(super) fn below(disk: &Path, path: &str) -> PathBuf {
    let mut local = disk.to_path_buf();
    local.extend(
        path.split('/')
            .filter(|segment| !segment.is_empty())
            .map(decode_name),
    );
    local
}

/// `/home/ann/` or, on Windows, `/C/Users/ann/` as a local path.
pub(super) fn from_collection_path(path: &str) -> PathBuf {
    if cfg!(windows) {
        let mut segments = path.split('/').filter(|segment| !segment.is_empty());
        let drive = segments.next().unwrap_or("C");
        let rest: Vec<&str> = segments.collect();
        return below(Path::new(&format!("{drive}:\\")), &rest.join("/"));
    }
    below(Path::new("/"), path)
}

/// A local folder as a collection path with its slash at the end: `C:\Users\ann` is `/C/Users/ann/`.
pub(crate) fn collection_path_of(folder: &Path) -> Option<String> {
    let text = folder.to_str()?;
    let text = text.strip_prefix(r"\\?\").unwrap_or(text);
    let bytes = text.as_bytes();
    let has_drive = bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':';
    if has_drive {
        let drive = text[..1].to_ascii_uppercase();
        return normalize_folder(&format!("/{drive}/{}", text[2..].replace('\\', "/")));
    }
    normalize_folder(text)
}

/// A file name as it is sent: what is no UTF-8 goes as Latin-1 behind U+FFFD.
pub(crate) fn encode_name(name: &std::ffi::OsStr) -> String {
    match name.to_str() {
        Some(text) => text.to_owned(),
        None => {
            let latin: String = name
                .as_encoded_bytes()
                .iter()
                .map(|&byte| char::from(byte))
                .collect();
            format!("\u{FFFD}{latin}")
        }
    }
}

#[cfg(unix)]
fn decode_name(segment: &str) -> std::ffi::OsString {
    use std::os::unix::ffi::OsStringExt;
    let latin: Option<Vec<u8>> = segment
        .strip_prefix('\u{FFFD}')
        .and_then(|rest| rest.chars().map(|c| u8::try_from(c).ok()).collect());
    latin.map_or_else(|| segment.into(), std::ffi::OsString::from_vec)
}

#[cfg(not(unix))]
fn decode_name(segment: &str) -> std::ffi::OsString {
    segment.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_end_with_a_slash_and_never_step_out() {
        assert_eq!(normalize_folder("/a//b").as_deref(), Some("/a/b/"));
        assert_eq!(normalize_folder("/").as_deref(), Some("/"));
        for bad in ["a", "", "/a/../b", "/..", "/./a", "/a\0"] {
            assert_eq!(normalize_folder(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn drives_become_folders() {
        assert_eq!(
            collection_path_of(Path::new(r"c:\Users\ann\Data")).as_deref(),
            Some("/C/Users/ann/Data/")
        );
        assert_eq!(
            collection_path_of(Path::new(r"\\?\C:\Users")).as_deref(),
            Some("/C/Users/")
        );
        assert_eq!(
            collection_path_of(Path::new("/home/ann")).as_deref(),
            Some("/home/ann/")
        );
        assert_eq!(collection_path_of(Path::new(r"\\server\share")), None);
    }
}
