//! `POST /v2/groups`: a new group. Whoever makes it is its first administrator.

use std::collections::HashSet;

use serde::Serialize;

use super::{Group, GroupsClient};
use crate::error::Result;
use crate::http::Call;
use crate::ids::GroupId;
use crate::retry::create_once;

/// A group to be made. What is not said is the service's choice: private, with members that only managers see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewGroup {
    /// Its name.
    pub name: String,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl NewGroup {
    /// Whether `group` is what this one would have become.
    fn is_made_as(&self, group: &Group) -> bool {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        group.name == self.name && text(&group.description) == text(&self.description)
    }
}

impl GroupsClient {
    /// Makes a group. Nothing stops a second one of the same name, so it is noted which ones there are before: after an
    /// attempt whose outcome is unknown, one that was not there then is the one that was made.
    pub async fn create_group(&self, new: &NewGroup) -> Result<Group> {
        let before: HashSet<GroupId> = self.made_as(new).await?.map(|group| group.id).collect();
        let body = serde_json::to_value(new).unwrap_or_default();
        let call = Call::post(&["v2", "groups"], body);
        let create = || self.service.call_once(&call);
        let look = || async {
            let mut alike = self.made_as(new).await?;
            Ok(alike.find(|group| !before.contains(&group.id)))
        };
        create_once(&self.service.http().config().retry, create, look).await
    }

    async fn made_as(&self, new: &NewGroup) -> Result<impl Iterator<Item = Group>> {
        let mine = self.my_groups(&[], &[]).await?;
        Ok(mine.into_iter().filter(|group| new.is_made_as(group)))
    }
}
