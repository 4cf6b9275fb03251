//! Node.js builds the front end; nothing of it is in the app.

use anyhow::{Context, Result, bail, ensure};

use crate::run;

/// The oldest Node.js that Vite 8 runs on.
const LEAST: (u32, u32) = (20, 19);

/// An error that says what to do when Node.js is missing or too old.
pub(crate) fn check() -> Result<()> {
    let Some(version) = run::asked("node", &["--version"]) else {
        bail!(
            "Node.js is missing. Install version {} or newer from https://nodejs.org",
            LEAST.0
        );
    };
    let found = major_minor(&version).with_context(|| format!("`node --version` said {version:?}"))?;
    ensure!(
        found >= LEAST,
        "Node.js {version} is too old: {}.{} or newer is needed (https://nodejs.org)",
        LEAST.0,
        LEAST.1
    );
    println!("Node.js: {version}");
    Ok(())
}

fn major_minor(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.trim_start_matches('v').split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_node_says() {
        assert_eq!(major_minor("v20.20.2"), Some((20, 20)));
        assert_eq!(major_minor("v24.0.0-nightly"), Some((24, 0)));
        assert_eq!(major_minor("node"), None);
    }
}
