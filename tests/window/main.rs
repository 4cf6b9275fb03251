//! Tests of the real window. They are marked as ignored, since they need a virtual display, a browser and the built
//! programs: `cargo xtask test --only window` sets all of that up.

mod accounts;
mod bad_settings;
mod broken_shares;
mod changes;
mod connect_personal;
mod consent;
mod copy;
mod copy_closed;
mod copy_incomplete;
mod copy_keys;
mod copy_notices;
mod copy_steps;
mod copy_transfer;
mod deep_link;
mod diagnosis;
mod drag;
mod drift;
mod ending;
mod fifty;
mod filters;
mod folder;
mod folder_about;
mod folder_access;
mod folder_roles;
mod group_changes;
mod groups;
mod harness;
mod history;
mod https_links;
mod interrupted;
mod judge;
mod kept_shares;
mod keyboard;
mod main_path;
mod my_shares;
mod network_drive;
mod no_keychain;
mod one_share;
mod partial_failure;
mod policy;
mod practice_mode;
mod printing;
mod reminders;
mod second_start;
mod server;
mod server_end;
mod sign_in;
mod storage;
mod subjects;
mod tray;
mod without_end;

use e2e::Result;
use e2e::pages::home::Home;
use e2e::pages::review::Review;
use e2e::pages::share_sheet::ShareSheet;
use e2e::stage::Stage;
use e2e::window::Window;

/// Who plays in these tests: people and groups of practice's seed.
pub(crate) mod cast {
    /// A colleague of the signed-in person, found by name through a common group.
    pub(crate) const COLLEAGUE: &str = "Hannah Weiss";
    /// Somebody of another organisation, found by the whole address only.
    pub(crate) const STRANGER: &str = "Rahul Mehta";
    /// The address of that person.
    pub(crate) const STRANGER_ADDRESS: &str = "rahul.mehta@eastlake.example";
    /// A group of the signed-in person.
    pub(crate) const GROUP: &str = "Alpen field station";
    /// An address that Globus has never seen.
    pub(crate) const UNKNOWN_ADDRESS: &str = "new.person@eastlake.example";
}

/// From Home to a review with two people, one group and one unknown address.
pub(crate) async fn fill_in_the_sheet(stage: &Stage, window: &Window) -> Result<()> {
    Home(window).paste_path(&stage.results).await?;
    let sheet = ShareSheet(window);
    sheet.is_ready().await?;
    sheet.add("Hannah", cast::COLLEAGUE).await?;
    sheet.add(cast::STRANGER_ADDRESS, cast::STRANGER).await?;
    sheet.add("Alpen", cast::GROUP).await?;
    sheet.invite(cast::UNKNOWN_ADDRESS).await?;
    sheet.end_on(cast::STRANGER, "+30").await
}

/// Two known people on the list, on to the review, and off it goes.
pub(crate) async fn share_with_two(stage: &Stage, window: &Window) -> Result<()> {
    Home(window).paste_path(&stage.results).await?;
    let sheet = ShareSheet(window);
    sheet.is_ready().await?;
    sheet.add("Hannah", cast::COLLEAGUE).await?;
    sheet.add(cast::STRANGER_ADDRESS, cast::STRANGER).await?;
    sheet.review().await?;
    Review(window).is_ready().await?;
    Review(window).share("Share with 2 people").await
}
