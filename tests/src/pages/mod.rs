//! The app's screens, one by one: what a person finds and does there. Everything is found by role and visible name,
//! so a test breaks when a screen reader's user would be lost.

pub mod copy;
pub mod done;
pub mod first_run;
pub mod frame;
pub mod home;
pub mod my_shares;
pub mod my_shares_keys;
pub mod review;
pub mod share_sheet;
