//! What the institution allows. Two JSON files, one for the computer and one for the person ([`PolicyFiles`]), written by
//! whoever looks after the computer and only ever read here. A file with a mistake is named and ignored as a whole: half
//! a policy is worse than none, because everybody believes in the other half.
//!
//! The rules hold where permissions are given, not only where they are offered: for plans, for carrying them out, which
//! may be days later, for changes, roles and groups ([`Rulebook`]). They are rules of this app: Globus knows nothing of
//! them, and what somebody does on its web page is theirs to answer for. What only takes access away is never stopped.

mod current;
mod document;
mod file;
mod merge;
mod mistake;
mod names;
mod offers;
mod place;
mod places;
mod rules;
mod values;

use std::collections::HashMap;
use std::sync::Arc;

use globus::ids::{CollectionId, GroupId};
use globus::path::LocalSystem;

pub(crate) use current::CurrentRulebook;
pub(crate) use merge::PolicyDrive;
use merge::{Blocked, Purged};
pub(crate) use place::{Ban, Place};
pub use places::PolicyFiles;
pub use rules::Rulebook;
pub(crate) use rules::{Members, Wish};

use crate::Sharing;
use crate::error::{Error, Result};
use crate::model::{
    ForbiddenKind, InstitutionPolicy, PolicyFile, PolicyFileState, PolicyLimits, PolicyPlace,
};

/// What the files say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    shown: InstitutionPolicy,
    /// Domains, by file: one has to belong to a domain of each.
    insiders: Vec<Vec<String>>,
    drives: Vec<PolicyDrive>,
    purged: Vec<Purged>,
    blocked: Vec<Blocked>,
    preferred: Vec<CollectionId>,
}

impl Policy {
    /// Reads both files. Blocks, but never for long.
    pub fn read(files: &PolicyFiles) -> Self {
        let places = [
            (PolicyPlace::Machine, &files.machine),
            (PolicyPlace::User, &files.user),
        ];
        let (mut found, mut documents) = (Vec::new(), Vec::new());
        for (place, path) in places {
            let Some(path) = path else { continue };
            let document = file::read(path).and_then(|text| text.as_deref().map(document::parse).transpose());
            let state = match document {
                Ok(None) => PolicyFileState::Absent,
                Ok(Some(document)) => {
                    documents.push((place, document));
                    PolicyFileState::InForce
                }
                Err(problem) => {
                    tracing::warn!(file = %path.display(), ?problem, "a policy file is ignored");
                    PolicyFileState::Ignored { problem }
                }
            };
            found.push(PolicyFile {
                place,
                path: path.display().to_string(),
                state,
            });
        }
        if files.no_places {
            for (_, document) in &mut documents {
                document.forget_places();
            }
        }
        let mut policy = merge::merge(&documents);
        policy.shown.files = found;
        policy
    }

    /// For the window.
    pub fn shown(&self) -> &InstitutionPolicy {
        &self.shown
    }

    /// What is in force, as values.
    pub fn limits(&self) -> &PolicyLimits {
        &self.shown.limits
    }

    pub(crate) fn forbids(&self, kind: ForbiddenKind) -> bool {
        self.shown.limits.forbidden.contains(&kind)
    }

    /// Network drives that the institution knows.
    pub(crate) fn drives(&self) -> &[PolicyDrive] {
        &self.drives
    }

    /// Storages that are offered first.
    pub(crate) fn preferred(&self) -> &[CollectionId] {
        &self.preferred
    }

    /// Whether an address belongs to the institution.
    pub(crate) fn is_inside(&self, username: &str) -> bool {
        let Some((_, domain)) = username.rsplit_once('@') else {
            return false;
        };
        let domain = domain.to_lowercase();
        self.insiders
            .iter()
            .all(|domains| domains.iter().any(|known| is_below(&domain, known)))
    }
}

/// Whether a domain is another one or below it.
fn is_below(domain: &str, other: &str) -> bool {
    domain
        .strip_suffix(other)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

impl Sharing {
    /// What the files say now: they are read anew, so that a new policy holds without a new start.
    pub(crate) async fn policy(&self) -> Result<Arc<Policy>> {
        let files = self.parts.computer.policy.clone();
        let read = tokio::task::spawn_blocking(move || Policy::read(&files));
        read.await.map(Arc::new).map_err(Error::unexpected)
    }

    /// What the institution's policy says, and where from.
    pub async fn institution_policy(&self) -> Result<InstitutionPolicy> {
        Ok(self.policy().await?.shown().clone())
    }

    /// The policy with all that judging needs. Where it matters who is in these groups, that is asked anew, whatever is
    /// known from earlier: somebody may have been let in since.
    pub(crate) async fn rulebook_now(&self, groups: Vec<GroupId>) -> Result<Rulebook> {
        let policy = self.policy().await?;
        let members = match policy.forbids(ForbiddenKind::OutsideInstitution) {
            true => self.members_now(groups).await,
            false => HashMap::new(),
        };
        Ok(self.rulebook_of(policy, members))
    }

    /// The same for what is only offered: members as they were known when they were last asked for.
    pub(crate) async fn rulebook(&self, groups: Vec<GroupId>) -> Result<Rulebook> {
        let policy = self.policy().await?;
        let members = match policy.forbids(ForbiddenKind::OutsideInstitution) {
            true => self.members_known(groups).await,
            false => HashMap::new(),
        };
        Ok(self.rulebook_of(policy, members))
    }

    fn rulebook_of(&self, policy: Arc<Policy>, members: HashMap<GroupId, Members>) -> Rulebook {
        Rulebook::new(policy, members, self.now(), self.zone(), self.system())
    }

    pub(crate) fn system(&self) -> LocalSystem {
        self.parts.computer.system
    }
}

#[cfg(test)]
mod tests;
