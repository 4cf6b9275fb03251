//! The desktop shell.
/// Opens the window and runs the app until it is closed.
pub fn run() {}
