//! What the tests of copies have in common: a folder on this computer, a place on storage, the way to a copy under way, and
//! what is looked at when it has come to its end.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::app::App;
use e2e::pages::copy::Copying;
use e2e::pages::home::Home;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::programs;
use e2e::services::notifications::Notifications;
use e2e::stage::Stage;
use e2e::wait;
use e2e::window::Name;
use serde_json::{Value, json};

use crate::cast;

/// Where it is copied to: a server that takes files over HTTPS.
pub(crate) const STORAGE: &str = "Northfield Research Storage";

/// A bookmark of the signed-in person there. It lies in a shared folder, the folder around it in none.
pub(crate) const BOOKMARK: &str = "reef project space";

/// The folder around it.
pub(crate) const AROUND: &str = "projects";

/// What is copied. Its name is beyond ASCII on purpose.
pub(crate) const FOLDER: &str = "Field résumé 2026";

/// How many files it has.
pub(crate) const FILES: usize = 24;

/// The button that leaves a guest list with a copy.
pub(crate) const AFTER: &str = "Share with 1 person when the copy is complete";

/// A folder that Globus Connect Personal does not know of.
pub(crate) fn make_folder(stage: &Stage) -> Result<PathBuf> {
    let folder = stage.desktop.root().join("Elsewhere").join(FOLDER);
    std::fs::create_dir_all(folder.join("plates"))?;
    for number in 1..=FILES {
        let text = format!("plate,{number}\n").repeat(number);
        std::fs::write(folder.join("plates").join(format!("plate {number:02}.csv")), text)?;
    }
    Ok(folder)
}

/// Lets every file take some seconds to arrive.
pub(crate) async fn slowly(stage: &Stage) -> Result<()> {
    stage
        .practice
        .fault(json!({ "method": "PUT", "route": "*plates*", "delay_ms": 6_000 }))
        .await
}

/// From Home to a copy under way, with what the storage asks for on the way.
pub(crate) async fn begin(stage: &Stage, app: &App, folder: &Path) -> Result<()> {
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

/// A slow copy under way, and a share that waits for it; with the folder, and who had access before.
pub(crate) async fn waiting_share(stage: &Stage) -> Result<(App, PathBuf, Vec<(String, String)>)> {
    let folder = make_folder(stage)?;
    let app = stage.signed_in().await?;
    let before = stage.practice.guests_on(STORAGE).await?;
    slowly(stage).await?;
    begin(stage, &app, &folder).await?;
    share_later(stage, &app).await?;
    Ok((app, folder, before))
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
pub(crate) async fn share_later(stage: &Stage, app: &App) -> Result<()> {
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
    while asks(app, role, name).await? {
        app.window.press("button", ASKED).await?;
        stage.finish_sign_in(app).await?;
    }
    Ok(())
}

/// Stands on the page that asks for an OK, until it was pressed.
pub(crate) const ASKED: &str = "Continue in the browser";

/// Waits for something of this role and name, or for a page before it that asks for an OK; says whether it is that page.
pub(crate) async fn asks(app: &App, role: &str, name: &str) -> Result<bool> {
    wait::until(&format!("{role} {name}, or a consent before it"), || async {
        for (role, name, asked) in [("button", ASKED, true), (role, name, false)] {
            if !app.window.all("body", role, Name::Is(name)).await?.is_empty() {
                return Ok(Some(asked));
            }
        }
        Ok(None)
    })
    .await
}

/// Title and body of what the desktop was told about the copy. Of ends to come it is told, too.
pub(crate) fn notices(notifications: &Notifications) -> Vec<(String, String)> {
    let all = notifications.shown().into_iter();
    all.filter(|shown| shown.title.starts_with(FOLDER))
        .map(|shown| (shown.title, shown.body))
        .collect()
}

/// Starts the app once more, as a click on its icon does, and waits until that start is over: the running one has heard of
/// it.
pub(crate) fn start_again(stage: &Stage, arguments: &[&str]) -> Result<()> {
    let mut second = stage.desktop.command(programs::built("guestlist")?);
    let status = second.envs(stage.app_environment()).args(arguments).status()?;
    ensure!(status.success(), "the second start ended with {status}");
    Ok(())
}

/// Paths of files that have arrived, one per arrival.
pub(crate) async fn puts(stage: &Stage) -> Result<Vec<String>> {
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
pub(crate) async fn grants(stage: &Stage) -> Result<usize> {
    stage.practice.requests_to("POST", "/access").await
}

/// One permission, for the guest, on one new shared folder, and asked for after the last file had arrived.
pub(crate) async fn is_judged(stage: &Stage, before: &[(String, String)]) -> Result<()> {
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
pub(crate) async fn is_whole(stage: &Stage, folder: &Path) -> Result<()> {
    is_whole_in(stage, folder, AROUND).await
}

/// The same for a copy in this folder of the storage.
pub(crate) async fn is_whole_in(stage: &Stage, folder: &Path, place: &str) -> Result<()> {
    let copy = stage.practice.disk(STORAGE).await?.join(place).join(FOLDER);
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

/// So many more bytes fit onto the storage; `null` for as many as one likes.
pub(crate) async fn room(stage: &Stage, free_bytes: Value) -> Result<()> {
    let storage = stage.practice.collection(STORAGE).await?;
    let limit = json!({ "collection_id": storage, "free_bytes": free_bytes });
    stage.practice.admin("POST", "quota", Some(limit)).await.map(drop)
}
