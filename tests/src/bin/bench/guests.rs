//! How fast guests get onto a list.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use e2e::desktop::{Desktop, Keychain};
use e2e::judge::{self, Judge};
use e2e::stage::{APPLICATION, APPLICATION_SECRET};
use sharing::model::{Confirmations, Guest};

use crate::RUNS;
use crate::measurement::Measurement;
use crate::world::{COLLECTION, World, draft};

const DELAY: Duration = Duration::from_millis(50);
const GUESTS: usize = 50;
/// Requests that the app sends side by side.
const AT_ONCE: usize = 8;

/// Fifty guests with a slow Globus, against the shortest time that any client could need.
pub(crate) async fn share_50_guests_vs_critical_path() -> Result<Measurement> {
    let world = World::start().await?;
    let addresses: Vec<String> = (0..GUESTS)
        .map(|number| format!("guest{number}@eastlake.example"))
        .collect();
    let guests = world.known(&addresses).await?;
    // The grants, eight at a time, each needing one of the eight before it to be done; then reading back.
    let chain = GUESTS.div_ceil(AT_ONCE) + 1;
    let critical = chain as f64 * DELAY.as_secs_f64() * 1000.0;
    let mut took = Vec::new();
    for run in 0..RUNS {
        took.push(timed_share(&world, &format!("fifty {run}"), &guests, DELAY).await?);
    }
    let how = format!(
        "{GUESTS} guests onto one collection, {} ms added to each answer, from Share until verified, in ms, against \
         its longest chain of {chain} requests",
        DELAY.as_millis()
    );
    Measurement::ratio(
        "share_50_guests_vs_critical_path",
        1.5,
        took,
        vec![critical],
        &how,
    )
}

/// Ten known guests by the use cases, against the official client in a loop; `None` where that is missing.
pub(crate) async fn share_10_guests_vs_cli() -> Result<Option<Measurement>> {
    if std::env::var_os(judge::PROGRAM).is_none() {
        println!("SKIPPED share_10_guests_vs_cli: the official client is not installed");
        return Ok(None);
    }
    let world = World::start().await?;
    let desktop = Desktop::start(Keychain::Missing).await?;
    let urls = world.practice.urls();
    let state: serde_json::Value = e2e::practice::http_client()?
        .get(format!("{}state", urls.admin))
        .send()
        .await?
        .json()
        .await?;
    let find = |list: &str, key: &str, name: &str| -> Result<String> {
        let entry = state[list]
            .as_array()
            .into_iter()
            .flatten()
            .find(|entry| entry[key] == name);
        let id = entry
            .and_then(|entry| entry["id"].as_str())
            .with_context(|| format!("no {name}"))?;
        Ok(id.to_owned())
    };
    let application = find("people", "name", APPLICATION)?;
    let collection = find("collections", "display_name", COLLECTION)?;
    let client = Judge::at(
        &desktop,
        [&urls.auth, &urls.transfer, &urls.groups],
        &application,
        APPLICATION_SECRET,
    )?;
    let client = client.context("the official client is installed")?;

    let addresses: Vec<String> = (0..10)
        .map(|number| format!("known{number}@eastlake.example"))
        .collect();
    let guests = world.known(&addresses).await?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        ours.push(timed_share(&world, &format!("ten {run}"), &guests, Duration::ZERO).await?);
        world.folder(&format!("loop {run}"))?;
        let place = format!("{collection}:/loop {run}/");
        let begun = Instant::now();
        for address in &addresses {
            let grant = [
                "endpoint",
                "permission",
                "create",
                &place,
                "--permissions",
                "r",
                "--identity",
                address,
            ];
            client.ask(&grant)?;
        }
        theirs.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    let how = "10 known guests, plan, share and read back, in ms, against `globus endpoint permission create` in a loop";
    Ok(Some(Measurement::ratio(
        "share_10_guests_vs_cli",
        0.05,
        ours,
        theirs,
        how,
    )?))
}

/// Plans without a delay and measures from Share until Globus's list was read back.
async fn timed_share(world: &World, folder: &str, guests: &[Guest], delay: Duration) -> Result<f64> {
    let folder = world.folder(folder)?;
    let planning = Instant::now();
    let plan = world.sharing.plan_share(draft(&folder, guests)?).await?;
    let planned = planning.elapsed();
    ensure!(
        plan.grants.len() == guests.len(),
        "the plan has {} rows",
        plan.grants.len()
    );
    world.delay(u64::try_from(delay.as_millis())?).await?;
    let begun = Instant::now();
    let confirmations = Confirmations {
        typed_names: vec![String::new()],
        ..Confirmations::default()
    };
    let outcome = world
        .sharing
        .apply_share(&plan.id, &confirmations, &|_| ())
        .await?;
    let took = begun.elapsed();
    world.delay(0).await?;
    ensure!(
        outcome.verified_at.is_some(),
        "nothing was read back: {:?}",
        outcome.stopped_by
    );
    // Planning is what the person reads meanwhile; it counts where there is no other delay to compare with.
    let counted = if delay.is_zero() { planned + took } else { took };
    Ok(counted.as_secs_f64() * 1000.0)
}
