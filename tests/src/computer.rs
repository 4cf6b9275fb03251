//! The pretend computer's Globus Connect Personal: the files from which the app learns that it is there.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::desktop::Desktop;

/// Puts the configuration that practice keeps for its pretend computer where Globus Connect Personal has it on Linux.
pub fn set_up_connect_personal(desktop: &Desktop, config: &Path) -> Result<()> {
    let folder = desktop.home().join(".globusonline");
    std::fs::create_dir_all(&folder)?;
    Ok(std::os::unix::fs::symlink(config, folder.join("lta"))?)
}

/// Takes Globus Connect Personal off the computer, as if nobody had ever installed it.
pub fn take_connect_personal_away(desktop: &Desktop) -> Result<()> {
    Ok(std::fs::remove_dir_all(desktop.home().join(".globusonline"))?)
}

/// Unpacks the program into the home folder, as people do on Linux. It is not started.
pub fn unpack_connect_personal(desktop: &Desktop) -> Result<()> {
    let folder = desktop.home().join("globusconnectpersonal-3.2.7");
    std::fs::create_dir(&folder)?;
    Ok(std::fs::write(
        folder.join("globusconnectpersonal"),
        "#!/bin/sh\n",
    )?)
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

/// Where the app looks for the institution's policy.
pub fn policy(desktop: &Desktop) -> PathBuf {
    desktop.home().join("policy")
}

/// Where the app reads what hangs on this computer.
pub fn mounts(desktop: &Desktop) -> PathBuf {
    desktop.home().join("mounts")
}

/// Hands out a policy for everybody on the computer.
pub fn set_policy(desktop: &Desktop, text: &str) -> Result<()> {
    let folder = policy(desktop).join("machine");
    std::fs::create_dir_all(&folder)?;
    Ok(std::fs::write(folder.join("policy.json"), text)?)
}

/// Hangs a file server's share below a folder, as far as the computer's table of mounts says.
pub fn hang_drive(desktop: &Desktop, at: &Path, share: &str) -> Result<()> {
    let at = at.canonicalize()?.to_string_lossy().replace(' ', "\\040");
    let line = format!("40 28 0:41 / {at} rw,relatime shared:21 - cifs {share} rw,vers=3.1.1\n");
    Ok(std::fs::write(mounts(desktop), line)?)
}
