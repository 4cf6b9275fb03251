//! A consent or a session may be demanded by any call. Each hands the demand out as it came, a sign-in with it is
//! enough, and the same call then does its work.

use globus::ids::CollectionId;
use globus::path::CollectionPath;
use serde_json::{Value, json};
use sharing::Error;
use sharing::model::{
    AuditFilter, AuditQuery, ChangeAction, ChangeState, ChangeTargets, Confirmations, DiagnosisRequest,
    EndChoice, FolderCheck, Readiness, SharePlan,
};

use crate::common::{ALEX, NORA, World, confirmed, day_in};

const STORAGE: &str = "Northfield Research Storage";
const ARCHIVE: &str = "Whitfield Lab archive";

/// Transfer's and Groups' ways to ask for something, and whether it is for a consent only.
fn demands() -> [(Value, bool); 5] {
    let scope = "urn:globus:auth:scope:transfer.api.globus.org:all";
    let asking = |parameters: Value| json!({"code": "AuthorizationRequired", "message": "m", "authorization_parameters": parameters});
    [
        (
            json!({"code": "ConsentRequired", "required_scopes": [scope], "message": "m"}),
            true,
        ),
        (
            asking(json!({"session_required_single_domain": ["northfield.example"]})),
            false,
        ),
        (asking(json!({"session_required_identities": [NORA]})), false),
        (
            asking(json!({"session_required_mfa": true, "session_message": "Again, please"})),
            false,
        ),
        (
            asking(json!({"session_required_policies": "p1,p2", "prompt": "login"})),
            false,
        ),
    ]
}

/// The same in the manager's words.
fn of_server((body, is_consent): (Value, bool)) -> (Value, bool) {
    let scopes = body["required_scopes"].clone();
    let detail = if is_consent {
        json!({"DATA_TYPE": "missing_required_scopes#1.0.0", "required_scopes": scopes})
    } else {
        json!({"DATA_TYPE": "authentication_timeout#1.1.0", "high_assurance": true, "identities": [], "require_mfa": false})
    };
    let mut answer = json!({"DATA_TYPE": "result#1.0.0", "code": "permission_denied", "http_response_code": 403,
        "message": "m", "detail": detail, "data": []});
    if let Some(parameters) = body.get("authorization_parameters") {
        answer["authorization_parameters"] = parameters.clone();
    }
    (answer, is_consent)
}

/// One call with the route on which it is refused once.
#[derive(Clone, Copy, Debug)]
enum Call {
    Check,
    CheckServer,
    Plan,
    PlanCovered,
    Preview,
    ListFolder,
    Details,
    Roles,
    Groups,
    PlanChange,
    AuditRefresh,
    Storages,
    OpenStorage,
    StorageFolder,
    SearchStorages,
    Group,
    FindPeople,
    Diagnose,
    DeletionPreview,
}

const CALLS: [(Call, &str); 23] = [
    (Call::Check, "/transfer/v0.10/endpoint/*"),
    (Call::Check, "/transfer/v0.10/operation/endpoint/*/stat"),
    (Call::CheckServer, "/gcs/*/api/collections/*"),
    (Call::CheckServer, "/gcs/*/api/collections"),
    (Call::CheckServer, "/gcs/*/api/user_credentials"),
    (Call::Plan, "/transfer/v0.10/operation/endpoint/*/stat"),
    (Call::PlanCovered, "/transfer/v0.10/endpoint/*/access_list"),
    (Call::Preview, "/transfer/v0.10/operation/endpoint/*/ls"),
    (Call::ListFolder, "/transfer/v0.10/operation/endpoint/*/ls"),
    (Call::Details, "/transfer/v0.10/endpoint/*"),
    (Call::Roles, "/transfer/v0.10/endpoint/*/role_list"),
    (Call::Groups, "/groups/v2/groups/my_groups"),
    (Call::PlanChange, "/transfer/v0.10/endpoint/*/access_list"),
    (Call::AuditRefresh, "/transfer/v0.10/endpoint_search"),
    (Call::Storages, "/transfer/v0.10/endpoint_search"),
    (Call::Storages, "/transfer/v0.10/bookmark_list"),
    (Call::OpenStorage, "/transfer/v0.10/endpoint/*"),
    (Call::StorageFolder, "/transfer/v0.10/operation/endpoint/*/ls"),
    (Call::SearchStorages, "/transfer/v0.10/endpoint_search"),
    (Call::Group, "/groups/v2/groups/*"),
    (Call::FindPeople, "/auth/v2/api/identities"),
    (Call::Diagnose, "/transfer/v0.10/endpoint/*/access_list"),
    (Call::DeletionPreview, "/transfer/v0.10/endpoint/*/access_list"),
];

struct Scene {
    world: World,
    link: String,
    covered: String,
    archive: CollectionId,
}

impl Scene {
    async fn set() -> Self {
        let world = World::demo().await;
        let link = world.link(STORAGE, "/core/").await;
        let covered = world.link(STORAGE, "/projects/whitfield/").await;
        let archive = world.collection_id(ARCHIVE).await;
        world
            .with_consent(async || world.sharing.check_folders(vec![link.clone()]).await)
            .await
            .unwrap();
        world.sharing.refresh_audit(&|_| ()).await.unwrap();
        Self {
            world,
            link,
            covered,
            archive,
        }
    }

    async fn check(&self) -> sharing::Result<FolderCheck> {
        let checked = self
            .world
            .sharing
            .check_folders(vec![self.link.clone()])
            .await?
            .remove(0);
        assert_eq!(checked.readiness, Readiness::Ready);
        Ok(checked)
    }

    async fn plan(&self, address: &str) -> sharing::Result<SharePlan> {
        self.world
            .sharing
            .plan_share(self.world.draft(address, &[ALEX]).await)
            .await
    }

    async fn make(&self, call: Call) -> sharing::Result<()> {
        let sharing = &self.world.sharing;
        match call {
            Call::Check | Call::CheckServer => self.check().await.map(drop),
            Call::Plan => self.plan(&self.link).await.map(drop),
            Call::PlanCovered => self.plan(&self.covered).await.map(drop),
            Call::Preview => {
                sharing
                    .preview_folder("p".into(), self.link.clone(), |_| ())
                    .await
            }
            Call::ListFolder => {
                let query = globus::transfer::ListQuery::folder(CollectionPath::root());
                self.world.globus.transfer.ls(&self.archive, &query).await?;
                Ok(())
            }
            Call::Details => sharing.collection_details(&self.archive).await.map(drop),
            Call::Roles => sharing.role_rows(&self.archive).await.map(drop),
            Call::Groups => sharing.my_groups().await.map(drop),
            Call::PlanChange => {
                let targets = ChangeTargets::Query {
                    query: AuditQuery::default(),
                };
                let end = EndChoice::On { day: day_in(20) };
                sharing
                    .plan_change(&targets, &ChangeAction::SetEnd { end })
                    .await
                    .map(drop)
            }
            Call::AuditRefresh => {
                // What the first refresh read is fresh enough: without this nothing would be asked.
                sharing.leave_my_shares().await?;
                sharing.refresh_audit(&|_| ()).await.map(drop)
            }
            Call::Storages => sharing.storages().await.map(drop),
            Call::OpenStorage => sharing.open_storage(&self.link).await.map(drop),
            Call::StorageFolder => sharing.list_folder(&self.archive, None, false, 0).await.map(drop),
            Call::SearchStorages => sharing.search_storages("northfield").await.map(drop),
            Call::Group => {
                let group = sharing.my_groups().await?.remove(0).id;
                sharing.group_details(&group).await.map(drop)
            }
            Call::FindPeople => sharing.resolve_guests(vec![ALEX.to_owned()]).await.map(drop),
            Call::Diagnose => {
                let request = DiagnosisRequest {
                    collection_id: self.archive.clone(),
                    path: CollectionPath::root(),
                    identity_id: crate::groups::person(&self.world, ALEX).await,
                    signs_in_as: None,
                };
                sharing.diagnose(&request).await.map(drop)
            }
            Call::DeletionPreview => sharing.deletion_preview(&self.archive).await.map(drop),
        }
    }
}

#[tokio::test]
async fn every_call_hands_a_demand_out_and_goes_on_after_it() {
    let scene = Scene::set().await;
    let mut missed = Vec::new();
    for (index, (call, route)) in CALLS.into_iter().enumerate() {
        // All kinds at a few calls, one kind at each.
        let kinds: Vec<_> = if index < 3 {
            demands().into()
        } else {
            vec![demands()[index % 5].clone()]
        };
        for demand in kinds {
            let (body, is_consent) = if route.starts_with("/gcs") {
                of_server(demand)
            } else {
                demand
            };
            let fault = json!({"route": route, "times": 1, "status": 403, "body": body});
            scene.world.lever("faults", fault).await;
            let refused = scene.make(call).await;
            let Err(refused) = refused else {
                missed.push((call, route));
                scene.world.fair_weather().await;
                continue;
            };
            let demanded = match &refused {
                Error::ConsentRequired { demand } => is_consent.then_some(demand),
                Error::SessionRequired { demand } => (!is_consent).then_some(demand),
                _ => None,
            };
            let demanded = demanded.unwrap_or_else(|| panic!("{call:?} {route}: {refused:?}"));
            scene
                .world
                .sharing
                .sign_in(Some(demanded.clone()), false, &|_| ())
                .await
                .unwrap();
            let done = scene.make(call).await;
            assert!(done.is_ok(), "{call:?} {route}: {done:?}");
        }
    }
    assert!(missed.is_empty(), "these asked for nothing: {missed:#?}");
}

#[tokio::test]
async fn a_demand_while_sharing_on_a_server_keeps_everything() {
    for (route, method) in [
        ("/gcs/*/api/collections/*", "GET"),
        ("/gcs/*/api/user_credentials", "GET"),
        ("/gcs/*/api/collections", "POST"),
        ("/transfer/v0.10/endpoint/*/access", "POST"),
        ("/transfer/v0.10/endpoint/*/access_list", "GET"),
    ] {
        let scene = Scene::set().await;
        let plan = scene.plan(&scene.link).await.unwrap();
        let demand = demands()[1].clone();
        let (body, _) = if route.starts_with("/gcs") {
            of_server(demand)
        } else {
            demand
        };
        let fault = json!({"method": method, "route": route, "times": 1, "status": 403, "body": body});
        scene.world.lever("faults", fault).await;
        let confirmations: Confirmations = confirmed(&plan);
        let sharing = &scene.world.sharing;
        let outcome = sharing
            .apply_share(&plan.id, &confirmations, &|_| ())
            .await
            .unwrap();
        let Some(Error::SessionRequired { demand }) = outcome.stopped_by.clone() else {
            panic!("{method} {route}: {outcome:#?}")
        };
        sharing.sign_in(Some(demand), false, &|_| ()).await.unwrap();
        let outcome = sharing.resume_share(&outcome.share_id, &|_| ()).await.unwrap();
        assert!(
            crate::share::all_shared(&outcome),
            "{method} {route}: {outcome:#?}"
        );
    }
}

#[tokio::test]
async fn a_demand_while_changing_keeps_what_was_done_and_does_the_rest() {
    for (route, method) in [
        ("/transfer/v0.10/endpoint/*/access_list", "GET"),
        ("/transfer/v0.10/endpoint/*/access/*", "PUT"),
    ] {
        for (body, _) in demands() {
            let scene = Scene::set().await;
            let sharing = &scene.world.sharing;
            let targets = ChangeTargets::Query {
                query: AuditQuery {
                    filters: vec![AuditFilter::EndingSoon],
                    ..AuditQuery::default()
                },
            };
            let end = EndChoice::On { day: day_in(120) };
            let plan = sharing
                .plan_change(&targets, &ChangeAction::SetEnd { end })
                .await
                .unwrap();
            assert!(plan.changes > 0);
            let fault = json!({"method": method, "route": route, "times": 1, "status": 403, "body": body});
            scene.world.lever("faults", fault).await;
            let ticks = Confirmations {
                have_copy: vec!["change".to_owned()],
                typed_names: Vec::new(),
            };
            let outcome = sharing.apply_change(&plan.id, &ticks, &|_| ()).await.unwrap();
            let demand = outcome.stopped_by.as_ref().and_then(Error::demand);
            let demand = demand.unwrap_or_else(|| panic!("{method} {route}: {outcome:#?}"));
            sharing
                .sign_in(Some(demand.clone()), false, &|_| ())
                .await
                .unwrap();
            let outcome = sharing.resume_change(&outcome.id, &|_| ()).await.unwrap();
            let done = outcome.states.iter().filter(|state| **state == ChangeState::Done);
            assert_eq!(
                done.count(),
                usize::try_from(plan.changes).unwrap(),
                "{method} {route}: {outcome:#?}"
            );
        }
    }
}
