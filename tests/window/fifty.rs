//! Fifty shared folders: who can change files in any of them is found within seconds of the start, and one person is
//! taken out of all of them, with proof.
// The time is for whoever reads the log: a busy machine must not fail the test.
#![allow(clippy::print_stdout)]

use std::time::Instant;

use anyhow::{Context, ensure};
use e2e::Result;
use e2e::department::{Department, OWNER};
use e2e::desktop::Keychain;
use e2e::judge::Judge;
use e2e::keyboard::{choose_in_row, down_to_row, enter, every_row};
use e2e::pages::my_shares_keys::MySharesByKeys;
use e2e::programs;
use e2e::stage::Stage;
use e2e::window::Name;
use serde_json::{Value, json};

const SIZE: Department = Department {
    collections: 50,
    permissions: 12,
    people: 80,
    groups: 4,
};
/// May change files in some of them.
const PERSON: &str = "Person 30";
/// An application that sees the permissions on all of them.
const AUDITOR: &str = "Auditor";
const SECRET: &str = "practice-secret-client-auditor-000000000000000000";

#[tokio::test]
#[ignore = "drives the real window: cargo xtask test --only window"]
async fn who_can_change_files_in_fifty_folders_is_found_and_one_is_taken_out() -> Result<()> {
    let seed = seed();
    // The owner is not listed among those whom they let in; the application has a role everywhere.
    let mut changers = who(&seed, |permission| permission["permissions"] == "rw");
    changers.push(AUDITOR.to_owned());
    let theirs = places_of(&seed, &address(PERSON));
    ensure!(
        changers.contains(&PERSON.to_owned()) && changers.len() < SIZE.people && theirs.len() > 3,
        "{changers:?} {theirs:?}"
    );
    let file = programs::scratch("window")?.join("fifty-seed.json");
    std::fs::write(&file, serde_json::to_vec(&seed)?)?;
    let file = file.to_string_lossy().into_owned();
    Stage::play_with("fifty", Keychain::Unlocked, &file, async |stage| {
        let auditor = stage.practice.identity(AUDITOR).await?;
        let Some(judge) = Judge::call(&stage.desktop, &stage.practice, &auditor, SECRET)? else {
            return Ok(());
        };
        let app = stage.signed_in().await?;
        MySharesByKeys(&app.window).open().await?;
        app.close().await?;

        let begun = Instant::now();
        let app = stage.start_app().await?;
        let window = &app.window;
        let shares = MySharesByKeys(window);
        shares.open().await?;
        shares.look_by("By person").await?;
        ensure!(shares.switch("Can change files").await?, "the filter is off");
        shares.shows(changers.len()).await?;
        println!(
            "who can change files in any of 50 shared folders: {:.1} s from the start",
            begun.elapsed().as_secs_f64()
        );
        shares.step_in().await?;
        let rows = every_row(window).await?;
        for name in &changers {
            ensure!(
                rows.iter().any(|row| row.contains(name)),
                "{name} is missing: {rows:?}"
            );
        }
        stage.look(window, "fifty-who-can-change").await?;

        shares.switch("Can change files").await?;
        shares.find(PERSON).await?;
        shares.step_in().await?;
        down_to_row(window, PERSON).await?;
        choose_in_row(window, "Open this person").await?;
        window.role("heading", Name::Is(PERSON)).await?;
        stage.look(window, "fifty-person").await?;
        enter(window, "button", "Remove everywhere").await?;
        window.says("Nothing has been changed yet.").await?;
        stage.look(window, "fifty-remove").await?;
        enter(window, "button", &format!("Stop sharing with {PERSON} in")).await?;
        window.says("Checked with Globus at").await?;
        stage.look(window, "fifty-removed").await?;

        // Where they were, the official client finds nothing of theirs, and all of the others'.
        let person = stage.practice.identity(PERSON).await?;
        for (collection, before) in &theirs {
            let id = stage.practice.collection(collection).await?;
            let after = judge.permissions(&id)?;
            ensure!(
                after.iter().all(|rule| rule.principal != person),
                "{collection}: {after:?}"
            );
            ensure!(
                after.len() + before == SIZE.permissions,
                "{collection} lost more than {before}"
            );
        }
        // Everywhere else nothing went.
        let state = stage.practice.admin("GET", "state", None).await?;
        let left = state["permissions"].as_u64().context("permissions are counted")?;
        let gone: usize = theirs.iter().map(|(_, count)| count).sum();
        ensure!(
            usize::try_from(left)? == SIZE.collections * SIZE.permissions - gone,
            "{left} permissions are left"
        );
        Ok(())
    })
    .await
}

/// The department, with an application that may look into everything.
fn seed() -> Value {
    let mut seed = SIZE.seed();
    if let Some(clients) = seed["clients"].as_array_mut() {
        clients.push(json!({ "name": AUDITOR, "secret": SECRET }));
    }
    for collection in seed["collections"].as_array_mut().into_iter().flatten() {
        if collection["type"] == "GCP_guest_collection" {
            collection["roles"] = json!([{ "who": AUDITOR, "role": "access_manager" }]);
        }
    }
    seed
}

fn permissions(seed: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    let collections = seed["collections"].as_array().into_iter().flatten();
    collections.flat_map(|collection| {
        let permissions = collection["permissions"].as_array().into_iter().flatten();
        permissions.map(move |permission| (collection, permission))
    })
}

/// Names of people with such a permission of their own, or through a group.
fn who(seed: &Value, such: fn(&Value) -> bool) -> Vec<String> {
    let members = |group: &Value| {
        let groups = seed["groups"].as_array().into_iter().flatten();
        let found = groups.filter(|one| one["name"] == *group && sees(one));
        let members = found.flat_map(|one| one["members"].as_array().into_iter().flatten());
        members.map(|member| member["who"].clone()).collect::<Vec<_>>()
    };
    let found = permissions(seed).filter(|(_, permission)| such(permission));
    let addresses = found.flat_map(|(_, permission)| match &permission["group"] {
        Value::Null => vec![permission["who"].clone()],
        group => members(group),
    });
    let people = seed["people"].as_array().into_iter().flatten();
    let addresses: Vec<Value> = addresses.collect();
    people
        .filter(|person| addresses.contains(&person["username"]) && person["username"] != OWNER)
        .filter_map(|person| Some(person["name"].as_str()?.to_owned()))
        .collect()
}

/// The owner sees the members of the groups that they manage.
fn sees(group: &Value) -> bool {
    let mut members = group["members"].as_array().into_iter().flatten();
    members.any(|member| member["who"] == OWNER)
}

/// On which collections somebody has how many permissions of their own.
fn places_of(seed: &Value, address: &str) -> Vec<(String, usize)> {
    let mut places: Vec<(String, usize)> = Vec::new();
    for (collection, permission) in permissions(seed) {
        if permission["who"] != address {
            continue;
        }
        let name = collection["name"].as_str().unwrap_or_default();
        match places.last_mut() {
            Some((last, count)) if last == name => *count += 1,
            _ => places.push((name.to_owned(), 1)),
        }
    }
    places
}

fn address(name: &str) -> String {
    format!("{}@eastlake.example", name.to_lowercase().replace(' ', ""))
}
