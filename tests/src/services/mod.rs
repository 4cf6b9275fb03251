//! What a desktop offers to its programs over the session bus, played by the test: it sees what a person would see, and
//! clicks where a person would click.

pub mod notifications;
pub mod tray;
