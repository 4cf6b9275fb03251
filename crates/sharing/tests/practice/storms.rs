//! Changes of two hundred permissions in bad weather: faults between any two calls, and kills at any of them. In the
//! end the journal, Globus and the app's own picture of it say the same.

use std::collections::BTreeMap;
use std::sync::Mutex;

use globus::ids::AccessRuleId;
use globus::transfer::Permissions;
use jiff::Timestamp;
use practice::Seed;
use serde_json::{Value, json};
use sharing::Sharing;
use sharing::changes::ChangeRow;
use sharing::model::{
    AuditQuery, AuditRow, ChangeAction, ChangeEvent, ChangeId, ChangeOutcome, ChangePlan, ChangeState,
    ChangeTargets, Confirmations,
};

use crate::common::{NORA, World, in_days};

const ROWS: usize = 200;
/// A list of each of the two collections before and after, and a request for each row between.
const CALLS: usize = 2 + ROWS + 2;
const ANY_CALL: &str = "/transfer/v0.10/endpoint/*";

/// What a call may meet: it does not arrive, its answer gets lost, or it is turned away in three ways.
fn blows() -> [Value; 5] {
    let refusal = |code: &str| json!({"code": code, "message": "m", "request_id": "r"});
    [
        json!({"cut": "before"}),
        json!({"cut": "after_executing"}),
        json!({"status": 503, "body": refusal("ServiceUnavailable")}),
        json!({"status": 429, "body": refusal("RateLimitExceeded")}),
        json!({"status": 409, "body": refusal("Conflict")}),
    ]
}

/// Nora's two collections of a hundred folders each, shared with one person.
async fn two_hundred() -> World {
    let guest = "guest@eastlake.example";
    let permissions = json!([{"path": "/folder {n}/", "permissions": "r", "who": guest, "ends_in_days": 20, "repeat": ROWS / 2}]);
    let share = |name: &str| {
        json!({"name": name, "type": "GCP_guest_collection", "owner": NORA, "host": "Laptop",
            "path": format!("/~/{name}/"), "permissions": permissions})
    };
    let seed = json!({
        "providers": [{"name": "Northfield University", "domains": ["northfield.example"]},
            {"name": "Eastlake College", "domains": ["eastlake.example"]}],
        "people": [{"username": NORA, "name": "Nora Whitfield", "sign_in": true}, {"username": guest, "name": "Guest"}],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": [
            {"name": "Laptop", "type": "GCP_mapped_collection", "owner": NORA, "subscribed": true, "this_computer": true},
            share("One"), share("Two")],
    });
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("seed.json");
    std::fs::write(&file, seed.to_string()).unwrap();
    let world = World::start(Seed::File(file), NORA).await;
    world.sharing.sign_in(None, false, &|_| ()).await.unwrap();
    world.sharing.refresh_audit(&|_| ()).await.unwrap();
    world
}

/// The three things that are done in turn; after the last one everything is as it was.
enum Deed {
    /// Updates: a plan with another end for all.
    Extend(ChangePlan),
    /// Deletes: a plan that takes all away.
    Stop(ChangePlan),
    /// Creates: that is taken back.
    TakeBack(ChangeId),
}

impl Deed {
    /// The deed of this turn. `last` is the change of the turn before.
    async fn of_turn(turn: usize, sharing: &Sharing, last: Option<ChangeId>) -> Self {
        let plan = async |action: &ChangeAction| {
            let query = AuditQuery::default();
            let plan = sharing.plan_change(&ChangeTargets::Query { query }, action).await;
            let plan = plan.unwrap();
            assert_eq!(plan.changes as usize, ROWS);
            plan
        };
        match turn % 3 {
            0 => {
                let end = in_days(30 + i64::try_from(turn).unwrap());
                Self::Extend(plan(&ChangeAction::SetEnd { end }).await)
            }
            1 => Self::Stop(plan(&ChangeAction::Stop).await),
            _ => Self::TakeBack(last.unwrap()),
        }
    }

    async fn do_it(
        &self,
        sharing: &Sharing,
        heard: &(dyn Fn(ChangeEvent) + Send + Sync),
    ) -> sharing::Result<ChangeOutcome> {
        match self {
            Self::Extend(plan) | Self::Stop(plan) => {
                sharing
                    .apply_change(&plan.id, &Confirmations::default(), heard)
                    .await
            }
            Self::TakeBack(id) => sharing.undo_change(id, heard).await,
        }
    }
}

/// Strikes every second call from the `offset`-th on, each time with another blow.
async fn arm(world: &World, offset: usize, rotation: usize) {
    let url = format!("{}faults", world.practice.urls().admin);
    let (client, blows) = (reqwest::Client::new(), blows());
    for number in 0..ROWS {
        let mut fault = blows[(number + rotation) % blows.len()].clone();
        fault["route"] = ANY_CALL.into();
        fault["times"] = 1.into();
        // Only calls that pass are counted, one between two that are struck.
        fault["skip"] = (offset + number).into();
        let answer = client.post(&url).json(&fault).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    }
}

type Known = BTreeMap<AccessRuleId, (String, Permissions, Option<Timestamp>)>;

/// What practice has stored.
async fn stored(world: &World) -> Known {
    let rules = world.stored().await.into_iter();
    rules
        .map(|rule| {
            (
                rule.id.unwrap(),
                (rule.path, rule.permissions, rule.expiration_date),
            )
        })
        .collect()
}

/// What the app shows.
async fn shown(sharing: &Sharing) -> Known {
    let shares = rows(sharing, &AuditQuery::default()).await.into_iter();
    let open = shares.filter_map(|row| match row {
        AuditRow::Share(share) => Some(share.key),
        _ => None,
    });
    let query = AuditQuery {
        open: open.collect(),
        ..AuditQuery::default()
    };
    let grants = rows(sharing, &query).await.into_iter();
    let permissions = grants.filter_map(|row| match row {
        AuditRow::Grant(grant) => Some((
            grant.rule?.rule_id,
            (grant.path.as_str().to_owned(), grant.permissions, grant.ends_at),
        )),
        _ => None,
    });
    permissions.collect()
}

async fn rows(sharing: &Sharing, query: &AuditQuery) -> Vec<AuditRow> {
    let mut rows = Vec::new();
    loop {
        let offset = u32::try_from(rows.len()).unwrap();
        let page = sharing.audit_page(query, offset, 500).await.unwrap();
        rows.extend(page.rows);
        if rows.len() == page.total as usize {
            return rows;
        }
    }
}

fn is_stored_as(stored: &Known, row: &ChangeRow, wanted: Option<sharing::model::Stored>) -> bool {
    let found = row.rule_id.as_ref().and_then(|id| stored.get(id));
    let seconds = |time: Option<Timestamp>| time.map(Timestamp::as_second);
    match (found, wanted) {
        (None, None) => true,
        (Some((path, permissions, end)), Some(wanted)) => {
            path == row.planned.path.as_str()
                && *permissions == wanted.permissions
                && seconds(*end) == seconds(wanted.ends_at)
        }
        _ => false,
    }
}

/// The rows of a change that something happens to: the owner's role is shown and left alone.
async fn rows_of(world: &World, id: &ChangeId) -> Vec<ChangeRow> {
    let record = world.journal().await.change(id).await.unwrap().unwrap();
    let rows: Vec<ChangeRow> = record.rows.into_iter().filter(ChangeRow::happens).collect();
    assert_eq!(rows.len(), ROWS);
    rows
}

/// What the journal calls done is so, and stays so: a row that is done is not looked at again.
async fn done_is_done(world: &World, id: &ChangeId) {
    let stored = stored(world).await;
    for row in rows_of(world, id).await {
        if row.state == ChangeState::Done {
            assert!(is_stored_as(&stored, &row, row.planned.after), "{row:#?}");
        }
    }
}

/// Nothing is open, and everybody says the same.
async fn all_agree(world: &World, sharing: &Sharing, deed: &Deed, outcome: &ChangeOutcome) {
    let rows = rows_of(world, &outcome.id).await;
    assert!(
        rows.iter().all(|row| row.state == ChangeState::Done),
        "{:?}",
        outcome.states
    );
    assert!(outcome.verified_at.is_some() && outcome.stopped_by.is_none());
    assert_eq!(sharing.unfinished_changes().await.unwrap(), []);
    done_is_done(world, &outcome.id).await;
    let stored = stored(world).await;
    let left = if matches!(deed, Deed::Stop(_)) { 0 } else { ROWS };
    assert_eq!(stored.len(), left);
    assert_eq!(shown(sharing).await, stored);
    if let Deed::TakeBack(id) = deed {
        for row in rows_of(world, id).await {
            assert_eq!(row.state, ChangeState::Undone);
        }
    }
}

/// Two neighbours of ten storms strike every call of a change between them; all ten strike every call in every way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_storm_over_two_hundred_rows_passes() {
    let world = two_hundred().await;
    let mut sharing = world.sharing.clone();
    let (mut last, mut struck, mut resumed) = (None, BTreeMap::new(), 0);
    for turn in 0..12 {
        let deed = Deed::of_turn(turn, &sharing, last.take()).await;
        world.requests().await;
        arm(&world, turn % 2, turn % 5).await;
        let mut outcome = deed.do_it(&sharing, &|_| ()).await.unwrap();
        // Again from the journal, as after a new start, until the storm is over.
        while !sharing.unfinished_changes().await.unwrap().is_empty() {
            resumed += 1;
            assert!(resumed < 200, "{outcome:#?}");
            sharing = world.restarted().await;
            sharing.restore_session().await.unwrap();
            outcome = sharing.resume_change(&outcome.id, &|_| ()).await.unwrap();
        }
        for status in world.answers().await {
            *struck.entry(status).or_insert(0) += 1;
        }
        world.fair_weather().await;
        all_agree(&world, &sharing, &deed, &outcome).await;
        last = Some(outcome.id);
    }
    // It did blow.
    for kind in [None, Some(503), Some(429), Some(409)] {
        assert!(
            struck.get(&kind).is_some_and(|times| *times > 200),
            "{kind:?}: {struck:?}"
        );
    }
    assert!(resumed >= 6, "{resumed}");
}

/// Kills a deed at a call, before or after that one is carried out, and resumes it with a new start.
async fn killed(
    world: &World,
    sharing: &Sharing,
    deed: &Deed,
    at: usize,
    after: bool,
) -> (Sharing, ChangeOutcome) {
    world.requests().await;
    if after {
        let last = json!({"route": ANY_CALL, "skip": at, "times": 1, "cut": "after_executing"});
        world.lever("faults", last).await;
    }
    // From here on nothing arrives any more.
    world
        .lever("faults", json!({"route": ANY_CALL, "skip": at, "cut": "before"}))
        .await;
    let started: Mutex<Option<ChangeId>> = Mutex::new(None);
    let heard = |event| {
        if let ChangeEvent::Started { id } = event {
            *started.lock().unwrap() = Some(id);
        }
    };
    tokio::select! {
        outcome = deed.do_it(sharing, &heard) => { outcome.unwrap(); }
        () = world.cut_off() => {}
    }
    // What was being written when the process died is written.
    sharing.list_drafts().await.unwrap();
    world.fair_weather().await;
    let id = started.into_inner().unwrap().unwrap();
    done_is_done(world, &id).await;
    let sharing = world.restarted().await;
    sharing.restore_session().await.unwrap();
    assert_eq!(
        sharing.unfinished_changes().await.unwrap().len(),
        1,
        "at {at}, after executing: {after}"
    );
    let outcome = sharing.resume_change(&id, &|_| ()).await.unwrap();
    (sharing, outcome)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_rows_survive_a_kill_at_any_call() {
    let world = two_hundred().await;
    let mut sharing = world.sharing.clone();
    let mut last = None;
    // The lists at both ends each, and what lies between at steps that have no common measure with the eight at once.
    let ends = [0, 1, 2, 3, CALLS - 3, CALLS - 2, CALLS - 1];
    let calls = ends.into_iter().chain((11..CALLS - 3).step_by(13));
    for (turn, at) in calls.enumerate() {
        let deed = Deed::of_turn(turn, &sharing, last.take()).await;
        // Each place in a deed gets both ways, in different turns.
        let (later, outcome) = killed(&world, &sharing, &deed, at, (turn / 3) % 2 == 1).await;
        all_agree(&world, &later, &deed, &outcome).await;
        sharing = later;
        last = Some(outcome.id);
    }
}
