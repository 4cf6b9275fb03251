//! Subscriptions of a seed.

use uuid::Uuid;

use super::access::principal;
use super::file::{CollectionSeed, SeedFile, SubscriptionSeed};
use super::id_of;
use crate::Error;
use crate::state::Edit;
use crate::state::model::Subscription;

/// What subscribed collections hang on when the seed names nothing else.
const USUAL: &str = "Northfield University";

/// The subscription that a subscribed collection names.
pub(super) fn id(collection: &CollectionSeed) -> Uuid {
    id_of(
        "subscription",
        collection.subscription.as_deref().unwrap_or(USUAL),
    )
}

/// The subscriptions that are described, and the usual one: the owners of its collections manage it.
pub(super) fn apply(seed: &SeedFile, edit: &mut Edit<'_>) -> Result<(), Error> {
    let mut all = seed.subscriptions.clone();
    let unnamed = |it: &&CollectionSeed| it.subscribed && it.subscription.is_none();
    if seed.collections.iter().any(|it| unnamed(&it)) && !all.iter().any(|it| it.name == USUAL) {
        let mut managers: Vec<String> = seed
            .collections
            .iter()
            .filter(unnamed)
            .filter_map(|it| it.owner.clone())
            .collect();
        managers.sort();
        managers.dedup();
        all.push(SubscriptionSeed {
            id: None,
            name: USUAL.into(),
            managers,
            members: Vec::new(),
            high_assurance: false,
        });
    }
    for subscription in &all {
        let people = |names: &[String]| -> Result<Vec<Uuid>, Error> {
            names.iter().map(|name| principal(edit.world(), name)).collect()
        };
        let document = Subscription {
            id: subscription
                .id
                .unwrap_or_else(|| id_of("subscription", &subscription.name)),
            name: subscription.name.clone(),
            managers: people(&subscription.managers)?,
            members: people(&subscription.members)?,
            high_assurance: subscription.high_assurance,
        };
        edit.put(document)?;
    }
    let described = |name: &str| all.iter().any(|it| it.name == name);
    let unknown = seed
        .collections
        .iter()
        .filter_map(|it| it.subscription.as_deref());
    match unknown.into_iter().find(|name| !described(name)) {
        Some(name) => Err(super::access::missing("subscription", name)),
        None => Ok(()),
    }
}
