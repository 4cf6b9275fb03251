//! A person without a mouse.

use anyhow::{Result, bail};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::wait;
use crate::window::{Name, Window};

/// More stops than any screen has.
const FAR: usize = 80;

/// More rows than any list of the tests has.
const LONG: usize = 600;

/// Presses a key, wherever the focus is.
pub async fn press(window: &Window, key: Key) -> Result<()> {
    window.keys(&char::from(key).to_string()).await
}

/// Empties the field that has the focus.
pub async fn clear(window: &Window) -> Result<()> {
    let all = format!("{}a{}", char::from(Key::Control), char::from(Key::Null));
    window.keys(&all).await?;
    press(window, Key::Delete).await
}

/// Walks with the Tab key until something of this role, whose name begins so, has the focus.
pub async fn tab_to(window: &Window, role: &str, name: &str) -> Result<()> {
    walk_to(window, Key::Tab, role, Name::Begins(name)).await
}

/// Walks with one key until this has the focus. What already has it is not looked at.
pub async fn walk_to(window: &Window, key: Key, role: &str, name: impl Into<Name<'_>>) -> Result<()> {
    let name = name.into();
    for _ in 0..FAR {
        press(window, key).await?;
        if window.has_focus(role, name).await? {
            return Ok(());
        }
    }
    bail!(
        "{key:?} never reaches the {role} {name:?}; it ended at: {}",
        window.focused_text().await?
    )
}

/// Walks there with the Tab key and presses Enter.
pub async fn enter(window: &Window, role: &str, name: &str) -> Result<()> {
    tab_to(window, role, name).await?;
    press(window, Key::Enter).await
}

/// Where the focus is in a list: the place of its row and how many there are, the head included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    row: u64,
    of: u64,
}

/// From anywhere on the page into a list of rows, to its first one.
pub async fn to_first_row(window: &Window) -> Result<()> {
    walk_to(window, Key::Tab, "row", Name::Any).await?;
    press(window, Key::Home).await?;
    settled_row(window).await.map(drop)
}

/// From a row of a list down to the one that says this.
pub async fn down_to_row(window: &Window, text: &str) -> Result<()> {
    for _ in 0..LONG {
        let place = settled_row(window).await?;
        if window.focused_text().await?.contains(text) {
            return Ok(());
        }
        if place.row == place.of {
            bail!("no row says {text:?}");
        }
        down(window, place).await?;
    }
    bail!("no end of rows before {text:?}")
}

/// What the rows of a list say, from the first to the last.
pub async fn every_row(window: &Window) -> Result<Vec<String>> {
    let mut rows = Vec::new();
    press(window, Key::Home).await?;
    loop {
        let place = settled_row(window).await?;
        rows.push(window.focused_text().await?);
        if place.row == place.of || rows.len() > LONG {
            return Ok(rows);
        }
        down(window, place).await?;
    }
}

/// Steps along the row that has the focus to its menu, and takes the line that begins so.
pub async fn choose_in_row(window: &Window, line: &str) -> Result<()> {
    walk_to(window, Key::Right, "button", Name::Begins("More for")).await?;
    choose_in_menu(window, line).await
}

/// Opens the menu of the button that has the focus and takes the line that begins so.
pub async fn choose_in_menu(window: &Window, line: &str) -> Result<()> {
    press(window, Key::Enter).await?;
    window.role("menuitem", Name::Begins(line)).await?;
    if !window.has_focus("menuitem", Name::Begins(line)).await? {
        walk_to(window, Key::Down, "menuitem", Name::Begins(line)).await?;
    }
    press(window, Key::Enter).await
}

async fn down(window: &Window, from: Place) -> Result<()> {
    press(window, Key::Down).await?;
    wait::until("the next row", || async {
        Ok((place_of(window).await? != Some(from)).then_some(()))
    })
    .await
}

/// Waits until the focus is on a row that was read.
async fn settled_row(window: &Window) -> Result<Place> {
    wait::until("a row with the focus", || place_of(window)).await
}

async fn place_of(window: &Window) -> Result<Option<Place>> {
    let script = "const row = document.activeElement.closest('tr[aria-rowindex]'); \
                  if (!row || row.hasAttribute('aria-busy')) return null; \
                  return { row: row.ariaRowIndex, of: row.closest('table').ariaRowCount };";
    let found = window.client().execute(script, Vec::new()).await?;
    let number = |key: &str| found[key].as_str()?.parse().ok();
    Ok(number("row").zip(number("of")).map(|(row, of)| Place { row, of }))
}

/// Says which of two states a chip or a row has: `aria-pressed`, `aria-expanded` ….
pub async fn is_set(window: &Window, attribute: &str) -> Result<bool> {
    let script = "return document.activeElement.getAttribute(arguments[0]) === 'true';";
    Ok(window.client().execute(script, vec![json!(attribute)]).await? == Value::Bool(true))
}
