//! The front page: what is running here, and the pages that it has.

use std::fmt::Write;

use axum::extract::State;
use axum::http::StatusCode;

use super::file_manager::link;
use super::{Page, escape};
use crate::shared::App;
use crate::state::World;
use crate::state::model::EntityType;

/// More would only make the page slow.
const MOST_COLLECTIONS: usize = 200;

pub(super) async fn front(State(app): State<App>) -> Page {
    let mut body = String::from(
        "<p>This is a pretend Globus. It answers the same calls as the real one, with pretend people and with folders \
         of this computer. No one else can reach it.</p>\
         <p><a id=\"consents\" href=\"/auth/v2/web/consents\">What you allowed apps to do</a><br>\
         <a id=\"sign-out\" href=\"/auth/v2/web/logout\">Sign out of this browser</a></p><h2>Collections</h2>",
    );
    body.push_str(&app.state.read(collections));
    let urls = &app.urls;
    body.push_str("<h2>Services</h2><ul>");
    for (name, url) in [
        ("Auth", &urls.auth),
        ("Transfer", &urls.transfer),
        ("Groups", &urls.groups),
        ("Connect Server manager", &urls.gcs),
        ("Files over HTTPS", &urls.https),
    ] {
        let _ = write!(body, "<li>{name}: {}</li>", escape(url));
    }
    body.push_str("</ul>");
    Page {
        status: StatusCode::OK,
        title: "Globus practice".into(),
        body,
    }
}

fn collections(world: &World) -> String {
    let mut found: Vec<_> = world
        .collections
        .iter()
        .filter(|it| !it.deleted && it.entity_type != EntityType::GCSv5_endpoint)
        .collect();
    if found.is_empty() {
        return "<p id=\"empty\">There is none yet.</p>".into();
    }
    found.sort_by(|a, b| a.display_name.cmp(&b.display_name).then(a.id.cmp(&b.id)));
    let mut list = String::from("<ul class=\"rows\" id=\"collections\">");
    for collection in found.iter().take(MOST_COLLECTIONS) {
        let first = if collection.entity_type.is_guest() {
            "/"
        } else {
            "/~/"
        };
        let _ = write!(
            list,
            "<li><span><a href=\"{}\">{}</a></span><span class=\"quiet\">{}</span></li>",
            escape(&link(collection.id, first, None)),
            escape(&collection.display_name),
            kind(collection.entity_type)
        );
    }
    list.push_str("</ul>");
    if found.len() > MOST_COLLECTIONS {
        let _ = write!(list, "<p>and {} more</p>", found.len() - MOST_COLLECTIONS);
    }
    list
}

fn kind(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::GCP_mapped_collection => "A computer",
        EntityType::GCP_guest_collection => "Shared from a computer",
        EntityType::GCSv5_endpoint => "A server",
        EntityType::GCSv5_mapped_collection => "Storage of a server",
        EntityType::GCSv5_guest_collection => "Shared from a server",
    }
}
