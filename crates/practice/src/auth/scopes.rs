//! Scopes: the text that asks for them, the ones that exist, and what they mean in plain words.

use uuid::Uuid;

use crate::state::World;
use crate::state::model::EntityType;

pub(crate) const AUTH_SERVER: &str = "auth.globus.org";
pub(crate) const TRANSFER_SERVER: &str = "transfer.api.globus.org";
pub(crate) const GROUPS_SERVER: &str = "groups.api.globus.org";
const SEARCH_SERVER: &str = "search.api.globus.org";
const TIMERS: &str = "524230d7-ea86-4a52-8312-86065a9e0417";
const FLOWS: &str = "eec9b274-0c81-4334-bdc2-54e90e689b9a";
/// Flows' scopes carry the service's client id; its tokens carry a name (found by the official CLI, which looks
/// for its tokens under that name).
const FLOWS_SERVER: &str = "flows.globus.org";

pub(crate) const VIEW_IDENTITY_SET: &str = "urn:globus:auth:scope:auth.globus.org:view_identity_set";
pub(crate) const VIEW_IDENTITIES: &str = "urn:globus:auth:scope:auth.globus.org:view_identities";
pub(crate) const VIEW_CONSENTS: &str = "urn:globus:auth:scope:auth.globus.org:view_consents";

/// One asked scope with those below it: `name[*optional other[...]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) name: String,
    pub(crate) optional: bool,
    pub(crate) below: Vec<Scope>,
}

impl Scope {
    /// This name and all names below, outermost first.
    pub(crate) fn names(&self) -> Vec<&str> {
        let mut names = vec![self.name.as_str()];
        names.extend(self.below.iter().flat_map(Scope::names));
        names
    }
}

/// Reads `scope := ["*"] name [ "[" scope (" " scope)* "]" ]`, several of them separated by spaces.
pub(crate) fn parse(text: &str) -> Option<Vec<Scope>> {
    let mut rest = text;
    let scopes = parse_list(&mut rest, 0)?;
    rest.is_empty().then_some(scopes)
}

fn parse_list(rest: &mut &str, depth: usize) -> Option<Vec<Scope>> {
    let mut scopes = Vec::new();
    loop {
        *rest = rest.trim_start_matches(' ');
        if rest.is_empty() || rest.starts_with(']') {
            return Some(scopes);
        }
        let optional = rest.starts_with('*');
        if optional {
            *rest = &rest[1..];
        }
        let end = rest.find([' ', '[', ']']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        // Deep nesting has no meaning and would only cost stack.
        if name.is_empty() || name.contains('*') || depth > 8 {
            return None;
        }
        *rest = after;
        let mut below = Vec::new();
        if let Some(inner) = rest.strip_prefix('[') {
            *rest = inner;
            below = parse_list(rest, depth + 1)?;
            *rest = rest.strip_prefix(']')?;
            if below.is_empty() {
                return None;
            }
        }
        scopes.push(Scope {
            name: name.to_owned(),
            optional,
            below,
        });
    }
}

/// The resource server of a scope, if there is such a scope at all.
pub(crate) fn resource_server(world: &World, name: &str) -> Option<String> {
    if matches!(name, "openid" | "profile" | "email") {
        return Some(AUTH_SERVER.to_owned());
    }
    if let Some(rest) = name.strip_prefix("urn:globus:auth:scope:") {
        let (server, permission) = rest.split_once(':')?;
        let known: &[&str] = match server {
            AUTH_SERVER => &[
                "view_identity_set",
                "view_identities",
                "view_consents",
                "manage_projects",
                "view_clients",
                "view_authentications",
            ],
            TRANSFER_SERVER => &["all", "gcp_install"],
            GROUPS_SERVER => &["all", "view_my_groups_and_memberships"],
            SEARCH_SERVER => &["all", "search", "ingest"],
            _ => {
                let endpoint: Uuid = server.parse().ok()?;
                let known = world
                    .collections
                    .by_id(endpoint)
                    .is_some_and(|it| it.entity_type == EntityType::GCSv5_endpoint && !it.deleted);
                return (known && permission == "manage_collections").then(|| server.to_owned());
            }
        };
        return known.contains(&permission).then(|| server.to_owned());
    }
    let (server, permission) = name
        .strip_prefix("https://auth.globus.org/scopes/")?
        .split_once('/')?;
    let exists = match server {
        TIMERS => permission == "timer",
        FLOWS => [
            "all",
            "manage_flows",
            "view_flows",
            "run",
            "run_status",
            "run_manage",
        ]
        .contains(&permission),
        _ => {
            let id: Uuid = server.parse().ok()?;
            // A collection that sends browsers here is a client too, but its scopes are those of a collection.
            let service = world.clients.by_id(id).filter(|it| it.template != Some(id));
            if let Some(service) = service {
                let has_it = service.scopes.iter().any(|it| it == permission);
                return has_it.then(|| server.to_owned());
            }
            let collection = world.collections.by_id(id).filter(|it| !it.deleted)?;
            match permission {
                // Neither guest collections nor those with high assurance have it; asking breaks the sign-in.
                "data_access" => {
                    collection.entity_type == EntityType::GCSv5_mapped_collection
                        && !collection.high_assurance
                }
                "https" => !collection.entity_type.is_personal(),
                _ => false,
            }
        }
    };
    let audience = if server == FLOWS { FLOWS_SERVER } else { server };
    exists.then(|| audience.to_owned())
}

/// What a person reads on the consent page.
pub(crate) fn in_plain_words(world: &World, name: &str) -> String {
    let collection_name = |id: &str| {
        let id = id.parse::<Uuid>().ok()?;
        world.collections.by_id(id).map(|it| it.display_name.clone())
    };
    let service_name = |id: &str| {
        let id = id.parse::<Uuid>().ok()?;
        world.clients.by_id(id).map(|it| it.name.clone())
    };
    match name {
        "openid" => return "Know that it is you who signs in".into(),
        "profile" => return "See your name and organisation".into(),
        "email" => return "See your e-mail address".into(),
        _ => {}
    }
    if let Some((server, permission)) = name
        .strip_prefix("urn:globus:auth:scope:")
        .and_then(|rest| rest.split_once(':'))
    {
        return match (server, permission) {
            (AUTH_SERVER, "view_identity_set") => "See the other identities you have linked".into(),
            (AUTH_SERVER, "view_identities") => "Look up people by their sign-in name".into(),
            (AUTH_SERVER, "view_consents") => "See what you have allowed other apps to do".into(),
            (AUTH_SERVER, _) => "Manage your registered apps".into(),
            (TRANSFER_SERVER, "gcp_install") => "Set up Globus Connect Personal for you".into(),
            (TRANSFER_SERVER, _) => "See, share and move your data with Globus".into(),
            (GROUPS_SERVER, "all") => "See and manage your groups".into(),
            (GROUPS_SERVER, _) => "See your groups and who is in them".into(),
            (SEARCH_SERVER, _) => "Search in Globus for you".into(),
            (endpoint, _) => match collection_name(endpoint) {
                Some(name) => format!("Make and manage shared collections on {name}"),
                None => "Make and manage shared collections".into(),
            },
        };
    }
    match name
        .strip_prefix("https://auth.globus.org/scopes/")
        .and_then(|rest| rest.split_once('/'))
    {
        Some((TIMERS, _)) => "Plan copies for later".into(),
        Some((FLOWS, _)) => "Run and manage your flows".into(),
        Some((id, permission)) if service_name(id).is_some() => {
            let name = service_name(id).unwrap_or_default();
            format!("Use {name} for you ({permission})")
        }
        Some((id, "https")) => match collection_name(id) {
            Some(name) => format!("Download and upload files on {name}"),
            None => "Download and upload files".into(),
        },
        Some((id, _)) => match collection_name(id) {
            Some(name) => format!("Reach your data on {name}"),
            None => "Reach your data on a collection".into(),
        },
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_nest_and_mark_what_is_optional() {
        let scopes = parse("openid a[*b c[d]] e").unwrap();
        assert_eq!(scopes.len(), 3);
        assert_eq!(scopes[1].names(), ["a", "b", "c", "d"]);
        assert!(scopes[1].below[0].optional);
        assert!(!scopes[1].below[1].optional);
    }

    #[test]
    fn broken_scopes_are_refused() {
        for text in ["a[", "a[]", "a]b", "[a]", "a[b", "**a"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
