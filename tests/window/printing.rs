//! The report on paper: the system's own dialog prints it, and the page looks as paper needs it.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::save_dialog::print_to_file;
use e2e::stage::{COLLECTION, Stage};

use crate::folder::push;

/// Lets what is for paper hold on the screen, and what is for the screen only no more.
const AS_ON_PAPER: &str = "const turn = (rules) => { for (const rule of rules) { \
        if (rule instanceof CSSMediaRule && rule.media.mediaText === 'print') rule.media.mediaText = 'all'; \
        else if (rule instanceof CSSMediaRule && rule.media.mediaText === 'screen') rule.media.mediaText = 'not all'; \
        if (rule.cssRules) turn(rule.cssRules); } }; \
    for (const sheet of document.styleSheets) turn(sheet.cssRules);";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_report_is_printed_with_the_keyboard_only() -> Result<()> {
    Stage::play("printing", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        let list = MySharesByKeys(window);
        list.open().await?;
        list.find(COLLECTION).await?;
        list.shows(4).await?;
        push(window, "Report…").await?;
        window.role("heading", "Report").await?;
        window.role("table", "Who reaches what").await?;
        push(window, "Print…").await?;
        let paper = print_to_file(&stage.desktop).await?;
        ensure!(paper.starts_with(b"%PDF-"), "no PDF of {} bytes", paper.len());

        window.client().execute(AS_ON_PAPER, Vec::new()).await?;
        let main = window.text("body").await?;
        ensure!(main.contains("This report holds personal data"), "{main}");
        // What can only be pressed is not on paper.
        for gone in ["Print…", "Save as CSV…", "My shares"] {
            window.gone("button", gone).await?;
        }
        window.gone("link", "My shares").await?;
        stage.look(window, "report-on-paper").await
    })
    .await
}
