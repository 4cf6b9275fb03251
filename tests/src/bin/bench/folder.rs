//! From the drop to a sheet that can be used, for a small and a huge folder.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use e2e::Window;
use e2e::desktop::Keychain;
use e2e::pages::frame::Frame;
use e2e::pages::home::Home;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::Stage;

use crate::RUNS;
use crate::measurement::Measurement;

const MANY: usize = 200_000;
const FEW: usize = 10;

/// Both folders, in turn.
pub(crate) async fn drop_200k_vs_10() -> Result<Measurement> {
    let stage = Stage::set(Keychain::Unlocked).await?;
    let parent = stage
        .results
        .parent()
        .context("the shared folder has a parent")?
        .to_owned();
    let many = fill(&parent, "Many", MANY)?;
    let few = fill(&parent, "Few", FEW)?;
    let app = stage.signed_in().await?;
    let (mut slow, mut quick) = (Vec::new(), Vec::new());
    // One of each first, so that both find everything warm.
    for run in 0..=RUNS {
        for (folder, times) in [(&few, &mut quick), (&many, &mut slow)] {
            let took = until_usable(&app.window, folder).await?;
            if run > 0 {
                times.push(took);
            }
            ShareSheet(&app.window).is_ready().await?;
            Frame(&app.window).go_to("Home").await?;
        }
    }
    let how = format!(
        "path given until the people box can be used, in ms, a folder with {MANY} files against {FEW}"
    );
    Measurement::ratio("drop_200k_vs_10", 1.2, slow, quick, &how)
}

/// Measured in the page, between the click that hands the path over and the people box.
async fn until_usable(window: &Window, folder: &Path) -> Result<f64> {
    let button = "Go on with this path";
    Home(window).type_path(&folder.to_string_lossy()).await?;
    let script = "const [label, done] = arguments; \
        const button = [...document.querySelectorAll('button')].find((b) => b.innerText.trim() === label); \
        const begun = performance.now(); \
        button.click(); \
        const look = () => document.querySelector('main [role=combobox]') \
          ? done(performance.now() - begun) : requestAnimationFrame(look); \
        look();";
    let took = window.run_async(script, vec![button.into()]).await?;
    took.as_f64().context("the page measures a time")
}

/// A folder with so many small files, a thousand in each folder below it.
fn fill(parent: &Path, name: &str, files: usize) -> Result<PathBuf> {
    let folder = parent.join(name);
    for number in 0..files {
        let part = folder.join(format!("part {}", number / 1000));
        if number % 1000 == 0 {
            std::fs::create_dir_all(&part)?;
        }
        std::fs::write(part.join(format!("{number}.txt")), b"x")?;
    }
    Ok(folder)
}
