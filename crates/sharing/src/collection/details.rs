//! Everything about one collection at once.

use futures::FutureExt;
use globus::ids::CollectionId;
use globus::path::CollectionPath;
use globus::transfer::{Endpoint, FileType, ListQuery, RoleName};

use super::about::about;
use crate::Sharing;
use crate::audit::{Audit, my_role};
use crate::error::{Error, Missing, Result};
use crate::link::{collection_page, folder_link};
use crate::model::{
    AccessFolder, AssignableRole, CollectionDetails, CollectionRights, DeletionPreview, FolderAccess, MyRole,
    RoleRow,
};

/// Folders of one level that the tree shows; who has more finds them by typing.
const MOST_FOLDERS: u32 = 200;

impl Sharing {
    /// A guest collection, its list read anew.
    pub async fn collection_details(&self, id: &CollectionId) -> Result<CollectionDetails> {
        let transfer = &self.globus().transfer;
        let (collection, rules, roles) = futures::join!(
            transfer.endpoint(id),
            transfer.access_list(id),
            self.role_rows(id)
        );
        let (collection, rules) = (collection?, rules?);
        self.note_access_lists(&[(id.clone(), rules.as_slice())], &[])
            .await?;
        let storage = self.storage_below(&collection).await;
        let (audit, _) = self.audit().await?;
        // The roles can be seen by administrators only.
        let roles = roles.ok();
        let without_effect = audit
            .as_deref()
            .map_or(0, |audit| number_without_effect(audit, id));
        let mut folders = audit
            .as_deref()
            .map(|audit| audit.folders(id))
            .unwrap_or_default();
        self.mark_forbidden_folders(audit.as_deref(), id, &mut folders)
            .await?;
        let to_give = self.rulebook(Vec::new()).await?.roles_to_give();
        let may = rights(&collection);
        Ok(CollectionDetails {
            id: id.clone(),
            name: collection.display_name.clone(),
            storage,
            storage_path: collection
                .host_path
                .as_deref()
                .and_then(|path| CollectionPath::parse(path).ok()),
            checked_at: self.now(),
            permissions: u32::try_from(rules.iter().filter(|rule| !rule.is_implicit()).count())
                .unwrap_or(u32::MAX),
            without_effect,
            folders,
            about: about(&collection),
            direct_links: Some(super::files::direct_links(&collection)),
            only_i_manage: may.change_roles && roles.as_deref().is_some_and(only_mine),
            roles,
            to_give,
            may,
            link: folder_link(&self.globus().config.urls.web_app, id, &CollectionPath::root()),
            web_page: collection_page(&self.globus().config.urls.web_app, id),
        })
    }

    /// Who can reach one folder, and the folders inside it.
    pub async fn folder_access(&self, id: &CollectionId, path: &CollectionPath) -> Result<FolderAccess> {
        let listing = async {
            let query = ListQuery {
                filter: Some("type:dir".to_owned()),
                orderby: Some("name ASC".to_owned()),
                limit: Some(MOST_FOLDERS),
                ..ListQuery::folder(path.clone())
            };
            self.globus().transfer.ls(id, &query).await.map_err(Error::from)
        };
        let (audit, listing) = futures::join!(self.audit(), listing.boxed());
        let (audit, _) = audit?;
        let audit = audit.ok_or(Error::NotFound {
            what: Missing::Collection,
        })?;
        let known = audit.folders(id);
        let guests = audit.guests_of_folder(id, path);
        let (listed, listing) = match listing {
            Ok(list) => (list.data, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        let inside = listed
            .into_iter()
            .filter(|entry| entry.file_type == FileType::Dir)
            .filter_map(|entry| {
                let inside = path.join(&entry.name).ok()?;
                let permissions = known
                    .iter()
                    .find(|folder| folder.path == inside)
                    .map_or(0, |folder| folder.permissions);
                Some(AccessFolder {
                    path: inside,
                    name: entry.name,
                    permissions,
                    exists: Some(true),
                    forbidden: None,
                })
            });
        let mut folders: Vec<AccessFolder> = inside.collect();
        self.mark_forbidden_folders(Some(&audit), id, &mut folders)
            .await?;
        let count = |with_role: bool| {
            let number = guests
                .iter()
                .filter(|guest| guest.role.is_some() == with_role)
                .count();
            u32::try_from(number).unwrap_or(u32::MAX)
        };
        let name = audit
            .snapshot()
            .collections
            .iter()
            .find(|it| it.id == *id)
            .map(|it| it.name_of(path).to_owned());
        Ok(FolderAccess {
            path: path.clone(),
            name: name.unwrap_or_else(|| path.name().unwrap_or_default().to_owned()),
            by_permission: count(false),
            by_role: count(true),
            folders,
            listing,
            guests,
        })
    }

    /// What deleting a collection would do.
    pub async fn deletion_preview(&self, id: &CollectionId) -> Result<DeletionPreview> {
        let details = self.collection_details(id).await?;
        let (audit, _) = self.audit().await?;
        let guests = audit.map_or(0, |audit| audit.guests_of(id));
        Ok(DeletionPreview {
            name: details.name,
            guests,
            permissions: details.permissions,
            storage: details.storage,
            storage_path: details.storage_path,
        })
    }
}

/// How many permissions of a collection change nothing.
pub(super) fn number_without_effect(audit: &Audit, id: &CollectionId) -> u32 {
    u32::try_from(audit.entries_without_effect(Some(id)).len()).unwrap_or(u32::MAX)
}

/// What the signed-in person may do (Transfer API, roles).
pub(super) fn rights(collection: &Endpoint) -> CollectionRights {
    let is_administrator = collection.has_role(&RoleName::Administrator);
    let subscribed = collection.subscription_id.is_some();
    let personal = collection.is_personal();
    // Servers of the older kind have no manager that could be asked.
    let has_keeper = personal || collection.gcs_manager_url.is_some();
    let role = my_role(collection);
    CollectionRights {
        change_access: collection.can_edit_acl(),
        remove_access: collection.can_delete_acl(),
        change_roles: collection.can_assign_roles() && has_keeper,
        edit: is_administrator && has_keeper,
        delete: is_administrator && has_keeper,
        because: (role != MyRole::Administrator).then_some(role),
        roles_need_subscription: is_administrator && personal && !subscribed,
        on_server: !personal,
    }
}

/// Whether nobody else could go on with it.
fn only_mine(roles: &[RoleRow]) -> bool {
    roles
        .iter()
        .filter(|row| row.role == AssignableRole::Administrator || row.owner)
        .all(|row| row.is_me)
}
