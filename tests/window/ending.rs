//! Ends to come and who reaches what, without a mouse: a page that is read as tables, and the files that are saved from
//! it in the system's own dialog.

use anyhow::ensure;
use e2e::Result;
use e2e::desktop::Keychain;
use e2e::keyboard::{press, walk_to};
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::save_dialog::save_as;
use e2e::stage::{COLLECTION, Stage};
use e2e::window::{Name, Window};
use fantoccini::key::Key;

use crate::folder::push;

/// Somebody who reads a folder of the collection.
const GUEST: &str = "Jonas Lindqvist";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn a_report_is_read_as_tables_and_saved_as_files() -> Result<()> {
    Stage::play("report", Keychain::Unlocked, async |stage| {
        let app = stage.signed_in().await?;
        let window = &app.window;
        let list = MySharesByKeys(window);
        list.open().await?;
        list.find(COLLECTION).await?;
        list.shows(4).await?;
        push(window, "Report…").await?;
        window.role("heading", "Report").await?;
        window
            .says_within("main", "This report holds personal data")
            .await?;
        ensure!(
            row(window, "End dates to come", "No end date")
                .await?
                .contains("share"),
            "the timeline does not count in words"
        );
        let cells = row(window, "Who reaches what", "Marta Oyelaran").await?;
        ensure!(cells.contains("Change"), "the matrix has no words: {cells}");
        stage.look(window, "report").await?;
        // A region that scrolls is reached with the keys.
        walk_to(window, Key::Tab, "region", Name::Is("Who reaches what")).await?;
        stage.look(window, "report-matrix").await?;

        push(window, "Save as CSV…").await?;
        window.role("dialog", "Save as a table").await?;
        stage.look(window, "report-csv").await?;
        push(window, "Choose where…").await?;
        let table = save_as(&stage.desktop, &stage.desktop.home().join("shares.csv")).await?;
        let table = String::from_utf8(table)?;
        ensure!(table.starts_with('\u{feff}'), "Excel would not know the letters");
        ensure!(table.contains("personal data"), "it does not say what it holds");
        ensure!(
            table.contains(GUEST) && table.contains("m.stein@eastlake.example"),
            "{table}"
        );
        window.says("Saved as").await?;
        window.gone("dialog", "Save as a table").await?;

        push(window, "Save calendar…").await?;
        let calendar = save_as(&stage.desktop, &stage.desktop.home().join("ends.ics")).await?;
        let calendar = String::from_utf8(calendar)?;
        ensure!(calendar.starts_with("BEGIN:VCALENDAR\r\n"), "{calendar}");
        ensure!(calendar.contains("Sharing of Results ends"), "{calendar}");
        press(window, Key::Escape).await
    })
    .await
}

/// What a row of a table says to somebody who can't see it.
async fn row(window: &Window, table: &str, head: &str) -> Result<String> {
    window.role("table", table).await?;
    let script = "const [caption, head] = arguments; \
        const table = TestingLibraryDom.queryByRole(document.body, 'table', { name: caption }); \
        const cell = TestingLibraryDom.queryByRole(table, 'rowheader', { name: head }); \
        return cell.closest('tr').textContent;";
    let text = window.run(script, vec![table.into(), head.into()]).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}
