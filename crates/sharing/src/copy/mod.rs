//! Copying before sharing: what lies where nothing can be shared from is brought to storage first.

pub mod upload;
