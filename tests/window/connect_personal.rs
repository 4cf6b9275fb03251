//! The checklist of this computer, while Globus Connect Personal is installed, set up, started and told of a folder: the
//! window has it open all the while, and only gets the focus back. Without a mouse.

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::computer;
use e2e::desktop::Keychain;
use e2e::keyboard::tab_to;
use e2e::pages::home::Home;
use e2e::pages::share_sheet::ShareSheet;
use e2e::programs;
use e2e::screen::Toplevel;
use e2e::stage::Stage;
use e2e::wait;
use e2e::window::Window;
use serde_json::json;

use crate::folder::push;

const FOLDER: &str = "Plot measurements";
const SUBSCRIPTION: &str = "This computer belongs to a Globus subscription";

/// A world in which Nora has a sign-in at Eastlake too, and her computer belongs to that one.
const TWO_SIGN_INS: &str = "tests/src/support/two_sign_ins.json";
const OTHER_SIGN_IN: &str = "nora.whitfield@eastlake.example";
/// Her name there.
const OTHER_NAME: &str = "Nora Whitfield-Lind";

/// What the line of the checklist with these words says as a whole.
const LINE: &str = "const line = [...document.querySelectorAll('main li')] \
    .find((each) => each.innerText.startsWith(arguments[0])); \
    return line ? line.innerText.replace(/\\s+/gu, ' ') : '';";

struct Person<'a> {
    stage: &'a Stage,
    window: &'a Window,
    frame: Toplevel,
}

impl Person<'_> {
    /// Comes back to the window until a line says this. Each return is answered at most once a second.
    async fn finds(&self, line: &str, words: &str) -> Result<()> {
        let says = || async {
            let said = self.window.client().execute(LINE, vec![json!(line)]).await?;
            Ok::<_, anyhow::Error>(said.as_str().unwrap_or_default().contains(words))
        };
        wait::until(&format!("the line {line:?} to say {words:?}"), || async {
            self.frame.come_back_to()?;
            Ok(says().await?.then_some(()))
        })
        .await
    }

    async fn looks(&self, name: &str) -> Result<()> {
        self.stage
            .look(self.window, &format!("connect-personal-{name}"))
            .await
    }
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn the_checklist_follows_what_happens_on_the_computer() -> Result<()> {
    Stage::play("connect_personal", Keychain::Unlocked, async |stage| {
        let practice = &stage.practice;
        let config = practice.personal_config().await?;
        let laptop = std::fs::read_to_string(config.join("client-id.txt"))?;
        let online = async |online: bool| {
            let change = json!({"collection_id": laptop.trim(), "online": online});
            practice.admin("POST", "online", Some(change)).await
        };
        computer::take_connect_personal_away(&stage.desktop)?;
        let folder = computer::make_results(&stage.desktop.home(), FOLDER)?;

        let app = stage.signed_in().await?;
        let window = &app.window;
        let frame = Toplevel::titled(&stage.desktop, "Guestlist").await?;
        let nora = Person { stage, window, frame };
        Home(window).paste_path_by_keys(&folder).await?;
        window.role("heading", "Get this computer ready").await?;
        nora.finds("Globus Connect Personal is installed", "To do")
            .await?;
        nora.finds("It is running", "Not known yet").await?;
        nora.looks("not-installed").await?;

        // What is typed for support stays through everything that follows.
        push(window, "If you can’t do this yourself").await?;
        tab_to(window, "textbox", "Text for support").await?;
        window.keys("Dear help desk, ").await?;

        computer::unpack_connect_personal(&stage.desktop)?;
        nora.finds("Globus Connect Personal is installed", "Done").await?;
        nora.finds("It is set up", "-setup").await?;
        nora.looks("never-set-up").await?;

        online(false).await?;
        computer::set_up_connect_personal(&stage.desktop, &config)?;
        nora.finds("It is set up", "Done").await?;
        nora.finds("It is running", "-start").await?;
        nora.finds("It may reach this folder", "config-paths").await?;
        nora.looks("stopped").await?;

        online(true).await?;
        nora.finds("It is running", "Done").await?;
        nora.finds("It may reach this folder", "To do").await?;
        nora.looks("running").await?;

        // Somebody who administers the computer, too, takes its subscription away.
        if let Some(judge) = stage.administrator().await? {
            nora.finds(SUBSCRIPTION, "Done").await?;
            let before = practice.admin("POST", "snapshot", Some(json!({}))).await?;
            judge.ask(&["gcp", "set-subscription-id", laptop.trim(), "null"])?;
            nora.finds(SUBSCRIPTION, "Your institution’s Globus support can add it")
                .await?;
            nora.looks("no-subscription").await?;
            practice.admin("POST", "restore", Some(before)).await?;
            nora.finds(SUBSCRIPTION, "Done").await?;
        }

        // Listed by hand, first without the mark that makes it sharable.
        practice.allow_folder(&folder).await?;
        let list = config.join("config-paths");
        let ticked = std::fs::read_to_string(&list)?;
        let line = format!("{},1,1", folder.display());
        ensure!(ticked.contains(&line), "{ticked}");
        std::fs::write(&list, ticked.replace(&line, &format!("{},0,1", folder.display())))?;
        nora.finds("It may reach this folder", "Done").await?;
        nora.finds("The folder is ticked as shareable", "put 1 as the first")
            .await?;
        nora.looks("listed").await?;
        let typed = window
            .role("textbox", "Text for support")
            .await?
            .prop("value")
            .await?;
        let typed = typed.context("the text has a value")?;
        ensure!(typed.contains("Dear help desk, "), "{typed}");

        std::fs::write(&list, ticked)?;
        nora.finds("The folder is ticked as shareable", "Done").await?;
        window
            .role("heading", format!("{FOLDER} can be shared now").as_str())
            .await?;
        nora.looks("ready").await?;

        // Coming back was never answered with a storm of requests.
        let before = practice.requests().await?.len();
        for _ in 0..50 {
            nora.frame.come_back_to()?;
        }
        window.settled().await?;
        let asked = practice.requests().await?.len() - before;
        ensure!(asked <= 8, "{asked} requests for fifty returns");

        push(window, &format!("Go on with {FOLDER}")).await?;
        ShareSheet(window).is_ready().await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_computer_of_another_sign_in_names_that_one() -> Result<()> {
    let seed = programs::source(TWO_SIGN_INS).to_string_lossy().into_owned();
    Stage::play_with("connect_personal_other", Keychain::Unlocked, &seed, async |stage| {
        let practice = &stage.practice;
        let folder = computer::make_results(&stage.desktop.home(), FOLDER)?;
        practice.allow_folder(&folder).await?;
        let laptop = practice.collection("Nora's laptop").await?;
        // Globus may want the very sign-in that owns something: its other ones then count for nothing there.
        practice
            .fault(json!({
                "method": "GET", "route": format!("/v0.10/endpoint/{laptop}"), "times": 1_000_000, "status": 200,
                "body": {
                    "DATA_TYPE": "endpoint", "id": laptop, "display_name": "Nora's laptop",
                    "entity_type": "GCP_mapped_collection", "my_effective_roles": [], "gcp_connected": true,
                    "gcp_paused": false, "owner_id": practice.identity(OTHER_NAME).await?,
                    "owner_string": OTHER_SIGN_IN, "subscription_id": laptop,
                },
            }))
            .await?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        let frame = Toplevel::titled(&stage.desktop, "Guestlist").await?;
        let nora = Person { stage, window, frame };
        Home(window).paste_path_by_keys(&folder).await?;
        window.role("heading", "Get this computer ready").await?;
        nora.finds(
            "It is set up",
            &format!("It was set up with {OTHER_SIGN_IN}, another sign-in of yours."),
        )
        .await?;
        nora.finds("It is running", "Not known yet").await?;
        nora.looks("other-sign-in").await?;

        practice.clear_faults().await?;
        nora.finds("It is set up", "Done").await
    })
    .await
}
