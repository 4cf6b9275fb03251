//! The permissions themselves: eight requests at a time, fewer once Globus asks for patience.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use globus::ids::AccessRuleId;
use globus::transfer::{AccessChange, NewAccessRule};
use tokio::time::{Instant, sleep_until};

use super::run::Run;
use crate::changes::names;
use crate::error::{Error, Field, InputProblem, Missing, Result};
use crate::model::{GrantAction, GrantState, PlannedGrant};
use crate::verify::Listed;

const AT_ONCE: usize = 8;
/// How often a row is put back because Globus was busy, on top of the client's own patience.
const MAX_RETURNS: u32 = 2;
/// The longest pause that is waited out; beyond it the person is told and decides.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

impl Run<'_> {
    /// Sends what is waiting. An error is one that would meet every other row as well: those go on waiting.
    pub(super) async fn grant_all(&self) -> Result<()> {
        let waiting = self.rows().into_iter().filter(|(_, grant, row)| {
            row.state == GrantState::Waiting && self.collection_of(grant.folder).is_some()
        });
        let mut queue: VecDeque<(usize, PlannedGrant)> =
            waiting.map(|(index, grant, _)| (index, grant)).collect();
        let mut returns: HashMap<usize, u32> = HashMap::new();
        let mut at_once = AT_ONCE;
        let mut resume_at = Instant::now();
        let mut out = FuturesUnordered::new();
        let mut stopped_by = None;
        loop {
            let may_send = stopped_by.is_none() && !self.cancel.is_cancelled();
            let is_paused = !queue.is_empty() && Instant::now() < resume_at;
            while may_send && !is_paused && out.len() < at_once {
                let Some((index, grant)) = queue.pop_front() else {
                    break;
                };
                out.push(async move {
                    let result = self.grant(index, &grant).await;
                    (index, grant, result)
                });
            }
            // A pause holds back what has not gone out; answers are still taken.
            let (index, grant, result) = tokio::select! {
                Some(answer) = out.next() => answer,
                () = sleep_until(resume_at), if may_send && is_paused => continue,
                () = self.cancel.cancelled(), if may_send && is_paused => continue,
                else => break,
            };
            let Err(error) = result else {
                continue;
            };
            if error.stops_everything() {
                self.change(index, |row| row.state = GrantState::Waiting).await?;
                stopped_by = Some(error);
                continue;
            }
            let count = returns.entry(index).or_default();
            *count += 1;
            match pause(&error).filter(|_| *count <= MAX_RETURNS && !self.cancel.is_cancelled()) {
                Some(pause) => {
                    at_once = (at_once / 2).max(1);
                    resume_at = resume_at.max(Instant::now() + pause);
                    self.change(index, |row| row.state = GrantState::Waiting).await?;
                    queue.push_back((index, grant));
                }
                None => {
                    self.change(index, |row| row.state = GrantState::Failed { error })
                        .await?;
                }
            }
        }
        stopped_by.map_or(Ok(()), Err)
    }

    async fn grant(&self, index: usize, grant: &PlannedGrant) -> Result<()> {
        // A share that is gone on with after days may find its end in the past: nobody would get anything.
        let is_over = grant.ends_at.is_some_and(|end| end <= self.sharing.now());
        if is_over && !matches!(grant.action, GrantAction::Nothing { .. }) {
            return Err(Error::input(Field::EndDate, InputProblem::InThePast));
        }
        let rulebook = self.rulebook().await?;
        self.check(&rulebook, grant).await?;
        let rule_id = match &grant.action {
            GrantAction::Nothing { rule_id } => rule_id.clone(),
            GrantAction::Create => {
                let asked_before = self.lock().grants[index].asked;
                self.ask(index).await?;
                self.create(index, grant, asked_before).await?
            }
            GrantAction::Update {
                rule_id,
                from_permissions,
                ..
            } => {
                self.ask(index).await?;
                let permissions = (*from_permissions != grant.permissions).then_some(grant.permissions);
                let change = AccessChange {
                    permissions,
                    expiration_date: Some(grant.ends_at),
                };
                if let Some(collection) = self.collection_of(grant.folder) {
                    self.sharing
                        .globus()
                        .transfer
                        .update_access(&collection, rule_id, &change)
                        .await?;
                }
                rule_id.clone()
            }
        };
        self.change(index, |row| {
            (row.rule_id, row.state) = (Some(rule_id), GrantState::ReadingBack)
        })
        .await
    }

    /// The journal knows before the request goes out.
    async fn ask(&self, index: usize) -> Result<()> {
        self.change(index, |row| (row.asked, row.state) = (true, GrantState::Sharing))
            .await
    }

    async fn create(&self, index: usize, grant: &PlannedGrant, asked_before: bool) -> Result<AccessRuleId> {
        let Some(collection) = self.collection_of(grant.folder) else {
            return Err(Error::NotFound {
                what: Missing::Collection,
            });
        };
        let transfer = &self.sharing.globus().transfer;
        match transfer
            .create_access(&collection, &self.new_rule(grant))
            .await
            .map_err(Error::from)
        {
            Ok(created) => Ok(created.into_id()),
            // An earlier attempt of ours whose answer was lost, or somebody was faster. If they gave the same, the row
            // is done, but not by us.
            Err(Error::Exists) => {
                self.change(index, |row| row.asked = asked_before).await?;
                let rules = transfer.access_list(&collection).await?;
                match self.expected(grant).find(&rules) {
                    Listed::AsAsked(rule) => rule.id.clone().ok_or(Error::Exists),
                    Listed::Different(_) | Listed::Missing => Err(Error::Exists),
                }
            }
            Err(error) => {
                // Refused for being too fast: nothing was made, and what is there at the next attempt is not ours.
                if pause(&error).is_some() {
                    self.change(index, |row| row.asked = asked_before).await?;
                }
                Err(error)
            }
        }
    }

    fn new_rule(&self, grant: &PlannedGrant) -> NewAccessRule {
        let expected = self.expected(grant);
        let (principal_type, principal) = names(&expected.principal);
        let notify_email = grant.notify_address().map(str::to_owned);
        let message = self.lock().prepared.message.clone();
        NewAccessRule {
            principal_type,
            principal,
            path: expected.path,
            permissions: grant.permissions,
            expiration_date: grant.ends_at,
            notify_message: notify_email.is_some().then_some(message).flatten(),
            notify_email,
        }
    }
}

/// How long to stay away after a refusal for being too fast; none for other errors and for longer than we wait.
fn pause(error: &Error) -> Option<Duration> {
    let Error::Api {
        status: 429,
        retry_after_seconds,
        ..
    } = error
    else {
        return None;
    };
    let pause = Duration::from_secs(u64::from(retry_after_seconds.unwrap_or(1)));
    (pause <= LONGEST_PAUSE).then_some(pause)
}
