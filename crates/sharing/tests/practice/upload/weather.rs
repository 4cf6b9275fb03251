use super::*;

#[tokio::test]
async fn every_kind_of_weather_has_its_reason_and_passes() {
    let scene = Scene::start().await;
    for name in 0..30 {
        scene.write(&format!("file {name}"), 100);
    }
    let (plan, manifest) = (scene.plan("weather"), MemoryManifest::new());
    let fault = async |fault: serde_json::Value| scene.world.lever("faults", fault).await;

    fault(json!({"method": "PUT", "route": "*/projects/reef/*", "skip": 5, "status": 503})).await;
    assert!(matches!(
        stopped(scene.run(&plan, &manifest).await),
        Stop::StorageOffline { .. }
    ));
    scene.world.fair_weather().await;
    assert!(manifest.totals().await.unwrap().files_sent >= 2);

    fault(json!({"method": "PUT", "route": "*/projects/reef/*", "cut": "before"})).await;
    assert_eq!(stopped(scene.run(&plan, &manifest).await), Stop::Offline);
    scene.world.fair_weather().await;

    let denied = json!({"code": "permission_denied", "message": "no"});
    fault(json!({"method": "PUT", "route": "*/projects/reef/*", "status": 403, "body": denied})).await;
    scene.world.requests().await;
    assert_eq!(
        stopped(scene.run(&plan, &manifest).await),
        Stop::Forbidden { message: "no".into() }
    );
    assert!(scene.puts().await.len() <= 12);
    scene.world.fair_weather().await;

    let control = UploadControl::default();
    let cancel = |event| {
        if matches!(event, UploadEvent::Sending { .. }) {
            control.cancel();
        }
    };
    let outcome = scene.upload.run(&plan, &manifest, &control, &cancel).await;
    assert_eq!(stopped(outcome), Stop::Cancelled);

    scene.world.take_back_consents().await;
    let Stop::SignIn { error } = stopped(scene.run(&plan, &manifest).await) else {
        panic!("no sign-in was asked for")
    };
    assert!(
        matches!(error, Error::ConsentRequired { .. } | Error::NotSignedIn),
        "{error:?}"
    );
    scene.allow().await;
    complete(&scene.run(&plan, &manifest).await);
    assert_eq!(tree(&scene.disk("weather")), tree(scene.source.path()));
}

#[tokio::test]
async fn while_it_is_paused_nothing_is_sent() {
    let scene = Scene::start().await;
    scene.write("x", 10);
    let (plan, manifest) = (scene.plan("paused"), MemoryManifest::new());
    let control = UploadControl::default();
    let paused = std::sync::Arc::new(tokio::sync::Notify::new());
    let on_event = {
        let (control, paused) = (control.clone(), paused.clone());
        move |event| match event {
            UploadEvent::Walked { .. } => control.pause(),
            UploadEvent::Sending { is_paused: true, .. } => paused.notify_one(),
            _ => {}
        }
    };
    let resume = async {
        paused.notified().await;
        let puts = scene.puts().await;
        control.resume();
        puts
    };
    let run = scene.upload.run(&plan, &manifest, &control, &on_event);
    let (outcome, before) = tokio::join!(run, resume);
    complete(&outcome);
    assert_eq!(before, Vec::<String>::new());
    assert_eq!(scene.puts().await.len(), 1);
}

#[tokio::test]
async fn what_is_lost_afterwards_is_sent_once_more() {
    let scene = Scene::start().await;
    scene.write("kept", 10);
    scene.write("lost", 10);
    let (plan, manifest) = (scene.plan("losing"), MemoryManifest::new());
    let lost = scene.disk("losing").join("lost");
    let (once, always) = (AtomicBool::new(false), AtomicBool::new(false));
    let on_event = |event| {
        if matches!(
            event,
            UploadEvent::Checking {
                files_checked: 0 | 1,
                ..
            }
        ) && (!once.swap(true, Ordering::Relaxed) || always.load(Ordering::Relaxed))
        {
            let _ = std::fs::write(&lost, "shorter");
        }
    };
    complete(
        &scene
            .upload
            .run(&plan, &manifest, &UploadControl::default(), &on_event)
            .await,
    );
    assert_eq!(scene.puts().await.len(), 3);

    always.store(true, Ordering::Relaxed);
    let manifest = MemoryManifest::new();
    scene
        .upload
        .run(&plan, &manifest, &UploadControl::default(), &on_event)
        .await;
    let problems = manifest.problems(None, 9).await.unwrap();
    assert_eq!(
        (problems[0].path.as_str(), &problems[0].why),
        ("lost", &WhyNot::NotStored)
    );
}

#[tokio::test]
async fn checksums_are_compared_where_there_are_some() {
    let scene = Scene::start().await;
    scene.write("small", 10);
    scene.write("large", 600_000);
    let heads = async || {
        let requests = scene.world.requests().await;
        requests.iter().filter(|line| line.starts_with("HEAD ")).count()
    };
    complete(&scene.run(&scene.plan("unsure"), &MemoryManifest::new()).await);
    assert!(heads().await <= 2);
    scene.world.lever("config", json!({"https_digests": true})).await;
    complete(&scene.run(&scene.plan("sure"), &MemoryManifest::new()).await);
    assert_eq!(heads().await, 2);
    let wrong = json!({"method": "HEAD", "route": "*/small", "status": 200,
        "headers": {"repr-digest": "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:"}});
    scene.world.lever("faults", wrong).await;
    let manifest = MemoryManifest::new();
    scene.run(&scene.plan("damaged"), &manifest).await;
    let problems = manifest.problems(None, 9).await.unwrap();
    assert_eq!(
        (problems[0].path.as_str(), &problems[0].why),
        ("small", &WhyNot::Damaged)
    );
}
