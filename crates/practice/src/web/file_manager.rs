//! Where a link to a shared folder leads in practice.

use std::fmt::Write;

use axum::extract::State;
use axum::http::StatusCode;
use uuid::Uuid;

use super::{Page, escape};
use crate::params::Params;
use crate::shared::App;
use crate::state::model::{PrincipalType, RoleName};
use crate::transfer::names_for_guests;

/// More would only make the page slow.
const MOST_NAMES: usize = 500;

/// Shows what everybody may see, or what the person `as` may see.
pub(super) async fn file_manager(State(app): State<App>, params: Params) -> Page {
    let collection = params.get("origin_id").unwrap_or_default().to_lowercase();
    let path = params.get("origin_path").unwrap_or("/").to_owned();
    let name = app.state.read(|world| {
        world
            .collections
            .get(&collection)
            .filter(|it| !it.deleted)
            .map(|it| it.display_name.clone())
    });
    let Some(name) = name else {
        let body =
            "<p>The link names a collection that practice does not have, or that was deleted.</p>".into();
        return Page {
            status: StatusCode::NOT_FOUND,
            title: "There is nothing here".into(),
            body,
        };
    };
    let who = params
        .get("as")
        .and_then(|id| id.parse().ok())
        .unwrap_or_else(|| owner_of(&app, &collection));
    let folder = path.clone();
    let names = {
        let app = app.clone();
        tokio::task::spawn_blocking(move || names_for_guests(&app, &collection, &folder, who))
            .await
            .ok()
            .flatten()
    };
    let intro = "<p><b>Practice:</b> this is where your guest would land. With the real Globus this is the file manager \
        of the web app, after a sign-in.</p>";
    let place = format!(
        "<p>Folder <b id=\"path\">{}</b> of the collection <b>{}</b></p>",
        escape(&path),
        escape(&name)
    );
    let list = match names {
        None => "<p id=\"empty\">This folder can't be shown: it is not there, its computer is offline, or nobody may see it.</p>".to_owned(),
        Some(names) if names.is_empty() => "<p id=\"empty\">The folder is empty.</p>".to_owned(),
        Some(names) => {
            let mut list = String::from("<ul id=\"names\">");
            for name in names.iter().take(MOST_NAMES) {
                let _ = write!(list, "<li>{}</li>", escape(name));
            }
            list.push_str("</ul>");
            if names.len() > MOST_NAMES {
                let _ = write!(list, "<p>and {} more</p>", names.len() - MOST_NAMES);
            }
            list
        }
    };
    Page {
        status: StatusCode::OK,
        title: name,
        body: format!("{intro}{place}{list}"),
    }
}

/// Nobody signs in on this page: it shows the folder as somebody who looks after the collection sees it.
fn owner_of(app: &App, collection: &str) -> Uuid {
    app.state.read(|world| {
        let Some(found) = world.collections.get(collection) else {
            return Uuid::nil();
        };
        let administrator = world.roles_of(found.id).find(|role| {
            role.role == RoleName::Administrator && role.principal_type == PrincipalType::Identity
        });
        administrator.map_or(found.owner, |role| role.principal)
    })
}
