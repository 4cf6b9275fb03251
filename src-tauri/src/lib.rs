//! The desktop shell: the window, the list of what it may ask for, the keychain, the settings, practice mode. What
//! sharing means lives in `sharing`; this crate lends it a desktop.

pub mod app;
pub mod arrivals;
pub mod browser;
pub mod closing;
pub mod commands;
pub mod data_folder;
pub mod drag;
pub mod environment;
pub mod events;
pub mod guard;
pub mod ipc;
pub mod links;
pub mod logging;
pub mod mode;
pub mod notify;
pub mod outside;
pub mod save;
pub mod settings;
pub mod settings_file;
pub mod share_link;
pub mod start;
pub mod state;
pub mod tray;
pub mod vault;

use std::process::ExitCode;

/// Opens the window and runs the app until it is closed.
pub fn run() -> ExitCode {
    #[cfg(target_os = "linux")]
    {
        start::prefer_the_safe_renderer();
        if !start::display_is_there() {
            eprintln!("Guestlist needs a graphical desktop: neither DISPLAY nor WAYLAND_DISPLAY is set.");
            return ExitCode::FAILURE;
        }
    }
    let environment = match environment::Environment::of_process() {
        Ok(environment) => environment,
        Err(error) => {
            eprintln!("Guestlist can't start: {error}.");
            return ExitCode::FAILURE;
        }
    };
    match app::run(environment, start::StartArguments::of_process()) {
        Ok(code) => ExitCode::from(u8::try_from(code).unwrap_or(1)),
        Err(error) => {
            #[cfg(target_os = "linux")]
            start::begin_again(&error);
            eprintln!("Guestlist can't start: {error}.");
            ExitCode::FAILURE
        }
    }
}
