//! What is said before a copy, and which shares wait for one.

use super::*;

#[tokio::test]
async fn a_plan_says_what_stands_against_it() {
    let scene = Scene::start().await;
    let sharing = &scene.world.sharing;
    let request = scene.request("Corals").await;
    let obstacle = async |request: &CopyRequest| scene.plan(request).await.obstacle;
    assert_eq!(obstacle(&request).await, None);

    let gone = CopyRequest {
        source: scene.source.join("nothing").to_str().unwrap().to_owned(),
        ..request.clone()
    };
    assert_eq!(obstacle(&gone).await, Some(CopyObstacle::SourceGone));
    let nowhere = CopyRequest {
        destination: scene.world.link(STORAGE, "/projects/nowhere/").await,
        ..request.clone()
    };
    assert_eq!(obstacle(&nowhere).await, Some(CopyObstacle::DestinationGone));
    for name in ["", "a/b", ".."] {
        let unnamed = CopyRequest {
            name: name.to_owned(),
            ..request.clone()
        };
        assert!(
            matches!(obstacle(&unnamed).await, Some(CopyObstacle::Name { .. })),
            "{name}"
        );
    }
    let itself = CopyRequest {
        source: scene.world.link(STORAGE, "/projects/").await,
        ..request.clone()
    };
    assert_eq!(obstacle(&itself).await, Some(CopyObstacle::InsideItself));
    let same = CopyRequest {
        source: scene.world.link(STORAGE, "/projects/reef/").await,
        destination: scene.world.link(STORAGE, "/projects/").await,
        name: "reef".to_owned(),
    };
    assert_eq!(obstacle(&same).await, Some(CopyObstacle::SameFolder));
    // No files over HTTPS there, and the folder is on this computer only.
    let laptop = CopyRequest {
        destination: scene.world.link("Nora's laptop", "/~/").await,
        ..request.clone()
    };
    assert_eq!(obstacle(&laptop).await, Some(CopyObstacle::NoHttps));
    assert!(matches!(
        sharing
            .plan_copy(CopyRequest {
                destination: "/home/nora".to_owned(),
                ..request.clone()
            })
            .await,
        Err(Error::InvalidInput { .. })
    ));

    // Nothing that is there is written over.
    std::fs::create_dir(scene.disk("Corals").await).unwrap();
    let plan = scene.plan(&request).await;
    assert_eq!(
        (plan.name_taken, plan.suggested_name.as_deref()),
        (true, Some("Corals 2"))
    );
    assert!(matches!(
        sharing.start_copy(request, None).await,
        Err(Error::Storage { .. })
    ));
    assert_eq!(sharing.copies().await.unwrap(), []);
}

#[tokio::test]
async fn folders_around_a_copy_wait_as_well_and_others_do_not() {
    let scene = Scene::start().await;
    let slow = json!({"method": "PUT", "route": PUTS, "status": 503});
    scene.world.lever("faults", slow).await;
    let copy = scene.begin("Corals").await;
    scene.until(&copy.id, is_waiting).await;
    let waits_for = async |path: &str| {
        let link = scene.world.link(STORAGE, path).await;
        let draft = scene.world.draft(&link, &[ALEX]).await;
        let plan = async || scene.world.sharing.plan_share(draft.clone()).await;
        scene.world.with_consent(plan).await.unwrap().waits_for
    };
    let id = Some(copy.id.clone());
    assert_eq!(waits_for("/projects/reef/Corals/").await, id);
    assert_eq!(waits_for("/projects/reef/").await, id);
    assert_eq!(waits_for("/projects/").await, id);
    std::fs::create_dir(scene.disk("Other").await).unwrap();
    assert_eq!(waits_for("/projects/reef/Other/").await, None);
}
