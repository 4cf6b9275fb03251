//! What dialogs are told beforehand of the institution's policy, and that it is no more than what is refused at the end.

use globus::path::CollectionPath;
use serde_json::json;
use sharing::model::{
    AllowedRoles, AssignableRole, CollectionDetails, ForbiddenGuest, GroupDetails, GroupRole, Guest,
    MemberRights, MembershipAction, PolicyRule, Resolution, RoleRow, SubjectId,
};

use crate::common::{ALEX, TOMAS, World};
use crate::groups::{COURSE, GRACE, LIAM, allowed, details, member, person};
use crate::policy::{forbid, refused, set_policy};

const NOBODY: &str = "nobody.yet@eastlake.example";

async fn tomas(world: &World) -> SubjectId {
    SubjectId::Person {
        id: person(world, TOMAS).await,
    }
}

#[tokio::test]
async fn suggestions_and_lists_say_who_is_kept_out() {
    let world = World::demo().await;
    let sharing = &world.sharing;
    let outside = PolicyRule::OutsideInstitution;
    let kept_out = ForbiddenGuest {
        guest: tomas(&world).await,
        rule: outside,
    };
    sharing.refresh_audit(&|_| ()).await.unwrap();
    let of = async |query: &str| sharing.suggest_guests(query).await.unwrap().forbidden;
    assert_eq!(of("ferreira").await, []);
    forbid(&world, "outsideInstitution");
    assert_eq!(of("ferreira").await, std::slice::from_ref(&kept_out));
    assert_eq!(of("kim").await, []);

    let lines = [ALEX, TOMAS, NOBODY, "no address"].map(str::to_owned).to_vec();
    let lines = sharing.resolve_guests(lines).await.unwrap();
    let rules: Vec<Option<PolicyRule>> = lines.iter().map(|line| line.forbidden).collect();
    assert_eq!(rules, [None, Some(outside), Some(outside), None]);
    assert!(matches!(lines[2].resolution, Resolution::Unknown { .. }));
    let exact = sharing.suggest_guests(NOBODY).await.unwrap().exact.unwrap();
    assert_eq!(exact.forbidden, Some(outside));
    // Nobody is made known to Globus in vain.
    assert_eq!(refused(sharing.invite_guest(NOBODY).await), outside);
    let again = sharing.resolve_guests(vec![NOBODY.to_owned()]).await.unwrap();
    assert!(matches!(again[0].resolution, Resolution::Unknown { .. }));

    forbid(&world, "groups");
    let groups = sharing.suggest_guests("lab").await.unwrap();
    assert!(!groups.groups.is_empty());
    let all: Vec<ForbiddenGuest> = groups
        .groups
        .iter()
        .map(|group| ForbiddenGuest {
            guest: SubjectId::Group { id: group.id.clone() },
            rule: PolicyRule::Groups,
        })
        .collect();
    assert_eq!(groups.forbidden, all);
}

fn row<'a>(details: &'a CollectionDetails, guest: &Guest) -> &'a RoleRow {
    let rows = details.roles.as_ref().unwrap();
    let (Guest::Person(wanted), true) = (guest, !rows.is_empty()) else {
        panic!("{rows:?}")
    };
    let is_it = |row: &&RoleRow| matches!(&row.guest, Guest::Person(person) if person.id == wanted.id);
    rows.iter().find(is_it).unwrap()
}

#[tokio::test]
async fn roles_are_offered_as_far_as_they_are_allowed() {
    use AssignableRole::{AccessManager, ActivityManager, ActivityMonitor, Administrator};
    let world = World::demo().await;
    let sharing = &world.sharing;
    sharing.refresh_audit(&|_| ()).await.unwrap();
    let id = world.collection_id("Maple trial 2026").await;
    let look = async || sharing.collection_details(&id).await.unwrap();
    let everything = AllowedRoles {
        roles: AssignableRole::ALL.to_vec(),
        rule: None,
    };
    assert_eq!(look().await.to_give, everything);
    let (stranger, colleague) = (world.guest(TOMAS).await, world.guest(ALEX).await);
    sharing.give_role(&id, &stranger, AccessManager).await.unwrap();
    sharing.give_role(&id, &colleague, ActivityManager).await.unwrap();

    // Weaker roles take away: they are never refused.
    forbid(&world, "outsideInstitution");
    let now = look().await;
    assert_eq!(now.to_give, everything);
    let weaker = AllowedRoles {
        roles: vec![ActivityMonitor, ActivityManager],
        rule: Some(PolicyRule::OutsideInstitution),
    };
    assert_eq!(row(&now, &stranger).instead, weaker);
    assert_eq!(row(&now, &colleague).instead.rule, None);
    let more = sharing.give_role(&id, &stranger, Administrator).await;
    assert_eq!(refused(more), PolicyRule::OutsideInstitution);
    sharing.give_role(&id, &stranger, ActivityManager).await.unwrap();

    // Roles that only see transfers let nobody write.
    forbid(&world, "write");
    let now = look().await;
    let seeing = AllowedRoles {
        roles: vec![ActivityMonitor, ActivityManager],
        rule: Some(PolicyRule::Write),
    };
    assert_eq!(now.to_give, seeing);
    let instead = AllowedRoles {
        roles: vec![ActivityMonitor],
        rule: Some(PolicyRule::Write),
    };
    assert_eq!(row(&now, &colleague).instead, instead);
    let more = sharing.give_role(&id, &colleague, AccessManager).await;
    assert_eq!(refused(more), PolicyRule::Write);
    sharing.give_role(&id, &colleague, ActivityMonitor).await.unwrap();
}

fn may<'a>(group: &'a GroupDetails, address: &str) -> &'a MemberRights {
    &member(group, address).may
}

#[tokio::test]
async fn strangers_are_turned_away_and_lowered_but_neither_let_in_nor_raised() {
    let world = allowed().await;
    let sharing = &world.sharing;
    let group = details(&world, COURSE).await.group.id;
    let (grace, liam) = (person(&world, GRACE).await, person(&world, LIAM).await);
    let to = |role: GroupRole| MembershipAction::ChangeRole { role };
    let act = async |who: &globus::ids::IdentityId, action: MembershipAction| {
        let changed = sharing
            .act_on_members(&group, std::slice::from_ref(who), &action)
            .await?;
        assert_eq!(changed.results[0].problem, None, "{action:?}");
        Ok(())
    };
    act(&liam, MembershipAction::Approve).await.unwrap();
    act(&liam, to(GroupRole::Manager)).await.unwrap();

    let rule = PolicyRule::OutsideInstitution;
    forbid(&world, "outsideInstitution");
    let now = details(&world, COURSE).await;
    let asks = may(&now, GRACE);
    assert_eq!(
        (asks.approve, asks.reject, asks.forbidden),
        (false, true, Some(rule))
    );
    let manager = may(&now, LIAM);
    assert_eq!(
        (manager.roles.as_slice(), manager.remove, manager.forbidden),
        ([GroupRole::Member].as_slice(), true, Some(rule))
    );
    assert_eq!(refused(act(&grace, MembershipAction::Approve).await), rule);
    assert_eq!(refused(act(&liam, to(GroupRole::Admin)).await), rule);
    act(&liam, to(GroupRole::Member)).await.unwrap();
    act(&grace, MembershipAction::Reject).await.unwrap();
}

#[tokio::test]
async fn folders_that_may_not_be_shared_are_marked() {
    let world = World::demo().await;
    let sharing = &world.sharing;
    sharing.refresh_audit(&|_| ()).await.unwrap();
    let id = world.collection_id("Thesis figures").await;
    let (root, chapter) = (
        CollectionPath::root(),
        CollectionPath::parse("/chapter 2/").unwrap(),
    );
    let marked = async || {
        let mut folders = sharing.collection_details(&id).await.unwrap().folders;
        folders.extend(sharing.folder_access(&id, &root).await.unwrap().folders);
        let forbidden = folders.iter().filter(|folder| folder.forbidden.is_some());
        let mut paths: Vec<CollectionPath> = forbidden.map(|folder| folder.path.clone()).collect();
        paths.dedup();
        (folders.len(), paths)
    };
    let (all, none) = marked().await;
    assert!(all > 3 && none.is_empty(), "{all} {none:?}");
    set_policy(
        &world,
        json!({ "blocked": [{ "collection": id, "path": chapter }] }),
    );
    assert_eq!(marked().await, (all, vec![root.clone(), chapter.clone()]));
    // By its name on the computer, too.
    let details = sharing.collection_details(&id).await.unwrap();
    let here = CollectionPath::parse(&format!("{}chapter 2/", details.storage_path.unwrap())).unwrap();
    let host = sharing.collection_details(&id).await.unwrap().storage.unwrap().id;
    set_policy(
        &world,
        json!({ "blocked": [{ "collection": host, "path": here }] }),
    );
    assert_eq!(marked().await, (all, vec![root, chapter]));
}
