//! A folder that can't be shared where it is: copied to storage, and shared when all of it is there and not before.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::app::App;
use e2e::desktop::Keychain;
use e2e::pages::copy::Copying;
use e2e::pages::done::Done;
use e2e::pages::home::Home;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::Stage;
use e2e::wait;
use e2e::window::Name;
use serde_json::{Value, json};

use crate::cast;

/// Where it is copied to: a server that takes files over HTTPS.
pub(crate) const STORAGE: &str = "Northfield Research Storage";

/// A bookmark of the signed-in person there. It lies in a shared folder, the folder around it in none.
const BOOKMARK: &str = "reef project space";

/// The folder around it.
pub(crate) const AROUND: &str = "projects";

/// What is copied. Its name is beyond ASCII on purpose.
const FOLDER: &str = "Field résumé 2026";

/// How many files it has.
const FILES: usize = 24;

const AFTER: &str = "Share with 1 person when the copy is complete";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_folder_outside_of_connect_personal_is_copied_over_https_and_shared_when_it_is_there() -> Result<()>
{
    Stage::play("copy", Keychain::Unlocked, async |stage| {
        let folder = make_folder(stage)?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        let before = stage.practice.guests_on(STORAGE).await?;
        // Every file takes a while, so that there is time for a guest list.
        slowly(stage).await?;
        begin(stage, &app, &folder).await?;
        stage.look(window, "copy-under-way").await?;

        share_later(stage, &app).await?;
        stage.look(window, "copy-share-waits").await?;
        ensure!(
            stage.practice.guests_on(STORAGE).await? == before,
            "something was made before the files are there"
        );
        ensure!(
            grants(stage).await? == 0,
            "somebody got access before the files are there"
        );

        stage.practice.clear_faults().await?;
        Done(window).is_shared(FOLDER).await?;
        stage.look(window, "copy-shared").await?;
        is_judged(stage, &before).await?;
        is_whole(stage, &folder).await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_copy_goes_on_after_the_app_was_killed_and_is_shared_once() -> Result<()> {
    Stage::play("copy-killed", Keychain::Unlocked, async |stage| {
        let folder = make_folder(stage)?;
        let app = stage.signed_in().await?;
        let before = stage.practice.guests_on(STORAGE).await?;
        slowly(stage).await?;
        begin(stage, &app, &folder).await?;
        share_later(stage, &app).await?;
        wait::until("some files to have arrived", || async {
            Ok((puts(stage).await?.len() > 2).then_some(()))
        })
        .await?;
        app.kill().await?;
        ensure!(
            grants(stage).await? == 0,
            "somebody got access before the files are there"
        );

        let app = stage.start_app().await?;
        let window = &app.window;
        window
            .role("button", Name::Is(&format!("Show the copy {FOLDER}")))
            .await?;
        window.says("Then shared with 1 guest").await?;
        stage.look(window, "copy-after-a-kill").await?;
        stage.practice.clear_faults().await?;
        window.press("link", "Activity").await?;
        window.says("Copied, checked").await?;
        stage.look(window, "copy-in-activity").await?;
        window
            .press("button", Name::Is(&format!("Show the copy {FOLDER}")))
            .await?;
        Copying(window).is_complete(FOLDER).await?;
        wait::until("the share to have begun", || async {
            Ok((stage.practice.guests_on(STORAGE).await? != before).then_some(()))
        })
        .await?;
        window.gone("listitem", Name::Has("1 guest gets access")).await?;
        is_judged(stage, &before).await?;
        is_whole(stage, &folder).await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_copy_waits_for_storage_that_is_away_and_goes_on() -> Result<()> {
    Stage::play("copy-away", Keychain::Unlocked, async |stage| {
        let folder = make_folder(stage)?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        slowly(stage).await?;
        begin(stage, &app, &folder).await?;
        away(stage, true).await?;
        stage.practice.clear_faults().await?;
        window
            .role("heading", Name::Is(&format!("{FOLDER} is waiting")))
            .await?;
        window.says("The storage does not answer.").await?;
        stage.look(window, "copy-waits").await?;

        away(stage, false).await?;
        window.press("button", "Try now").await?;
        Copying(window).is_complete(FOLDER).await?;
        stage.look(window, "copy-complete").await?;
        is_whole(stage, &folder).await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_copy_under_way_is_cancelled_and_removed() -> Result<()> {
    Stage::play("copy-removed", Keychain::Unlocked, async |stage| {
        let folder = make_folder(stage)?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        let before = stage.practice.guests_on(STORAGE).await?;
        slowly(stage).await?;
        begin(stage, &app, &folder).await?;
        share_later(stage, &app).await?;
        window.press("button", "Show the copy").await?;
        window
            .says("1 guest gets access when the copy is complete.")
            .await?;
        Copying(window).cancel_and_remove(FOLDER).await?;
        stage.look(window, "copy-removed").await?;
        let copy = stage.practice.disk(STORAGE).await?.join(AROUND).join(FOLDER);
        ensure!(!copy.exists(), "something was left there");
        ensure!(folder.join("plates").is_dir(), "the folder itself has gone");
        // Nothing waits any more, and nothing was granted.
        window.press("link", "Home").await?;
        window.role("heading", "Share a folder").await?;
        window
            .gone("button", Name::Is(&format!("Show the copy {FOLDER}")))
            .await?;
        ensure!(
            !window
                .text("main")
                .await?
                .contains("was not shared with everybody")
        );
        ensure!(
            grants(stage).await? == 0,
            "somebody got access to what was removed"
        );
        ensure!(stage.practice.guests_on(STORAGE).await? == before);
        Ok(())
    })
    .await
}

/// A folder that Globus Connect Personal does not know of.
fn make_folder(stage: &Stage) -> Result<PathBuf> {
    let folder = stage.desktop.root().join("Elsewhere").join(FOLDER);
    std::fs::create_dir_all(folder.join("plates"))?;
    for number in 1..=FILES {
        let text = format!("plate,{number}\n").repeat(number);
        std::fs::write(folder.join("plates").join(format!("plate {number:02}.csv")), text)?;
    }
    Ok(folder)
}

/// Lets every file take some seconds to arrive.
async fn slowly(stage: &Stage) -> Result<()> {
    stage
        .practice
        .fault(json!({ "method": "PUT", "route": "*plates*", "delay_ms": 6_000 }))
        .await
}

/// From Home to a copy under way, with what the storage asks for on the way.
async fn begin(stage: &Stage, app: &App, folder: &Path) -> Result<()> {
    let window = &app.window;
    let copying = Copying(window);
    Home(window).paste_path(folder).await?;
    copying.choose_storage().await?;
    stage.look(window, "copy-choose-storage").await?;
    choose_place(stage, app, FOLDER).await?;
    window.says(&format!("on {STORAGE}")).await?;
    window
        .role("button", Name::Is(&format!("Copy {FILES} files")))
        .await?;
    stage.look(window, "copy-plan").await?;
    copying.begin(&format!("Copy {FILES} files"), FOLDER).await
}

/// The folder around a bookmarked one, and what the storage asks for on the way.
pub(crate) async fn choose_place(stage: &Stage, app: &App, folder: &str) -> Result<()> {
    let window = &app.window;
    window.press("button", Name::Begins(BOOKMARK)).await?;
    through_consents(stage, app, "heading", "reef").await?;
    window.press("button", "One folder up").await?;
    window.role("heading", AROUND).await?;
    window.press("button", "Copy it here").await?;
    through_consents(stage, app, "textbox", "Name of the new folder there").await?;
    Copying(window).is_planned(folder).await
}

/// Chooses a guest while it is being copied, up to the page of a share that waits.
async fn share_later(stage: &Stage, app: &App) -> Result<()> {
    let window = &app.window;
    window.press("button", "Choose who gets it").await?;
    through_consents(stage, app, "heading", &format!("Share {FOLDER}")).await?;
    let sheet = ShareSheet(window);
    sheet.is_ready().await?;
    window.says("is still being copied.").await?;
    sheet.add("hannah", cast::COLLEAGUE).await?;
    sheet.review().await?;
    let review = Review(window);
    review.is_ready().await?;
    review.says("not before").await?;
    review.share(AFTER).await?;
    let title = format!("{FOLDER} will be shared with 1 guest");
    window.role("heading", Name::Is(&title)).await.map(drop)
}

/// Gives each OK that is asked for, until there is something of this role and name.
pub(crate) async fn through_consents(stage: &Stage, app: &App, role: &str, name: &str) -> Result<()> {
    /// Stands on the page that asks, until it was pressed.
    const ASKED: &str = "Continue in the browser";
    loop {
        let asked = wait::until(&format!("{role} {name}, or a consent before it"), || async {
            for (role, name, asked) in [("button", ASKED, true), (role, name, false)] {
                if !app.window.all("body", role, Name::Is(name)).await?.is_empty() {
                    return Ok(Some(asked));
                }
            }
            Ok(None)
        })
        .await?;
        if !asked {
            return Ok(());
        }
        app.window.press("button", ASKED).await?;
        stage.finish_sign_in(app).await?;
    }
}

/// Takes the files of all collections away, or brings them back.
async fn away(stage: &Stage, on: bool) -> Result<()> {
    let wish = json!({ "on": on, "services": ["https"] });
    stage
        .practice
        .admin("POST", "maintenance", Some(wish))
        .await
        .map(drop)
}

/// Paths of files that have arrived, one per arrival.
async fn puts(stage: &Stage) -> Result<Vec<String>> {
    let arrived = |request: &Value| {
        let is_put = request["method"] == "PUT" && request["status"].as_u64().is_some_and(|it| it < 300);
        is_put.then(|| request["path"].as_str().unwrap_or_default().to_owned())
    };
    Ok(stage
        .practice
        .requests()
        .await?
        .iter()
        .filter_map(arrived)
        .collect())
}

/// Permissions that were asked for.
async fn grants(stage: &Stage) -> Result<usize> {
    stage.practice.requests_to("POST", "/access").await
}

/// One permission, for the guest, on one new shared folder, and asked for after the last file had arrived.
async fn is_judged(stage: &Stage, before: &[(String, String)]) -> Result<()> {
    let after = stage.practice.guests_on(STORAGE).await?;
    let made: Vec<_> = after.iter().filter(|one| !before.contains(one)).collect();
    let [(id, name)] = made.as_slice() else {
        anyhow::bail!("{made:?} were made")
    };
    ensure!(name == FOLDER, "{name}");
    let log = stage.practice.requests().await?;
    let last_file = log
        .iter()
        .rposition(|it| it["method"] == "PUT")
        .context("files were sent")?;
    let granted = |it: &Value| {
        it["method"] == "POST" && it["path"].as_str().is_some_and(|path| path.ends_with("/access"))
    };
    let first_grant = log.iter().position(granted).context("somebody got access")?;
    ensure!(
        last_file < first_grant,
        "access was given before the last file had arrived"
    );
    ensure!(
        log.iter().filter(|it| granted(it)).count() == 1,
        "access was given twice"
    );
    if let Some(judge) = stage.server_judge().await? {
        let permissions = judge.permissions(id)?;
        let [permission] = permissions.as_slice() else {
            anyhow::bail!("the judge sees {permissions:?}")
        };
        let hannah = stage.practice.identity(cast::COLLEAGUE).await?;
        ensure!(
            (
                permission.path.as_str(),
                permission.permissions.as_str(),
                &permission.principal
            ) == ("/", "r", &hannah),
            "{permission:?}"
        );
        let listed = judge.ask(&["ls", &format!("{id}:/plates/")])?;
        ensure!(
            listed["DATA"].as_array().map(Vec::len) == Some(FILES),
            "the judge lists {listed}"
        );
    }
    Ok(())
}

/// What is on the storage's disk is what is on this computer.
async fn is_whole(stage: &Stage, folder: &Path) -> Result<()> {
    let copy = stage.practice.disk(STORAGE).await?.join(AROUND).join(FOLDER);
    for number in 1..=FILES {
        let file = format!("plates/plate {number:02}.csv");
        let (here, there) = (
            std::fs::read(folder.join(&file))?,
            std::fs::read(copy.join(&file))?,
        );
        ensure!(here == there, "{file} differs");
    }
    Ok(())
}
