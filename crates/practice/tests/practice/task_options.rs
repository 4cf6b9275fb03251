//! What the switches of a transfer do.

use serde_json::{Value, json};

use crate::harness::Stage;
use crate::task_harness::{LAPTOP, id_of};

fn names(stage: &Stage, folder: &str) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(stage.disk(folder))
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn sync_levels_decide_what_is_copied_again() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let (from, to) = ("Maple trial 2026/Results/raw", "mirror");
    let first = stage
        .copy(&nora, from, to, json!({"preserve_timestamp": true}))
        .await;
    assert_eq!(stage.ended(&nora, &first).await["files_transferred"], 4);
    let modified = |path: &str| stage.disk(path).metadata().unwrap().modified().unwrap();
    assert_eq!(
        modified("mirror/plate_01.csv"),
        modified("Maple trial 2026/Results/raw/plate_01.csv")
    );
    let same_length = vec![
        b'x';
        std::fs::metadata(stage.disk("mirror/plate_01.csv"))
            .unwrap()
            .len() as usize
    ];
    std::fs::write(stage.disk("mirror/plate_01.csv"), same_length).unwrap();
    std::fs::write(stage.disk("mirror/plate_02.csv"), "short").unwrap();
    std::fs::remove_file(stage.disk("mirror/plate_03.csv")).unwrap();
    let copied = async |level: u8| {
        let id = stage.copy(&nora, from, to, json!({"sync_level": level})).await;
        let task = stage.ended(&nora, &id).await;
        (
            task["files_transferred"].as_u64().unwrap(),
            task["files_skipped"].as_u64().unwrap(),
        )
    };
    assert_eq!(copied(0).await, (1, 3));
    assert_eq!(copied(1).await, (1, 3));
    assert_eq!(copied(2).await, (0, 4));
    assert_eq!(copied(3).await, (1, 3));
    assert_eq!(copied(3).await, (0, 4));
    let old = std::time::SystemTime::UNIX_EPOCH;
    std::fs::File::options()
        .write(true)
        .open(stage.disk("mirror/plate_02.csv"))
        .unwrap()
        .set_modified(old)
        .unwrap();
    assert_eq!(copied(2).await, (1, 3));
}

#[tokio::test]
async fn filters_choose_and_extra_files_go() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let rules = json!([{"DATA_TYPE": "filter_rule", "method": "include", "name": "plate_0[12].csv", "type": "file"},
        {"DATA_TYPE": "filter_rule", "method": "exclude", "name": "*", "type": "file"},
        {"DATA_TYPE": "filter_rule", "method": "exclude", "name": "figures", "type": "dir"}]);
    std::fs::create_dir_all(stage.disk("mirror/raw/old")).unwrap();
    std::fs::write(stage.disk("mirror/raw/old/a.txt"), "a").unwrap();
    std::fs::write(stage.disk("mirror/b.txt"), "b").unwrap();
    let extra = json!({"filter_rules": rules, "delete_destination_extra": true});
    let id = stage
        .copy(&nora, "Maple trial 2026/Results", "mirror", extra)
        .await;
    let task = stage.ended(&nora, &id).await;
    assert_eq!(task["status"], "SUCCEEDED", "{task:#}");
    assert_eq!(names(&stage, "mirror"), ["raw", "tables"]);
    assert_eq!(names(&stage, "mirror/raw"), ["plate_01.csv", "plate_02.csv"]);
    assert_eq!(task["filter_rules"].as_array().unwrap().len(), 3);
}

#[cfg(unix)]
#[tokio::test]
async fn links_are_left_kept_or_followed_but_never_out_of_the_collection() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    std::fs::create_dir(stage.disk("linked")).unwrap();
    std::fs::write(stage.disk("linked/real.txt"), "real").unwrap();
    std::os::unix::fs::symlink("real.txt", stage.disk("linked/inside")).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", stage.disk("linked/outside")).unwrap();
    for (wish, found) in [("ignore", vec!["real.txt"]), ("copy", vec!["inside", "real.txt"])] {
        let id = stage
            .copy(&nora, "linked", wish, json!({"recursive_symlinks": wish}))
            .await;
        assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
        assert_eq!(names(&stage, wish), found, "{wish}");
    }
    assert!(!stage.disk("copy/inside").symlink_metadata().unwrap().is_symlink());
    let id = stage
        .copy(&nora, "linked", "keep", json!({"recursive_symlinks": "keep"}))
        .await;
    assert_eq!(stage.ended(&nora, &id).await["symlinks"], 2);
    assert_eq!(names(&stage, "keep"), ["inside", "outside", "real.txt"]);
    // Through a link that leads out nothing is read.
    let laptop = stage.collection(LAPTOP).await;
    let stat = stage
        .get(
            &format!("operation/endpoint/{laptop}/stat?path=/~/keep/outside"),
            &nora,
        )
        .await
        .ok();
    assert_eq!(stat["type"], "invalid_symlink");
    stage.switch(json!({"transfer_retry_ms": 20})).await;
    let id = stage.copy(&nora, "keep/outside", "stolen", json!({})).await;
    let task = stage
        .task_when(&nora, &id, |it| it["faults"].as_u64() > Some(0))
        .await;
    assert_eq!(task["nice_status"], "PERMISSION_DENIED");
    stage
        .post(&format!("task/{id}/cancel"), &nora, Value::Null)
        .await
        .ok();
    assert!(!stage.disk("stolen").exists());
    let item = json!({"DATA": [{"DATA_TYPE": "transfer_symlink_item", "source_path": "/~/linked/inside",
        "destination_path": "/~/one link"}]});
    let id = stage.copy(&nora, "", "", item).await;
    assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
    assert_eq!(
        std::fs::read_link(stage.disk("one link")).unwrap().to_str(),
        Some("real.txt")
    );
    let made = stage
        .post(
            &format!("operation/endpoint/{laptop}/symlink"),
            &nora,
            json!({"DATA_TYPE": "symlink", "path": "/~/made", "symlink_target": "linked"}),
        )
        .await;
    assert_eq!(made.ok()["code"], "SymlinkCreated");
    assert!(stage.disk("made/real.txt").exists());
}

#[tokio::test]
async fn what_is_missing_at_the_source_is_waited_for_or_left_out() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    stage.switch(json!({"transfer_retry_ms": 20})).await;
    let items = json!([
        {"DATA_TYPE": "transfer_item", "source_path": "/~/Thesis figures/", "destination_path": "/~/a/", "recursive": true},
        {"DATA_TYPE": "transfer_item", "source_path": "/~/late.txt", "destination_path": "/~/a/late.txt", "recursive": false},
    ]);
    let id = stage
        .copy(&nora, "", "", json!({"DATA": items, "skip_source_errors": true}))
        .await;
    let task = stage.ended(&nora, &id).await;
    assert_eq!(
        (&task["status"], &task["subtasks_skipped_errors"]),
        (&json!("SUCCEEDED"), &json!(1))
    );
    let skipped = stage.get(&format!("task/{id}/skipped_errors"), &nora).await.ok();
    assert_eq!(
        (
            &skipped["DATA"][0]["error_code"],
            &skipped["DATA"][0]["source_path"]
        ),
        (&json!("FILE_NOT_FOUND"), &json!("/~/late.txt"))
    );
    let id = stage.copy(&nora, "", "", json!({"DATA": items})).await;
    stage
        .task_when(&nora, &id, |it| it["nice_status"] == "FILE_NOT_FOUND")
        .await;
    std::fs::write(stage.disk("late.txt"), "late").unwrap();
    let task = stage.ended(&nora, &id).await;
    assert_eq!(task["status"], "SUCCEEDED");
    assert!(stage.disk("a/late.txt").exists());
    // A switch for the other reading, and items that say what they are and are not.
    stage.switch(json!({"missing_source_fails": true})).await;
    let folder =
        json!({"DATA": [{"source_path": "/~/late.txt", "destination_path": "/~/b", "recursive": true}]});
    for (extra, code) in [(json!({}), "FILE_NOT_FOUND"), (folder, "NOT_A_DIRECTORY")] {
        let id = stage.copy(&nora, "nowhere", "b", extra).await;
        let task = stage.ended(&nora, &id).await;
        assert_eq!(
            (&task["status"], &task["fatal_error"]["code"]),
            (&json!("FAILED"), &json!(code))
        );
    }
}

#[tokio::test]
async fn checksums_and_quotas_are_watched() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    stage.switch(json!({"transfer_retry_ms": 20})).await;
    std::fs::write(stage.disk("abc.txt"), "abc").unwrap();
    let item = |checksum: &str| {
        json!({"DATA": [{"DATA_TYPE": "transfer_item", "source_path": "/~/abc.txt", "destination_path": "/~/copy.txt",
            "external_checksum": checksum}]})
    };
    let id = stage
        .copy(&nora, "", "", item("00000000000000000000000000000000"))
        .await;
    assert_eq!(
        stage.ended(&nora, &id).await["fatal_error"]["code"],
        "EXTERNAL_CHECKSUM_MISMATCH"
    );
    assert!(!stage.disk("copy.txt").exists());
    let id = stage
        .copy(&nora, "", "", item("900150983cd24fb0d6963f7d28e17f72"))
        .await;
    assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
    let arrived = stage
        .get(&format!("task/{id}/successful_transfers"), &nora)
        .await
        .ok();
    assert_eq!(arrived["DATA"][0]["checksum_algorithm"], "MD5");
    let laptop = stage.collection(LAPTOP).await;
    let room = async |bytes: Value| {
        stage
            .admin(
                reqwest::Method::POST,
                "quota",
                json!({"collection_id": laptop, "free_bytes": bytes}),
            )
            .await
    };
    room(json!(50_000)).await;
    let id = stage
        .copy(
            &nora,
            "Thesis figures",
            "full",
            json!({"fail_on_quota_errors": true}),
        )
        .await;
    let task = stage.ended(&nora, &id).await;
    assert_eq!(
        (&task["fatal_error"]["code"], &task["files_transferred"]),
        (&json!("QUOTA_EXCEEDED"), &json!(1))
    );
    let id = stage.copy(&nora, "Thesis figures", "full 2", json!({})).await;
    stage
        .task_when(&nora, &id, |it| it["nice_status"] == "QUOTA_EXCEEDED")
        .await;
    room(Value::Null).await;
    assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
}

#[tokio::test]
async fn a_large_file_shows_how_far_it_is_and_appears_when_it_is_whole() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    stage.switch(json!({"transfer_bytes_per_second": 100_000})).await;
    std::fs::write(stage.disk("large.bin"), vec![7; 3_000_000]).unwrap();
    let id = stage.copy(&nora, "large.bin", "new/large.bin", json!({})).await;
    let task = stage
        .task_when(&nora, &id, |it| it["bytes_transferred"].as_u64() > Some(20_000))
        .await;
    assert!(task["bytes_transferred"].as_u64() < Some(3_000_000));
    assert_eq!(task["files_transferred"], 0);
    assert!(names(&stage, "new").is_empty());
    stage.switch(json!({"transfer_bytes_per_second": null})).await;
    assert_eq!(stage.ended(&nora, &id).await["bytes_transferred"], 3_000_000);
    assert_eq!(
        std::fs::metadata(stage.disk("new/large.bin")).unwrap().len(),
        3_000_000
    );
}

#[tokio::test]
async fn deletes_take_patterns_folders_and_links() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    stage.switch(json!({"transfer_retry_ms": 20})).await;
    let raw = "Maple trial 2026/Results/raw";
    let id = id_of(
        stage
            .submit_delete(
                &nora,
                &[&format!("{raw}/plate_*.csv")],
                json!({"interpret_globs": true}),
            )
            .await,
    );
    let task = stage.ended(&nora, &id).await;
    assert_eq!(
        (&task["status"], &task["files"], &task["type"]),
        (&json!("SUCCEEDED"), &json!(3), &json!("DELETE"))
    );
    assert_eq!(
        (
            &task["destination_endpoint_id"],
            &task["source_endpoint_display_name"]
        ),
        (&Value::Null, &json!(LAPTOP))
    );
    assert_eq!(names(&stage, raw), [".instrument-settings.json"]);
    // A folder only with `recursive`, what is missing only with `ignore_missing`.
    let id = id_of(stage.submit_delete(&nora, &["Field notes"], json!({})).await);
    assert_eq!(
        stage.ended(&nora, &id).await["fatal_error"]["code"],
        "IS_A_DIRECTORY"
    );
    let id = id_of(
        stage
            .submit_delete(&nora, &["Field notes", "nowhere"], json!({"recursive": true}))
            .await,
    );
    stage
        .task_when(&nora, &id, |it| it["nice_status"] == "FILE_NOT_FOUND")
        .await;
    stage
        .post(&format!("task/{id}/cancel"), &nora, Value::Null)
        .await
        .ok();
    assert!(stage.disk("Field notes").exists());
    let wish = json!({"recursive": true, "ignore_missing": true});
    let id = id_of(
        stage
            .submit_delete(&nora, &["Field notes", "nowhere"], wish)
            .await,
    );
    let task = stage.ended(&nora, &id).await;
    assert_eq!(
        (&task["status"], &task["directories"]),
        (&json!("SUCCEEDED"), &json!(2)),
        "{task:#}"
    );
    assert!(!stage.disk("Field notes").exists());
    let list = stage.get(&format!("task/{id}/successful_transfers"), &nora).await;
    assert_eq!(list.refusal(), (400, "BadRequest"));
    let tomas = stage.token(crate::harness::TOMAS, crate::harness::ALL).await;
    let refused = stage.submit_delete(&tomas, &["Thesis figures"], json!({})).await;
    assert_eq!(refused.refusal(), (403, "EndpointPermissionDenied"));
}
