//! Finding people and groups.

use std::time::Duration;

use serde_json::json;
use sharing::Error;
use sharing::error::{Field, InputProblem};
use sharing::model::{Guest, IdentityStatus, Resolution};

use crate::common::{ALEX, TOMAS, World};
use crate::share::apply;

#[tokio::test]
async fn a_pasted_list_has_an_answer_for_each_entry() {
    let world = World::demo().await;
    let list = format!(
        "Kim, Alex <{ALEX}>; {}\nnobody@alpen.example\nnot an address\n\n{ALEX}",
        TOMAS.to_uppercase()
    );
    world.requests().await;
    let lines = world.sharing.resolve_guests(vec![list]).await.unwrap();
    assert_eq!(world.requests().await.len(), 1);
    let found = |index: usize| match &lines[index].resolution {
        Resolution::Found {
            guest: Guest::Person(person),
        } => person.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(lines.len(), 5);
    assert_eq!(
        (found(0).name.as_deref(), found(0).outside),
        (Some("Alex Kim"), false)
    );
    assert!(found(1).outside && found(1).first_time);
    assert_eq!(
        lines[2].resolution,
        Resolution::Unknown {
            address: "nobody@alpen.example".into()
        }
    );
    assert_eq!(lines[3].resolution, Resolution::NotAnAddress);
    assert_eq!(found(4).id, found(0).id);
}

#[tokio::test]
async fn nobody_is_invited_unasked() {
    let world = World::empty().await;
    let address = "newcomer@alpen.example";
    let unknown = Resolution::Unknown {
        address: address.into(),
    };
    for _ in 0..2 {
        let lines = world
            .sharing
            .resolve_guests(vec![address.to_owned()])
            .await
            .unwrap();
        assert_eq!(lines[0].resolution, unknown);
    }
    let person = world
        .sharing
        .invite_guest(&format!(" {} ", address.to_uppercase()))
        .await
        .unwrap();
    assert_eq!(
        (person.username.as_str(), person.status),
        (address, IdentityStatus::Unused)
    );
    let lines = world
        .sharing
        .resolve_guests(vec![address.to_owned()])
        .await
        .unwrap();
    assert!(
        matches!(&lines[0].resolution, Resolution::Found { guest: Guest::Person(found) } if found.id == person.id)
    );
    let refused = world.sharing.invite_guest("no address").await;
    assert_eq!(
        refused.err(),
        Some(Error::InvalidInput {
            field: Field::Guest,
            reason: InputProblem::NotAnAddress
        })
    );
}

#[tokio::test]
async fn a_hundred_and_more_are_looked_up_in_batches() {
    let world = World::empty().await;
    let list: Vec<String> = (0..250).map(|n| format!("guest{n}@alpen.example")).collect();
    world.requests().await;
    let lines = world.sharing.resolve_guests(list).await.unwrap();
    assert_eq!((lines.len(), world.requests().await.len()), (250, 3));
}

#[tokio::test]
async fn names_are_found_among_groups_and_earlier_guests() {
    let world = World::demo().await;
    let found = world.sharing.suggest_guests("okaf").await.unwrap();
    assert_eq!(found.people[0].name.as_deref(), Some("Daniel Okafor"));
    assert!(found.people[0].in_group.is_some());
    let found = world.sharing.suggest_guests("whitfield lab").await.unwrap();
    assert_eq!(found.groups.len(), 2);
    assert!(found.groups[0].i_am_admin && found.groups[0].member_count.is_some_and(|count| count > 5));
    // Asked once.
    world.requests().await;
    world.sharing.suggest_guests("priya").await.unwrap();
    assert_eq!(world.requests().await, Vec::<String>::new());
    let exact = world.sharing.suggest_guests(TOMAS).await.unwrap().exact.unwrap();
    assert!(matches!(exact.resolution, Resolution::Found { .. }));
}

#[tokio::test]
async fn groups_that_could_not_be_read_are_asked_again() {
    let world = World::demo().await;
    // The list comes, the groups themselves do not.
    world
        .lever(
            "faults",
            json!({"method": "GET", "route": "/groups/*", "skip": 1, "status": 503}),
        )
        .await;
    let found = world.sharing.suggest_guests("okaf").await.unwrap();
    assert_eq!(found.people, []);
    world.fair_weather().await;
    let found = world.sharing.suggest_guests("okaf").await.unwrap();
    assert_eq!(found.people[0].name.as_deref(), Some("Daniel Okafor"));
}

#[tokio::test]
async fn a_guest_of_an_earlier_share_is_no_first_time_guest() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await
        .unwrap();
    apply(&world.sharing, &plan).await;
    let found = world.sharing.suggest_guests("").await.unwrap();
    assert_eq!(found.people[0].username, ALEX);
    assert!(!found.people[0].first_time);
}

#[tokio::test]
async fn groups_are_found_by_id_and_link() {
    let world = World::demo().await;
    let found = world.sharing.suggest_guests("Marine").await.unwrap();
    let marine = found.groups[0].clone();
    // Its members are hidden: nothing is claimed about them.
    assert_eq!((marine.member_count, marine.can_add_members), (None, None));
    for text in [
        marine.id.to_string(),
        format!("https://app.globus.org/groups/{}/about", marine.id),
    ] {
        let lines = world.sharing.resolve_guests(vec![text.clone()]).await.unwrap();
        let is_marine = matches!(&lines[0].resolution, Resolution::Found { guest: Guest::Group(group) } if group.id == marine.id);
        assert!(is_marine, "{text}: {lines:?}");
    }
    let nobody = "00000000-0000-4000-8000-000000000000".to_owned();
    let lines = world.sharing.resolve_guests(vec![nobody]).await.unwrap();
    assert_eq!(lines[0].resolution, Resolution::NoSuchGroup);
}

#[tokio::test]
async fn suggestions_do_not_wait_for_all_groups_and_ask_once() {
    let world = World::demo().await;
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    world.requests().await;
    // Much longer than anybody wants to wait for a name.
    let slow = json!({"method": "GET", "route": "/groups/v2/groups/*", "delay_ms": 20_000});
    world.lever("faults", slow).await;
    let found = tokio::time::timeout(Duration::from_secs(10), async {
        futures::join!(
            world.sharing.suggest_guests("tomas"),
            world.sharing.suggest_guests("tomas")
        )
    });
    let (one, other) = found.await.unwrap();
    assert_eq!(one.unwrap().people[0].username, TOMAS);
    assert_eq!(other.unwrap().people[0].username, TOMAS);
}

#[tokio::test]
async fn however_many_ask_a_group_is_read_once() {
    let world = World::demo().await;
    world.requests().await;
    let ask = || world.sharing.suggest_guests("okaf");
    let (one, other, third) = futures::join!(ask(), ask(), ask());
    for found in [one, other, third] {
        found.unwrap();
    }
    world.sharing.suggest_guests("okaf").await.unwrap();
    let requests = world.requests().await;
    let lists = requests
        .iter()
        .filter(|request| request.ends_with("/groups/my_groups"));
    assert_eq!(lists.count(), 1, "{requests:#?}");
    let mut groups: Vec<_> = requests
        .iter()
        .filter(|request| request.contains("/v2/groups/") && !request.ends_with("/my_groups"))
        .collect();
    let all = groups.len();
    groups.sort();
    groups.dedup();
    // One whose members are hidden takes a second request, without them.
    assert!(all <= groups.len() + 1, "{requests:#?}");
}
