//! Who imports whom in the front end.

use std::path::{Component, Path, PathBuf};

use anyhow::Result;

use super::sources;
use crate::repo::Repo;

/// `@tauri-apps/…` anywhere but in `ui/src/ipc/` (and in the tests' stand-in for it).
pub(crate) fn tauri_only_in_ipc(repo: &Repo) -> Result<Vec<String>> {
    each_import(repo, |import| {
        import.what.starts_with("@tauri-apps/") && import.room() != Some("ipc") && !import.in_test()
    })
}

/// A feature that imports another feature.
pub(crate) fn features_apart(repo: &Repo) -> Result<Vec<String>> {
    each_import(repo, |import| {
        let from = feature_of(&import.file);
        let to = import.target().as_deref().and_then(feature_of);
        from.is_some() && to.is_some() && from != to
    })
}

/// A component that imports the IPC room, or a feature.
pub(crate) fn components_without_ipc(repo: &Repo) -> Result<Vec<String>> {
    each_import(repo, |import| {
        let target = import.target();
        let room = target.as_deref().and_then(room_of);
        import.room() == Some("components") && matches!(room, Some("ipc" | "features")) && !import.types_only
    })
}

/// One import of one file. Paths are relative to `ui/src`.
struct Import {
    file: PathBuf,
    what: String,
    /// `import type`: a shape, gone after compilation.
    types_only: bool,
}

impl Import {
    fn room(&self) -> Option<&str> {
        room_of(&self.file)
    }

    fn in_test(&self) -> bool {
        let name = self.file.to_string_lossy();
        name.contains(".test.") || self.room() == Some("test")
    }

    /// The imported file of ours.
    fn target(&self) -> Option<PathBuf> {
        if let Some(rest) = self.what.strip_prefix("@/") {
            return Some(rest.into());
        }
        if !self.what.starts_with('.') {
            return None;
        }
        let mut path = self.file.parent()?.to_owned();
        for part in Path::new(&self.what).components() {
            match part {
                Component::ParentDir => {
                    path.pop();
                }
                Component::Normal(name) => path.push(name),
                _ => {}
            }
        }
        Some(path)
    }
}

fn room_of(path: &Path) -> Option<&str> {
    path.iter().next()?.to_str()
}

fn feature_of(path: &Path) -> Option<String> {
    let mut parts = path.iter().map(|part| part.to_string_lossy().into_owned());
    (parts.next()? == "features").then(|| parts.next()).flatten()
}

fn each_import(repo: &Repo, breaks: impl Fn(&Import) -> bool) -> Result<Vec<String>> {
    let root = repo.ui().join("src");
    let mut findings = Vec::new();
    for path in sources::below(&root, &[".ts", ".tsx"])? {
        let file = path.strip_prefix(&root).unwrap_or(&path).to_owned();
        for (what, types_only) in imports_in(&std::fs::read_to_string(&path)?) {
            let import = Import {
                file: file.clone(),
                what,
                types_only,
            };
            if breaks(&import) {
                findings.push(format!(
                    "ui/src/{} imports {}",
                    import.file.display(),
                    import.what
                ));
            }
        }
    }
    Ok(findings)
}

/// What a module imports or re-exports, with whether only types are meant. A formatted source has the module's
/// name on the statement's last line.
fn imports_in(source: &str) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut types_only = false;
    for line in source.lines() {
        if line.starts_with("import ") || line.starts_with("export ") {
            types_only = line.starts_with("import type ") || line.starts_with("export type ");
        }
        let bare = line
            .strip_prefix("import ")
            .filter(|rest| rest.starts_with(['"', '\'']));
        let dynamic = line.split_once("import(").map(|(_, rest)| rest);
        let from = line
            .rsplit_once(" from ")
            .or_else(|| line.strip_prefix("from ").map(|rest| ("", rest)));
        if let Some(rest) = bare.or(dynamic).or(from.map(|(_, rest)| rest))
            && let Some(name) = quoted(rest)
        {
            found.push((name.to_owned(), types_only));
        }
    }
    found
}

fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_imports_of_all_kinds() {
        let source = "import \"./app.css\";\nimport type { Share } from \"../ipc\";\nimport {\n  a,\n} from '@tauri-apps/api/core';\nconst x = await import(\"./late\");\n";
        let expected = [
            ("./app.css", false),
            ("../ipc", true),
            ("@tauri-apps/api/core", false),
            ("./late", false),
        ];
        let found = imports_in(source);
        assert_eq!(
            found
                .iter()
                .map(|(name, types)| (name.as_str(), *types))
                .collect::<Vec<_>>(),
            expected
        );
    }

    #[test]
    fn resolves_neighbours() {
        let file = PathBuf::from("features/share/sheet/Sheet.tsx");
        let import = Import {
            file,
            what: "../../shares/Row".into(),
            types_only: false,
        };
        assert_eq!(
            import.target().as_deref().and_then(feature_of).as_deref(),
            Some("shares")
        );
    }
}
