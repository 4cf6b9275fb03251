//! Tests of the real window. They are marked as ignored, since they need a virtual display, a browser and the built
//! programs: `cargo xtask test --only window` sets all of that up.
