//! What is shared now, across all guest collections that the person looks after.

mod assemble;
mod change;
mod collect;

use globus::ids::AccessRuleId;

use crate::Sharing;
use crate::error::Result;
use crate::model::{MyShares, ShareGuest};

impl Sharing {
    /// Everything the person shares. `refresh` false answers at once with what was read last, where there is any.
    pub async fn my_shares(&self, refresh: bool) -> Result<MyShares> {
        let me = self.me().await?;
        let kept = self.journal().my_shares(&me.identity.id).await?;
        match kept {
            Some(kept) if !refresh => Ok(kept),
            kept => {
                let shares = self.read_my_shares(&me, kept).await?;
                self.journal().keep_my_shares(&me.identity.id, &shares).await?;
                Ok(shares)
            }
        }
    }

    /// Keeps the list that was read last in step with a change that was just made: the next look shows it at once.
    async fn patch_my_shares(&self, rule_id: &AccessRuleId, now: Option<&ShareGuest>) -> Result<()> {
        let me = self.me().await?;
        let (rule_id, now) = (rule_id.clone(), now.cloned());
        let change = move |kept: &mut MyShares| {
            for share in &mut kept.shares {
                match &now {
                    Some(changed) => {
                        for guest in share
                            .guests
                            .iter_mut()
                            .filter(|guest| guest.rule_id.as_ref() == Some(&rule_id))
                        {
                            *guest = changed.clone();
                        }
                    }
                    None => share
                        .guests
                        .retain(|guest| guest.rule_id.as_ref() != Some(&rule_id)),
                }
                assemble::summarise(share);
            }
            kept.shares.retain(assemble::is_shared);
            assemble::sort(&mut kept.shares);
        };
        Ok(self.journal().change_my_shares(&me.identity.id, change).await?)
    }
}
