//! What is still known of a collection without a connection.

use globus::ids::CollectionId;

use super::details::number_without_effect;
use crate::Sharing;
use crate::audit::SharedCollection;
use crate::error::Result;
use crate::link::{collection_page, folder_link};
use crate::model::{AllowedRoles, CollectionAbout, CollectionDetails, CollectionRights, MyRole};

impl Sharing {
    /// What was kept of a collection when My shares was read last; none for one that was never read. Its roles and its
    /// card are not kept.
    pub async fn kept_collection(&self, id: &CollectionId) -> Result<Option<CollectionDetails>> {
        let (audit, _) = self.audit().await?;
        Ok(audit.and_then(|audit| {
            let snapshot = audit.snapshot();
            let kept = snapshot
                .collections
                .iter()
                .find(|collection| collection.id == *id)?;
            let permissions = kept.entries.iter().filter(|entry| !entry.is_role()).count();
            let web_app = &self.globus().config.urls.web_app;
            Some(CollectionDetails {
                id: id.clone(),
                name: kept.name.clone(),
                storage: kept.storage.clone(),
                storage_path: None,
                checked_at: snapshot.checked_at,
                may: rights(kept),
                permissions: u32::try_from(permissions).unwrap_or(u32::MAX),
                without_effect: number_without_effect(&audit, id),
                folders: audit.folders(id),
                about: CollectionAbout {
                    display_name: kept.name.clone(),
                    ..CollectionAbout::default()
                },
                roles: None,
                to_give: AllowedRoles::default(),
                direct_links: None,
                only_i_manage: false,
                link: folder_link(web_app, id, &globus::path::CollectionPath::root()),
                web_page: collection_page(web_app, id),
            })
        }))
    }
}

/// What the person could do there, as far as it concerns permissions.
fn rights(kept: &SharedCollection) -> CollectionRights {
    CollectionRights {
        change_access: kept.can_change(),
        remove_access: kept.can_remove(),
        change_roles: false,
        edit: false,
        delete: false,
        because: (kept.my_role != MyRole::Administrator).then_some(kept.my_role),
        roles_need_subscription: false,
        on_server: false,
    }
}
