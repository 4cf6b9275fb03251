//! What each chip of My shares leaves: every row that stays says why, and there are as many as the chip counts.

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::every_row;
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::stage::Stage;
use e2e::window::{Name, Window};

/// As far as "soon" reaches.
const SOON_DAYS: u32 = 14;

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn each_filter_leaves_the_rows_that_say_why() -> Result<()> {
    Stage::play("filters", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        let shares = MySharesByKeys(window);
        shares.open().await?;

        let soon = only(window, "Ending soon").await?;
        let late = soon
            .iter()
            .find(|row| days_left(row).is_none_or(|days| days > SOON_DAYS));
        ensure!(late.is_none(), "{late:?}");
        has(&soon, &["chapter 2", "Thesis figures", "Results", "raw", "2025"])?;
        stage.look(window, "filter-ending-soon").await?;
        shares.switch("Ending soon").await?;

        let endless = only(window, "No end date").await?;
        let ending = endless
            .iter()
            .find(|row| !row.contains("No end date") && !row.contains("without end"));
        ensure!(ending.is_none(), "{ending:?}");
        has(
            &endless,
            &[
                "Maple trial 2026",
                "figures",
                "Teaching set",
                "Whitfield Lab archive",
            ],
        )?;
        stage.look(window, "filter-no-end-date").await?;
        shares.switch("No end date").await?;

        shares.look_by("By person").await?;
        let outside = only(window, "Outside").await?;
        let inside = outside.iter().find(|row| !row.contains("Outside"));
        ensure!(inside.is_none(), "{inside:?}");
        let home = outside.iter().find(|row| row.contains("@northfield.example"));
        ensure!(home.is_none(), "{home:?}");
        has(&outside, &["Jonas Lindqvist", "Marcus Stein", "Rahul Mehta"])?;
        stage.look(window, "filter-outside").await?;
        shares.switch("Outside").await?;

        let roles = only(window, "Through a role").await?;
        let without = roles.iter().find(|row| !row.contains("Everything, through"));
        ensure!(without.is_none(), "{without:?}");
        has(&roles, &["Core facility access desk", "Whitfield Lab automation"])?;
        stage.look(window, "filter-through-a-role").await
    })
    .await
}

/// Switches a chip on and reads all rows that it leaves: as many as it counts.
async fn only(window: &Window, filter: &str) -> Result<Vec<String>> {
    let shares = MySharesByKeys(window);
    ensure!(shares.switch(filter).await?, "{filter} is off");
    let chip = window.role("button", Name::Begins(filter)).await?.text().await?;
    let count = chip.split_whitespace().last().and_then(|last| last.parse().ok());
    let count: usize = count.with_context(|| format!("{chip:?} counts nothing"))?;
    shares.shows(count).await?;
    shares.step_in().await?;
    let rows = every_row(window).await?;
    ensure!(rows.len() == count, "{} rows, counted {count}", rows.len());
    Ok(rows)
}

fn has(rows: &[String], names: &[&str]) -> Result<()> {
    for name in names {
        ensure!(
            rows.iter().any(|row| row.contains(name)),
            "{name} is missing: {rows:?}"
        );
    }
    Ok(())
}

/// In how many days the first end of a row is, from its words.
fn days_left(row: &str) -> Option<u32> {
    if row.contains("today") {
        return Some(0);
    }
    if row.contains("tomorrow") {
        return Some(1);
    }
    row.split(" in ")
        .find_map(|rest| rest.split_once(" day")?.0.trim().parse().ok())
}
