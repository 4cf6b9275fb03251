//! Where a link to a shared folder leads in practice.

use std::collections::BTreeSet;
use std::fmt::Write;

use axum::extract::State;
use axum::http::StatusCode;
use url::form_urlencoded::Serializer;
use uuid::Uuid;

use super::folder::{self, Place};
use super::{Page, escape};
use crate::https;
use crate::params::Params;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Collection, PrincipalType, Role, RoleName};
use crate::storage::normalize_folder;
use crate::transfer::visit;

/// A longer choice helps nobody.
const MOST_VISITORS: usize = 200;
/// The visitor who does not sign in.
const ANYBODY: &str = "anonymous";

/// The address of a folder, as links of the real web app have it; with `seen_by`, as this person sees it.
pub(super) fn link(collection: Uuid, path: &str, seen_by: Option<&str>) -> String {
    const PAGE: &str = "/web/file-manager?";
    let mut query = Serializer::for_suffix(PAGE.to_owned(), PAGE.len());
    query.append_pair("origin_id", &collection.to_string());
    query.append_pair("origin_path", path);
    query.extend_pairs(seen_by.map(|who| ("as", who)));
    query.finish()
}

/// Shows a folder as the person `as` sees it: at first as one who looks after the collection.
pub(super) async fn file_manager(State(app): State<App>, params: Params) -> Page {
    let id = params.get("origin_id").unwrap_or_default().to_lowercase();
    let found = app.state.read(|world| {
        let collection = world.collections.get(&id).filter(|it| !it.deleted)?;
        Some((collection.clone(), https::is_served(world, collection)))
    });
    let Some((collection, has_https)) = found else {
        return Page {
            status: StatusCode::NOT_FOUND,
            title: "There is nothing here".into(),
            body: "<p>The link names a collection that practice does not have, or that was deleted.</p>\
                <p><a href=\"/web/\">The front page of practice</a></p>"
                .into(),
        };
    };
    let path = params.get("origin_path").unwrap_or("/");
    let path = normalize_folder(path).unwrap_or_else(|| path.to_owned());
    let wanted = params.get("as");
    let visitor = match wanted {
        Some(ANYBODY) => None,
        Some(text) => text.parse().ok(),
        None => Some(app.state.read(|world| caretaker(world, &collection))),
    };
    let seen = {
        let (app, path) = (app.clone(), path.clone());
        tokio::task::spawn_blocking(move || visit(&app, &id, &path, visitor)).await
    };
    let place = Place {
        collection: collection.id,
        name: &collection.display_name,
        path: &path,
        seen_by: wanted,
        https_server: has_https.then(|| app.urls.https_server(collection.id)),
    };
    let choice = app.state.read(|world| choice(world, &collection, &path, visitor));
    Page {
        status: StatusCode::OK,
        title: collection.display_name.clone(),
        body: format!(
            "<p>With the real Globus, your guests sign in before they come here. In practice you may look through \
             anybody's eyes.</p>{choice}{}{}",
            folder::way(&place),
            folder::table(&place, seen.ok())
        ),
    }
}

/// Somebody who looks after the collection. What is on a server belongs to the server: there it is whoever has the role.
fn caretaker(world: &World, collection: &Collection) -> Uuid {
    let is_person =
        |role: &&Role| role.role == RoleName::Administrator && role.principal_type == PrincipalType::Identity;
    if collection.entity_type.is_personal() {
        return collection.owner;
    }
    let mut roles = world.roles_of(collection.id);
    roles
        .find(is_person)
        .map_or(collection.owner, |role| role.principal)
}

/// People whose view may be of interest: who has a role or a permission, alone or by a group, and who can sign in.
fn visitors(world: &World, collection: &Collection) -> BTreeSet<Uuid> {
    let mut people = BTreeSet::from([caretaker(world, collection)]);
    let mut add = |kind: PrincipalType, id: Uuid| {
        if kind == PrincipalType::Group {
            let group = world.groups.by_id(id);
            let members = group.into_iter().flat_map(|it| &it.memberships);
            people.extend(members.filter(|it| it.status == "active").map(|it| it.identity));
        } else {
            people.insert(id);
        }
    };
    for role in world.roles_of(collection.id) {
        add(role.principal_type, role.principal);
    }
    for rule in world.rules_of(collection.id) {
        if let Some(id) = rule.principal {
            add(rule.principal_type, id);
        }
    }
    people.extend(world.identities.iter().filter(|it| it.sign_in).map(|it| it.id));
    people
}

/// The form that says through whose eyes one looks.
fn choice(world: &World, collection: &Collection, path: &str, visitor: Option<Uuid>) -> String {
    let mut people: Vec<(String, Uuid)> = visitors(world, collection)
        .into_iter()
        .filter_map(|id| world.identities.by_id(id))
        .map(|it| {
            let name = it.name.as_deref().unwrap_or(&it.username);
            (format!("{name} · {}", it.username), it.id)
        })
        .collect();
    people.sort();
    people.truncate(MOST_VISITORS);
    let selected = |is: bool| if is { " selected" } else { "" };
    let mut options = format!(
        "<option value=\"{ANYBODY}\"{}>Anybody, without a sign-in</option>",
        selected(visitor.is_none())
    );
    for (label, id) in people {
        let _ = write!(
            options,
            "<option value=\"{id}\"{}>{}</option>",
            selected(visitor == Some(id)),
            escape(&label)
        );
    }
    format!(
        "<form class=\"choice\" method=\"get\" action=\"file-manager\">\
         <input type=\"hidden\" name=\"origin_id\" value=\"{id}\">\
         <input type=\"hidden\" name=\"origin_path\" value=\"{path}\">\
         <label for=\"as\">Seen by</label><select id=\"as\" name=\"as\">{options}</select>\
         <button id=\"look\">Look</button></form>",
        id = collection.id,
        path = escape(path)
    )
}
