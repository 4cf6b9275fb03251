//! What storage asks of a sign-in: that it is recent, with a second factor, from one organisation, by a policy.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::state::World;
use crate::state::model::{Collection, Session, StorageGateway};

/// What a collection or a storage gateway asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SignInRules<'a> {
    /// Only high assurance makes sessions grow old.
    timeout_mins: Option<i64>,
    mfa: bool,
    domains: &'a [String],
    policies: &'a [Uuid],
}

/// What a sign-in lacks: the `authorization_parameters` of a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SignInDemand {
    pub(crate) identities: Vec<Uuid>,
    pub(crate) mfa: bool,
    message: String,
    domains: Vec<String>,
    policies: Vec<String>,
}

impl<'a> SignInRules<'a> {
    pub(crate) fn of_collection(collection: &'a Collection) -> Self {
        Self {
            timeout_mins: collection
                .authentication_timeout_mins
                .filter(|_| collection.high_assurance),
            mfa: collection.server.require_mfa,
            domains: &collection.server.required_domains,
            policies: &collection.server.required_policies,
        }
    }

    pub(crate) fn of_gateway(gateway: &StorageGateway) -> Self {
        Self {
            timeout_mins: gateway
                .authentication_timeout_mins
                .filter(|_| gateway.high_assurance),
            mfa: gateway.require_mfa,
            domains: &[],
            policies: &[],
        }
    }

    /// What is missing in the caller's session, or none.
    pub(crate) fn unmet(
        &self,
        world: &World,
        identity: Uuid,
        session: &Session,
        now: Timestamp,
    ) -> Option<SignInDemand> {
        let too_old = self.timeout_mins.filter(|minutes| {
            let limit = SignedDuration::from_mins(*minutes);
            session
                .auth_time()
                .is_none_or(|proven| now.duration_since(proven) > limit)
        });
        let no_factor = self.mfa && !session.has_mfa();
        let no_domain = !self.domains.is_empty() && !self.is_from_domain(world, session);
        let unfulfilled: Vec<String> = self
            .policies
            .iter()
            .map(Uuid::to_string)
            .filter(|policy| !session.policies.contains(policy))
            .collect();
        let message = if let Some(minutes) = too_old {
            format!("This data asks for a sign-in within the last {minutes} minutes.")
        } else if no_factor {
            "This data asks for a sign-in with a second factor.".to_owned()
        } else if no_domain {
            format!("This data asks for a sign-in with {}.", self.domains.join(" or "))
        } else if !unfulfilled.is_empty() {
            "This data asks for a sign-in that follows its policy.".to_owned()
        } else {
            return None;
        };
        Some(SignInDemand {
            identities: too_old.map(|_| identity).into_iter().collect(),
            mfa: no_factor,
            message,
            domains: if no_domain {
                self.domains.to_vec()
            } else {
                Vec::new()
            },
            policies: unfulfilled,
        })
    }

    fn is_from_domain(&self, world: &World, session: &Session) -> bool {
        session
            .authentications
            .keys()
            .filter_map(|id| world.identities.by_id(*id))
            .filter_map(|it| it.username.rsplit_once('@'))
            .any(|(_, domain)| self.domains.iter().any(|own| own.eq_ignore_ascii_case(domain)))
    }
}

impl SignInDemand {
    /// Only what is asked for is there. Policies come joined by commas, as Transfer sends them.
    pub(crate) fn parameters(&self) -> Value {
        let mut parameters = json!({"session_message": self.message});
        if !self.identities.is_empty() {
            parameters["session_required_identities"] = json!(self.identities);
        }
        if self.mfa {
            parameters["session_required_mfa"] = true.into();
        }
        if !self.domains.is_empty() {
            parameters["session_required_single_domain"] = json!(self.domains);
        }
        if !self.policies.is_empty() {
            parameters["session_required_policies"] = self.policies.join(",").into();
        }
        parameters
    }

    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}
