//! Dependent tokens: a service exchanges the token it was called with for tokens of the services below it.

use serde_json::Value;

use super::bearer::find_live;
use super::error::AuthError;
use super::grants;
use super::issue;
use super::scopes;
use super::token::grant;
use crate::params::Params;
use crate::shared::App;
use crate::state::World;
use crate::state::model::{Client, Consent, Token, TokenKind};

/// The answer is an array: one token for each resource server that the person allowed below.
///
/// Only the service that a token was made for may exchange it: a confidential client whose id is the token's resource
/// server. `scope` narrows the answer; what it names without a consent is refused.
pub(super) fn tokens(app: &App, client: &Client, form: &Params) -> Result<Value, AuthError> {
    if client.secret.is_none() {
        return Err(AuthError::oauth(
            "unauthorized_client",
            "Only services may ask for dependent tokens",
        ));
    }
    let token = form
        .get("token")
        .and_then(|text| find_live(app, text))
        .filter(|token| token.kind == TokenKind::Access && token.resource_server == client.id.to_string())
        .ok_or_else(|| AuthError::invalid_grant("The token is unknown, too old or for another service"))?;
    let offline = form.get("access_type") == Some("offline");
    let wanted: Option<Vec<String>> = form
        .get("scope")
        .map(|text| text.split_whitespace().map(str::to_owned).collect());
    let grant = grant(app, client.id, token.identity, offline, token.session.clone());
    app.state.edit(|edit| {
        let chosen = choose(edit.world(), &token, wanted.as_deref())?;
        let mut servers: Vec<(String, Vec<Consent>)> = Vec::new();
        for consent in chosen {
            let Some(server) = scopes::resource_server(edit.world(), &consent.scope) else {
                continue;
            };
            match servers.iter_mut().find(|(known, _)| *known == server) {
                Some((_, consents)) => consents.push(consent),
                None => servers.push((server, vec![consent])),
            }
        }
        let mut answer = Vec::new();
        for (server, consents) in servers {
            let ids: Vec<u64> = consents.iter().map(|it| it.id).collect();
            let names = consents.into_iter().map(|it| it.scope).collect();
            answer.push(issue::pair(edit, &grant, server, names, ids)?);
        }
        Ok(answer.into())
    })
}

/// The consents directly below the token: all, or those that were named.
fn choose(world: &World, token: &Token, wanted: Option<&[String]>) -> Result<Vec<Consent>, AuthError> {
    let below: Vec<&Consent> = grants::directly_below(world, token).collect();
    let Some(wanted) = wanted else {
        return Ok(below.into_iter().cloned().collect());
    };
    let missing: Vec<String> = wanted
        .iter()
        .filter(|name| !below.iter().any(|it| it.scope == **name))
        .cloned()
        .collect();
    if !missing.is_empty() {
        return Err(AuthError::dependent_consent_required(missing));
    }
    let named = below.into_iter().filter(|it| wanted.contains(&it.scope));
    Ok(named.cloned().collect())
}
