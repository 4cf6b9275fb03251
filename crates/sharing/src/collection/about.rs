//! What is written on a collection's card, and the collection's end.

use globus::ids::CollectionId;
use globus::transfer::{Endpoint, EndpointChange, NotificationPolicy};

use crate::Sharing;
use crate::error::{Error, Field, InputProblem, Result};
use crate::model::{CollectionAbout, HistoryEvent};
use crate::plan::is_typed;

/// Longest name (Transfer API, `display_name`).
const MOST_LETTERS: usize = 128;

impl Sharing {
    /// Writes the card anew and reads it back.
    pub async fn update_about(&self, id: &CollectionId, wanted: &CollectionAbout) -> Result<CollectionAbout> {
        let name = wanted.display_name.trim();
        let invalid = |reason| Error::input(Field::CollectionName, reason);
        if name.is_empty() {
            return Err(invalid(InputProblem::Empty));
        }
        if name.chars().count() > MOST_LETTERS || name.contains(['\n', '\r']) {
            return Err(invalid(InputProblem::TooLong));
        }
        let text = |text: &Option<String>| {
            text.as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        let collection = self.globus().transfer.endpoint(id).await?;
        let told_of = |transfer_use| tells_of(collection.notifications.as_ref(), transfer_use);
        let downloads = wanted.notify_downloads.unwrap_or_else(|| told_of("source"));
        let uploads = wanted.notify_uploads.unwrap_or_else(|| told_of("destination"));
        // Older servers know no such policy: it is sent only where it becomes another one.
        let other_policy = downloads != told_of("source") || uploads != told_of("destination");
        let change = EndpointChange {
            display_name: name.to_owned(),
            description: text(&wanted.description),
            keywords: (!wanted.keywords.is_empty()).then(|| wanted.keywords.join(",")),
            organization: text(&wanted.organization),
            contact_email: text(&wanted.contact_email),
            contact_info: text(&wanted.contact_info),
            info_link: text(&wanted.info_link),
            notifications: other_policy.then(|| NotificationPolicy::about(downloads, uploads)),
        };
        let stored = self.keeper(&collection)?.write_about(change).await?;
        self.rename_in_audit(id, &stored.display_name).await?;
        self.note_collection(HistoryEvent::CollectionEdited, id, &stored.display_name, |_| ())
            .await;
        Ok(stored)
    }

    /// Deletes a collection. Its permissions and roles go with it, the files stay where they are.
    pub async fn delete_collection(&self, id: &CollectionId, typed_name: &str) -> Result<()> {
        let collection = self.globus().transfer.endpoint(id).await?;
        if !is_typed(typed_name, &collection.display_name) {
            let problem = if typed_name.trim().is_empty() {
                InputProblem::Missing
            } else {
                InputProblem::Mismatch
            };
            return Err(Error::input(Field::Confirmation, problem));
        }
        self.keeper(&collection)?.delete().await?;
        self.forget_in_audit(id).await?;
        self.note_collection(
            HistoryEvent::CollectionDeleted,
            id,
            &collection.display_name,
            |_| (),
        )
        .await;
        Ok(())
    }
}

/// The card as Globus has it.
pub(super) fn about(collection: &Endpoint) -> CollectionAbout {
    CollectionAbout {
        display_name: collection.display_name.clone(),
        description: collection.description.clone(),
        keywords: keywords(collection.keywords.as_deref()),
        organization: collection.organization.clone(),
        contact_email: collection.contact_email.clone(),
        contact_info: collection.contact_info.clone(),
        info_link: collection.info_link.clone(),
        notify_downloads: Some(tells_of(collection.notifications.as_ref(), "source")),
        notify_uploads: Some(tells_of(collection.notifications.as_ref(), "destination")),
    }
}

/// Whether administrators are told of transfers with this use. Without a policy nobody is (Transfer API, endpoint
/// document; the managers of servers keep the same one).
pub(super) fn tells_of(policy: Option<&NotificationPolicy>, transfer_use: &str) -> bool {
    policy.is_some_and(|policy| policy.tells_of(transfer_use))
}

/// Transfer keeps them in one text.
pub(super) fn keywords(text: Option<&str>) -> Vec<String> {
    let words = text.unwrap_or_default().split(',').map(str::trim);
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
