//! What a service demands of the session, and the session that a sign-in makes of it.

use jiff::Timestamp;
use uuid::Uuid;

use crate::params::Params;
use crate::state::World;
use crate::state::model::{Identity, Session};

/// The `session_*` parameters of an authorize request. Lists come comma-separated or repeated.
#[derive(Clone, Debug, Default)]
pub(crate) struct SessionDemand {
    pub(crate) message: Option<String>,
    /// Ids, or usernames as in older examples.
    pub(crate) identities: Vec<String>,
    /// One of these has to be in the session.
    pub(crate) domains: Vec<String>,
    pub(crate) policies: Vec<String>,
    pub(crate) mfa: bool,
}

impl SessionDemand {
    pub(super) fn of(params: &Params) -> Self {
        let lower_list =
            |name: &str| -> Vec<String> { params.list(name).iter().map(|it| it.to_lowercase()).collect() };
        Self {
            message: params.get("session_message").map(str::to_owned),
            identities: lower_list("session_required_identities"),
            domains: lower_list("session_required_single_domain"),
            policies: lower_list("session_required_policies"),
            mfa: params.flag("session_required_mfa").unwrap_or(false),
        }
    }

    /// Does it ask for anything? A message alone does not.
    pub(super) fn asks(&self) -> bool {
        self.mfa || !(self.identities.is_empty() && self.domains.is_empty() && self.policies.is_empty())
    }

    /// The identities of a person that have to prove themselves: none if the person can't fulfil the demand.
    fn identities_of(&self, world: &World, person: &Identity) -> Option<Vec<Uuid>> {
        let linked = || {
            let linked = world.linked(person.id);
            linked.into_iter().filter_map(|id| world.identities.by_id(id))
        };
        let mut proven = vec![person.id];
        for wanted in &self.identities {
            let found =
                linked().find(|it| it.id.to_string() == *wanted || it.username.to_lowercase() == *wanted)?;
            proven.push(found.id);
        }
        if !self.domains.is_empty() {
            let from_domain = |it: &&Identity| {
                it.username
                    .rsplit_once('@')
                    .is_some_and(|(_, domain)| self.domains.contains(&domain.to_lowercase()))
            };
            proven.push(linked().find(from_domain)?.id);
        }
        Some(proven)
    }

    /// Can this person fulfil it by signing in?
    pub(super) fn fits(&self, world: &World, person: &Identity) -> bool {
        self.identities_of(world, person).is_some()
    }

    /// The session after a person proved to be who they are: what was proven earlier in this browser stays.
    pub(super) fn session_after(
        &self,
        world: &World,
        person: &Identity,
        earlier: Option<&Session>,
        now: Timestamp,
    ) -> Session {
        let mut session = earlier.cloned().unwrap_or_default();
        for identity in self.identities_of(world, person).unwrap_or_default() {
            let proven = session.authentications.entry(identity).or_insert_with(|| {
                crate::state::model::Authentication {
                    auth_time: now,
                    mfa: false,
                }
            });
            proven.auth_time = now;
            proven.mfa |= self.mfa;
        }
        session.policies.extend(self.policies.iter().cloned());
        session
    }
}

/// Practice people who can fulfil a demand.
pub(super) fn people_for(world: &World, demand: &SessionDemand) -> Vec<Identity> {
    let mut people: Vec<_> = world
        .identities
        .iter()
        .filter(|it| it.sign_in && !it.is_closed() && demand.fits(world, it))
        .cloned()
        .collect();
    // Nora comes first: the tour and the pictures show her.
    people.sort_by_key(|person| (person.username != crate::seed::FIRST_PERSON, person.name.clone()));
    people
}
