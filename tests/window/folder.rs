//! Keys that lead to the page of a shared folder and about it, for the tests of looking after shares.

use e2e::app::App;
use e2e::keyboard::{clear, press, tab_to, to_first_row, walk_to};
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::stage::Stage;
use e2e::window::{Name, Window};
use e2e::{Result, wait};
use fantoccini::key::Key;
use serde_json::json;

/// Whether what has the focus holds a control of this name.
const HOLDS: &str = "return [...document.activeElement.querySelectorAll('[aria-label]')] \
    .some((control) => control.getAttribute('aria-label') === arguments[0]);";

/// Opens the page of a share from My shares.
pub(crate) async fn open_page(window: &Window, share: &str) -> Result<()> {
    let list = MySharesByKeys(window);
    list.open().await?;
    list.find(share).await?;
    to_row(window, share).await?;
    choose(window, share, "Open this shared folder").await?;
    window
        .role("heading", format!("Who can reach {share}").as_str())
        .await
        .map(drop)
}

/// The row of My shares of this name, not one that only has the name in it.
pub(crate) async fn to_row(window: &Window, name: &str) -> Result<()> {
    let menu = format!("More for {name}");
    window.role("button", Name::Is(&menu)).await?;
    to_first_row(window).await?;
    wait::until(&format!("the row of {name:?}"), || async {
        if window.run(HOLDS, vec![json!(menu)]).await? == json!(true) {
            return Ok(Some(()));
        }
        press(window, Key::Down).await?;
        Ok(None)
    })
    .await
}

/// A line of the menu of something.
pub(crate) async fn choose(window: &Window, of: &str, line: &str) -> Result<()> {
    push(window, &format!("More for {of}")).await?;
    in_menu(window, line).await
}

/// A line of the menu that is open.
pub(crate) async fn in_menu(window: &Window, line: &str) -> Result<()> {
    window.role("menuitem", Name::Begins(line)).await?;
    if !window.has_focus("menuitem", Name::Begins(line)).await? {
        walk_to(window, Key::Down, "menuitem", Name::Begins(line)).await?;
    }
    press(window, Key::Enter).await
}

/// Goes to a button with the Tab key and presses it.
pub(crate) async fn push(window: &Window, name: &str) -> Result<()> {
    window.role("button", Name::Begins(name)).await?;
    if !window.has_focus("button", Name::Begins(name)).await? {
        tab_to(window, "button", name).await?;
    }
    press(window, Key::Enter).await
}

/// Goes to a part of the folder's page.
pub(crate) async fn open_tab(window: &Window, name: &str) -> Result<()> {
    walk_to(window, Key::Tab, "tab", Name::Any).await?;
    if !window.has_focus("tab", Name::Begins(name)).await? {
        walk_to(window, Key::Right, "tab", Name::Begins(name)).await?;
    }
    Ok(())
}

/// Replaces what stands in a field.
pub(crate) async fn write(window: &Window, field: &str, text: &str) -> Result<()> {
    if !window.has_focus("textbox", Name::Begins(field)).await? {
        tab_to(window, "textbox", field).await?;
    }
    clear(window).await?;
    window.keys(text).await
}

/// Agrees in the browser to what a change needs. It goes on by itself afterwards.
pub(crate) async fn agree(stage: &Stage, app: &App) -> Result<()> {
    app.window.role("heading", "Globus wants your OK first").await?;
    push(&app.window, "Continue in the browser").await?;
    stage.finish_sign_in(app).await
}

/// A moment so many days from now, as Globus takes end dates.
pub(crate) fn in_days(days: i64) -> Result<String> {
    let then = jiff::Timestamp::now().as_second() + days * 24 * 60 * 60;
    Ok(jiff::Timestamp::from_second(then)?.to_string())
}
