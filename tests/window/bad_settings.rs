//! A settings file that is no JSON: kept aside, said, defaults used.

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::stage::Stage;

const BROKEN: &str = "{ \"theme\": \"dark\", oh no";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn broken_settings_are_kept_aside_and_said() -> Result<()> {
    Stage::play("bad_settings", Keychain::Unlocked, async |stage| {
        let folder = stage.desktop.app_data();
        std::fs::write(folder.join("settings.json"), BROKEN)?;
        let app = stage.start_app().await?;
        app.window.says("settings").await?;
        let kept = std::fs::read_dir(&folder)?
            .filter_map(std::result::Result::ok)
            .map(|entry| entry.path())
            .find(|path| std::fs::read_to_string(path).is_ok_and(|text| text == BROKEN))
            .context("the broken file was not kept")?;
        let name = kept
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        ensure!(
            name != "settings.json",
            "the broken file still stands where the good one belongs"
        );
        app.window.says(&name).await?;
        stage.sign_in(&app).await
    })
    .await
}
