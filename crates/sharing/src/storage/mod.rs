//! Looking into storage anywhere: which places a person may want, what their folders hold, and a new folder in one of
//! them. Nothing is kept between calls; the window asks again when it wants something newer.

mod card;
mod closed;
mod folder;
mod search;
mod storages;

pub(crate) use closed::closed;
pub(crate) use folder::check_name;
