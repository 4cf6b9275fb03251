//! A Tauri window with nothing in it.
fn main() {}
