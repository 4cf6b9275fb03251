//! A share from the first request to the last.

use globus::path::CollectionPath;
use globus::transfer::{AccessChange, AccessCreated, NewAccessRule, Permissions};
use jiff::{Timestamp, ToSpan};
use practice::Seed;

use crate::common::{NORA, TOMAS, World};

#[tokio::test]
async fn a_folder_is_shared_changed_and_taken_back() {
    let world = World::signed_in(Seed::Empty, NORA).await;
    let transfer = &world.globus.transfer;
    let new = world.new_share("Soil data");
    let share = transfer.create_shared_endpoint(&new).await.unwrap();
    let mine = transfer
        .my_shared_endpoint_list(&new.host_endpoint)
        .await
        .unwrap();
    assert!(
        mine.iter()
            .any(|endpoint| endpoint.id == share && endpoint.host_path.is_some())
    );

    let tomas = &world
        .globus
        .auth
        .identities_by_username(&[TOMAS.to_owned()], false)
        .await
        .unwrap()[0]
        .id;
    let mut rule = NewAccessRule::for_identity(tomas, CollectionPath::root(), Permissions::Read);
    let end = Timestamp::now().round(jiff::Unit::Second).unwrap() + 240.hours();
    rule.expiration_date = Some(end);
    rule.notify_email = Some(TOMAS.to_owned());
    rule.notify_message = Some("Here you are".to_owned());
    let id = transfer.create_access(&share, &rule).await.unwrap().into_id();
    assert!(
        transfer
            .create_access(&share, &rule)
            .await
            .unwrap_err()
            .has_code("Exists")
    );

    let seen = transfer.access(&share, &id).await.unwrap();
    assert!(rule.is_made_as(&seen), "{seen:?}");
    assert_eq!(seen.expiration_date, Some(end));

    let level = AccessChange {
        permissions: Some(Permissions::ReadWrite),
        expiration_date: None,
    };
    transfer.update_access(&share, &id, &level).await.unwrap();
    let seen = transfer.access(&share, &id).await.unwrap();
    assert_eq!(
        (seen.permissions, seen.expiration_date),
        (Permissions::ReadWrite, Some(end))
    );

    let endless = AccessChange {
        permissions: None,
        expiration_date: Some(None),
    };
    transfer.update_access(&share, &id, &endless).await.unwrap();
    let seen = transfer.access(&share, &id).await.unwrap();
    assert_eq!(
        (seen.permissions, seen.expiration_date),
        (Permissions::ReadWrite, None)
    );

    transfer.delete_access(&share, &id).await.unwrap();
    transfer.delete_access(&share, &id).await.unwrap();
    assert!(
        transfer
            .access(&share, &id)
            .await
            .unwrap_err()
            .has_code("AccessRuleNotFound")
    );
    transfer.delete_endpoint(&share).await.unwrap();
    transfer.delete_endpoint(&share).await.unwrap();
}

#[tokio::test]
async fn groups_and_strange_folders_can_be_shared() {
    let world = World::signed_in(Seed::Empty, NORA).await;
    let share = world.share("Soil data").await;
    let group = &world.globus.groups.my_groups(&[], &[]).await.unwrap()[0].id;
    for name in [
        "100%",
        "#1 'quoted' \"twice\"",
        "caf\u{e9}",
        "cafe\u{301}",
        "two\nlines",
        "\u{202e}right to left",
    ] {
        let path = CollectionPath::root().join(name).unwrap();
        let rule = NewAccessRule::for_group(group, path, Permissions::Read);
        let made = world.globus.transfer.create_access(&share, &rule).await.unwrap();
        let seen = world.globus.transfer.access(&share, made.id()).await.unwrap();
        assert!(rule.is_made_as(&seen), "{seen:?}");
        assert!(matches!(made, AccessCreated::Created { .. }));
    }
}
