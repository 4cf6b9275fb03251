//! Keeps faults from spreading: a panic in a command becomes an answer, and what blocks stays off the async threads.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use sharing::{Error, Result};

/// Waits for a command's work. Without this, a panic would leave the window waiting for ever.
pub async fn caught<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    match AssertUnwindSafe(work).catch_unwind().await {
        Ok(answer) => answer,
        Err(panic) => Err(Error::unexpected(format!(
            "panic: {}",
            panic_text(panic.as_ref())
        ))),
    }
}

/// Runs what blocks (disk, keychain) off the async threads.
pub async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(Error::unexpected)?
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("of another kind")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_an_answer() {
        let answer: Result<()> = caught(async { panic!("a fault of ours") }).await;
        assert!(matches!(answer, Err(Error::Unexpected { .. })));
        let answer: Result<()> = blocking(|| panic!("off the async threads")).await;
        assert!(matches!(answer, Err(Error::Unexpected { .. })));
    }

    #[tokio::test]
    async fn answers_and_errors_pass_unchanged() {
        assert_eq!(caught(async { Ok(7) }).await, Ok(7));
        assert_eq!(
            caught::<()>(async { Err(Error::Offline) }).await,
            Err(Error::Offline)
        );
    }
}
