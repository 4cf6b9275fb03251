//! The main job, driven through the real window and photographed. `cargo xtask start` runs it where there is no
//! display.
fn main() {}
