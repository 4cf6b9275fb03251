//! The one door for developers and CI.
fn main() {}
