//! Direct links to files over HTTPS: shown where the storage gives them, and opened by somebody without the app. Without a
//! mouse.

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::{press, tab_to};
use e2e::pages::done::Done;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::practice::Practice;
use e2e::stage::{COLLECTION, Stage};
use fantoccini::key::Key;
use reqwest::{Certificate, Client, Response, redirect};
use serde_json::Value;

use crate::folder::{open_page, open_tab, push};

const STORAGE: &str = "Northfield Research Storage";
const FOLDER: &str = "core";
/// The signed-in person's shared folder there, for a group and two people.
const ARCHIVE: &str = "Whitfield Lab archive";
const FILES: [&str; 3] = ["100% #1?.csv", "notes.txt", "Übersicht 概要 🐚.txt"];

/// The links that stand on the page as they are.
const SHOWN: &str = "return [...document.querySelectorAll('main li span')] \
    .map((each) => each.innerText).filter((text) => text.startsWith('https://'));";

/// A browser without any sign-in, which shows where it would be sent.
async fn open(practice: &Practice, link: &str) -> Result<Response> {
    let authority = std::fs::read(&practice.addresses.ca)?;
    let browser = Client::builder()
        .no_proxy()
        .tls_certs_only([Certificate::from_pem(&authority)?])
        .redirect(redirect::Policy::none())
        .build()?;
    Ok(browser.get(link).send().await?)
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_public_folder_s_files_are_had_by_their_links() -> Result<()> {
    Stage::play("https_links_public", Keychain::Unlocked, async |stage| {
        let disk = stage.practice.folder_of_others(FOLDER)?;
        for name in FILES {
            std::fs::write(disk.join(name), name)?;
        }
        let app = stage.signed_in().await?;
        let window = &app.window;
        tab_to(window, "button", "Paste a path").await?;
        press(window, Key::Enter).await?;
        let id = stage.practice.collection(STORAGE).await?;
        let web = stage.practice.addresses.web.as_deref().context("a web app")?;
        window
            .keys(&format!(
                "{web}file-manager?origin_id={id}&origin_path=%2F{FOLDER}%2F"
            ))
            .await?;
        press(window, Key::Enter).await?;
        window.role("heading", "Globus wants your OK first").await?;
        push(window, "Continue in the browser").await?;
        stage.finish_sign_in(&app).await?;

        ShareSheet(window).is_ready().await?;
        push(window, "Wider access").await?;
        tab_to(window, "radio", "Nobody else").await?;
        press(window, Key::Down).await?;
        press(window, Key::Down).await?;
        tab_to(window, "textbox", &format!("Type {FOLDER} to confirm")).await?;
        window.keys(FOLDER).await?;
        push(window, "Review").await?;
        Review(window).is_ready().await?;
        push(window, "Share with anyone").await?;
        Done(window).is_shared(FOLDER).await?;

        let title = format!("Direct links to the files in {FOLDER}");
        window.role("heading", title.as_str()).await?;
        window.says_within("main", "without a sign-in").await?;
        let shown = window.client().execute(SHOWN, Vec::new()).await?;
        let shown: Vec<&str> = shown
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        ensure!(shown.len() == FILES.len(), "{shown:?}");
        let mut read = Vec::new();
        for link in &shown {
            let answer = open(&stage.practice, link).await?;
            ensure!(answer.status() == 200, "{link}: {}", answer.status());
            read.push(answer.text().await?);
        }
        read.sort_unstable();
        ensure!(read == FILES, "{read:?}");
        let text = window.text("main").await?;
        for link in shown {
            ensure!(
                text.matches(link).count() >= 2,
                "the text for guests leaves out {link}"
            );
        }
        push(window, "QR code to notes.txt").await?;
        stage.look(window, "https-links-public").await
    })
    .await
}

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn other_links_ask_for_a_sign_in_and_a_computer_has_none() -> Result<()> {
    Stage::play("https_links", Keychain::Unlocked, async |stage| {
        let disk = stage.practice.folder_of_others("projects/whitfield")?;
        std::fs::write(disk.join("notes.txt"), "notes")?;
        let app = stage.signed_in().await?;
        let window = &app.window;
        open_page(window, ARCHIVE).await?;
        push(window, "Direct links to files").await?;
        window
            .role(
                "heading",
                format!("Direct links to the files in {ARCHIVE}").as_str(),
            )
            .await?;
        window.says_within("main", "signs in first").await?;
        push(window, "Copy link to notes.txt").await?;
        window.says_within("main", "Copied").await?;
        stage.look(window, "https-links").await?;
        let shown = window.client().execute(SHOWN, Vec::new()).await?;
        ensure!(shown.as_array().is_some_and(Vec::is_empty), "{shown}");

        let id = stage.practice.collection(ARCHIVE).await?;
        let https = stage.practice.addresses.more["https"].as_str().context("HTTPS")?;
        let answer = open(&stage.practice, &format!("{https}{id}/notes.txt")).await?;
        let sent_to = answer.headers().get("location").context("a way to the sign-in")?;
        let sent_to = sent_to.to_str()?;
        ensure!(
            answer.status() == 302 && sent_to.contains(&id),
            "{} {sent_to}",
            answer.status()
        );

        open_page(window, COLLECTION).await?;
        ensure!(
            !window.text("main").await?.contains("Direct links"),
            "a computer has no links"
        );
        open_tab(window, "About").await?;
        window
            .says_within(
                "main",
                "Files here have no links of their own: they are on a personal computer",
            )
            .await
    })
    .await
}
