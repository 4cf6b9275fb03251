//! `GET /v2/oauth2/authorize` and the two pages behind it.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use url::Url;
use uuid::Uuid;

use super::demand::{SessionDemand, people_for};
use super::grants::{self, Holder};
use super::pending::{Chosen, Pending};
use super::request::{self, AuthorizeRequest, REAL_CODE_PAGE};
use super::{browser, pages, scopes, secret};
use crate::Error;
use crate::params::Params;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{AuthCode, BrowserSession, Identity};

/// How long a code waits for its exchange.
const CODE_LIFETIME: SignedDuration = SignedDuration::from_mins(10);

/// Begins a sign-in. What is wrong with the request is said on a page: an address that can't be trusted gets no
/// redirect.
pub(super) async fn authorize(State(app): State<App>, headers: HeaderMap, params: Params) -> Response {
    let config = app.config();
    let request = match app.state.read(|world| request::check(world, &config, &params)) {
        Ok(request) => request,
        Err(problem) => {
            return pages::problem(StatusCode::BAD_REQUEST, problem.heading(), &problem.to_string());
        }
    };
    let remembered = browser::remembered(&app, &headers);
    if let Some(identity) = app.auto_approve {
        return match app.state.read(|world| world.identities.by_id(identity).cloned()) {
            Some(person) if app.state.read(|world| request.demand.fits(world, &person)) => {
                let session = prove(&app, &request, &person, remembered.as_ref());
                approve(&app, &request, &Chosen { identity, session })
            }
            _ => nobody(&app, &request),
        };
    }
    if request.prompt.none {
        return without_pages(&app, &request, remembered);
    }
    let people = app.state.read(|world| people_for(world, &request.demand));
    if people.is_empty() {
        return nobody(&app, &request);
    }
    let app_name = client_name(&app, request.client);
    let demand = request.demand.clone();
    let signed_in = remembered.map(|it| it.identity);
    let id = app.pending.keep(request);
    pages::sign_in(&id, &app_name, &demand, &people, signed_in)
}

fn nobody(app: &App, request: &AuthorizeRequest) -> Response {
    let answer = [
        ("error", "access_denied"),
        ("error_description", "Nobody can sign in as the app asks"),
        ("state", &request.state),
    ];
    match redirect_url(app, request, &answer) {
        Some(back) => pages::nobody(back.as_str()),
        None => pages::too_old(),
    }
}

/// `prompt=none`: a code at once, or an error that says which page would have been needed.
fn without_pages(app: &App, request: &AuthorizeRequest, remembered: Option<BrowserSession>) -> Response {
    let Some(remembered) = remembered.filter(|_| !request.prompt.login && !request.demand.asks()) else {
        return refuse(app, request, "login_required", "Nobody is signed in");
    };
    if !missing(app, request, remembered.identity).is_empty() {
        return refuse(
            app,
            request,
            "consent_required",
            "Not everything was allowed before",
        );
    }
    let chosen = Chosen {
        identity: remembered.identity,
        session: remembered.session,
    };
    approve(app, request, &chosen)
}

/// The session after a choice: without need, what the browser proved earlier is kept and gets no younger.
fn prove(
    app: &App,
    request: &AuthorizeRequest,
    person: &Identity,
    remembered: Option<&BrowserSession>,
) -> crate::state::model::Session {
    app.state.read(|world| {
        let same = |it: &&BrowserSession| world.account_of(it.identity) == person.account;
        let earlier = remembered.filter(same);
        match earlier {
            Some(earlier)
                if earlier.identity == person.id && !request.prompt.login && !request.demand.asks() =>
            {
                earlier.session.clone()
            }
            _ => {
                let earlier = earlier.map(|it| &it.session);
                request.demand.session_after(world, person, earlier, app.now())
            }
        }
    })
}

/// The person on the first page.
pub(super) async fn choose_identity(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Response {
    let form = Params::parse(&body);
    let id = form.get("request").unwrap_or_default();
    let Some(Pending { request, .. }) = app.pending.look(id) else {
        return pages::too_old();
    };
    let Some(person) = person_of(&app, &form, &request.demand) else {
        let text = "Go back and choose one of the people on the page.";
        return pages::problem(StatusCode::BAD_REQUEST, "Nobody was chosen", text);
    };
    let remembered = browser::remembered(&app, &headers);
    let session = prove(&app, &request, &person, remembered.as_ref());
    let chosen = Chosen {
        identity: person.id,
        session: session.clone(),
    };
    app.pending.choose(id, chosen.clone());
    let mut response = match wishes(&app, &request, person.id) {
        Some((new, before)) => pages::consent(
            id,
            &client_name(&app, request.client),
            request.grant_label.as_deref(),
            &person,
            &new,
            &before,
        ),
        None => {
            app.pending.take(id);
            approve(&app, &request, &chosen)
        }
    };
    match browser::remember(&app, &headers, person.id, session, &mut response) {
        Ok(()) => response,
        Err(error) => broken(&error),
    }
}

/// One of the people of the page.
pub(super) fn person_of(app: &App, form: &Params, demand: &SessionDemand) -> Option<Identity> {
    let identity: Uuid = form.get("identity")?.parse().ok()?;
    app.state.read(|world| {
        people_for(world, demand)
            .into_iter()
            .find(|person| person.id == identity)
    })
}

fn missing(app: &App, request: &AuthorizeRequest, identity: Uuid) -> Vec<String> {
    app.state.read(|world| {
        let holder = Holder::of(world, request.client, identity);
        grants::missing(world, holder, &request.scopes, request.offline)
    })
}

/// In plain words: what the app asks for, and what of that was allowed before. None if nobody needs to be asked.
fn wishes(app: &App, request: &AuthorizeRequest, identity: Uuid) -> Option<(Vec<String>, Vec<String>)> {
    let missing = missing(app, request, identity);
    let asks_again = app.config().ask_native_apps_again;
    app.state.read(|world| {
        let is_native = |client: Uuid| world.clients.by_id(client).is_some_and(|it| it.secret.is_none());
        // A native app can't prove that it is the one that was allowed before (RFC 8252, section 8.6).
        let again = request.prompt.consent || (asks_again && is_native(request.client));
        if missing.is_empty() && !again {
            return None;
        }
        let names = request.scopes.iter().flat_map(|scope| scope.names());
        let (mut new, mut before) = (Vec::new(), Vec::new());
        for name in names {
            let is_new = missing.is_empty() || missing.iter().any(|it| it == name);
            let list = if is_new { &mut new } else { &mut before };
            let words = scopes::in_plain_words(world, name);
            if !list.contains(&words) {
                list.push(words);
            }
        }
        Some((new, before))
    })
}

/// Allow or Deny on the second page.
pub(super) async fn decide(State(app): State<App>, body: Bytes) -> Response {
    let form = Params::parse(&body);
    let id = form.get("request").unwrap_or_default();
    if app.pending.look(id).is_none_or(|it| it.chosen.is_none()) {
        return pages::too_old();
    }
    let Some(Pending {
        request,
        chosen: Some(chosen),
    }) = app.pending.take(id)
    else {
        return pages::too_old();
    };
    match form.get("decision") {
        Some("allow") => approve(&app, &request, &chosen),
        _ => refuse(&app, &request, "access_denied", "The person did not allow this"),
    }
}

/// The page that shows the code, for apps that can't receive it.
pub(super) async fn show_code(params: Params) -> Response {
    match (params.get("code"), params.get("error")) {
        (Some(code), _) => pages::auth_code(code),
        (None, Some(_)) => pages::problem(
            StatusCode::OK,
            "Access was denied",
            "The app did not get access. You can close this page and go back to the app.",
        ),
        (None, None) => pages::problem(
            StatusCode::BAD_REQUEST,
            "There is no code here",
            "Start in the app.",
        ),
    }
}

/// Where the CLI sends a browser after `globus logout`.
pub(super) async fn signed_out(State(app): State<App>, headers: HeaderMap) -> Response {
    let mut page = pages::problem(
        StatusCode::OK,
        "Signed out",
        "This browser is no longer signed in to practice. You can close this page.",
    );
    match browser::forget(&app, &headers, &mut page) {
        Ok(()) => page,
        Err(error) => broken(&error),
    }
}

fn client_name(app: &App, client: Uuid) -> String {
    app.state
        .read(|world| world.clients.by_id(client).map(|it| it.name.clone()))
        .unwrap_or_default()
}

pub(super) fn broken(error: &Error) -> Response {
    tracing::error!(%error, "practice could not keep a sign-in");
    pages::problem(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Practice has a problem",
        "Try again in the app.",
    )
}

fn approve(app: &App, request: &AuthorizeRequest, chosen: &Chosen) -> Response {
    let code = secret::new_secret("code");
    let now = app.now();
    let kept = app.state.edit::<_, Error>(|edit| {
        let holder = Holder::of(edit.world(), request.client, chosen.identity);
        grants::record_consents(edit, holder, &request.scopes, request.offline, now)?;
        signed_in(edit.world(), chosen.identity).map_or(Ok(()), |person| edit.put(person))?;
        edit.put(AuthCode {
            hash: secret::hash(&code),
            client: request.client,
            redirect_uri: request.redirect_uri.clone(),
            // Tokens are for the primary identity of the account, whichever one signed in.
            identity: holder.account,
            scope: request.scope.clone(),
            code_challenge: request.code_challenge.clone(),
            offline: request.offline,
            state: request.state.clone(),
            expires: now.saturating_add(CODE_LIFETIME).unwrap_or(now),
            used: false,
            session: chosen.session.clone(),
        })
    });
    match kept {
        Ok(()) => redirect(app, request, &[("code", &code), ("state", &request.state)]),
        Err(error) => broken(&error),
    }
}

/// Somebody who was only provisioned, now that they have signed in.
fn signed_in(world: &World, identity: Uuid) -> Option<Identity> {
    let mut person = world.identities.by_id(identity)?.clone();
    if person.status != "unused" {
        return None;
    }
    person.status = "used".into();
    Some(person)
}

fn refuse(app: &App, request: &AuthorizeRequest, error: &str, description: &str) -> Response {
    let answer = [
        ("error", error),
        ("error_description", description),
        ("state", &request.state),
    ];
    redirect(app, request, &answer)
}

fn redirect(app: &App, request: &AuthorizeRequest, answer: &[(&str, &str)]) -> Response {
    let Some(url) = redirect_url(app, request, answer) else {
        return pages::too_old();
    };
    (
        StatusCode::SEE_OTHER,
        [
            (header::LOCATION, url.to_string()),
            (header::CACHE_CONTROL, "no-store".into()),
        ],
    )
        .into_response()
}

/// Where the browser takes an answer.
fn redirect_url(app: &App, request: &AuthorizeRequest, answer: &[(&str, &str)]) -> Option<Url> {
    let to = if request.redirect_uri == REAL_CODE_PAGE {
        format!("{}v2/web/auth-code", app.urls.auth)
    } else {
        request.redirect_uri.clone()
    };
    let mut url = Url::parse(&to).ok()?;
    url.query_pairs_mut()
        .extend_pairs(answer.iter().filter(|(_, value)| !value.is_empty()));
    Some(url)
}
