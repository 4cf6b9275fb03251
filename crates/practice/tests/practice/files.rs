//! File operations on real folders, and the rights that guard them.

use serde_json::{Value, json};

use crate::harness::{ALL, JONAS, NORA, Stage, TOMAS, rule};

fn names(list: &Value) -> Vec<&str> {
    list["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect()
}

async fn ls(stage: &Stage, collection: &str, query: &str, token: &str) -> crate::harness::Reply {
    let id = stage.collection(collection).await;
    stage
        .get(&format!("operation/endpoint/{id}/ls?{query}"), token)
        .await
}

#[tokio::test]
async fn listings_are_sorted_filtered_and_paged() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let list = ls(&stage, "Maple trial 2026", "path=/Results", &nora).await.ok();
    assert_eq!(
        names(&list),
        ["README.md", "figures", "methods.docx", "raw", "tables"]
    );
    assert_eq!(
        (&list["path"], &list["DATA_TYPE"], &list["length"]),
        (&json!("/Results/"), &json!("file_list"), &json!(5))
    );
    let file = &list["DATA"][2];
    assert_eq!(
        (&file["type"], &file["size"], &file["link_target"]),
        (&json!("file"), &json!(24_100), &Value::Null)
    );
    assert_eq!(
        file["last_modified"].as_str().unwrap().len(),
        "2021-01-15 01:45:50+00:00".len()
    );
    let list = ls(
        &stage,
        "Maple trial 2026",
        "path=/Results/&orderby=type%20DESC,name%20DESC&limit=2",
        &nora,
    )
    .await
    .ok();
    assert_eq!(
        (names(&list), &list["total"]),
        (vec!["methods.docx", "README.md"], &json!(5))
    );
    let list = ls(
        &stage,
        "Maple trial 2026",
        "path=/Results/&filter=type:dir&filter=name:~*.docx",
        &nora,
    )
    .await
    .ok();
    assert_eq!(names(&list), ["figures", "methods.docx", "raw", "tables"]);
    assert!(
        names(
            &ls(&stage, "Maple trial 2026", "path=/Results/raw/", &nora)
                .await
                .ok()
        )
        .contains(&".instrument-settings.json")
    );
    let visible = ls(
        &stage,
        "Maple trial 2026",
        "path=/Results/raw/&show_hidden=0",
        &nora,
    )
    .await
    .ok();
    assert!(!names(&visible).contains(&".instrument-settings.json"));
    assert_eq!(
        ls(&stage, "Maple trial 2026", "orderby=colour%20ASC", &nora)
            .await
            .refusal(),
        (400, "BadRequest")
    );
}

#[tokio::test]
async fn odd_names_come_back_as_they_are() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let list = ls(&stage, "Nora's laptop", "path=/~/Odd%20names/", &nora)
        .await
        .ok();
    assert!(names(&list).contains(&"A\u{30A}ngstro\u{308}m (decomposed)"));
    let list = ls(
        &stage,
        "Nora's laptop",
        "path=/~/Odd%20names/100%20%25%20cover",
        &nora,
    )
    .await
    .ok();
    assert_eq!(names(&list), ["values #1.csv"]);
}

#[tokio::test]
async fn what_the_storage_refuses_has_its_code() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    assert_eq!(
        ls(&stage, "Maple trial 2026", "path=/nope/", &nora)
            .await
            .refusal(),
        (404, "ClientError.NotFound")
    );
    assert_eq!(
        ls(&stage, "Gel images 2024", "path=/", &nora).await.refusal(),
        (404, "ClientError.NotFound")
    );
    assert_eq!(
        ls(&stage, "Maple trial 2026", "path=/README.md", &nora)
            .await
            .refusal(),
        (502, "ExternalError.DirListingFailed.NotDirectory")
    );
    assert_eq!(
        ls(&stage, "Field notes", "path=/", &nora).await.refusal(),
        (502, "ExternalError.DirListingFailed.GCDisconnected")
    );
    let consent = ls(&stage, "Northfield Research Storage", "path=/", &nora).await;
    assert_eq!(consent.refusal(), (403, "ConsentRequired"));
    let scope = consent.body["required_scopes"][0].as_str().unwrap().to_owned();
    let wider = stage.token(NORA, &scope).await;
    ls(&stage, "Northfield Research Storage", "path=/", &wider)
        .await
        .ok();
    assert_eq!(
        ls(&stage, "Northfield Research Computing", "path=/", &nora)
            .await
            .refusal(),
        (409, "NotSupported")
    );
}

#[tokio::test]
async fn nobody_steps_out_of_a_collection() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    for path in ["/../", "/Results/../../", "/./"] {
        let refused = ls(&stage, "Maple trial 2026", &format!("path={path}"), &nora).await;
        assert_eq!(refused.refusal(), (403, "EndpointPermissionDenied"), "{path}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn links_lead_nowhere_outside() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let maple = stage.practice.sample_root().join("Maple trial 2026");
    std::os::unix::fs::symlink("/etc", maple.join("way out")).unwrap();
    std::os::unix::fs::symlink(maple.join("Results"), maple.join("inside")).unwrap();
    let list = ls(&stage, "Maple trial 2026", "path=/", &nora).await.ok();
    let kind = |name: &str| {
        list["DATA"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["name"] == name)
            .unwrap()["type"]
            .clone()
    };
    assert_eq!(
        (kind("way out"), kind("inside")),
        (json!("invalid_symlink"), json!("dir"))
    );
    let out = ls(&stage, "Maple trial 2026", "path=/way%20out/", &nora).await;
    assert_eq!(
        out.refusal(),
        (502, "ExternalError.DirListingFailed.PermissionDenied")
    );
    ls(&stage, "Maple trial 2026", "path=/inside/", &nora).await.ok();
    let id = stage.collection("Maple trial 2026").await;
    let mkdir = json!({"DATA_TYPE": "mkdir", "path": "/way out/new"});
    let refused = stage
        .post(&format!("operation/endpoint/{id}/mkdir"), &nora, mkdir)
        .await;
    assert_eq!(
        refused.refusal(),
        (502, "ExternalError.MkdirFailed.PermissionDenied")
    );
}

#[tokio::test]
async fn rights_add_up_and_end_at_their_folder() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let id = stage.collection("Maple trial 2026").await;
    let jonas_id = stage.person(JONAS).await;
    let jonas = stage.token(JONAS, ALL).await;
    let access = format!("endpoint/{id}/access");
    let mkdir = async |path: &str| {
        let body = json!({"DATA_TYPE": "mkdir", "path": path});
        let reply = stage
            .post(&format!("operation/endpoint/{id}/mkdir"), &jonas, body)
            .await;
        (
            reply.status.as_u16(),
            reply.body["code"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let denied = (403, "EndpointPermissionDenied".to_owned());
    let exists = (502, "ExternalError.MkdirFailed.Exists".to_owned());
    // The seed lets Jonas read Results and nothing else.
    ls(&stage, "Maple trial 2026", "path=/Results/raw/", &jonas)
        .await
        .ok();
    assert_eq!(
        ls(&stage, "Maple trial 2026", "path=/", &jonas).await.refusal(),
        (403, "EndpointPermissionDenied")
    );
    assert_eq!(mkdir("/Results/raw/new").await, denied);
    // rw on the parent and r below: rw below.
    let wide = stage
        .post(&access, &nora, rule(&jonas_id, "/Results/raw/", "rw"))
        .await
        .ok();
    stage
        .post(&access, &nora, rule(&jonas_id, "/Results/raw/deep/", "r"))
        .await
        .ok();
    assert_eq!(mkdir("/Results/raw/deep").await.0, 202);
    assert_eq!(mkdir("/Results/raw/deep/er").await.0, 202);
    assert_eq!(mkdir("/Results/raw/deep/er").await, exists);
    assert_eq!(
        mkdir("/Results/raw/a/b").await,
        (404, "ClientError.NotFound".to_owned())
    );
    assert_eq!(mkdir("/Results/raw2").await, denied);
    // The home of a guest collection is its root.
    ls(&stage, "Maple trial 2026", "path=/~/Results/raw/", &jonas)
        .await
        .ok();
    assert!(
        stage
            .practice
            .sample_root()
            .join("Maple trial 2026/Results/raw/deep/er")
            .is_dir()
    );
    stage
        .delete(
            &format!("{access}/{}", wide["access_id"].as_str().unwrap()),
            &nora,
        )
        .await
        .ok();
    assert_eq!(mkdir("/Results/raw/deep/more").await, denied);
}

#[tokio::test]
async fn a_linked_identity_and_a_group_count() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let tomas = stage.token(TOMAS, ALL).await;
    let access = format!("endpoint/{}/access", stage.collection("Thesis figures").await);
    assert_eq!(ls(&stage, "Thesis figures", "path=/", &tomas).await.status, 403);
    let linked = stage.person("t.ferreira@northfield.example").await;
    let made = stage.post(&access, &nora, rule(&linked, "/", "r")).await.ok();
    ls(&stage, "Thesis figures", "path=/", &tomas).await.ok();
    stage
        .delete(
            &format!("{access}/{}", made["access_id"].as_str().unwrap()),
            &nora,
        )
        .await
        .ok();
    assert_eq!(ls(&stage, "Thesis figures", "path=/", &tomas).await.status, 403);
    let group = stage.id("groups", "Marine genomics").await;
    let document = json!({"principal_type": "group", "principal": group, "path": "/", "permissions": "r"});
    stage.post(&access, &nora, document).await.ok();
    ls(&stage, "Thesis figures", "path=/", &tomas).await.ok();
}

#[tokio::test]
async fn stat_and_rename_work_on_the_real_files() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let operation = format!(
        "operation/endpoint/{}",
        stage.collection("Maple trial 2026").await
    );
    let entry = stage
        .get(&format!("{operation}/stat?path=/Results/methods.docx"), &nora)
        .await
        .ok();
    assert_eq!(
        (&entry["name"], &entry["type"], &entry["DATA_TYPE"]),
        (&json!("methods.docx"), &json!("file"), &json!("file"))
    );
    assert_eq!(
        stage
            .get(&format!("{operation}/stat?path=/nope"), &nora)
            .await
            .refusal(),
        (404, "NotFound")
    );
    let rename = |from: &str, to: &str| json!({"DATA_TYPE": "rename", "old_path": from, "new_path": to});
    let url = format!("{operation}/rename");
    assert_eq!(
        stage
            .post(&url, &nora, rename("/README.md", "/About.md"))
            .await
            .ok()["code"],
        "FileRenamed"
    );
    assert!(
        stage
            .practice
            .sample_root()
            .join("Maple trial 2026/About.md")
            .is_file()
    );
    let taken = stage
        .post(&url, &nora, rename("/About.md", "/Protocol.docx"))
        .await;
    assert_eq!(taken.refusal(), (502, "ExternalError.RenameFailed.Exists"));
}

#[tokio::test]
async fn a_collections_own_root_is_there_already() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let mkdir = format!(
        "operation/endpoint/{}/mkdir",
        stage.collection("Maple trial 2026").await
    );
    let root = stage
        .post(&mkdir, &nora, json!({"DATA_TYPE": "mkdir", "path": "/"}))
        .await;
    assert_eq!(root.refusal(), (502, "ExternalError.MkdirFailed.Exists"));
}

#[tokio::test]
async fn a_large_folder_is_listed_while_others_are_served() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let folder = stage.practice.sample_root().join("Maple trial 2026/many");
    std::fs::create_dir(&folder).unwrap();
    for number in 0..5_000 {
        std::fs::File::create(folder.join(format!("{number:06}.txt"))).unwrap();
    }
    let (many, few) = tokio::join!(
        ls(
            &stage,
            "Maple trial 2026",
            "path=/many/&limit=10&offset=4995",
            &nora
        ),
        ls(&stage, "Maple trial 2026", "path=/Results/", &nora)
    );
    let many = many.ok();
    assert_eq!((&many["total"], &many["length"]), (&json!(5_000), &json!(5)));
    few.ok();
}
