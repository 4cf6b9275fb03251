//! What is written about a group, and its end.

use globus::ids::GroupId;

use super::make::group_name;
use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Result};
use crate::model::{GroupDetails, GroupEdit};
use crate::plan::is_typed;

impl Sharing {
    /// Writes name and description anew, and reads the group back.
    pub async fn edit_group(&self, id: &GroupId, edit: &GroupEdit) -> Result<GroupDetails> {
        self.me().await?;
        let name = group_name(&edit.name)?;
        self.must_change_groups().await?;
        let description = edit.description.as_deref().map(str::trim);
        let description = description.filter(|text| !text.is_empty());
        self.globus().groups.update_group(id, name, description).await?;
        self.forget_my_groups();
        let group = self.learn_group_anew(id).await?;
        if let Err(error) = self.note_group(&group).await {
            tracing::warn!(%error, "the audit does not know of a group's change yet");
        }
        self.details_of(&group).await
    }

    /// Deletes a group whose name was typed. What was shared with it reaches nobody through it from then on.
    pub async fn delete_group(&self, id: &GroupId, typed_name: &str) -> Result<()> {
        self.me().await?;
        self.must_change_groups().await?;
        let group = self.globus().groups.group(id, &[]).await?;
        if !is_typed(typed_name, &group.name) {
            return Err(Error::input(Field::Confirmation, InputProblem::Mismatch));
        }
        self.globus().groups.delete_group(id).await?;
        self.forget_my_groups();
        Ok(())
    }
}
