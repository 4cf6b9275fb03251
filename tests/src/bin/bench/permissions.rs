//! Our client's permission calls against the official clients'.

use std::time::Instant;

use anyhow::{Result, ensure};
use futures::{StreamExt, TryStreamExt, stream};
use globus::Globus;
use globus::ids::{CollectionId, IdentityId};
use globus::path::CollectionPath;
use globus::transfer::{NewAccessRule, Permissions};
use serde_json::json;

use crate::RUNS;
use crate::measurement::Measurement;
use crate::service::{Service, guest_collection};

const CREATES: usize = 500;
/// Requests that our client sends side by side, as the app does.
const AT_ONCE: usize = 8;
/// The command-line client takes most of a second for each: so many in all, scaled.
const CLI_CREATES: usize = 50;
const RULES: usize = 1000;
/// Lists read in one go, as one is too short to measure.
const LISTS: usize = 20;

/// 500 creates by our client, by the command-line client and by the SDK, in turn, on fresh collections.
pub(crate) async fn client_500_creates() -> Result<Vec<Measurement>> {
    let names: Vec<String> = (0..=RUNS)
        .flat_map(|run| ["ours", "cli", "sdk"].map(|side| format!("{side} {run}")))
        .collect();
    let guests: Vec<_> = names
        .iter()
        .map(|name| guest_collection(name, &json!([])))
        .collect();
    let service = Service::start(&guests)?;
    let Some(cli) = service.judge()? else {
        println!("SKIPPED client_500_creates_vs_*: the official clients are not installed");
        return Ok(Vec::new());
    };
    let globus = service.signed_in().await?;
    let person = service.owner().await?;
    let (mut ours, mut by_cli, mut by_sdk) = (Vec::new(), Vec::new(), Vec::new());
    // One of each first, so that all find everything warm.
    for run in 0..=RUNS {
        let collection = service.collection(&format!("ours {run}")).await?;
        let creates = our_creates(&globus, &collection, &IdentityId::new(&person)).await?;

        let collection = service.collection(&format!("cli {run}")).await?;
        let begun = Instant::now();
        let count = if run == 0 { 1 } else { CLI_CREATES / RUNS };
        for number in 0..count {
            let place = format!("{collection}:/cli-{number}/");
            let create = ["endpoint", "permission", "create", &place, "--permissions", "r"];
            cli.ask(&[create.as_slice(), &["--identity", &person]].concat())?;
        }
        let cli_creates = begun.elapsed().as_secs_f64() * 1000.0 * CREATES as f64 / count as f64;

        let collection = service.collection(&format!("sdk {run}")).await?;
        let sdk_creates = service.sdk(&["creates", collection.as_str(), &person, &CREATES.to_string()])?;
        if run > 0 {
            ours.push(creates);
            by_cli.push(cli_creates);
            by_sdk.extend(sdk_creates);
        }
    }
    let how_cli = format!(
        "{CREATES} permission creates, {AT_ONCE} at a time, in ms, against `globus endpoint permission create` in a loop \
         ({CLI_CREATES} measured, scaled)"
    );
    let how_sdk = format!(
        "{CREATES} permission creates, {AT_ONCE} at a time, in ms, against one Python process with the SDK in a loop, \
         its start not counted"
    );
    Ok(vec![
        Measurement::ratio("client_500_creates_vs_cli", 0.005, ours.clone(), by_cli, &how_cli)?,
        Measurement::ratio("client_500_creates_vs_sdk", 0.25, ours, by_sdk, &how_sdk)?,
    ])
}

async fn our_creates(globus: &Globus, collection: &CollectionId, person: &IdentityId) -> Result<f64> {
    let begun = Instant::now();
    let create = async |number: usize| -> Result<()> {
        let path = CollectionPath::parse(&format!("/ours-{number}/"))?;
        let rule = NewAccessRule::for_identity(person, path, Permissions::Read);
        globus.transfer.create_access(collection, &rule).await?;
        Ok(())
    };
    stream::iter(0..CREATES)
        .map(create)
        .buffer_unordered(AT_ONCE)
        .try_collect::<()>()
        .await?;
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}

/// Reading and decoding a full list, against the SDK.
pub(crate) async fn access_list_1000_vs_sdk() -> Result<Option<Measurement>> {
    let permissions = json!([{"path": "/run-{n}/", "permissions": "r", "everyone": "all_authenticated_users",
        "ends_in_days": 30, "repeat": RULES}]);
    let service = Service::start(&[guest_collection("Full", &permissions)])?;
    let globus = service.signed_in().await?;
    let collection = service.collection("Full").await?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        let begun = Instant::now();
        for _ in 0..LISTS {
            let rules = globus.transfer.access_list(&collection).await?;
            ensure!(rules.len() >= RULES, "the list has {} rules", rules.len());
        }
        let took = begun.elapsed().as_secs_f64() * 1000.0;
        let Some(sdk) = service.sdk(&["list", collection.as_str(), &LISTS.to_string()])? else {
            println!("SKIPPED access_list_1000_vs_sdk: the official clients are not installed");
            return Ok(None);
        };
        if run > 0 {
            ours.push(took / LISTS as f64);
            theirs.push(sdk / LISTS as f64);
        }
    }
    let how = format!("a list of {RULES} permissions, read and decoded, in ms, against the SDK");
    Measurement::ratio("access_list_1000_vs_sdk", 0.5, ours, theirs, &how).map(Some)
}
