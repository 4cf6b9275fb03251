//! One guest collection: who reaches which folder, who has a role, what is written on its card, and its end.

mod about;
mod details;
mod diagnose;
mod files;
mod keeper;
mod kept;
mod roles;
mod verdict;

pub(crate) use roles::assignable;
