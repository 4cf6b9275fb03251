//! The numbers that the app promises. The measuring itself is in `tests/src/bench`.

use std::process::Command;

use anyhow::Result;

use crate::repo::Repo;
use crate::run::Log;
use crate::system::{self, Consent, Purpose};
use crate::{build, front_end, judge, run};

/// Builds everything as it is shipped and measures.
pub(crate) fn bench(repo: &Repo, only: &[String]) -> Result<()> {
    system::prepare(Purpose::Drive, Consent::from_flag(false))?;
    system::check_node()?;
    if let Some(mut install) = front_end::install(repo) {
        run::seen(&mut install)?;
    }
    run::seen(&mut front_end::script(repo, "build"))?;
    run::seen(&mut build::release(repo))?;
    let log = Log::create(&repo.target().join("xtask"), "judge")?;
    let mut measure = Command::new(repo.release_binary("bench"));
    measure
        .arg("--out")
        .arg(repo.target().join("bench.json"))
        .args(only);
    if let Some(program) = judge::prepare(repo, &log)? {
        measure.env("GUESTLIST_TEST_GLOBUS_CLI", program);
    }
    run::seen(&mut measure)
}
