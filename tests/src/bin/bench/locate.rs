//! From an address to "where it lives", in round trips: each answer takes 50 ms, and whatever waits for another answer
//! takes them again.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use globus::path::CollectionPath;
use globus::transfer::{SearchQuery, SearchScope};
use sharing::Error;
use sharing::link::folder_link;
use sharing::model::Readiness;

use crate::RUNS;
use crate::measurement::Measurement;
use crate::world::World;

const ANSWER: Duration = Duration::from_millis(50);
const STORAGE: &str = "Northfield Research Storage";

/// The slowest of: a folder of this computer, one on a server, and one on a server that a guest collection covers.
pub(crate) async fn locate_round_trips() -> Result<Measurement> {
    let world = World::start().await?;
    let here = world.folder("Located")?.to_string_lossy().into_owned();
    let query = SearchQuery {
        scope: Some(SearchScope::All),
        fulltext: Some(STORAGE.to_owned()),
        ..SearchQuery::default()
    };
    let found = world.globus.transfer.endpoint_search(&query).await?.data;
    let storage = found.into_iter().find(|it| it.display_name == STORAGE);
    let storage = storage.context("the demo has a server")?.id;
    let web_app = &world.globus.config.urls.web_app;
    let link =
        |path: &str| Ok::<_, anyhow::Error>(folder_link(web_app, &storage, &CollectionPath::parse(path)?));
    let addresses = [here, link("/core/")?, link("/projects/whitfield/")?];
    // The consent is asked for once and is no part of this.
    for address in &addresses {
        agree(&world, address).await?;
    }
    world.delay(u64::try_from(ANSWER.as_millis())?).await?;
    let mut slowest = Vec::new();
    for _ in 0..RUNS {
        let mut rounds: f64 = 0.0;
        for address in &addresses {
            let begun = Instant::now();
            let checks = world.sharing.check_folders(vec![address.clone()]).await?;
            rounds = rounds.max(begun.elapsed().as_secs_f64() / ANSWER.as_secs_f64());
            ensure!(
                checks[0].readiness == Readiness::Ready,
                "{address} can't be shared: {checks:?}"
            );
        }
        slowest.push(rounds);
    }
    let one = vec![1.0; slowest.len()];
    let how = "address given until it is known where the folder lives, in answers of 50 ms; the slowest of a folder \
               here, one on a server and one on a server that is covered";
    Measurement::ratio("locate_round_trips", 3.5, slowest, one, how)
}

async fn agree(world: &World, address: &str) -> Result<()> {
    match world.sharing.check_folders(vec![address.to_owned()]).await {
        Err(Error::ConsentRequired { demand }) => {
            world.sharing.sign_in(Some(demand), false, &|_| ()).await?;
            Ok(())
        }
        checked => Ok(checked.map(drop)?),
    }
}
