//! What the display knows of a program's window: whether it is to be seen, whether keys go there, and the button that
//! closes it. There is no
//! window manager, so the test asks the display itself.

use anyhow::{Context, Result};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, InputFocus, MapState};
use x11rb::rust_connection::RustConnection;

use crate::desktop::Desktop;
use crate::wait;

/// A window with a title.
#[derive(Debug)]
pub struct Toplevel {
    display: RustConnection,
    window: u32,
}

impl Toplevel {
    /// The window of this title that is to be seen now; waits for it.
    pub async fn titled(desktop: &Desktop, title: &str) -> Result<Self> {
        let (display, screen) = x11rb::connect(Some(&desktop.display()?))?;
        let root = display.setup().roots[screen].root;
        let window = wait::until(&format!("a window {title:?}"), || async {
            for window in display.query_tree(root)?.reply()?.children {
                if title_of(&display, window)? == title && is_seen(&display, window)? {
                    return Ok(Some(window));
                }
            }
            Ok(None)
        })
        .await?;
        Ok(Self { display, window })
    }

    /// Asks it to close, as the button in a title bar does (ICCCM, `WM_DELETE_WINDOW`).
    pub fn close(&self) -> Result<()> {
        let atom = |name: &str| {
            Ok::<_, anyhow::Error>(self.display.intern_atom(false, name.as_bytes())?.reply()?.atom)
        };
        let data = [atom("WM_DELETE_WINDOW")?, x11rb::CURRENT_TIME, 0, 0, 0];
        let message = ClientMessageEvent::new(32, self.window, atom("WM_PROTOCOLS")?, data);
        self.display
            .send_event(false, self.window, EventMask::NO_EVENT, message)?
            .check()
            .context("the window takes no message")
    }

    /// The person turns to another program and comes back to this one.
    pub fn come_back_to(&self) -> Result<()> {
        for window in [x11rb::NONE, self.window] {
            self.display
                .set_input_focus(InputFocus::NONE, window, x11rb::CURRENT_TIME)?
                .check()
                .context("the window takes no focus")?;
        }
        Ok(())
    }

    /// Waits until it is hidden.
    pub async fn is_hidden(&self) -> Result<()> {
        self.becomes(false).await
    }

    /// Waits until it is to be seen.
    pub async fn is_shown(&self) -> Result<()> {
        self.becomes(true).await
    }

    async fn becomes(&self, seen: bool) -> Result<()> {
        let what = if seen {
            "the window to show"
        } else {
            "the window to hide"
        };
        wait::until(what, || async {
            Ok((is_seen(&self.display, self.window)? == seen).then_some(()))
        })
        .await
    }
}

fn title_of(display: &RustConnection, window: u32) -> Result<String> {
    let title = display
        .get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64)?
        .reply()?;
    Ok(String::from_utf8_lossy(&title.value).into_owned())
}

fn is_seen(display: &RustConnection, window: u32) -> Result<bool> {
    // A window that is gone is not seen either.
    let attributes = display.get_window_attributes(window)?.reply();
    Ok(attributes.is_ok_and(|attributes| attributes.map_state == MapState::VIEWABLE))
}
