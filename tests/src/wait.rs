//! Waiting for a condition, never for a time.

use std::future::Future;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Long enough for a loaded machine with two cores; a passing test never comes near it.
pub const PATIENCE: Duration = Duration::from_secs(30);

const PAUSE: Duration = Duration::from_millis(40);

/// Looks again and again until there is something. What it waited for, and the last error, are in the failure.
pub async fn until<T, F, L>(what: &str, mut look: L) -> Result<T>
where
    L: FnMut() -> F,
    F: Future<Output = Result<Option<T>>>,
{
    let begun = Instant::now();
    loop {
        let seen = look().await;
        match seen {
            Ok(Some(found)) => return Ok(found),
            Err(error) if begun.elapsed() > PATIENCE => {
                return Err(error).with_context(|| format!("waited for {what}"));
            }
            Ok(None) if begun.elapsed() > PATIENCE => bail!("waited in vain for {what}"),
            _ => tokio::time::sleep(PAUSE).await,
        }
    }
}
