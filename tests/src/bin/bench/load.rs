//! How much practice bears: it must never be what a test or a measurement waits for.

use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use globus::Globus;
use globus::transfer::SearchQuery;
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::Url;

use crate::RUNS;
use crate::measurement::Measurement;
use crate::service::{Service, guest_collection};

const CONNECTIONS: usize = 16;
/// Requests on each of them in one round.
const READS: usize = 500;
const MANY: usize = 5000;
const FEW: usize = 10;
/// Both sides answer a page of this size, so that the answers cost the same.
const PAGE: u32 = 10;
/// Searches in one go, as one is too short to measure.
const SEARCHES: usize = 50;

/// Endpoint documents, one core for practice and another one for those who ask.
pub(crate) async fn practice_requests_per_second() -> Result<Measurement> {
    let cores = cores()?;
    let [first, .., last] = cores.as_slice() else {
        anyhow::bail!("this needs two cores");
    };
    let (first, last) = (*first, *last);
    // A program inherits the cores of the thread that starts it.
    let service = on_core(first, || {
        Service::start(&[guest_collection("Read me", &json!([]))])
    })??;
    let collection = service.collection("Read me").await?;
    let url = Url::parse(&service.addresses.transfer)?.join(&format!("v0.10/endpoint/{collection}"))?;
    let host = format!(
        "{}:{}",
        url.host_str().context("a host")?,
        url.port().context("a port")?
    );
    let request = format!(
        "GET {} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {}\r\n\r\n",
        url.path(),
        service.token().await?
    );
    let rates = on_core(last, || -> Result<Vec<f64>> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()?;
        let mut rates = Vec::new();
        for run in 0..=RUNS {
            let begun = Instant::now();
            runtime.block_on(ask_all(&host, &request))?;
            let rate = (CONNECTIONS * READS) as f64 / begun.elapsed().as_secs_f64();
            if run > 0 {
                rates.push(rate);
            }
        }
        Ok(rates)
    })??;
    let how = format!(
        "GET endpoint with a token, {CONNECTIONS} connections, practice on one core and the load on another"
    );
    Measurement::rate("practice_requests_per_second", 2000.0, rates, &how)
}

async fn ask_all(host: &str, request: &str) -> Result<()> {
    let connections = (0..CONNECTIONS).map(|_| ask(host, request));
    futures::future::try_join_all(connections).await.map(drop)
}

/// Asks over and over on one connection. A plain socket costs the load's core next to nothing.
async fn ask(host: &str, request: &str) -> Result<()> {
    let mut stream = TcpStream::connect(host).await?;
    stream.set_nodelay(true)?;
    let mut buffer = Vec::new();
    for _ in 0..READS {
        stream.write_all(request.as_bytes()).await?;
        buffer.clear();
        while !is_whole(&buffer)? {
            ensure!(stream.read_buf(&mut buffer).await? > 0, "practice hung up");
        }
    }
    Ok(())
}

/// Whether head and body are there; an answer that is no 200 is an error.
fn is_whole(answer: &[u8]) -> Result<bool> {
    let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else {
        return Ok(false);
    };
    let head = std::str::from_utf8(&answer[..end])?;
    ensure!(head.starts_with("HTTP/1.1 200 "), "practice answered: {head}");
    let length = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .context("an answer has a length")?;
    Ok(answer.len() >= end + 4 + length.1.parse::<usize>()?)
}

/// The first page of a search that every collection fits, over many and over few.
pub(crate) async fn search_5000_ms_vs_1() -> Result<Measurement> {
    let many = Service::start(&collections(MANY))?;
    let few = Service::start(&collections(FEW))?;
    let (in_many, in_few) = (many.signed_in().await?, few.signed_in().await?);
    let (mut slow, mut quick) = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        for (globus, times) in [(&in_few, &mut quick), (&in_many, &mut slow)] {
            let took = searches(globus).await?;
            if run > 0 {
                times.push(took);
            }
        }
    }
    let how = format!(
        "first page of endpoint_search ({PAGE} entries) over {MANY} collections that all fit, in ms, against {FEW}"
    );
    Measurement::ratio("search_5000_ms_vs_1", 2.0, slow, quick, &how)
}

fn collections(count: usize) -> Vec<Value> {
    (0..count)
        .map(|number| guest_collection(&format!("Maple trial {number}"), &json!([])))
        .collect()
}

async fn searches(globus: &Globus) -> Result<f64> {
    let query = SearchQuery {
        fulltext: Some("maple trial".to_owned()),
        limit: Some(PAGE),
        ..SearchQuery::default()
    };
    let begun = Instant::now();
    for _ in 0..SEARCHES {
        let page = globus.transfer.endpoint_search(&query).await?;
        ensure!(page.data.len() == PAGE as usize, "a page of {}", page.data.len());
    }
    Ok(begun.elapsed().as_secs_f64() * 1000.0 / SEARCHES as f64)
}

/// The cores that this program may use.
fn cores() -> Result<Vec<usize>> {
    let set = sched_getaffinity(None)?;
    Ok((0..CpuSet::MAX_CPU).filter(|core| set.is_set(*core)).collect())
}

/// Does a piece of work on a thread that is bound to one core.
fn on_core<R: Send>(core: usize, work: impl FnOnce() -> R + Send) -> Result<R> {
    thread::scope(|scope| {
        let bound = scope.spawn(|| -> Result<R> {
            let mut set = CpuSet::new();
            set.set(core);
            sched_setaffinity(None, &set)?;
            Ok(work())
        });
        bound
            .join()
            .map_err(|_| anyhow::anyhow!("the bound thread panicked"))?
    })
}
