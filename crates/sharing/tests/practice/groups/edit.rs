use super::*;

#[tokio::test]
async fn a_group_is_renamed_left_and_deleted() {
    let world = allowed().await;
    let new = NewGroup {
        name: "Field crew".to_owned(),
        description: None,
        invite: Vec::new(),
    };
    let id = world.sharing.make_group(&new).await.unwrap().group.id;
    let alone = world.sharing.group_details(&id).await.unwrap();
    assert!(alone.may.administer && alone.leave_as.is_empty(), "{alone:?}");
    let edit = |name: &str| GroupEdit {
        name: name.to_owned(),
        description: Some(" Summer 2026 ".to_owned()),
    };
    let refused = world.sharing.edit_group(&id, &edit("  ")).await;
    let problem = InputProblem::Empty;
    assert!(
        matches!(refused, Err(Error::InvalidInput { field: Field::GroupName, reason }) if reason == problem)
    );
    let edited = world
        .sharing
        .edit_group(&id, &edit(" Summer crew "))
        .await
        .unwrap();
    assert_eq!(edited.group.name, "Summer crew");
    assert_eq!(edited.group.description.as_deref(), Some("Summer 2026"));
    let wrong = world.sharing.delete_group(&id, "Field crew").await;
    let problem = InputProblem::Mismatch;
    assert!(
        matches!(wrong, Err(Error::InvalidInput { field: Field::Confirmation, reason }) if reason == problem)
    );
    world.sharing.delete_group(&id, "Summer crew").await.unwrap();
    let mine = world.sharing.my_groups().await.unwrap();
    assert!(mine.iter().all(|group| group.id != id));

    let mut left = None;
    for group in mine
        .iter()
        .filter(|group| group.my_status == MemberStatus::Active)
    {
        let details = world.sharing.group_details(&group.id).await.unwrap();
        if let Some(me) = details.leave_as.first() {
            left = Some((group.id.clone(), me.clone()));
        }
    }
    let (group, me) = left.expect("the demo has a group that can be left");
    let changed = world
        .sharing
        .act_on_members(&group, &[me], &MembershipAction::Leave)
        .await
        .unwrap();
    assert_eq!(changed.results[0].problem, None);
    let mine = world.sharing.my_groups().await.unwrap();
    assert!(mine.iter().all(|it| it.id != group));
}
