//! All that one person or one group reaches, and taking it away, without a mouse and with the official client looking on.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::judge::{Judge, Permission};
use e2e::keyboard::{choose_in_row, down_to_row, enter};
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::stage::Stage;
use e2e::window::{Name, Window};

/// Reaches folders on both kinds of collection, by permissions, through groups, and as everybody does.
const PERSON: &str = "Jonas Lindqvist";
/// A group of that person; its permissions stay.
const THEIR_GROUP: &str = "Reef survey partners";
/// Has permissions on four collections, one of them offline, one without its folder.
const GROUP: &str = "Whitfield Lab";

/// An application that administers the computers and the lab's archive.
const AUTOMATION: (&str, &str) = (
    "Whitfield Lab automation",
    "practice-secret-client-automation-0000000000000000",
);
/// What it may look into.
const ITS_COLLECTIONS: [&str; 4] = [
    "Maple trial 2026",
    "Spring sequencing",
    "Thesis figures",
    "Whitfield Lab archive",
];
/// What the application of [`Stage::judge`] may look into besides.
const CUSTOMERS: &str = "Core facility results";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_person_is_taken_out_of_everything_and_what_remains_is_said() -> Result<()> {
    Stage::play("person_removed", Keychain::Unlocked, async |stage| {
        let before = stored(stage).await?;
        let person = stage.practice.identity(PERSON).await?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        open_page(window, "By person", PERSON, "Open this person").await?;
        window.says_within("main", "A share of their own").await?;
        window
            .says_within("main", &format!("Group {THEIR_GROUP}"))
            .await?;
        window
            .says_within("main", "Open to everyone with a Globus login")
            .await?;
        stage.look(window, "person").await?;

        enter(window, "button", "Remove everywhere").await?;
        window.says("Nothing has been changed yet.").await?;
        window
            .says_within("main", &format!("still reaches it through {THEIR_GROUP}"))
            .await?;
        stage.look(window, "person-remove").await?;
        ensure!(removals(stage).await? == 0, "the preview has removed something");
        enter(window, "button", &format!("Stop sharing with {PERSON} in")).await?;
        window.says("Checked with Globus at").await?;
        window
            .says_within("main", "No access through this any more")
            .await?;
        window.role("heading", "What remains").await?;
        stage.look(window, "person-removed").await?;

        let after = stored(stage).await?;
        let (Some(before), Some(after)) = (before, after) else {
            return Ok(());
        };
        let theirs = |rule: &Permission| rule.principal == person;
        let (had, others): (Vec<_>, Vec<_>) = before.into_iter().partition(theirs);
        ensure!(had.len() > 5, "{PERSON} had too little for this test: {had:?}");
        ensure!(!after.iter().any(theirs), "still there: {after:?}");
        ensure!(after == others, "somebody else lost something");
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_group_is_taken_out_of_everything() -> Result<()> {
    Stage::play("group_removed", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        open_page(window, "By group", GROUP, "Open this group").await?;
        stage.look(window, "group-reaches").await?;
        enter(window, "button", "Remove everywhere").await?;
        window.says("Nothing has been changed yet.").await?;
        stage.look(window, "group-remove").await?;
        enter(
            window,
            "button",
            &format!("Stop sharing with {GROUP} in 4 places"),
        )
        .await?;
        window.says("Checked with Globus at").await?;
        stage.look(window, "group-removed").await?;
        if let Some(after) = stored(stage).await? {
            let groups = after.iter().filter(|rule| rule.principal_type == "group");
            let lab = stage.practice.admin("GET", "state", None).await?;
            let lab = lab["groups"]
                .as_array()
                .into_iter()
                .flatten()
                .find(|group| group["name"] == GROUP);
            let id = lab.and_then(|group| group["id"].as_str()).unwrap_or_default();
            ensure!(!id.is_empty(), "practice names no group {GROUP}");
            ensure!(
                groups.clone().all(|rule| rule.principal != id),
                "{GROUP} is still there"
            );
            ensure!(groups.count() > 1, "other groups lost something");
        }
        Ok(())
    })
    .await
}

/// From anywhere to the page of somebody, by the menu of the row.
async fn open_page(window: &Window, view: &str, name: &str, line: &str) -> Result<()> {
    let shares = MySharesByKeys(window);
    shares.open().await?;
    shares.look_by(view).await?;
    shares.find(name).await?;
    shares.step_in().await?;
    down_to_row(window, name).await?;
    choose_in_row(window, line).await?;
    window.role("heading", Name::Is(name)).await.map(drop)
}

/// What the official client sees on the collections that it may look into.
async fn stored(stage: &Stage) -> Result<Option<Vec<Permission>>> {
    let practice = &stage.practice;
    let id = practice.identity(AUTOMATION.0).await?;
    let Some(automation) = Judge::call(&stage.desktop, practice, &id, AUTOMATION.1)? else {
        return Ok(None);
    };
    let mut permissions = Vec::new();
    for collection in ITS_COLLECTIONS {
        permissions.extend(automation.permissions(&practice.collection(collection).await?)?);
    }
    if let Some(desk) = stage.judge().await? {
        permissions.extend(desk.permissions(&practice.collection(CUSTOMERS).await?)?);
    }
    Ok(Some(permissions))
}

/// Permissions that practice was asked to delete.
async fn removals(stage: &Stage) -> Result<usize> {
    let asked = stage.practice.requests().await?;
    Ok(asked.iter().filter(|it| it["method"] == "DELETE").count())
}
