//! A folder on storage that lets nobody share: Globus copies it to storage that does. The person hears what stands against
//! it, and takes it back.

use std::path::PathBuf;

use anyhow::ensure;
use e2e::Result;
use e2e::app::App;
use e2e::desktop::Keychain;
use e2e::pages::copy::Copying;
use e2e::pages::home::Home;
use e2e::stage::Stage;
use e2e::window::Name;
use serde_json::{Value, json};

use crate::copy_steps::{AROUND, STORAGE, choose_place, through_consents};

/// Storage from which nobody may share.
const ARCHIVE: &str = "Northfield Instrument Archive";

/// A folder on it.
const FOLDER: &str = "Run-7";

/// How many files it has.
const FILES: usize = 3;

/// What the people who run the storage say.
const PAUSED: &str = "Moved to new disks until noon";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_transfer_says_what_stands_against_it_and_is_taken_back() -> Result<()> {
    Stage::play("copy-transfer", Keychain::Unlocked, async |stage| {
        fill(stage).await?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        let copying = Copying(window);
        // Nothing moves until the test says so.
        config(
            stage,
            json!({ "transfer_bytes_per_second": 0, "transfer_retry_ms": 50 }),
        )
        .await?;
        plan(stage, &app).await?;
        window
            .says("Globus copies from storage to storage by itself")
            .await?;
        stage.look(window, "copy-transfer-plan").await?;
        window.press("button", Name::Begins("Copy ")).await?;
        copying.is_under_way(FOLDER).await?;
        stage.look(window, "copy-transfer").await?;

        let storage = stage.practice.collection(STORAGE).await?;
        let rule = json!({ "collection_id": storage, "message": PAUSED });
        stage.practice.admin("POST", "pause-rules", Some(rule)).await?;
        window
            .says("The people who run the storage stopped everything for a while.")
            .await?;
        stage.look(window, "copy-transfer-paused").await?;
        stage.practice.admin("DELETE", "pause-rules", None).await?;
        copying.is_under_way(FOLDER).await?;

        quota(stage, &storage, json!(0)).await?;
        config(stage, json!({ "transfer_bytes_per_second": null })).await?;
        window.says("There is no room left on the storage.").await?;
        stage.look(window, "copy-transfer-full").await?;

        copying.cancel_and_remove(FOLDER).await?;
        stage.look(window, "copy-transfer-removed").await?;
        ensure!(!arrived(stage).await?.exists(), "something was left there");
        let grants = stage.practice.requests_to("POST", "/access").await?;
        ensure!(grants == 0, "somebody got access");
        quota(stage, &storage, Value::Null).await?;

        // The same once more, and nothing against it.
        window.press("link", Name::Is("Home")).await?;
        plan(stage, &app).await?;
        window.press("button", Name::Begins("Copy ")).await?;
        copying.is_complete(FOLDER).await?;
        stage.look(window, "copy-transfer-complete").await?;
        let files = std::fs::read_dir(arrived(stage).await?)?.count();
        ensure!(files == FILES, "{files} files have arrived");
        Ok(())
    })
    .await
}

/// From Home to what the copy will be.
async fn plan(stage: &Stage, app: &App) -> Result<()> {
    let window = &app.window;
    Home(window)
        .type_path(&stage.practice.folder_link(ARCHIVE, FOLDER).await?)
        .await?;
    window.press("button", "Go on with this path").await?;
    through_consents(stage, app, "button", "Copy to storage…").await?;
    stage.look(window, "copy-archive").await?;
    Copying(window).choose_storage().await?;
    choose_place(stage, app, FOLDER).await
}

/// Puts a folder onto the archive's disk.
async fn fill(stage: &Stage) -> Result<()> {
    let folder = stage.practice.disk(ARCHIVE).await?.join(FOLDER);
    std::fs::create_dir_all(&folder)?;
    for number in 1..=FILES {
        std::fs::write(folder.join(format!("scan {number}.tif")), vec![7_u8; 40_000])?;
    }
    Ok(())
}

/// Where it is copied to, on this machine's disk.
async fn arrived(stage: &Stage) -> Result<PathBuf> {
    Ok(stage.practice.disk(STORAGE).await?.join(AROUND).join(FOLDER))
}

async fn config(stage: &Stage, switches: Value) -> Result<()> {
    stage
        .practice
        .admin("POST", "config", Some(switches))
        .await
        .map(drop)
}

async fn quota(stage: &Stage, storage: &str, free_bytes: Value) -> Result<()> {
    let limit = json!({ "collection_id": storage, "free_bytes": free_bytes });
    stage.practice.admin("POST", "quota", Some(limit)).await.map(drop)
}
