//! Beginning a copy.

use super::actions::label_of;
use super::plan::Prepared;
use super::{CopyGoal, CopyPhase, CopyRecord};
use crate::Sharing;
use crate::error::{Error, Result, StorageProblem};
use crate::model::{Copy, CopyId, CopyObstacle, CopyProgress, CopyRequest, PolicyRule};
use crate::storage::closed;

impl Sharing {
    /// Makes the new folder, which has to be new, and begins to copy into it in the background. Nothing is granted by
    /// that; the folder's link can be shared at once, and the share waits for the copy's end.
    pub async fn start_copy(&self, request: CopyRequest, label: Option<String>) -> Result<Copy> {
        let me = self.me().await?.identity.id;
        let prepared = match self.prepare_copy(request).await? {
            Ok(prepared) => prepared,
            Err(plan) if plan.name_taken => return Err(taken()),
            Err(plan) if plan.obstacle.as_ref().is_some_and(CopyObstacle::is_ban) => return Err(FORBIDDEN),
            // Something has changed since the plan was shown; another plan says what.
            Err(_) => return Err(Error::Changed),
        };
        let Prepared {
            plan,
            from,
            collection,
            path,
        } = prepared;
        let record = CopyRecord {
            id: CopyId(uuid::Uuid::new_v4().to_string()),
            identity: me,
            began_at: self.now(),
            ended_at: None,
            label: label
                .and_then(|label| label_of(&label))
                .or_else(|| label_of(&plan.destination.name))
                .unwrap_or_default(),
            request: plan.request,
            method: plan.method,
            source: plan.source,
            destination: plan.destination,
            from,
            places: self.places(&collection, &path).await,
            collection: collection.id,
            path,
            goal: CopyGoal::Copied,
            phase: CopyPhase::Copying,
            progress: CopyProgress::default(),
            task: None,
            was_tried: false,
            removal: None,
            announced: true,
            done_without: 0,
        };
        // First the journal: from the next request on there is a folder that this app made.
        self.journal().begin_copy(record.clone()).await?;
        match self.make_destination(&record).await {
            // It may be there: the copy makes it once more, which is no harm.
            Ok(())
            | Err(Error::Timeout {
                outcome_unknown: true,
            }) => {}
            Err(error) => {
                // Nothing was begun: the person may try again, with another name or another place.
                self.journal().forget_copy(&record.id).await?;
                return Err(error);
            }
        }
        self.state.copies.set_ended(false);
        self.drive(&record);
        self.state.copies.changed(&record.id);
        self.shown(record).await
    }

    async fn make_destination(&self, record: &CopyRecord) -> Result<()> {
        let transfer = &self.globus().transfer;
        transfer
            .mkdir(&record.collection, &record.path)
            .await
            .map_err(closed)
    }
}

pub(super) const FORBIDDEN: Error = Error::InstitutionForbids {
    rule: PolicyRule::BlockedFolder,
};

fn taken() -> Error {
    Error::Storage {
        problem: StorageProblem::NameTaken,
        message: String::new(),
        request_id: None,
    }
}
