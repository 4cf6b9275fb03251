use super::*;

#[tokio::test]
async fn a_folder_on_a_server_is_shared_after_one_consent() {
    let world = World::demo().await;
    mkdir(&world, STORAGE, FOLDER).await;
    let link = world.link(STORAGE, FOLDER).await;
    // Data of the storage was agreed to for making the folder; take that back, so that both are asked for.
    let asked = world.sharing.check_folders(vec![link.clone()]).await.unwrap_err();
    let demand = asked.demand().unwrap().clone();
    assert!(
        demand
            .required_scopes
            .iter()
            .any(|scope| scope.contains(":manage_collections[*") && scope.ends_with("/data_access]")),
        "{demand:?}"
    );
    world.sharing.sign_in(Some(demand), false, &|_| ()).await.unwrap();
    let checked = world
        .sharing
        .check_folders(vec![link.clone()])
        .await
        .unwrap()
        .remove(0);
    assert_eq!(checked.readiness, Readiness::Ready);
    assert_eq!(
        (checked.dropped.path.as_str(), checked.dropped.name.as_str()),
        (link.as_str(), "Soil 2026")
    );
    let location = checked.location.unwrap();
    assert_eq!(
        (location.storage.kind, location.storage.name.as_str()),
        (StorageKind::Server, STORAGE)
    );
    assert_eq!(location.accounts[0].username.as_deref(), Some("nora.whitfield"));

    let plan = world
        .sharing
        .plan_share(world.draft(&link, &[ALEX, TOMAS]).await)
        .await
        .unwrap();
    let PlannedCollection::New {
        account: Some(account),
        ..
    } = &plan.folders[0].collection
    else {
        panic!("{plan:#?}")
    };
    assert_eq!(account.id, location.accounts[0].id);
    // It is not public, and needs no computer that is on.
    let said = |wanted: fn(&Warning) -> bool| plan.warnings.iter().any(wanted);
    assert!(!said(|it| matches!(
        it,
        Warning::NameIsPublic { .. } | Warning::ComputerMustBeOn
    )));
    assert!(
        plan.commands[0].starts_with("globus gcs collection create guest "),
        "{:?}",
        plan.commands
    );
    assert_eq!(made(&world).await, []);

    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");
    let [(id, path)] = made(&world).await.try_into().unwrap();
    assert_eq!(path, FOLDER.trim_end_matches('/'));
    assert!(outcome.links[0].as_ref().unwrap().contains(id.as_str()));
    let rules = world.globus.transfer.access_list(&id).await.unwrap();
    assert_eq!(rules.iter().filter(|rule| !rule.is_implicit()).count(), 2);
    assert!(!world.globus.transfer.endpoint(&id).await.unwrap().public);

    let recent = world.sharing.recent_folders().await.unwrap();
    assert_eq!(
        (recent[0].path.as_str(), recent[0].guest_count),
        (link.as_str(), 2)
    );

    // The next share of the same folder needs nothing new, and undoing the first one leaves nothing behind.
    let again = check(&world, &link).await.location.unwrap();
    assert!(matches!(&again.target, ShareTarget::Reuse { collection_id, .. } if *collection_id == id));
    let undone = world
        .sharing
        .undo_share(&outcome.share_id, &|_| ())
        .await
        .unwrap();
    assert!(
        undone.results.iter().all(|row| row.state == GrantState::Undone),
        "{undone:#?}"
    );
    assert_eq!(made(&world).await, []);
}

#[tokio::test]
async fn where_it_lives_is_known_after_three_rounds() {
    let (world, draft) = ready().await;
    let inside = world.link(STORAGE, "/projects/whitfield/").await;
    world.requests().await;
    for address in [draft.folders[0].clone(), inside] {
        world.sharing.check_folders(vec![address]).await.unwrap();
        let requests = world.requests().await;
        assert!(requests.len() <= 7, "{requests:#?}");
    }
    // Each answer takes this long; whatever waits for another takes it again.
    let one = std::time::Duration::from_millis(300);
    world
        .lever("delay", json!({"delay_ms": one.as_millis() as u64}))
        .await;
    let begun = std::time::Instant::now();
    let inside = world.link(STORAGE, "/projects/whitfield/").await;
    let before = begun.elapsed();
    let begun = std::time::Instant::now();
    world.sharing.check_folders(vec![inside]).await.unwrap();
    let rounds = begun.elapsed().as_secs_f64() / one.as_secs_f64();
    assert!(rounds < 3.9, "{rounds} ({before:?})");
}

#[tokio::test]
async fn a_guest_collection_that_covers_the_folder_is_used_again_or_not() {
    let world = World::demo().await;
    mkdir(&world, STORAGE, "/projects/whitfield/caf\u{e9}/runs/").await;
    for path in [
        "/projects/whitfield/caf\u{e9}/runs",
        "/~/projects/whitfield/caf\u{e9}/runs/",
    ] {
        let link = world.link(STORAGE, path).await;
        let location = check(&world, &link).await.location.unwrap();
        let ShareTarget::Reuse {
            name, path: inside, ..
        } = &location.target
        else {
            panic!("{path}: {location:#?}")
        };
        assert_eq!(
            (name.as_str(), inside.as_str()),
            (ARCHIVE, "/caf\u{e9}/runs/"),
            "{path}"
        );
        assert_eq!(location.permissions_used, 3);
        assert!(
            matches!(location.alternatives.as_slice(), [ShareTarget::Create { .. }]),
            "{location:#?}"
        );
    }
    let link = world.link(STORAGE, "/projects/whitfield/caf\u{e9}/runs/").await;
    let draft = world.draft(&link, &[ALEX]).await;
    let plan = world.sharing.plan_share(draft.clone()).await.unwrap();
    assert!(
        matches!(&plan.folders[0].collection, PlannedCollection::Existing { name, .. } if name == ARCHIVE)
    );
    let new = ShareDraft {
        new_collection: true,
        ..draft
    };
    let plan = world.sharing.plan_share(new).await.unwrap();
    assert!(matches!(
        plan.folders[0].collection,
        PlannedCollection::New { .. }
    ));
    assert!(all_shared(&apply(&world.sharing, &plan).await));
    assert_eq!(made(&world).await.len(), 1);
}

#[tokio::test]
async fn a_link_to_a_guest_collection_needs_permissions_only() {
    let world = World::demo().await;
    let link = world.link(ARCHIVE, "/").await;
    world.requests().await;
    let checked = world
        .sharing
        .check_folders(vec![link.clone()])
        .await
        .unwrap()
        .remove(0);
    let requests = world.requests().await;
    assert!(
        !requests.iter().any(|line| line.contains("/gcs/")),
        "{requests:#?}"
    );
    assert_eq!(checked.readiness, Readiness::Ready, "{checked:#?}");
    let location = checked.location.unwrap();
    assert_eq!(
        (location.exposure, location.storage.name.as_str()),
        (Exposure::Normal, STORAGE)
    );
    let plan = world
        .sharing
        .plan_share(world.draft(&link, &[ALEX]).await)
        .await
        .unwrap();
    assert!(all_shared(&apply(&world.sharing, &plan).await));

    // Tomás may read there, but not decide who else may.
    let world = World::start(Seed::Demo, TOMAS).await;
    world.sharing.sign_in(None, false, &|_| ()).await.unwrap();
    let theirs = world.link(ARCHIVE, "/2025/").await;
    let checked = world.sharing.check_folders(vec![theirs]).await.unwrap().remove(0);
    assert!(
        matches!(
            &checked.readiness,
            Readiness::NotFromHere {
                reason: NotFromHere::NoPermissionToShare { .. }
            }
        ),
        "{checked:#?}"
    );
}

#[tokio::test]
async fn what_can_not_be_shared_is_said_before_anybody_is_invited() {
    let world = World::demo().await;
    let refusal = |refusal| NotFromHere::Server { refusal };
    let unknown = "https://app.globus.org/file-manager?origin_id=11111111-2222-4333-8444-555555555555";
    for (address, expected) in [
        (
            world.link(INSTRUMENTS, "/").await,
            refusal(Refusal::GuestsNotAllowed),
        ),
        (
            world.link(STORAGE, "/no/such/folder/").await,
            NotFromHere::FolderNotFound,
        ),
        (unknown.to_owned(), NotFromHere::CollectionNotFound),
        (
            world.link("Northfield Research Computing", "/").await,
            NotFromHere::NotACollection,
        ),
        (
            "https://northfield.example/results".to_owned(),
            NotFromHere::Path {
                reason: InputProblem::UnknownLink,
            },
        ),
    ] {
        let checked = check(&world, &address).await;
        let expected = Readiness::NotFromHere { reason: expected };
        assert_eq!(checked.readiness, expected, "{address}: {checked:#?}");
    }
}

#[tokio::test]
async fn another_computer_is_asked_for_what_it_takes() {
    let world = World::demo().await;
    let inside = world.link("Field station computer", "/Field notes/").await;
    let checked = check(&world, &inside).await;
    let location = checked.location.unwrap();
    assert_eq!(location.storage.kind, StorageKind::OtherComputer);
    assert_eq!(
        (checked.readiness, location.storage.online),
        (Readiness::Ready, Some(false))
    );
    assert!(matches!(&location.target, ShareTarget::Reuse { name, .. } if name == "Field notes"));
    let beside = world.link("Field station computer", "/Other/").await;
    let checked = check(&world, &beside).await;
    let steps = vec![sharing::model::MissingStep::StartOtherComputer];
    assert_eq!(checked.readiness, Readiness::OneStepFirst { steps });
}

#[tokio::test]
async fn protected_storage_is_asked_for_without_its_data() {
    let world = World::demo().await;
    let link = world.link(PROTECTED, "/").await;
    let asked = world.sharing.check_folders(vec![link.clone()]).await.unwrap_err();
    let scopes = &asked.demand().unwrap().required_scopes;
    assert!(
        !scopes.is_empty() && !scopes.iter().any(|scope| scope.contains("data_access")),
        "{scopes:?}"
    );
    let checked = check(&world, &link).await;
    assert_eq!(checked.readiness, Readiness::Ready, "{checked:#?}");
    assert!(checked.location.as_ref().unwrap().storage.high_assurance);
    let plan = world
        .sharing
        .plan_share(world.draft(&link, &[ALEX]).await)
        .await
        .unwrap();
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");
    // An hour later the sign-in is too old, for looking and for making.
    world.lever("clock", json!({"advance_seconds": 3600})).await;
    let asked = world.sharing.check_folders(vec![link.clone()]).await.unwrap_err();
    assert!(matches!(asked, Error::SessionRequired { .. }), "{asked:?}");
    assert_eq!(check(&world, &link).await.readiness, Readiness::Ready);
}
