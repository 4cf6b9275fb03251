//! Looking people up. There is no search by name: only by id or by exact username.

use futures::{StreamExt, TryStreamExt, stream};
use serde::Deserialize;

use super::{AuthClient, Identity};
use crate::error::Result;
use crate::http::Call;
use crate::ids::IdentityId;

/// The official clients ask for at most so many at once.
const BATCH: usize = 100;
const BATCHES_AT_ONCE: usize = 4;

#[derive(Deserialize)]
struct Identities {
    identities: Vec<Identity>,
}

impl AuthClient {
    /// Identities by id. Unknown ones are missing in the answer, and the order is not the one asked for.
    pub async fn identities_by_id(&self, ids: &[IdentityId]) -> Result<Vec<Identity>> {
        let ids: Vec<&str> = ids.iter().map(IdentityId::as_str).collect();
        self.identities(&ids, |batch| {
            Call::get(&["v2", "api", "identities"]).query("ids", batch)
        })
        .await
    }

    /// Identities by exact username. Unknown ones are missing in the answer, unless `provision` creates a
    /// record for them, so that something can be shared before the person ever signs in. One username may
    /// have several identities.
    pub async fn identities_by_username(
        &self,
        usernames: &[String],
        provision: bool,
    ) -> Result<Vec<Identity>> {
        // A comma would make two usernames out of one; no username has one.
        let usernames: Vec<&str> = usernames
            .iter()
            .map(|username| username.trim())
            .filter(|username| !username.is_empty() && !username.contains(','))
            .collect();
        self.identities(&usernames, |batch| {
            Call::get(&["v2", "api", "identities"])
                .query("usernames", batch)
                .query("provision", if provision { "true" } else { "false" })
        })
        .await
    }

    async fn identities(&self, wanted: &[&str], call: impl Fn(String) -> Call) -> Result<Vec<Identity>> {
        let calls: Vec<Call> = wanted.chunks(BATCH).map(|batch| call(batch.join(","))).collect();
        stream::iter(calls)
            .map(|call| async {
                let answer: Identities = self.service.call(call).await?;
                Ok(answer.identities)
            })
            .buffered(BATCHES_AT_ONCE)
            .try_concat()
            .await
    }
}
