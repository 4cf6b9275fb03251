//! The official client against practice, without the app: when this fails, the fault is practice's.

use anyhow::{Context, Result, ensure};
use e2e::desktop::Keychain;
use e2e::stage::{COLLECTION, RESULTS, Stage};

use crate::cast;

#[tokio::test]
#[ignore = "needs the official client: cargo xtask test --only window"]
async fn the_official_client_grants_lists_and_removes() -> Result<()> {
    Stage::play("judge", Keychain::Missing, async |stage| {
        let Some(judge) = stage.judge().await? else {
            return Ok(());
        };
        let collection = stage.practice.collection(COLLECTION).await?;
        let place = format!("{collection}:/{RESULTS}/");
        let grant = [
            "endpoint",
            "permission",
            "create",
            &place,
            "--permissions",
            "r",
            "--identity",
        ];
        let end = ["--expiration-date", "2030-01-02T05:59:59Z"];
        let created = judge.ask(&[&grant[..], &[cast::STRANGER_ADDRESS], &end].concat())?;
        let id = created["access_id"].as_str().context("a permission has an id")?;

        let listed = stage.judged().await?.unwrap_or_default();
        ensure!(listed.len() == 1, "{listed:?}");
        ensure!(listed[0].id.as_deref() == Some(id), "{listed:?}");
        ensure!(
            listed[0]
                .expiration_date
                .as_deref()
                .is_some_and(|end| end.starts_with("2030-01-02T05:59:59"))
        );

        judge.ask(&["endpoint", "permission", "delete", &collection, id])?;
        ensure!(stage.judged().await?.unwrap_or_default().is_empty());
        Ok(())
    })
    .await
}
