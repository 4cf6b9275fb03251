//! `GET /v2/oauth2/authorize` and the two pages behind it.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use url::{Host, Url};
use uuid::Uuid;

use super::pages;
use super::pending::{AuthorizeRequest, SessionDemand};
use super::scopes;
use super::secret;
use crate::Error;
use crate::params::Params;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{AuthCode, Client, Identity};

/// How long a code waits for its exchange.
const CODE_LIFETIME: SignedDuration = SignedDuration::from_mins(10);

/// Begins a sign-in. What is wrong with the request is said on a page: an address that can't be trusted gets no
/// redirect.
pub(super) async fn authorize(State(app): State<App>, params: Params) -> Response {
    let request = match app.state.read(|world| check(world, &params)) {
        Ok(request) => request,
        Err(problem) => {
            return pages::problem(StatusCode::BAD_REQUEST, problem.heading(), &problem.to_string());
        }
    };
    if let Some(identity) = app.auto_approve {
        return approve(&app, &request, identity);
    }
    if params.get("prompt") == Some("none") {
        return refuse(&request, "login_required", "Nobody is signed in");
    }
    let people = app.state.read(|world| people_for(world, &request.session));
    if people.is_empty() {
        let text = "None of the practice people fulfils what the app asks of this sign-in.";
        return pages::problem(StatusCode::FORBIDDEN, "Nobody can sign in here", text);
    }
    let app_name = client_name(&app, request.client);
    let session = request.session.clone();
    let id = app.pending.keep(request);
    pages::sign_in(&id, &app_name, &session, &people)
}

/// The person on the first page.
pub(super) async fn choose_identity(State(app): State<App>, body: Bytes) -> Response {
    let form = Params::parse(&body);
    let id = form.get("request").unwrap_or_default();
    let identity = form.get("identity").and_then(|text| text.parse().ok());
    let person = identity.and_then(|identity: Uuid| {
        app.state
            .read(|world| world.identities.by_id(identity).filter(|it| it.sign_in).cloned())
    });
    let Some(person) = person else {
        let text = "Go back and choose one of the people on the page.";
        return pages::problem(StatusCode::BAD_REQUEST, "Nobody was chosen", text);
    };
    let Some(request) = app.pending.choose(id, person.id) else {
        return pages::too_old();
    };
    let wishes = app.state.read(|world| {
        let names = request.scopes.iter().flat_map(|scope| scope.names());
        names
            .map(|name| scopes::in_plain_words(world, name))
            .collect::<Vec<_>>()
    });
    pages::consent(
        id,
        &client_name(&app, request.client),
        request.grant_label.as_deref(),
        &person,
        &wishes,
    )
}

/// Allow or Deny on the second page.
pub(super) async fn decide(State(app): State<App>, body: Bytes) -> Response {
    let form = Params::parse(&body);
    let id = form.get("request").unwrap_or_default();
    let chosen = app.pending.look(id).and_then(|request| request.identity);
    let (Some(identity), Some(request)) = (chosen, app.pending.take(id)) else {
        return pages::too_old();
    };
    match form.get("decision") {
        Some("allow") => approve(&app, &request, identity),
        _ => refuse(&request, "access_denied", "The person did not allow this"),
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
pub(super) async fn signed_out() -> Response {
    pages::problem(
        StatusCode::OK,
        "Signed out",
        "Practice keeps no sign-in in this browser. You can close this page.",
    )
}

/// Why an authorize request ends on a page.
#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error("No app is registered under this client id.")]
    UnknownClient,
    #[error(
        "Globus does not send people to {0}. Practice accepts addresses on this computer and its own code page."
    )]
    Redirect(String),
    #[error("The app asked for something that does not exist: {0}")]
    UnknownScope(String),
    #[error("The app must protect its request with PKCE and the method S256.")]
    Pkce,
    #[error("The app must ask for a code.")]
    ResponseType,
}

impl Problem {
    fn heading(&self) -> &'static str {
        match self {
            Self::UnknownClient => "Unknown app",
            Self::Redirect(_) => "This address is not allowed",
            Self::UnknownScope(_) => "Unknown scope",
            Self::Pkce | Self::ResponseType => "The app's request is incomplete",
        }
    }
}

fn check(world: &World, params: &Params) -> Result<AuthorizeRequest, Problem> {
    let client = params
        .get("client_id")
        .and_then(|text| text.parse::<Uuid>().ok())
        .and_then(|id| world.clients.by_id(id))
        .ok_or(Problem::UnknownClient)?;
    let redirect_uri = params.get("redirect_uri").unwrap_or_default().to_owned();
    if !is_allowed_redirect(&redirect_uri) {
        return Err(Problem::Redirect(redirect_uri));
    }
    if params.get("response_type") != Some("code") {
        return Err(Problem::ResponseType);
    }
    let code_challenge = check_pkce(client, params)?;
    let scope = params.get("scope").unwrap_or_default().to_owned();
    let scopes = scopes::parse(&scope)
        .filter(|scopes| !scopes.is_empty())
        .ok_or_else(|| Problem::UnknownScope(scope.clone()))?;
    for name in scopes.iter().flat_map(|scope| scope.names()) {
        if scopes::resource_server(world, name).is_none() {
            return Err(Problem::UnknownScope(name.to_owned()));
        }
    }
    Ok(AuthorizeRequest {
        client: client.id,
        redirect_uri,
        scope,
        scopes,
        state: params.get("state").unwrap_or_default().to_owned(),
        code_challenge,
        offline: params.get("access_type") == Some("offline"),
        grant_label: params.get("prefill_named_grant").map(str::to_owned),
        session: SessionDemand {
            message: params.get("session_message").map(str::to_owned),
            identities: params.list("session_required_identities"),
            domains: params.list("session_required_single_domain"),
            policies: params.list("session_required_policies"),
            mfa: params.flag("session_required_mfa").unwrap_or(false),
        },
        identity: None,
    })
}

fn check_pkce(client: &Client, params: &Params) -> Result<Option<String>, Problem> {
    match (params.get("code_challenge"), params.get("code_challenge_method")) {
        (Some(challenge), Some("S256")) => Ok(Some(challenge.to_owned())),
        (None, None) if client.secret.is_some() => Ok(None),
        _ => Err(Problem::Pkce),
    }
}

/// `http://localhost` and `http://127.0.0.1` with any port and path, which includes practice's own code page.
fn is_allowed_redirect(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let loopback = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address == std::net::Ipv4Addr::LOCALHOST,
        _ => false,
    };
    url.scheme() == "http"
        && loopback
        && url.username().is_empty()
        && url.password().is_none()
        && url.fragment().is_none()
}

/// Practice people who fulfil what a service demanded of the session.
fn people_for(world: &World, session: &SessionDemand) -> Vec<Identity> {
    let fits = |identity: &&Identity| {
        let linked = world.linked(identity.id);
        let domain_fits = |domain: &String| {
            let ending = format!("@{domain}");
            linked
                .iter()
                .filter_map(|id| world.identities.by_id(*id))
                .any(|it| it.username.ends_with(&ending))
        };
        let named = |wanted: &String| {
            linked
                .iter()
                .filter_map(|id| world.identities.by_id(*id))
                .any(|it| it.id.to_string() == *wanted || it.username == *wanted)
        };
        (session.domains.is_empty() || session.domains.iter().any(domain_fits))
            && session.identities.iter().all(named)
    };
    let mut people: Vec<_> = world
        .identities
        .iter()
        .filter(|it| it.sign_in)
        .filter(fits)
        .cloned()
        .collect();
    // Nora comes first: the tour and the pictures show her.
    people.sort_by_key(|person| (person.username != crate::seed::FIRST_PERSON, person.name.clone()));
    people
}

fn client_name(app: &App, client: Uuid) -> String {
    app.state
        .read(|world| world.clients.by_id(client).map(|it| it.name.clone()))
        .unwrap_or_default()
}

fn approve(app: &App, request: &AuthorizeRequest, identity: Uuid) -> Response {
    let code = secret::new_secret("code");
    let now = app.now();
    let document = AuthCode {
        hash: secret::hash(&code),
        client: request.client,
        redirect_uri: request.redirect_uri.clone(),
        identity,
        scope: request.scope.clone(),
        code_challenge: request.code_challenge.clone(),
        offline: request.offline,
        state: request.state.clone(),
        expires: now.saturating_add(CODE_LIFETIME).unwrap_or(now),
        used: false,
    };
    let kept = app.state.edit::<_, Error>(|edit| {
        super::grants::record_consents(
            edit,
            request.client,
            identity,
            &request.scopes,
            request.offline,
            now,
        )?;
        edit.put(document)
    });
    if let Err(error) = kept {
        tracing::error!(%error, "practice could not keep a code");
        return pages::problem(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Practice has a problem",
            "Try again in the app.",
        );
    }
    redirect(
        &request.redirect_uri,
        &[("code", &code), ("state", &request.state)],
    )
}

fn refuse(request: &AuthorizeRequest, error: &str, description: &str) -> Response {
    let answer = [
        ("error", error),
        ("error_description", description),
        ("state", &request.state),
    ];
    redirect(&request.redirect_uri, &answer)
}

fn redirect(to: &str, answer: &[(&str, &str)]) -> Response {
    let Ok(mut url) = Url::parse(to) else {
        return pages::too_old();
    };
    url.query_pairs_mut()
        .extend_pairs(answer.iter().filter(|(_, value)| !value.is_empty()));
    (
        StatusCode::SEE_OTHER,
        [
            (header::LOCATION, url.to_string()),
            (header::CACHE_CONTROL, "no-store".into()),
        ],
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::is_allowed_redirect;

    #[test]
    fn only_this_computer_receives_codes() {
        for good in [
            "http://localhost",
            "http://localhost:5000",
            "http://127.0.0.1:5000",
            "http://127.0.0.1:5000/callback",
            "http://127.0.0.1:5000/auth/v2/web/auth-code",
        ] {
            assert!(is_allowed_redirect(good), "{good}");
        }
        for bad in [
            "https://localhost:1",
            "http://localhost.eastlake.example",
            "http://127.0.0.1@eastlake.example/",
            "http://127.0.0.2:1/",
            "guestlist://callback",
            "",
        ] {
            assert!(!is_allowed_redirect(bad), "{bad}");
        }
    }
}
