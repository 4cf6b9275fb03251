//! Subscriptions, which make collections managed ones.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A subscription and the people who may put collections under it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Subscription {
    pub id: Uuid,
    pub name: String,
    /// May verify collections, and change collections that others administer.
    pub managers: Vec<Uuid>,
    /// May put collections that they administer under it.
    pub members: Vec<Uuid>,
    /// For protected data: its managers act only with that identity in their session.
    #[serde(default)]
    pub high_assurance: bool,
}
