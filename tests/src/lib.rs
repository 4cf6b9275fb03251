//! What crosses rooms: a desktop of our own, the app in it, a browser, a second X client, the official client, and
//! what can be said about all of them.
//!
//! Every test gets a [`Desktop`] of its own: a virtual display, a session bus, a keychain and empty home folders.
//! Nothing here reads the developer's home, keychain or settings, and all of it works as root without a display.

pub mod app;
pub mod axe;
pub mod browser;
pub mod computer;
pub mod department;
pub mod desktop;
pub mod drag;
pub mod judge;
pub mod keyboard;
pub mod leaks;
pub mod look;
pub mod pages;
pub mod practice;
pub mod process;
pub mod programs;
pub mod save_dialog;
pub mod screen;
pub mod services;
pub mod stage;
pub mod transcript;
pub mod wait;
pub mod webdriver;
pub mod window;

pub use anyhow::Result;
pub use desktop::Desktop;
pub use stage::Stage;
pub use window::Window;
