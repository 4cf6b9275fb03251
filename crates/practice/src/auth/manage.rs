//! "Manage your consents": what a person allowed which app to do, and the way to take it back.

use std::collections::BTreeMap;
use std::fmt::Write;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use super::authorize::{broken, person_of};
use super::demand::{SessionDemand, people_for};
use super::{browser, grants, pages, scopes};
use crate::Error;
use crate::params::Params;
use crate::shared::App;
use crate::state::model::{Consent, Session};
use crate::state::{Term, World};
use crate::web::{Page, escape};

/// The page itself, after a choice of the person if the browser is not signed in.
pub(super) async fn consents(State(app): State<App>, headers: HeaderMap) -> Page {
    let body = match browser::remembered(&app, &headers) {
        Some(session) => app.state.read(|world| list(world, session.identity)),
        None => {
            let people = app
                .state
                .read(|world| people_for(world, &SessionDemand::default()));
            format!(
                "<p>Choose whose permissions for apps you want to see.</p>\
                 <form method=\"post\" action=\"consents\">{}\
                 <div class=\"actions\"><button class=\"primary\" id=\"continue\">Continue</button></div></form>",
                pages::choices(&people, None)
            )
        }
    };
    Page {
        status: StatusCode::OK,
        title: "Your consents".into(),
        body,
    }
}

/// The choice of the person.
pub(super) async fn sign_in(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(person) = person_of(&app, &Params::parse(&body), &SessionDemand::default()) else {
        let text = "Go back and choose one of the people on the page.";
        return pages::problem(StatusCode::BAD_REQUEST, "Nobody was chosen", text);
    };
    let mut response = back();
    let session = Session::begun(person.id, app.now());
    match browser::remember(&app, &headers, person.id, session, &mut response) {
        Ok(()) => response,
        Err(error) => broken(&error),
    }
}

/// Takes one back. The tokens that stood on it end with it.
pub(super) async fn withdraw(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Response {
    let consent: Option<u64> = Params::parse(&body)
        .get("consent")
        .and_then(|text| text.parse().ok());
    let (Some(session), Some(consent)) = (browser::remembered(&app, &headers), consent) else {
        return back();
    };
    let done = app.state.edit::<_, Error>(|edit| {
        let account = edit.world().account_of(session.identity);
        let found = edit.world().consents.get(&consent.to_string());
        if found.is_some_and(|it| it.account == account) {
            grants::withdraw(edit, consent)?;
        }
        Ok(())
    });
    match done {
        Ok(()) => back(),
        Err(error) => broken(&error),
    }
}

fn back() -> Response {
    (
        StatusCode::SEE_OTHER,
        [(header::LOCATION, "/auth/v2/web/consents")],
    )
        .into_response()
}

fn list(world: &World, identity: Uuid) -> String {
    let account = world.account_of(identity);
    let mut apps: BTreeMap<Uuid, Vec<&Consent>> = BTreeMap::new();
    for consent in world.consents.under(Term::Account(account)) {
        apps.entry(consent.client).or_default().push(consent);
    }
    let name = world
        .identities
        .by_id(identity)
        .map(|it| escape(it.name.as_deref().unwrap_or(&it.username)))
        .unwrap_or_default();
    if apps.is_empty() {
        return format!("<p id=\"empty\"><b>{name}</b> has not allowed any app anything.</p>");
    }
    let mut page = format!(
        "<p>What <b>{name}</b> allowed apps to do. An app that loses a consent has to ask again; until then its \
         tokens for it are void.</p>"
    );
    for (client, mut consents) in apps {
        consents.sort_by(|a, b| a.dependency_path.cmp(&b.dependency_path));
        let app = world
            .clients
            .by_id(client)
            .map_or("An app that is gone", |it| it.name.as_str());
        let _ = write!(page, "<h2>{}</h2><ul class=\"rows\">", escape(app));
        for consent in consents {
            page.push_str(&row(world, consent));
        }
        page.push_str("</ul>");
    }
    page
}

fn row(world: &World, consent: &Consent) -> String {
    let words = escape(&scopes::in_plain_words(world, &consent.scope));
    let is_top = consent.dependency_path.len() == 1;
    let class = if is_top { "" } else { " class=\"below\"" };
    if !is_top && !consent.optional {
        return format!("<li{class}><span>{words}</span></li>");
    }
    format!(
        "<li{class}><span>{words}</span><form method=\"post\" action=\"consents/withdraw\">\
         <input type=\"hidden\" name=\"consent\" value=\"{id}\">\
         <button id=\"withdraw-{id}\" aria-label=\"Take back: {words}\">Take back</button></form></li>",
        id = consent.id
    )
}
