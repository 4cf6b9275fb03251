//! Making tokens: one per resource server, in the answer's own shape.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::error::AuthError;
use super::grants::{self, Holder};
use super::scopes::{self, Scope, VIEW_IDENTITY_SET};
use super::secret;
use crate::shared::App;
use crate::state::model::{Identity, Session, Token, TokenKind};
use crate::state::{Edit, World};

/// A refresh token dies after six months without use.
pub(super) const REFRESH_LIFETIME: SignedDuration = SignedDuration::from_hours(183 * 24);

/// Whom tokens are for.
#[derive(Clone)]
pub(super) struct Grant {
    pub(super) client: Uuid,
    pub(super) identity: Uuid,
    pub(super) offline: bool,
    pub(super) now: Timestamp,
    pub(super) lifetime: i64,
    pub(super) session: Session,
}

impl Grant {
    fn auth_time(&self) -> Timestamp {
        self.session.auth_time().unwrap_or(self.now)
    }
}

/// Base scope names by resource server, both in the order they were asked for.
fn by_server(world: &World, asked: &[Scope]) -> Option<Vec<(String, Vec<String>)>> {
    let mut servers: Vec<(String, Vec<String>)> = Vec::new();
    for scope in asked {
        let server = scopes::resource_server(world, &scope.name)?;
        let names = match servers.iter_mut().find(|(known, _)| *known == server) {
            Some((_, names)) => names,
            None => {
                servers.push((server, Vec::new()));
                let Some((_, names)) = servers.last_mut() else {
                    continue;
                };
                names
            }
        };
        if !names.contains(&scope.name) {
            names.push(scope.name.clone());
        }
    }
    Some(servers)
}

/// Makes and keeps the tokens of a grant; the answer still lacks the id token.
pub(super) fn tokens(edit: &mut Edit<'_>, grant: &Grant, asked: &[Scope]) -> Result<Value, AuthError> {
    let servers = by_server(edit.world(), asked)
        .filter(|servers| !servers.is_empty())
        .ok_or_else(|| AuthError::oauth("invalid_scope", "A requested scope does not exist"))?;
    let holder = Holder::of(edit.world(), grant.client, grant.identity);
    let mut documents = Vec::new();
    for (server, names) in servers {
        let consents = grants::roots(edit.world(), holder, &names);
        documents.push(pair(edit, grant, server, names, consents)?);
    }
    let others = documents.split_off(1);
    let mut first = documents.pop().unwrap_or_default();
    first["other_tokens"] = Value::Array(others);
    Ok(first)
}

/// The access token for one resource server, with its refresh token if the grant is for offline use.
pub(super) fn pair(
    edit: &mut Edit<'_>,
    grant: &Grant,
    resource_server: String,
    scopes: Vec<String>,
    consents: Vec<u64>,
) -> Result<Value, AuthError> {
    grants::mark_used(edit, &consents, grant.now)?;
    let mut token = Token {
        hash: String::new(),
        kind: TokenKind::Access,
        client: grant.client,
        identity: grant.identity,
        resource_server,
        scopes,
        issued: grant.now,
        auth_time: grant.auth_time(),
        session: grant.session.clone(),
        consents,
        expires: grant.now,
    };
    let mut document = access_token(edit, token.clone(), grant)?;
    if grant.offline {
        let text = secret::new_secret("refresh");
        token.hash = secret::hash(&text);
        token.kind = TokenKind::Refresh;
        token.expires = grant.now.saturating_add(REFRESH_LIFETIME).unwrap_or(grant.now);
        edit.put(token)?;
        document.insert("refresh_token".into(), text.into());
    }
    Ok(Value::Object(document))
}

/// A fresh access token like `token`, kept, and its document.
pub(super) fn access_token(
    edit: &mut Edit<'_>,
    mut token: Token,
    grant: &Grant,
) -> Result<Map<String, Value>, AuthError> {
    let text = secret::new_secret("access");
    token.hash = secret::hash(&text);
    token.kind = TokenKind::Access;
    let lifetime = SignedDuration::from_secs(grant.lifetime);
    token.expires = grant.now.saturating_add(lifetime).unwrap_or(grant.now);
    let mut document = Map::new();
    document.insert("access_token".into(), text.into());
    document.insert("expires_in".into(), grant.lifetime.into());
    document.insert("token_type".into(), "Bearer".into());
    document.insert("resource_server".into(), token.resource_server.clone().into());
    document.insert("scope".into(), token.scopes.join(" ").into());
    edit.put(token)?;
    Ok(document)
}

/// Signs who signed in, if `openid` was asked for.
pub(super) async fn id_token(app: &App, grant: &Grant, asked: &[Scope]) -> Result<Option<String>, AuthError> {
    let names: Vec<String> = asked.iter().map(|scope| scope.name.clone()).collect();
    if !names.iter().any(|name| name == "openid") {
        return Ok(None);
    }
    let mut claims = app
        .state
        .read(|world| person_claims(world, grant.identity, &names));
    claims.insert("iss".into(), app.urls.issuer().into());
    claims.insert("aud".into(), grant.client.to_string().into());
    // Clients hold these two against their own clock, which practice's may be ahead of.
    let now = Timestamp::now().as_second();
    claims.insert("iat".into(), now.into());
    claims.insert("exp".into(), (now + grant.lifetime).into());
    claims.insert("last_authentication".into(), grant.auth_time().as_second().into());
    Ok(Some(app.keys.sign(app, &Value::Object(claims)).await?))
}

/// Userinfo and id token hold the same claims, as far as the scopes go.
pub(super) fn person_claims(world: &World, identity: Uuid, scopes: &[String]) -> Map<String, Value> {
    let has = |name: &str| scopes.iter().any(|it| it == name);
    let mut claims = Map::new();
    claims.insert("sub".into(), identity.to_string().into());
    let Some(person) = world.identities.by_id(identity) else {
        return claims;
    };
    if has("profile") {
        claims.insert("preferred_username".into(), person.username.clone().into());
        claims.insert("name".into(), person.name.clone().into());
        claims.insert("organization".into(), person.organization.clone().into());
        claims.insert(
            "identity_provider".into(),
            person.identity_provider.to_string().into(),
        );
        claims.insert(
            "identity_provider_display_name".into(),
            provider_name(world, person).into(),
        );
    }
    if has("email") {
        claims.insert("email".into(), person.email.clone().into());
    }
    if has(VIEW_IDENTITY_SET) {
        let mut linked: Vec<&Identity> = world
            .linked(identity)
            .iter()
            .filter_map(|id| world.identities.by_id(*id))
            .collect();
        linked.sort_by_key(|it| (it.id != it.account, it.username.clone()));
        let set: Vec<Value> = linked.into_iter().map(|it| set_entry(world, it)).collect();
        claims.insert("identity_set".into(), set.into());
    }
    claims
}

fn set_entry(world: &World, identity: &Identity) -> Value {
    json!({
        "sub": identity.id, "username": identity.username, "name": identity.name, "email": identity.email,
        "organization": identity.organization, "identity_provider": identity.identity_provider,
        "identity_provider_display_name": provider_name(world, identity), "last_authentication": null,
    })
}

fn provider_name(world: &World, identity: &Identity) -> Option<String> {
    world
        .identity_providers
        .by_id(identity.identity_provider)
        .map(|it| it.name.clone())
}
