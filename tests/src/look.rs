//! A good look at one screen: axe judges it and a picture is kept, in light and in dark.

use anyhow::{Context, Result};
use serde_json::json;

use crate::desktop::{Desktop, WINDOW};
use crate::stage::Stage;
use crate::window::Window;
use crate::{axe, programs};

/// Puts the page into a theme as the settings do it (`ui/src/app/useTheme.ts`), without leaving the screen; answers what
/// was chosen before, and only when the change was painted.
const CHOOSE: &str = "const [theme, done] = arguments; const root = document.documentElement; \
    const before = root.dataset.theme ?? null; \
    root.dataset.repainting = ''; \
    if (theme === null) delete root.dataset.theme; else root.dataset.theme = theme; \
    root.getBoundingClientRect(); \
    delete root.dataset.repainting; \
    requestAnimationFrame(() => requestAnimationFrame(() => done(before)));";

impl Stage {
    /// Waits until the screen stands still, lets axe judge it in both themes, and keeps a picture of each:
    /// `<name>-light.png` and `<name>-dark.png` in [`programs::pictures`].
    pub async fn look(&self, window: &Window, name: &str) -> Result<()> {
        look(&self.desktop, window, name).await
    }
}

/// The same without a stage.
pub async fn look(desktop: &Desktop, window: &Window, name: &str) -> Result<()> {
    let folder = programs::pictures()?;
    let mut chosen = None;
    for theme in ["light", "dark"] {
        let before = window.run_async(CHOOSE, vec![json!(theme)]).await?;
        chosen.get_or_insert(before);
        window.settled().await?;
        desktop.photograph(&folder.join(format!("{name}-{theme}.png")), Some(WINDOW))?;
        axe::check(window, &format!("{name}, {theme}")).await?;
    }
    let chosen = chosen.context("at least one theme was chosen")?;
    window.run_async(CHOOSE, vec![chosen]).await.map(drop)
}
