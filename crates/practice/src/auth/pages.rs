//! What a person sees while signing in. Ids and names of the fields are stable: tests drive these pages.

use std::fmt::Write;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use uuid::Uuid;

use super::demand::SessionDemand;
use crate::state::model::Identity;
use crate::web::{Page, escape};

/// Says what went wrong, or that all is done.
pub(super) fn problem(status: StatusCode, title: &str, text: &str) -> Response {
    let body = format!("<p id=\"message\">{}</p>", escape(text));
    Page {
        status,
        title: title.to_owned(),
        body,
    }
    .into_response()
}

/// A demand that no practice person fulfils; the link tells the app.
pub(super) fn nobody(back: &str) -> Response {
    let body = format!(
        "<p id=\"message\">None of the practice people fulfils what the app asks of this sign-in.</p>\
         <p><a id=\"back\" href=\"{}\">Back to the app</a></p>",
        escape(back)
    );
    Page {
        status: StatusCode::FORBIDDEN,
        title: "Nobody can sign in here".into(),
        body,
    }
    .into_response()
}

/// The sign-in was decided before, or practice was started anew in between.
pub(super) fn too_old() -> Response {
    problem(
        StatusCode::BAD_REQUEST,
        "This page is too old",
        "Go back to the app and start the sign-in again.",
    )
}

/// First page: who are you today?
pub(super) fn sign_in(
    request: &str,
    app_name: &str,
    demand: &SessionDemand,
    people: &[Identity],
    signed_in: Option<Uuid>,
) -> Response {
    let choices = choices(people, signed_in);
    let mut message = demand
        .message
        .as_deref()
        .map(|text| format!("<p id=\"session-message\">{}</p>", escape(text)))
        .unwrap_or_default();
    if demand.mfa || !demand.policies.is_empty() {
        message.push_str(
            "<p>The service asks for a stronger sign-in. In practice, choosing a person is one.</p>",
        );
    }
    let body = format!(
        "<p><b>{app}</b> asks you to sign in. Choose who you want to be.</p>{message}\
         <form method=\"post\" action=\"../web/sign-in\">\
         <input type=\"hidden\" name=\"request\" value=\"{request}\">\
         {choices}\
         <div class=\"actions\"><button class=\"primary\" id=\"continue\">Continue</button></div></form>",
        app = escape(app_name),
        request = escape(request),
    );
    Page {
        status: StatusCode::OK,
        title: "Sign in".into(),
        body,
    }
    .into_response()
}

/// One row for each person; whoever is signed in, or else the first, is chosen already.
pub(super) fn choices(people: &[Identity], signed_in: Option<Uuid>) -> String {
    let mut choices = String::new();
    let chosen = people.iter().position(|it| Some(it.id) == signed_in).unwrap_or(0);
    for (index, person) in people.iter().enumerate() {
        let checked = if index == chosen { " checked" } else { "" };
        let name = escape(person.name.as_deref().unwrap_or(&person.username));
        let organization = person
            .organization
            .as_deref()
            .map(|it| format!(" · {}", escape(it)))
            .unwrap_or_default();
        let _ = write!(
            choices,
            "<label class=\"person\" for=\"person-{index}\"><input type=\"radio\" name=\"identity\" \
             id=\"person-{index}\" value=\"{id}\"{checked}><span><b>{name}</b><span>{username}{organization}</span>\
             </span></label>",
            id = person.id,
            username = escape(&person.username),
        );
    }
    format!("<fieldset><legend>Practice people</legend>{choices}</fieldset>")
}

/// Second page: may the app do this?
pub(super) fn consent(
    request: &str,
    app_name: &str,
    grant_label: Option<&str>,
    person: &Identity,
    new: &[String],
    before: &[String],
) -> Response {
    let list = items(new);
    let before = if before.is_empty() {
        String::new()
    } else {
        let rows = items(before);
        format!(
            "<p class=\"quiet\">You allowed this before:</p><ul class=\"quiet\" id=\"granted\">{rows}</ul>"
        )
    };
    let label = grant_label
        .map(|text| format!(" <span class=\"quiet\">({})</span>", escape(text)))
        .unwrap_or_default();
    let body = format!(
        "<p><b>{app}</b>{label} would like to do this for <b>{name}</b> <span class=\"quiet\">{username}</span>:</p>\
         <ul id=\"scopes\">{list}</ul>{before}\
         <form method=\"post\" action=\"consent\">\
         <input type=\"hidden\" name=\"request\" value=\"{request}\">\
         <div class=\"actions\"><button class=\"primary\" id=\"allow\" name=\"decision\" value=\"allow\">Allow</button>\
         <button id=\"deny\" name=\"decision\" value=\"deny\">Deny</button></div></form>",
        app = escape(app_name),
        name = escape(person.name.as_deref().unwrap_or(&person.username)),
        username = escape(&person.username),
        request = escape(request),
    );
    Page {
        status: StatusCode::OK,
        title: "Allow access?".into(),
        body,
    }
    .into_response()
}

fn items(texts: &[String]) -> String {
    texts.iter().fold(String::new(), |mut list, text| {
        let _ = write!(list, "<li>{}</li>", escape(text));
        list
    })
}

/// The code, for apps that can't receive it by themselves.
pub(super) fn auth_code(code: &str) -> Response {
    let body = format!(
        "<p>Copy this code, go back to the app and paste it there. It works once, for ten minutes.</p>\
         <p><label for=\"auth-code\">Code</label><br>\
         <input class=\"code\" id=\"auth-code\" readonly autofocus aria-describedby=\"how\" value=\"{}\"></p>\
         <p class=\"quiet\" id=\"how\">The code is longer than the field: select all of it before you copy.</p>",
        escape(code)
    );
    Page {
        status: StatusCode::OK,
        title: "Your code".into(),
        body,
    }
    .into_response()
}
