//! Many requests, a few at a time: eight, and fewer for a while after a service said that it is too many.

use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;

use crate::Sharing;

/// Requests at once.
const AT_ONCE: usize = 8;

impl Sharing {
    /// Runs requests eight at a time, fewer after a service said that it is too many. Answers come in the jobs' order.
    pub(crate) async fn at_most_eight<T>(&self, jobs: Vec<BoxFuture<'_, T>>) -> Vec<T> {
        run(jobs, || self.globus().times_limited()).await
    }
}

/// Runs all jobs and answers in their order. `times_limited` is asked before each one begins: every time that it has
/// grown halves how many go at once.
async fn run<'a, T>(jobs: Vec<BoxFuture<'a, T>>, times_limited: impl Fn() -> u32) -> Vec<T> {
    let mut answers: Vec<Option<T>> = jobs.iter().map(|_| None).collect();
    let mut waiting = jobs.into_iter().enumerate();
    let mut running = FuturesUnordered::new();
    let (mut seen, mut at_once) = (times_limited(), AT_ONCE);
    loop {
        let limited = times_limited();
        if limited != seen {
            at_once = (at_once / 2).max(1);
            seen = limited;
        }
        while running.len() < at_once
            && let Some((position, job)) = waiting.next()
        {
            running.push(async move { (position, job.await) });
        }
        match running.next().await {
            Some((position, answer)) => answers[position] = Some(answer),
            None => break,
        }
    }
    answers.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn answers_come_in_order_and_eight_at_a_time() {
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let job = |number: usize| {
            let (now, most) = (&now, &most);
            async move {
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                tokio::task::yield_now().await;
                now.fetch_sub(1, Ordering::SeqCst);
                number
            }
            .boxed()
        };
        let answers = run((0..40).map(job).collect(), || 0).await;
        assert_eq!(answers, (0..40).collect::<Vec<_>>());
        assert_eq!(most.load(Ordering::SeqCst), AT_ONCE);
    }

    #[tokio::test]
    async fn after_too_many_requests_fewer_go_at_once() {
        let (limited, now, most_later) = (AtomicU32::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let job = |number: usize| {
            let (limited, now, most_later) = (&limited, &now, &most_later);
            async move {
                let running = now.fetch_add(1, Ordering::SeqCst) + 1;
                if number == 3 {
                    limited.fetch_add(1, Ordering::SeqCst);
                }
                if number >= 16 {
                    most_later.fetch_max(running, Ordering::SeqCst);
                }
                tokio::task::yield_now().await;
                now.fetch_sub(1, Ordering::SeqCst);
            }
            .boxed()
        };
        run((0..40).map(job).collect(), || limited.load(Ordering::SeqCst)).await;
        assert_eq!(most_later.load(Ordering::SeqCst), AT_ONCE / 2);
    }
}
