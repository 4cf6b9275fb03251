//! The pretend computer's Globus Connect Personal: the files from which the app learns that it is there.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::desktop::Desktop;

/// Writes the configuration of Globus Connect Personal into the desktop's home folder (the places that its Linux
/// version uses). `shareable` folders may be shared with write access.
pub fn set_up_connect_personal(desktop: &Desktop, collection_id: &str, shareable: &[&Path]) -> Result<()> {
    let folder = desktop.home().join(".globusonline/lta");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("client-id.txt"), format!("{collection_id}\n"))?;
    let lines = shareable.iter().map(|path| format!("{},1,1\n", path.display()));
    std::fs::write(folder.join("config-paths"), lines.collect::<String>())?;
    Ok(())
}

/// Makes a folder with a few files of results in it, names beyond ASCII included.
pub fn make_results(parent: &Path, name: &str) -> Result<PathBuf> {
    let folder = parent.join(name);
    std::fs::create_dir_all(folder.join("figures"))?;
    std::fs::write(folder.join("README.md"), "Start here.\n")?;
    std::fs::write(folder.join("figures/Übersicht 概要.txt"), "overview\n")?;
    std::fs::write(folder.join("figures/fig 1.csv"), "x,y\n1,2\n")?;
    Ok(folder)
}
