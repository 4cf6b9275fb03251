//! Collections on servers: roles, card and end are changed on the server, under a consent of its own.

use globus::ids::{CollectionId, IdentityId};
use sharing::model::{
    AssignableRole, AuditQuery, AuditRow, ChangeAction, ChangeState, ChangeStep, ChangeTargets,
    CollectionAbout, Confirmations, Guest, MyRole, RoleRow,
};
use sharing::{Error, Result, Sharing};

use crate::common::{TOMAS, World};

/// Nora's own, on the research storage.
const ARCHIVE: &str = "Whitfield Lab archive";
/// Marta's, whose permissions Nora looks after.
const CORE_FACILITY: &str = "Core facility results";

async fn looked_after() -> World {
    let world = World::demo().await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    world
}

async fn collection(sharing: &Sharing, name: &str) -> CollectionId {
    let rows = sharing
        .audit_page(&AuditQuery::default(), 0, 500)
        .await
        .unwrap()
        .rows;
    let found = rows.into_iter().find_map(|row| match row {
        AuditRow::Share(share) if share.collection_name == name => Some(share.collection_id),
        _ => None,
    });
    found.unwrap()
}

/// What the window does: sign in with what is asked for.
async fn allow<T: std::fmt::Debug>(world: &World, refused: Result<T>) {
    let Err(Error::ConsentRequired { demand }) = refused else {
        panic!("{refused:?}");
    };
    let [scope] = demand.required_scopes.as_slice() else {
        panic!("{demand:?}");
    };
    // Looking after a collection needs no access to the data.
    assert!(scope.ends_with(":manage_collections"), "{scope}");
    world.sharing.sign_in(Some(demand), false, &|_| ()).await.unwrap();
}

fn row_of<'a>(rows: &'a [RoleRow], who: &Guest) -> Option<&'a RoleRow> {
    rows.iter().find(
        |row| matches!((&row.guest, who), (Guest::Person(one), Guest::Person(other)) if one.id == other.id),
    )
}

/// The application that has a role on a computer's collection and on a server's.
async fn automation(world: &World) -> IdentityId {
    let id = collection(&world.sharing, ARCHIVE).await;
    let rows = world.sharing.role_rows(&id).await.unwrap();
    let found = rows.into_iter().find_map(|row| match row.guest {
        Guest::Person(person) if !row.is_me => Some(person.id),
        _ => None,
    });
    found.unwrap()
}

async fn requests_to_servers(world: &World) -> Vec<String> {
    let mut requests = world.requests().await;
    requests.retain(|line| line.contains("/gcs/"));
    requests
}

#[tokio::test]
async fn a_role_on_a_server_wants_consent_once() {
    let world = looked_after().await;
    let id = collection(&world.sharing, ARCHIVE).await;
    let may = world.sharing.collection_details(&id).await.unwrap().may;
    assert!(
        may.on_server && may.change_roles && may.edit && may.delete,
        "{may:?}"
    );
    let tomas = world.guest(TOMAS).await;
    world.requests().await;
    let give = || {
        world
            .sharing
            .give_role(&id, &tomas, AssignableRole::AccessManager)
    };
    let refused = give().await;
    assert_eq!(requests_to_servers(&world).await, Vec::<String>::new());
    allow(&world, refused).await;

    let rows = give().await.unwrap();
    let row = row_of(&rows, &tomas).unwrap();
    assert_eq!((row.role, row.owner), (AssignableRole::AccessManager, false));
    let shown = world.sharing.role_rows(&id).await.unwrap();
    assert_eq!(row_of(&shown, &tomas), Some(row));
    let role = row.id.clone().unwrap();
    let left = world.sharing.take_role(&id, &role).await.unwrap();
    assert_eq!(row_of(&left, &tomas), None);
    assert_eq!(world.sharing.role_rows(&id).await.unwrap(), left);
}

#[tokio::test]
async fn the_card_of_a_collection_on_a_server_is_written_there() {
    let world = looked_after().await;
    let id = collection(&world.sharing, ARCHIVE).await;
    let wanted = CollectionAbout {
        display_name: "Whitfield Lab archive 2026".to_owned(),
        description: None,
        keywords: vec!["maple".to_owned(), "archive".to_owned()],
        contact_email: Some("nora.whitfield@northfield.example".to_owned()),
        notify_downloads: Some(true),
        notify_uploads: Some(false),
        ..CollectionAbout::default()
    };
    allow(&world, world.sharing.update_about(&id, &wanted).await).await;
    let stored = world.sharing.update_about(&id, &wanted).await.unwrap();
    assert_eq!(stored, wanted);
    let details = world.sharing.collection_details(&id).await.unwrap();
    assert_eq!(details.about, wanted);
}

#[tokio::test]
async fn a_collection_on_a_server_is_deleted_there() {
    let world = looked_after().await;
    let id = collection(&world.sharing, ARCHIVE).await;
    allow(&world, world.sharing.delete_collection(&id, ARCHIVE).await).await;
    world.sharing.collection_details(&id).await.unwrap();
    world.sharing.delete_collection(&id, ARCHIVE).await.unwrap();
    let gone = world.globus.transfer.endpoint(&id).await.unwrap_err();
    assert_eq!(gone.api().unwrap().status, 404);
}

#[tokio::test]
async fn an_access_manager_is_not_offered_what_only_administrators_do() {
    let world = looked_after().await;
    let id = collection(&world.sharing, CORE_FACILITY).await;
    let may = world.sharing.collection_details(&id).await.unwrap().may;
    assert!(may.on_server && may.change_access, "{may:?}");
    assert!(!may.change_roles && !may.edit && !may.delete, "{may:?}");
    assert_eq!(may.because, Some(MyRole::AccessManager));
}

#[tokio::test]
async fn taking_somebody_out_everywhere_asks_the_server_too_and_can_be_undone() {
    let world = looked_after().await;
    let id = automation(&world).await;
    let plan = world
        .sharing
        .plan_change(&ChangeTargets::Person { id: id.clone() }, &ChangeAction::Stop)
        .await
        .unwrap();
    let steps: Vec<&ChangeStep> = plan.rows.iter().map(|row| &row.step).collect();
    assert_eq!(steps, [&ChangeStep::TakeRole, &ChangeStep::TakeRole], "{plan:#?}");
    let nothing = Confirmations {
        have_copy: Vec::new(),
        typed_names: Vec::new(),
    };
    let stopped = world
        .sharing
        .apply_change(&plan.id, &nothing, &|_| ())
        .await
        .unwrap();
    allow(&world, stopped.stopped_by.map_or(Ok(()), Err)).await;
    let outcome = world.sharing.resume_change(&plan.id, &|_| ()).await.unwrap();
    assert!(
        outcome.states.iter().all(|state| *state == ChangeState::Done),
        "{outcome:#?}"
    );
    let archive = collection(&world.sharing, ARCHIVE).await;
    let has_role = async || {
        let roles = world.globus.transfer.role_list(&archive).await.unwrap();
        roles.iter().any(|role| role.principal == id.as_str())
    };
    assert!(!has_role().await);
    let undone = world.sharing.undo_change(&plan.id, &|_| ()).await.unwrap();
    assert!(
        undone.states.iter().all(|state| *state == ChangeState::Done),
        "{undone:#?}"
    );
    assert!(has_role().await);
}
