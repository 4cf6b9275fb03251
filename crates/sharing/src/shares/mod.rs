//! What is shared now, across all guest collections that the person looks after.

mod assemble;
mod change;
mod changes;
mod collect;

pub(crate) use changes::Changes;

use crate::Sharing;
use crate::error::Result;
use crate::model::MyShares;
use changes::{Change, Reading};

impl Sharing {
    /// Everything the person shares. `refresh` false answers at once with what was read last, where there is any.
    pub async fn my_shares(&self, refresh: bool) -> Result<MyShares> {
        let me = self.me().await?;
        let kept = self.journal().my_shares(&me.identity.id).await?;
        match kept {
            Some(kept) if !refresh => Ok(kept),
            kept => {
                let reading = Reading::begin(&self.state);
                let read = self.read_my_shares(&me, kept).await?;
                let journal = self.journal();
                let kept = journal.keep_my_shares(&me.identity.id, read, |read| reading.catch_up(read));
                Ok(kept.await?)
            }
        }
    }

    /// Keeps the list that was read last in step with a change that was just made: the next look shows it at once.
    async fn patch_my_shares(&self, change: Change) -> Result<()> {
        let me = self.me().await?;
        self.state.changes.lock().note(&change);
        let patch = move |kept: &mut MyShares| change.apply(kept);
        Ok(self.journal().change_my_shares(&me.identity.id, patch).await?)
    }
}
