//! Groups: the person's own, and any other by id. The service has no search.

mod actions;
mod create;
mod docs;
mod edit;

pub use actions::{MemberAnswer, MemberAnswers, MemberFailure, MembershipAction};
pub use create::NewGroup;
pub use docs::{
    AllowedActions, Group, GroupInclude, GroupPolicies, Membership, MembershipRole, MembershipStatus,
};

use crate::audience::Audience;
use crate::auth::Authorizer;
use crate::error::Result;
use crate::http::{Call, Http, ServiceClient};
use crate::ids::GroupId;

/// Groups.
#[derive(Clone, Debug)]
pub struct GroupsClient {
    service: ServiceClient,
}

impl GroupsClient {
    pub(crate) fn new(http: Http, authorizer: Authorizer) -> Self {
        let audience = Audience::groups(&http.config().urls);
        Self {
            service: ServiceClient::new(http, authorizer, audience),
        }
    }

    /// Groups that any linked identity of the person belongs to with one of these statuses; active ones when
    /// empty. The person's own memberships come with each, whatever else is included.
    pub async fn my_groups(
        &self,
        statuses: &[MembershipStatus],
        include: &[GroupInclude],
    ) -> Result<Vec<Group>> {
        let statuses = statuses.iter().map(|status| status.as_str());
        let call = Call::get(&["v2", "groups", "my_groups"])
            .query_if_some("statuses", joined(statuses))
            .query_if_some("include", joined(include.iter().map(|part| part.as_str())));
        self.service.call(call).await
    }

    /// One group. Members come only when asked for, and only to those who may see them.
    pub async fn group(&self, id: &GroupId, include: &[GroupInclude]) -> Result<Group> {
        let include = joined(include.iter().map(|part| part.as_str()));
        self.service
            .call(Call::get(&["v2", "groups", id.as_str()]).query_if_some("include", include))
            .await
    }
}

fn joined<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let joined = words.collect::<Vec<_>>().join(",");
    (!joined.is_empty()).then_some(joined)
}
