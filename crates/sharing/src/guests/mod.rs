//! Finding people and groups. Globus has no search for people by name: names are found among those that this app has
//! seen before; everybody else is looked up by exact address or id.

pub mod address;
mod known;
mod look_up;
mod resolve;
mod suggest;
mod turns;

pub(crate) use known::{Known, members_of, nameless, unknown_person};
pub(crate) use turns::Turns;

use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Result};
use crate::model::{Person, ResolvedLine, Suggestions};
use address::Entry;

impl Sharing {
    /// People and groups that fit what was typed so far; a whole address or id is looked up exactly.
    pub async fn suggest_guests(&self, query: &str) -> Result<Suggestions> {
        let query = query.trim();
        let (local, exact) = futures::join!(self.suggest(query), async {
            match address::read(query) {
                Entry::Other => Ok(None),
                _ => Ok(self
                    .resolve_guests(vec![query.to_owned()])
                    .await?
                    .into_iter()
                    .next()),
            }
        });
        Ok(Suggestions {
            exact: exact.map_err(|error: Error| error)?,
            ..local?
        })
    }

    /// A pasted list, one answer per entry that is not blank. Nobody is invited by this.
    pub async fn resolve_guests(&self, lines: Vec<String>) -> Result<Vec<ResolvedLine>> {
        self.resolve(address::split(&lines)).await
    }

    /// Makes an identity for an address that Globus does not know (`provision=true`), so that something can be shared
    /// before its owner ever signs in. Only on the person's word.
    pub async fn invite_guest(&self, address: &str) -> Result<Person> {
        let Entry::Address(address) = address::read(address) else {
            return Err(Error::input(Field::Guest, InputProblem::NotAnAddress));
        };
        if let Some(rule) = self.rulebook(Vec::new()).await?.against_address(&address) {
            return Err(Error::InstitutionForbids { rule });
        }
        let found = self
            .globus()
            .auth
            .identities_by_username(std::slice::from_ref(&address), true)
            .await?;
        let context = self.person_context().await?;
        let person = found
            .into_iter()
            .find(|identity| identity.username.eq_ignore_ascii_case(&address));
        let person = person.ok_or(Error::NotFound {
            what: crate::error::Missing::Person,
        })?;
        self.state.known.lock().keep_people([&person]);
        Ok(context.person(&person))
    }
}
