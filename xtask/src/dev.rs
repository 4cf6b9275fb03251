//! Hot reload: Vite serves the front end, the Tauri CLI rebuilds the shell when Rust changes.

use anyhow::Result;

use crate::repo::Repo;
use crate::system::{self, Consent, Purpose};
use crate::{front_end, run};

/// Runs until it is stopped.
pub(crate) fn dev(repo: &Repo) -> Result<()> {
    system::prepare(Purpose::Build, Consent::from_flag(false))?;
    system::check_node()?;
    if let Some(mut install) = front_end::install(repo) {
        run::seen(&mut install)?;
    }
    let mut tauri = front_end::npm(repo);
    // The CLI looks for src-tauri below its working folder, npm starts it in ui/.
    tauri.current_dir(repo.root());
    run::seen(tauri.args(["exec", "--prefix", "ui", "--", "tauri", "dev"]))
}
