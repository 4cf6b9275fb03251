//! The computers, the storage and the shares of the pretend world.

use super::groups::{LAB, LAB_MANAGERS, MARINE};
use super::people::{ALEX, JONAS, MARCUS, MARTA, NORA, PRIYA, TOMAS, usernames};
use super::servers::{STORAGE, servers};
use super::{ACCESS_DESK, AUTOMATION};
use crate::seed::file::{BookmarkSeed, CollectionSeed, PermissionSeed, RoleSeed};
use crate::seed::server::ServerSeed;
use crate::state::model::{EntityType, Permissions, RoleName};

const LAPTOP: &str = "Nora's laptop";
const FIELD_COMPUTER: &str = "Field station computer";
/// Permissions of the demo, whatever the shares above leave to be filled.
const TOTAL: usize = 400;

pub(super) fn collection(name: &str, entity_type: EntityType, owner: Option<&str>) -> CollectionSeed {
    CollectionSeed {
        id: None,
        name: name.to_owned(),
        entity_type,
        owner: owner.map(str::to_owned),
        host: None,
        path: None,
        folder: true,
        this_computer: false,
        generated: None,
        subscription: None,
        subscribed: false,
        online: true,
        public: true,
        high_assurance: false,
        max_expiration_mins: None,
        disable_anonymous_writes: false,
        enable_https: None,
        domains: Vec::new(),
        description: None,
        organization: Some("Northfield University".into()),
        keywords: None,
        recently_used_by: Vec::new(),
        roles: Vec::new(),
        server: ServerSeed::default(),
        permissions: Vec::new(),
    }
}

/// Two computers with Globus Connect Personal, one server.
pub(super) fn computers() -> Vec<CollectionSeed> {
    let mut laptop = collection(LAPTOP, EntityType::GCP_mapped_collection, Some(NORA));
    laptop.this_computer = true;
    laptop.subscribed = true;
    laptop.public = false;
    laptop.roles = vec![person_role(AUTOMATION, RoleName::Administrator)];
    let mut field = collection(FIELD_COMPUTER, EntityType::GCP_mapped_collection, Some(NORA));
    field.subscribed = true;
    field.online = false;
    field.public = false;
    let mut all = vec![laptop, field];
    all.extend(servers());
    all
}

fn guest(name: &str, host: &str, path: &str, owner: &str) -> CollectionSeed {
    let on_server = host == STORAGE;
    let kind = if on_server {
        EntityType::GCSv5_guest_collection
    } else {
        EntityType::GCP_guest_collection
    };
    CollectionSeed {
        host: Some(host.into()),
        path: Some(path.into()),
        ..collection(name, kind, Some(owner))
    }
}

fn person_role(who: &str, role: RoleName) -> RoleSeed {
    RoleSeed {
        who: Some(who.into()),
        group: None,
        role,
    }
}

fn group_role(group: &str, role: RoleName) -> RoleSeed {
    RoleSeed {
        who: None,
        group: Some(group.into()),
        role,
    }
}

fn to(path: &str, permissions: Permissions) -> PermissionSeed {
    PermissionSeed {
        path: path.into(),
        permissions,
        who: None,
        group: None,
        everyone: None,
        ends_in_days: Some(90.0),
        expiration_date: None,
        created_days_ago: Some(30.0),
        repeat: None,
    }
}

fn person(path: &str, who: &str, permissions: Permissions, ends_in_days: Option<f64>) -> PermissionSeed {
    PermissionSeed {
        who: Some(who.into()),
        ends_in_days,
        ..to(path, permissions)
    }
}

fn group(path: &str, group: &str, permissions: Permissions, ends_in_days: Option<f64>) -> PermissionSeed {
    PermissionSeed {
        group: Some(group.into()),
        ends_in_days,
        ..to(path, permissions)
    }
}

fn everyone(path: &str, who: &str) -> PermissionSeed {
    PermissionSeed {
        everyone: Some(who.into()),
        ends_in_days: None,
        ..to(path, Permissions::Read)
    }
}

/// All of them.
pub(super) fn collections() -> Vec<CollectionSeed> {
    let mut all = computers();
    all.extend(on_the_laptop());
    all.extend(elsewhere());
    let so_far: usize = all.iter().map(|it| it.permissions.len()).sum();
    if let Some(core_facility) = all.iter_mut().find(|it| it.name == "Core facility results") {
        core_facility
            .permissions
            .extend(customers(TOTAL.saturating_sub(so_far)));
    }
    all
}

fn on_the_laptop() -> Vec<CollectionSeed> {
    use Permissions::{Read, ReadWrite};
    let mut maple = guest("Maple trial 2026", LAPTOP, "/~/Maple trial 2026/", NORA);
    maple.description = Some("Growth and survival of maples under drought".into());
    maple.keywords = Some("maple,drought,2026".into());
    maple.recently_used_by = vec![NORA.into()];
    maple.roles = vec![
        group_role(LAB_MANAGERS, RoleName::AccessManager),
        person_role(ACCESS_DESK, RoleName::AccessManager),
        person_role(AUTOMATION, RoleName::Administrator),
    ];
    maple.permissions = vec![
        person("/Results/", MARCUS, Read, Some(9.0)),
        person("/Results/", JONAS, Read, Some(60.0)),
        person("/Results/raw/", PRIYA, ReadWrite, Some(12.5)),
        person("/Results/figures/", TOMAS, Read, None),
        person("/", MARTA, ReadWrite, None),
        person(
            "/Results/tables/",
            "grace.adeyemi@eastlake.example",
            Read,
            Some(-3.0),
        ),
        group("/", LAB, Read, Some(200.0)),
        group("/Results/", "Reef survey partners", Read, Some(5.0)),
    ];
    let mut sequencing = guest("Spring sequencing", LAPTOP, "/~/Spring sequencing/", NORA);
    sequencing.max_expiration_mins = Some(180 * 24 * 60);
    sequencing.roles = vec![person_role(ACCESS_DESK, RoleName::AccessManager)];
    sequencing.permissions = vec![
        group("/", MARINE, Read, Some(120.0)),
        person("/Run 2026-03-14/", ALEX, ReadWrite, Some(30.0)),
        person("/Run 2026-03-14/", "l.moretti@alpen.example", Read, Some(11.0)),
        person("/Run 2026-04-02/", MARCUS, Read, Some(-20.0)),
    ];
    let mut gel = guest("Gel images 2024", LAPTOP, "/~/Gel images 2024/", NORA);
    gel.folder = false;
    gel.permissions = vec![
        person("/", ALEX, Read, None),
        person("/", "rahul.mehta@eastlake.example", Read, Some(-100.0)),
        group("/", LAB, ReadWrite, None),
    ];
    let mut teaching = guest("Teaching set", LAPTOP, "/~/Teaching set/", NORA);
    teaching.permissions = vec![
        everyone("/Exercise 1/", "anonymous"),
        everyone("/", "all_authenticated_users"),
        group("/", "Spring course 2026", ReadWrite, Some(40.0)),
    ];
    let mut thesis = guest("Thesis figures", LAPTOP, "/~/Thesis figures/", NORA);
    thesis.permissions = vec![
        person("/chapter 2/", JONAS, Read, Some(3.0)),
        person("/", "s.martin@eastlake.example", Read, Some(13.0)),
    ];
    vec![maple, sequencing, gel, teaching, thesis]
}

fn elsewhere() -> Vec<CollectionSeed> {
    use Permissions::{Read, ReadWrite};
    let mut notes = guest("Field notes", FIELD_COMPUTER, "/Field notes/", NORA);
    notes.permissions = vec![
        group("/", LAB, Read, None),
        person("/", "o.bakke@alpen.example", ReadWrite, Some(25.0)),
        person("/", MARTA, Read, Some(-1.0)),
    ];
    let mut archive = guest("Whitfield Lab archive", STORAGE, "/projects/whitfield/", NORA);
    archive.public = false;
    archive.recently_used_by = vec![NORA.into()];
    archive.roles = vec![person_role(AUTOMATION, RoleName::Administrator)];
    archive.permissions = vec![
        group("/", LAB, ReadWrite, None),
        person("/2025/", TOMAS, Read, Some(7.0)),
        person("/2025/", JONAS, Read, Some(70.0)),
    ];
    // Nora looks after the permissions of the core facility without being its administrator.
    let mut core_facility = guest("Core facility results", STORAGE, "/core/results/", MARTA);
    core_facility.public = false;
    core_facility.recently_used_by = vec![NORA.into(), MARTA.into()];
    core_facility.roles = vec![
        person_role(NORA, RoleName::AccessManager),
        person_role(ACCESS_DESK, RoleName::AccessManager),
    ];
    core_facility.permissions = vec![group("/announcements/", "Sequencing customers", Read, None)];
    // Here, too, but Nora has not used it lately: no search finds it among what she looks after.
    let mut reef = guest("Reef survey 2026", STORAGE, "/projects/reef/", TOMAS);
    reef.roles = vec![person_role(NORA, RoleName::AccessManager)];
    reef.permissions = vec![
        group("/", MARINE, Read, None),
        group("/uploads/", "Reef survey partners", ReadWrite, Some(100.0)),
        person("/", NORA, ReadWrite, Some(50.0)),
    ];
    vec![notes, archive, core_facility, reef]
}

/// Nora's own names for folders that she opens often.
pub(super) fn bookmarks() -> Vec<BookmarkSeed> {
    let bookmark = |name: &str, collection: &str, path: &str| BookmarkSeed {
        name: name.into(),
        who: NORA.into(),
        collection: collection.into(),
        path: path.into(),
        pinned: false,
    };
    vec![
        bookmark("reef project space", STORAGE, "/projects/reef/"),
        bookmark("whitfield archive", "Whitfield Lab archive", "/"),
    ]
}

/// Results for customers: one folder each, month by month, until the demo has its number.
fn customers(count: usize) -> Vec<PermissionSeed> {
    let months = [
        "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07",
        "2026-08", "2026-09", "2026-10",
    ];
    let folders = months.iter().enumerate().flat_map(|(age, month)| {
        usernames()
            .filter(|who| ![NORA, MARTA].contains(who))
            .map(move |who| (age, *month, who))
    });
    folders
        .take(count)
        .enumerate()
        .map(|(index, (age, month, who))| {
            let name = who.split('@').next().unwrap_or(who);
            let ends_in_days = match index % 29 {
                0 => None,
                1 => Some(4.0 + (index % 9) as f64),
                2 => Some(-30.0),
                _ => Some(20.0 + (index % 160) as f64),
            };
            let level = if index % 11 == 5 {
                Permissions::ReadWrite
            } else {
                Permissions::Read
            };
            let mut rule = person(&format!("/{month}/{name}/"), who, level, ends_in_days);
            rule.created_days_ago = Some(300.0 - 20.0 * age as f64);
            rule
        })
        .collect()
}
