//! Many documents, many connections.

use std::time::{Duration, Instant};

use practice::{Options, Practice, Seed};
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{NORA, Stage, TOMAS, rule};

const COLLECTIONS: usize = 50;
const RULES: usize = 1000;
const PEOPLE: usize = 3000;
const GROUPS: usize = 200;
/// Far more than it takes, in a debug build on a busy machine too; reading all of it again for each document took
/// minutes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A department: everybody in a group or two, every collection full.
fn department() -> Value {
    let person = |number: usize| format!("person{number}@eastlake.example");
    let mut people = vec![json!({"username": NORA, "name": "Nora Whitfield", "sign_in": true})];
    people.extend((0..PEOPLE).map(|number| json!({"username": person(number)})));
    let groups: Vec<Value> = (0..GROUPS)
        .map(|number| {
            let members = (0..20).map(|member| json!({"who": person((number * 20 + member) % PEOPLE)}));
            json!({"name": format!("Group {number}"), "members": members.collect::<Vec<_>>()})
        })
        .collect();
    let laptop =
        json!({"name": "Laptop", "type": "GCP_mapped_collection", "owner": NORA, "subscribed": true});
    let shares = (0..COLLECTIONS).map(|number| {
        let permissions: Vec<Value> = (0..RULES)
            .map(|row| match row % 20 {
                0 => json!({"path": format!("/{row}/"), "permissions": "rw", "group": format!("Group {}", row % GROUPS)}),
                _ => json!({"path": format!("/{row}/"), "permissions": "r", "who": person(row * 3 % PEOPLE),
                    "ends_in_days": 90}),
            })
            .collect();
        json!({"name": format!("Share {number}"), "type": "GCP_guest_collection", "owner": NORA, "host": "Laptop",
            "path": format!("/share {number}/"), "permissions": permissions})
    });
    let collections: Vec<Value> = std::iter::once(laptop).chain(shares).collect();
    let clients = json!([{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}]);
    json!({"people": people, "clients": clients, "groups": groups, "collections": collections})
}

#[tokio::test]
async fn fifty_thousand_permissions_are_seeded_and_read_again_in_seconds() {
    let begun = Instant::now();
    let stage = Stage::seeded(department()).await;
    let seeded = begun.elapsed();
    let Stage { practice, http, dir } = stage;
    practice.shutdown().await;
    let begun = Instant::now();
    let options = Options {
        seed: Seed::Empty,
        ..Options::in_folder(dir.path().join("data"))
    };
    let practice = Practice::start(options).await.unwrap();
    let reopened = begun.elapsed();
    println!("seeded in {seeded:?}, opened again in {reopened:?}");
    assert!(
        seeded < PATIENCE && reopened < PATIENCE,
        "{seeded:?} {reopened:?}"
    );

    let stage = Stage { practice, http, dir };
    let state = stage.admin(Method::GET, "state", Value::Null).await;
    assert_eq!(state["permissions"], COLLECTIONS * RULES);
    assert_eq!(state["groups"].as_array().unwrap().len(), GROUPS);
    let nora = stage.nora().await;
    let share = stage.collection("Share 7").await;
    let list = stage
        .get(&format!("endpoint/{share}/access_list?fields=path"), &nora)
        .await
        .ok();
    let rules = list["DATA"].as_array().unwrap();
    // The owner's role is listed too.
    assert_eq!(rules.len(), RULES + 1);
    assert_eq!(
        rules[1].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["DATA_TYPE", "path"]
    );
    let full = stage
        .post(
            &format!("endpoint/{share}/access"),
            &nora,
            rule(&stage.person(NORA).await, "/", "r"),
        )
        .await;
    assert_eq!(full.refusal(), (409, "LimitExceeded"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_connections_lose_nothing() {
    const CONNECTIONS: usize = 64;
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let collection = stage.collection("Maple trial 2026").await;
    let tomas = stage.person(TOMAS).await;
    let (access, list) = (
        format!("endpoint/{collection}/access"),
        format!("endpoint/{collection}/access_list"),
    );
    let before = stage.get(&list, &nora).await.ok()["length"].as_u64().unwrap();
    let stage = std::sync::Arc::new(stage);
    let mut connections = tokio::task::JoinSet::new();
    for number in 0..CONNECTIONS {
        let (stage, nora, access, list) = (stage.clone(), nora.clone(), access.clone(), list.clone());
        let (collection, tomas) = (collection.clone(), tomas.clone());
        connections.spawn(async move {
            let path = format!("/connection {number}/");
            let made = stage.post(&access, &nora, rule(&tomas, &path, "r")).await.ok();
            let again = stage.post(&access, &nora, rule(&tomas, &path, "rw")).await;
            assert_eq!(again.refusal(), (409, "Exists"));
            stage
                .get(&format!("operation/endpoint/{collection}/ls?path=/"), &nora)
                .await
                .ok();
            let id = made["access_id"].as_str().unwrap().to_owned();
            let all = stage.get(&list, &nora).await.ok();
            assert!(
                all["DATA"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|rule| rule["id"] == *id)
            );
            if number.is_multiple_of(2) {
                stage.delete(&format!("{access}/{id}"), &nora).await.ok();
            }
        });
    }
    connections.join_all().await;
    let after = stage.get(&list, &nora).await.ok()["length"].as_u64().unwrap();
    assert_eq!(after - before, (CONNECTIONS / 2) as u64);
}

#[tokio::test]
async fn a_small_page_is_the_beginning_of_a_large_one() {
    let laptop =
        json!({"name": "Laptop", "type": "GCP_mapped_collection", "owner": NORA, "subscribed": true});
    let share = |number: usize| {
        let name = if number.is_multiple_of(3) {
            format!("Maple {}", 50 - number)
        } else {
            format!("Oak {number}")
        };
        json!({"name": name, "type": "GCP_guest_collection", "owner": NORA, "host": "Laptop", "path": "/shared/",
            "keywords": if number.is_multiple_of(2) { "maple, leaves" } else { "wood" }})
    };
    let collections: Vec<Value> = std::iter::once(laptop).chain((0..50).map(share)).collect();
    let people = json!([{"username": NORA, "name": "Nora Whitfield", "sign_in": true}]);
    let clients = json!([{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}]);
    let stage =
        Stage::seeded(json!({"people": people, "clients": clients, "collections": collections})).await;
    let nora = stage.nora().await;
    for search in ["maple", "map lea", "oak", "nora", ""] {
        let search = format!("endpoint_search?filter_scope=my-endpoints&filter_fulltext={search}");
        let all = stage.get(&format!("{search}&limit=100"), &nora).await.ok();
        let all = all["DATA"].as_array().unwrap();
        for limit in [1, 3, 10, 20] {
            let page = stage.get(&format!("{search}&limit={limit}"), &nora).await.ok();
            let expected = &all[..limit.min(all.len())];
            assert_eq!(page["DATA"].as_array().unwrap(), expected, "{search} {limit}");
            assert_eq!(page["has_next_page"], all.len() > limit, "{search} {limit}");
        }
    }
}
