//! From a seed to documents.

use jiff::Timestamp;
use uuid::Uuid;

use super::access::{add_role, missing, principal, rule};
use super::file::{BookmarkSeed, CollectionSeed, PersonSeed, RoleSeed, SeedFile};
use super::groups;
use super::server::settle;
use super::subscriptions;
use super::{CLIENT_PROVIDER, EMAIL_PROVIDER, application_identity, id_of};
use crate::Error;
use crate::shared::Places;
use crate::state::model::{
    Bookmark, Client, Collection, EntityType, Identity, IdentityProvider, RecentUse, RoleName,
    ServerSettings, Storage, Texts,
};
use crate::state::{Edit, Term, World};
use crate::storage::{collection_path_of, normalize_folder};

/// Puts everything a seed describes into a new data folder.
pub(crate) fn apply(
    seed: &SeedFile,
    edit: &mut Edit<'_>,
    places: &Places,
    now: Timestamp,
) -> Result<(), Error> {
    let fixed = [
        ("E-mail address", EMAIL_PROVIDER, "email.example"),
        ("Globus applications", CLIENT_PROVIDER, "clients.auth.globus.org"),
    ];
    for (name, id, domain) in fixed {
        let domains = vec![domain.to_owned()];
        edit.put(IdentityProvider {
            id,
            name: name.into(),
            short_name: name.into(),
            domains,
        })?;
    }
    for provider in &seed.providers {
        edit.put(IdentityProvider {
            id: id_of("provider", &provider.name),
            name: provider.name.clone(),
            short_name: provider.domains.first().cloned().unwrap_or_default(),
            domains: provider.domains.clone(),
        })?;
    }
    for person in &seed.people {
        let identity = identity(person, edit.world());
        edit.put(identity)?;
    }
    edit.put(Client {
        id: super::CLI_TEMPLATE,
        name: "Globus CLI".into(),
        secret: None,
        template: None,
        created: now,
        scopes: Vec::new(),
    })?;
    for client in &seed.clients {
        let client = Client {
            id: client.id.unwrap_or_else(|| id_of("client", &client.name)),
            name: client.name.clone(),
            secret: client.secret.clone(),
            template: None,
            created: now,
            scopes: client.scopes.clone(),
        };
        if client.secret.is_some() {
            edit.put(application_identity(&client))?;
        }
        edit.put(client)?;
    }
    groups::apply(seed, edit, now)?;
    subscriptions::apply(seed, edit)?;
    for collection in &seed.collections {
        apply_collection(collection, edit, places, now)?;
    }
    for bookmark in &seed.bookmarks {
        apply_bookmark(bookmark, edit)?;
    }
    Ok(())
}

fn apply_bookmark(seed: &BookmarkSeed, edit: &mut Edit<'_>) -> Result<(), Error> {
    let identity = principal(edit.world(), &seed.who)?;
    let owner = account_of(edit.world(), identity);
    let collection = edit
        .world()
        .collections
        .iter()
        .find(|it| it.display_name == seed.collection)
        .map(|it| it.id)
        .ok_or_else(|| missing("collection", &seed.collection))?;
    edit.put(Bookmark {
        id: id_of("bookmark", &format!("{owner}/{}", seed.name)),
        owner,
        name: seed.name.clone(),
        collection,
        path: seed.path.clone(),
        pinned: seed.pinned,
    })
}

/// The account that an identity belongs to; applications are one of their own.
fn account_of(world: &World, identity: Uuid) -> Uuid {
    world.identities.by_id(identity).map_or(identity, |it| it.account)
}

fn identity(person: &PersonSeed, world: &World) -> Identity {
    let username = person.username.to_lowercase();
    // A closed account leaves its username to somebody else.
    let is_taken = || world.identities_by_username(&username).next().is_some();
    let id = person.id.unwrap_or_else(|| {
        let name = if is_taken() {
            format!("again:{username}")
        } else {
            username.clone()
        };
        id_of("person", &name)
    });
    let domain = username.rsplit_once('@').map_or("", |(_, domain)| domain);
    let provider = world
        .identity_providers
        .iter()
        .find(|it| it.domains.iter().any(|own| own == domain));
    let account = person
        .linked_to
        .as_deref()
        .and_then(|it| world.identity_by_username(it))
        .map_or(id, |it| it.account);
    let status = person.status.clone().unwrap_or_else(|| "used".into());
    Identity {
        id,
        name: person.name.clone(),
        email: Some(username.clone()),
        organization: person.organization.clone(),
        status,
        identity_provider: provider.map_or(EMAIL_PROVIDER, |it| it.id),
        identity_type: Some("login".into()),
        account,
        sign_in: person.sign_in,
        username,
    }
}

fn apply_collection(
    seed: &CollectionSeed,
    edit: &mut Edit<'_>,
    places: &Places,
    now: Timestamp,
) -> Result<(), Error> {
    let mut collection = collection(seed, edit.world(), places, now)?;
    settle(seed, &mut collection, edit)?;
    make_folder(seed, &collection, edit.world(), places)?;
    let id = collection.id;
    if let Some(owner) = &seed.owner {
        let administrator = RoleSeed {
            who: Some(owner.clone()),
            group: None,
            role: RoleName::Administrator,
        };
        add_role(edit, id, &administrator)?;
    }
    for role in &seed.roles {
        add_role(edit, id, role)?;
    }
    for permission in &seed.permissions {
        for number in 1..=permission.repeat.unwrap_or(1) {
            let rule = rule(permission, number, id, edit.world(), now)?;
            edit.put(rule)?;
        }
    }
    for person in &seed.recently_used_by {
        let identity = principal(edit.world(), person)?;
        let account = account_of(edit.world(), identity);
        edit.put(RecentUse {
            account,
            collection: id,
            time: now,
        })?;
    }
    edit.put(collection)
}

fn collection(
    seed: &CollectionSeed,
    world: &World,
    places: &Places,
    now: Timestamp,
) -> Result<Collection, Error> {
    let id = seed.id.unwrap_or_else(|| id_of("collection", &seed.name));
    let host = match &seed.host {
        Some(name) => {
            let found = world.collections.under(Term::Name(name.clone())).next();
            Some(found.ok_or_else(|| missing("collection", name))?)
        }
        None => None,
    };
    let kind = seed.entity_type;
    let administrator = seed
        .owner
        .as_deref()
        .map(|name| principal(world, name))
        .transpose()?;
    let gcs_endpoint = match kind {
        EntityType::GCSv5_endpoint => Some(id),
        EntityType::GCSv5_mapped_collection => host.map(|it| it.id),
        EntityType::GCSv5_guest_collection => host.and_then(|it| it.gcs_endpoint),
        _ => None,
    };
    // Collections of servers belong to the endpoint's client, not to a person.
    let owner = gcs_endpoint
        .or(administrator)
        .ok_or_else(|| Error::Seed(format!("'{}' has no owner", seed.name)))?;
    let storage = match kind {
        EntityType::GCP_mapped_collection | EntityType::GCSv5_mapped_collection
            if seed.generated.is_some() =>
        {
            seed.generated.map(|tree| Storage::Generated { tree })
        }
        EntityType::GCP_mapped_collection if seed.this_computer => {
            let home = collection_path_of(&places.sample_root)
                .ok_or_else(|| Error::Seed("the data folder's path can't be written as text".into()))?;
            Some(Storage::Computer { home })
        }
        EntityType::GCP_mapped_collection | EntityType::GCSv5_mapped_collection => Some(Storage::Folder {
            root: id.simple().to_string(),
        }),
        _ => None,
    };
    let host_path = if kind.is_guest() {
        Some(host_path(seed, host)?)
    } else {
        None
    };
    let organization = seed
        .organization
        .clone()
        .or_else(|| host.and_then(|it| it.texts.organization.clone()));
    Ok(Collection {
        id,
        entity_type: kind,
        display_name: seed.name.clone(),
        owner,
        owner_string: seed
            .owner
            .clone()
            .unwrap_or_else(|| format!("{owner}@clients.auth.globus.org")),
        public: seed.public,
        subscription: seed
            .subscribed
            .then(|| subscriptions::id(seed))
            .or_else(|| host.and_then(|it| it.subscription)),
        host: if kind.is_guest() {
            host.map(|it| it.id)
        } else {
            None
        },
        host_path,
        gcs_endpoint,
        connected: seed.online,
        paused: false,
        high_assurance: seed.high_assurance,
        authentication_timeout_mins: None,
        acl_max_expiration_period_mins: seed.max_expiration_mins,
        disable_anonymous_writes: seed.disable_anonymous_writes
            || host.is_some_and(|it| it.disable_anonymous_writes),
        enable_https: seed.enable_https,
        local_domains: seed.domains.clone(),
        storage,
        texts: Texts {
            description: seed.description.clone(),
            organization,
            keywords: seed.keywords.clone(),
            ..Texts::default()
        },
        created: now,
        deleted: false,
        server: ServerSettings::default(),
    })
}

fn host_path(seed: &CollectionSeed, host: Option<&Collection>) -> Result<String, Error> {
    let host = host.ok_or_else(|| Error::Seed(format!("'{}' has no host", seed.name)))?;
    let path = seed.path.as_deref().and_then(normalize_folder);
    let path = path.ok_or_else(|| Error::Seed(format!("'{}' has no valid path", seed.name)))?;
    let home = match &host.storage {
        Some(Storage::Computer { home }) => home.as_str(),
        _ => "/",
    };
    Ok(path
        .strip_prefix("/~/")
        .map_or_else(|| path.clone(), |rest| format!("{home}{rest}")))
}

/// The folder of a collection on this machine's disk, unless the seed wants it gone.
fn make_folder(
    seed: &CollectionSeed,
    collection: &Collection,
    world: &World,
    places: &Places,
) -> Result<(), Error> {
    let make = |path: std::path::PathBuf| std::fs::create_dir_all(&path).map_err(Error::folder(path));
    if let Some(Storage::Folder { root }) = &collection.storage {
        return make(places.storage_dir.join(root));
    }
    let (Some(host), Some(path)) = (
        collection.host.and_then(|id| world.collections.by_id(id)),
        &collection.host_path,
    ) else {
        return Ok(());
    };
    let inside = |path: &str| path.trim_matches('/').to_owned();
    match &host.storage {
        Some(Storage::Folder { root }) if seed.folder => {
            let folder = places.storage_dir.join(root).join(inside(path));
            make(folder.clone())?;
            // What is shared is there, too. (On computers the sample tree sees to that.)
            let shared = seed.permissions.iter().filter(|it| it.repeat.is_none());
            for path in shared.filter_map(|it| normalize_folder(&it.path)) {
                make(folder.join(inside(&path)))?;
            }
            let note = folder.join("README.md");
            std::fs::write(&note, format!("# {}\n\nPractice files.\n", seed.name))
                .map_err(Error::folder(note))
        }
        Some(Storage::Computer { home }) if seed.folder => match path.strip_prefix(home.as_str()) {
            Some(below_home) => make(places.sample_root.join(inside(below_home))),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}
