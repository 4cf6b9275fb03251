//! Reading groups.

use axum::Json;
use axum::extract::{Path, State};
use serde_json::{Map, Value, json};

use super::caller::{Caller, find};
use super::document::{INCLUDES, View, is_visible, mine, sees_members};
use super::error::GroupsError;
use super::rules::holds;
use super::session::require_recent;
use crate::params::Params;
use crate::shared::App;
use crate::state::Term;
use crate::state::model::Group;

const STATUSES: [&str; 7] = [
    "active", "invited", "pending", "rejected", "removed", "left", "declined",
];

fn includes(params: &Params) -> Result<Vec<String>, GroupsError> {
    known_words(params, "include", INCLUDES)
}

fn known_words(params: &Params, name: &str, known: &[&str]) -> Result<Vec<String>, GroupsError> {
    let words = params.list(name);
    match words.iter().find(|it| !known.contains(&it.as_str())) {
        Some(unknown) => Err(GroupsError::invalid(
            &["query", name],
            format!("{unknown} is not one of {}", known.join(", ")),
            "type_error.enum",
        )),
        None => Ok(words),
    }
}

/// A bare array, without envelope and pages.
pub(super) async fn my_groups(
    State(app): State<App>,
    caller: Caller,
    params: Params,
) -> Result<Json<Value>, GroupsError> {
    let mut statuses = known_words(&params, "statuses", &STATUSES)?;
    if statuses.is_empty() {
        statuses.push("active".into());
    }
    let mut include = includes(&params)?;
    // This list has them without being asked.
    include.push("my_memberships".to_owned());
    let (now, config) = (app.now(), app.config().clone());
    let documents: Vec<Value> = app.state.read(|world| {
        let me = caller.standing(world);
        let view = View {
            world,
            me: &me,
            session: caller.session(),
            now,
        };
        let mut groups: Vec<&Group> = Vec::new();
        for identity in &me.identities {
            for group in world.groups.under(Term::Member(*identity)) {
                let fits = mine(group, &me).any(|it| statuses.contains(&it.status));
                if fits && !groups.iter().any(|known| known.id == group.id) {
                    groups.push(group);
                }
            }
        }
        groups.sort_by(|a, b| a.name.cmp(&b.name));
        let documents = groups.into_iter().map(|group| {
            let mut include = include.clone();
            if !sees_members(group, &me) || require_recent(group, &caller, &me, &config, now).is_err() {
                include.retain(|it| it != "memberships");
            }
            view.group(group, &include)
        });
        documents.collect()
    });
    Ok(Json(documents.into()))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Json<Value>, GroupsError> {
    let include = includes(&params)?;
    let (now, config) = (app.now(), app.config().clone());
    app.state.read(|world| {
        let me = caller.standing(world);
        let group = find(world, &id, &me)?;
        if include.iter().any(|it| it == "memberships") {
            if !sees_members(group, &me) {
                return Err(GroupsError::members_hidden(config.group_members_hidden_status));
            }
            require_recent(group, &caller, &me, &config, now)?;
        }
        let view = View {
            world,
            me: &me,
            session: caller.session(),
            now,
        };
        Ok(Json(view.group(group, &include)))
    })
}

/// The groups directly below, as far as the caller may see them.
pub(super) async fn children(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    params: Params,
) -> Result<Json<Value>, GroupsError> {
    let include = includes(&params)?;
    let now = app.now();
    app.state.read(|world| {
        let me = caller.standing(world);
        let parent = find(world, &id, &me)?.id;
        let view = View {
            world,
            me: &me,
            session: caller.session(),
            now,
        };
        let visible = world
            .groups
            .under(Term::Parent(parent))
            .filter(|it| is_visible(it, &me));
        let children: Vec<Value> = visible
            .map(|group| {
                let mut include = include.clone();
                if !sees_members(group, &me) {
                    include.retain(|it| it != "memberships");
                }
                view.group(group, &include)
            })
            .collect();
        Ok(Json(json!({ "children": children })))
    })
}

/// How many memberships of each status there are in the groups that the caller manages.
pub(super) async fn statuses(State(app): State<App>, caller: Caller) -> Json<Value> {
    Json(app.state.read(|world| {
        let me = caller.standing(world);
        let mut counts = Map::new();
        for identity in &me.identities {
            let theirs = world.groups.under(Term::Member(*identity));
            for group in theirs.filter(|it| holds(it, &me, "manager")) {
                let count = |status: &str| group.memberships.iter().filter(|it| it.status == status).count();
                let by_status: Map<String, Value> = STATUSES
                    .iter()
                    .map(|status| ((*status).to_owned(), count(status).into()))
                    .collect();
                counts.insert(group.id.to_string(), by_status.into());
            }
        }
        Value::Object(counts)
    }))
}
