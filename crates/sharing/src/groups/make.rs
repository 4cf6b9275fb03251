//! A new group of people.

use super::summary::summary;
use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Result};
use crate::model::{GroupRole, MadeGroup, MembershipAction, NewGroup};

/// Longest name of a group, in characters.
const LONGEST_NAME: usize = 256;

/// A name as it is sent.
pub(super) fn group_name(typed: &str) -> Result<&str> {
    let name = typed.trim();
    let problem = match name.chars().count() {
        0 => InputProblem::Empty,
        count if count > LONGEST_NAME => InputProblem::TooLong,
        _ => return Ok(name),
    };
    Err(Error::input(Field::GroupName, problem))
}

impl Sharing {
    /// Makes a group and invites people into it. They are in it only once they have accepted. An error means that there
    /// is no new group.
    pub async fn make_group(&self, new: &NewGroup) -> Result<MadeGroup> {
        self.me().await?;
        let name = group_name(&new.name)?;
        self.check_members(&new.invite).await?;
        self.must_change_groups().await?;
        // Whatever can fail comes before there is a group.
        let viewer = self.group_viewer().await?;
        let description = new.description.as_deref().map(str::trim);
        let made = self
            .globus()
            .groups
            .create_group(&globus::groups::NewGroup {
                name: name.to_owned(),
                description: description.filter(|text| !text.is_empty()).map(str::to_owned),
            })
            .await?;
        self.forget_my_groups();
        let mut answer = MadeGroup {
            group: summary(&made, &viewer),
            invited: Vec::new(),
            failed: None,
        };
        if !new.invite.is_empty() {
            let invite = MembershipAction::Invite {
                role: GroupRole::Member,
            };
            match self.act_on_members(&made.id, &new.invite, &invite).await {
                Ok(changed) => answer.invited = changed.results,
                Err(error) => answer.failed = Some(error),
            }
        }
        Ok(answer)
    }
}
