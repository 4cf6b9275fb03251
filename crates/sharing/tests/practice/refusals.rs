//! What a share insists upon, and what it refuses before anything is sent.

use globus::transfer::{Permissions, PrincipalType};
use jiff::ToSpan;
use sharing::error::{Error, Field, InputProblem};
use sharing::model::{Guest, PlannedCollection, SharePlan, Warning, WiderAccess};

use crate::common::{ALEX, TOMAS, World, confirmed, draft, in_days};
use crate::share::{all_shared, apply};

#[tokio::test]
async fn everyone_is_typed_and_reads_only() {
    let world = World::empty().await;
    let folder = world.folder("Open data");
    let mut draft = draft(&folder, Vec::new());
    draft.wider = WiderAccess::Anyone {
        confirmation: "Open".into(),
        end: in_days(10),
    };
    let refused = world.sharing.plan_share(draft.clone()).await;
    let mismatch = Error::InvalidInput {
        field: Field::Confirmation,
        reason: InputProblem::Mismatch,
    };
    assert_eq!(refused, Err(mismatch));
    draft.wider = WiderAccess::Anyone {
        confirmation: "Open data".into(),
        end: in_days(10),
    };
    let plan = world.sharing.plan_share(draft).await.unwrap();
    assert!(
        plan.grants[0]
            .warnings
            .contains(&Warning::Public { anonymous: true })
    );
    let outcome = apply(&world.sharing, &plan).await;
    assert!(all_shared(&outcome), "{outcome:#?}");
    let stored = world.stored().await;
    assert_eq!(
        (stored[0].principal_type, stored[0].permissions),
        (PrincipalType::Anonymous, Permissions::Read)
    );
}

#[tokio::test]
async fn ticks_and_dates_are_insisted_upon() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let mut draft = world.draft(&folder, &[ALEX]).await;
    draft.guests[0].permissions = Permissions::ReadWrite;
    let plan = world.sharing.plan_share(draft.clone()).await.unwrap();
    let refused = world
        .sharing
        .apply_share(&plan.id, &Default::default(), &|_| ())
        .await;
    assert_eq!(
        refused.err(),
        Some(Error::InvalidInput {
            field: Field::Ticks,
            reason: InputProblem::Missing
        })
    );
    assert_eq!((world.stored().await.len(), world.collections().await), (0, 0));
    draft.guests[0].end = in_days(-1);
    let refused = world.sharing.plan_share(draft.clone()).await;
    assert_eq!(
        refused.err(),
        Some(Error::InvalidInput {
            field: Field::EndDate,
            reason: InputProblem::InThePast
        })
    );
    draft.guests.push(draft.guests[0].clone());
    let refused = world.sharing.plan_share(draft).await;
    assert_eq!(
        refused.err(),
        Some(Error::InvalidInput {
            field: Field::Guest,
            reason: InputProblem::Duplicate
        })
    );
}

#[tokio::test]
async fn the_limit_is_said_before_anything_is_sent() {
    let world = World::empty().await;
    let folder = world.folder("Full");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    let outcome = apply(&world.sharing, &plan).await;
    let PlannedCollection::New { .. } = &plan.folders[0].collection else {
        panic!("{plan:?}")
    };
    let link = url::Url::parse(outcome.links[0].as_deref().unwrap()).unwrap();
    let id = link
        .query_pairs()
        .find(|(name, _)| name == "origin_id")
        .unwrap()
        .1
        .into_owned();
    let id = globus::ids::CollectionId::new(id);
    let fill = (0..999).map(|n| {
        let path = globus::path::CollectionPath::parse(&format!("/{n}/")).unwrap();
        let alex = globus::ids::IdentityId::new(world_id(&plan));
        let mut rule = globus::transfer::NewAccessRule::for_identity(&alex, path, Permissions::Read);
        rule.expiration_date = Some(jiff::Timestamp::now() + 240.hours());
        rule
    });
    for rule in fill {
        world.globus.transfer.create_access(&id, &rule).await.unwrap();
    }
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[TOMAS]).await)
        .await
        .unwrap();
    assert!(
        plan.warnings.contains(&Warning::Limit {
            after: 1001,
            limit: 1000
        }),
        "{:?}",
        plan.warnings
    );
    world.requests().await;
    let refused = world
        .sharing
        .apply_share(&plan.id, &confirmed(&plan), &|_| ())
        .await;
    assert_eq!(refused.err(), Some(Error::LimitExceeded));
    assert_eq!(world.requests().await, Vec::<String>::new());
}

/// The only guest of a plan.
fn world_id(plan: &SharePlan) -> String {
    match &plan.grants[0].access {
        sharing::model::Access::Guest {
            guest: Guest::Person(person),
        } => person.id.to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_second_click_shares_nothing_twice() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    let confirmations = confirmed(&plan);
    let click = || world.sharing.apply_share(&plan.id, &confirmations, &|_| ());
    let (first, second) = tokio::join!(click(), click());
    assert!(all_shared(&first.unwrap()));
    assert_eq!(
        second.err(),
        Some(Error::NotFound {
            what: sharing::error::Missing::Share
        })
    );
    assert_eq!((world.stored().await.len(), world.collections().await), (1, 1));
}
