//! Identity lookup. There is no search for people: only exact sign-in names and ids.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::bearer::{Bearer, auth_caller};
use super::error::AuthError;
use super::scopes::{VIEW_IDENTITIES, VIEW_IDENTITY_SET};
use crate::Error;
use crate::params::Params;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Identity, IdentityProvider};

fn caller(app: &App, headers: &HeaderMap) -> Result<Bearer, AuthError> {
    let caller = auth_caller(app, headers)?;
    // The official CLI manages without view_identities.
    if [VIEW_IDENTITIES, VIEW_IDENTITY_SET, "openid"]
        .iter()
        .any(|scope| caller.has(scope))
    {
        Ok(caller)
    } else {
        Err(AuthError::forbidden("The token may not look up identities"))
    }
}

pub(super) async fn lookup(
    State(app): State<App>,
    headers: HeaderMap,
    params: Params,
) -> Result<Json<Value>, AuthError> {
    let caller = caller(&app, &headers)?;
    let found = match (params.has("ids"), params.has("usernames")) {
        (true, false) => by_ids(&app, &params)?,
        (false, true) => by_usernames(&app, &params)?,
        _ => return Err(AuthError::bad_request("Give either ids or usernames")),
    };
    let with_providers = params.list("include").iter().any(|it| it == "identity_provider");
    let answer = app.state.read(|world| {
        let me = world.account_of(caller.identity);
        let documents: Vec<Value> = found.iter().map(|it| document(it, me)).collect();
        let mut answer = json!({ "identities": documents });
        if with_providers {
            answer["included"] = json!({ "identity_providers": providers_of(world, &found) });
        }
        answer
    });
    Ok(Json(answer))
}

fn by_ids(app: &App, params: &Params) -> Result<Vec<Identity>, AuthError> {
    if params.has("provision") {
        return Err(AuthError::bad_request("provision goes with usernames only"));
    }
    let ids = params.list("ids");
    check_batch(app, ids.len())?;
    let ids: Vec<Uuid> = ids
        .iter()
        .map(|text| {
            text.parse()
                .map_err(|_| AuthError::bad_request(format!("{text} is not a UUID")))
        })
        .collect::<Result<_, _>>()?;
    Ok(app.state.read(|world| {
        let mut found: Vec<Identity> = Vec::new();
        for identity in ids.iter().filter_map(|id| world.identities.by_id(*id)) {
            if !found.iter().any(|known| known.id == identity.id) {
                found.push(identity.clone());
            }
        }
        found
    }))
}

fn by_usernames(app: &App, params: &Params) -> Result<Vec<Identity>, AuthError> {
    let usernames = params.list("usernames");
    check_batch(app, usernames.len())?;
    let provision = params.flag("provision").unwrap_or(false);
    let ignores_case = app.config().usernames_ignore_case;
    app.state
        .edit(|edit| {
            let mut found: Vec<Identity> = Vec::new();
            for asked in usernames {
                let username = asked.to_lowercase();
                if found.iter().any(|known| known.username == username) {
                    continue;
                }
                let known: Vec<Identity> = edit.world().identities_by_username(&username).cloned().collect();
                let is_free = known.iter().all(Identity::is_closed);
                found.extend(
                    known
                        .into_iter()
                        .filter(|it| ignores_case || it.username == asked),
                );
                if is_free && provision && is_username(&username) {
                    let identity = provisioned(edit.world(), username);
                    edit.put(identity.clone())?;
                    found.push(identity);
                }
            }
            Ok::<_, Error>(found)
        })
        .map_err(AuthError::from)
}

fn check_batch(app: &App, count: usize) -> Result<(), AuthError> {
    let limit = app.config().identities_limit;
    if count > limit {
        return Err(AuthError::bad_request(format!(
            "At most {limit} identities at once"
        )));
    }
    Ok(())
}

fn is_username(text: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>' | '"');
    text.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty()
            && domain.contains('.')
            && !domain.contains('@')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    }) && !text.contains(odd)
}

/// A record for somebody who never signed in. Unknown domains are invited by e-mail.
fn provisioned(world: &World, username: String) -> Identity {
    let domain = username.rsplit_once('@').map_or("", |(_, domain)| domain);
    let known = world
        .identity_providers
        .iter()
        .find(|it| it.domains.iter().any(|own| own == domain));
    let id = Uuid::new_v4();
    Identity {
        id,
        email: Some(username.clone()),
        username,
        name: None,
        organization: None,
        status: "unused".into(),
        identity_provider: known.map_or(crate::seed::EMAIL_PROVIDER, |it| it.id),
        identity_type: Some(if known.is_some() { "login" } else { "email" }.into()),
        account: id,
        sign_in: false,
    }
}

pub(super) async fn one(
    State(app): State<App>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Value>, AuthError> {
    let caller = caller(&app, &headers)?;
    let found = app.state.read(|world| {
        let me = world.account_of(caller.identity);
        world
            .identities
            .get(&id.to_lowercase())
            .map(|it| document(it, me))
    });
    found
        .map(|it| Json(json!({ "identity": it })))
        .ok_or_else(|| AuthError::not_found("No such identity"))
}

/// Somebody who wants to stay private shows the rest to nobody but themselves.
fn document(identity: &Identity, reader: Uuid) -> Value {
    let hides = identity.status == "private" && identity.account != reader;
    let shown = |text: &Option<String>| text.clone().filter(|_| !hides);
    json!({
        "id": identity.id, "username": identity.username, "name": shown(&identity.name),
        "email": shown(&identity.email), "organization": shown(&identity.organization), "status": identity.status,
        "identity_provider": identity.identity_provider, "identity_type": identity.identity_type,
    })
}

fn providers_of(world: &World, identities: &[Identity]) -> Vec<Value> {
    let mut documents = Map::new();
    for provider in identities
        .iter()
        .filter_map(|it| world.identity_providers.by_id(it.identity_provider))
    {
        documents.insert(provider.id.to_string(), provider_document(provider));
    }
    documents.into_iter().map(|(_, document)| document).collect()
}

fn provider_document(provider: &IdentityProvider) -> Value {
    json!({
        "id": provider.id, "name": provider.name, "short_name": provider.short_name, "domains": provider.domains,
        "alternative_names": [],
    })
}

/// `GET /v2/api/identity_providers` by `ids` or `domains`.
pub(super) async fn providers(
    State(app): State<App>,
    headers: HeaderMap,
    params: Params,
) -> Result<Json<Value>, AuthError> {
    auth_caller(&app, &headers)?;
    let lower_list =
        |name: &str| -> Vec<String> { params.list(name).iter().map(|it| it.to_lowercase()).collect() };
    let (ids, domains) = (lower_list("ids"), lower_list("domains"));
    if ids.is_empty() == domains.is_empty() {
        return Err(AuthError::bad_request("Give either ids or domains"));
    }
    let wanted = |provider: &&IdentityProvider| {
        ids.contains(&provider.id.to_string())
            || provider.domains.iter().any(|domain| domains.contains(domain))
    };
    let found: Vec<Value> = app.state.read(|world| {
        world
            .identity_providers
            .iter()
            .filter(wanted)
            .map(provider_document)
            .collect()
    });
    Ok(Json(json!({ "identity_providers": found })))
}
