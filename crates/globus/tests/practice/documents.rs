//! Every document of the demo can be read.

use globus::groups::{GroupInclude, MembershipStatus};
use globus::path::CollectionPath;
use globus::transfer::{EntityType, ListQuery, SearchQuery, SearchScope};
use practice::Seed;

use crate::common::{NORA, World};

#[tokio::test]
async fn all_shares_with_their_permissions_and_roles() {
    let world = World::signed_in(Seed::Demo, NORA).await;
    let transfer = &world.globus.transfer;
    let mut seen = 0;
    for kind in [EntityType::GcpGuestCollection, EntityType::GcsV5GuestCollection] {
        let query = SearchQuery {
            scope: Some(SearchScope::AdministeredByMe),
            entity_type: Some(kind),
            ..SearchQuery::default()
        };
        for found in transfer.endpoint_search_all(&query).await.unwrap() {
            let endpoint = transfer.endpoint(&found.id).await.unwrap();
            assert!(endpoint.is_guest() && endpoint.can_view_acl(), "{endpoint:?}");
            let rules = transfer.access_list(&found.id).await.unwrap();
            assert!(rules.iter().any(globus::transfer::AccessRule::is_implicit));
            assert!(rules.iter().all(|rule| rule.collection_path().is_ok()));
            if let Some(id) = rules.iter().find_map(|rule| rule.id.as_ref()) {
                assert_eq!(
                    transfer.access(&found.id, id).await.unwrap().id.as_ref(),
                    Some(id)
                );
            }
            assert!(!transfer.role_list(&found.id).await.unwrap().is_empty());
            seen += 1;
        }
    }
    assert!(seen >= 3, "{seen}");
}

#[tokio::test]
async fn this_computer_and_what_it_lets_out() {
    let world = World::signed_in(Seed::Demo, NORA).await;
    let personal = world.personal();
    let endpoint = world
        .globus
        .transfer
        .endpoint(&personal.collection_id)
        .await
        .unwrap();
    assert_eq!(endpoint.entity_type, EntityType::GcpMappedCollection);
    assert!(endpoint.can_host_guest());
    assert_eq!(endpoint.gcp_connected, Some(true));
    let person = world.globus.auth.userinfo().await.unwrap();
    assert_eq!(
        personal.owner,
        Some(globus::local::OwnerHint::Identity(person.sub))
    );
    let folder = world.folder("Soil data");
    assert_eq!(world.personal().is_shareable(&folder), Some(true));
    assert_eq!(
        world.personal().is_shareable(&folder.parent().unwrap()),
        Some(false)
    );
}

#[tokio::test]
async fn folders_can_be_made_and_looked_into() {
    let world = World::signed_in(Seed::Empty, NORA).await;
    let (host, folder) = (world.personal().collection_id, world.folder("Soil data"));
    let transfer = &world.globus.transfer;
    let inside = folder.join("100% caf\u{e9} #1").unwrap();
    transfer.mkdir(&host, &inside).await.unwrap();
    transfer.mkdir(&host, &inside).await.unwrap();
    let list = transfer
        .ls(&host, &ListQuery::folder(folder.clone()))
        .await
        .unwrap();
    assert_eq!(list.path, folder.as_str());
    assert_eq!(list.data.len(), 1);
    assert!(list.data[0].is_dir() && list.data[0].last_modified.is_some());
    assert!(transfer.stat(&host, &inside).await.unwrap().is_dir());
    let missing = transfer
        .stat(&host, &folder.join("nothing").unwrap())
        .await
        .unwrap_err();
    assert!(missing.has_code("NotFound"), "{missing}");
    let outside = ListQuery::folder(CollectionPath::parse("/usr/").unwrap());
    assert!(transfer.ls(&host, &outside).await.is_err());
}

#[tokio::test]
async fn all_groups() {
    let world = World::signed_in(Seed::Demo, NORA).await;
    let groups = &world.globus.groups;
    let mine = groups
        .my_groups(&[MembershipStatus::Active, MembershipStatus::Invited], &[])
        .await
        .unwrap();
    assert!(mine.len() >= 5);
    assert!(mine.iter().all(|group| !group.my_memberships.is_empty()));
    let active = groups.my_groups(&[], &[]).await.unwrap();
    assert!(active.len() < mine.len());
    let group = groups
        .group(
            &active[0].id,
            &[GroupInclude::Policies, GroupInclude::MyMemberships],
        )
        .await
        .unwrap();
    assert!(group.policies.is_some());
    let may = groups
        .group(&active[0].id, &[GroupInclude::AllowedActions])
        .await
        .unwrap();
    assert!(may.allowed_actions.unwrap().allows("leave").is_some());
    let unknown = globus::ids::GroupId::new("00000000-0000-4000-8000-000000000000");
    assert_eq!(
        groups
            .group(&unknown, &[])
            .await
            .unwrap_err()
            .api()
            .unwrap()
            .status,
        404
    );
}
