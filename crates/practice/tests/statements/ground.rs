//! What most statements start from: a practice, a guest collection in it, and its owner.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{ALL, JONAS, NORA, Reply, Stage, TOMAS};

/// A guest collection and the token of its owner.
pub(crate) struct Ground {
    pub(crate) stage: Stage,
    pub(crate) owner: String,
    /// The collection's id.
    pub(crate) id: String,
    /// Where its permissions are.
    pub(crate) access: String,
    /// Where its roles are.
    pub(crate) role: String,
}

impl Ground {
    pub(crate) async fn of(stage: Stage, owner: &str, collection: &str) -> Self {
        let owner = stage.token(owner, ALL).await;
        let id = stage.collection(collection).await;
        Self {
            stage,
            owner,
            access: format!("endpoint/{id}/access"),
            role: format!("endpoint/{id}/role"),
            id,
        }
    }

    /// The demo's "Maple trial 2026": a folder of Nora's laptop, with roles and permissions.
    pub(crate) async fn maple() -> Self {
        Self::of(Stage::demo().await, NORA, "Maple trial 2026").await
    }

    /// The demo's "Whitfield Lab archive": a folder on a server, Nora's too.
    pub(crate) async fn archive() -> Self {
        Self::of(Stage::demo().await, NORA, "Whitfield Lab archive").await
    }

    /// Nora's "Share" on a computer that Jonas administers, with no permission but the owner's; Tomás is a stranger.
    pub(crate) async fn fresh() -> Self {
        let stage = Stage::seeded(json!({
            "people": [
                {"username": NORA, "name": "Nora", "sign_in": true},
                {"username": JONAS, "name": "Jonas", "sign_in": true},
                {"username": TOMAS, "name": "Tomás", "sign_in": true}
            ],
            "clients": [
                {"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"},
                {"name": "Robot", "secret": "practice-secret-robot"}
            ],
            "groups": [{"name": "Crew", "members": [{"who": NORA, "role": "admin"}]}],
            "collections": [
                {"name": "Computer", "type": "GCP_mapped_collection", "owner": JONAS, "subscribed": true},
                {"name": "Share", "type": "GCP_guest_collection", "owner": NORA, "host": "Computer", "path": "/share/"}
            ]
        }))
        .await;
        Self::of(stage, NORA, "Share").await
    }

    /// Asks the owner's service for a new permission.
    pub(crate) async fn create(&self, document: Value) -> Reply {
        self.stage.post(&self.access, &self.owner, document).await
    }

    /// Makes a permission and says where it is.
    pub(crate) async fn made(&self, document: Value) -> String {
        let created = self.create(document).await.ok();
        format!("{}/{}", self.access, created["access_id"].as_str().unwrap())
    }

    /// Reads what the owner may read.
    pub(crate) async fn read(&self, path: &str) -> Value {
        self.stage.get(path, &self.owner).await.ok()
    }

    /// All permissions, as the owner sees them.
    pub(crate) async fn list(&self) -> Vec<Value> {
        let list = self.read(&format!("{}_list", self.access)).await;
        list["DATA"].as_array().unwrap().clone()
    }

    /// Those that come from roles.
    pub(crate) async fn implicit(&self) -> Vec<Value> {
        let mut all = self.list().await;
        all.retain(|it| it["id"].is_null());
        all
    }

    pub(crate) async fn ls(&self, token: &str, path: &str) -> Reply {
        let path: String = url::form_urlencoded::byte_serialize(path.as_bytes()).collect();
        let route = format!("operation/endpoint/{}/ls?path={path}", self.id);
        self.stage.get(&route, token).await
    }

    pub(crate) async fn mkdir(&self, token: &str, path: &str) -> Reply {
        let route = format!("operation/endpoint/{}/mkdir", self.id);
        let body = json!({"DATA_TYPE": "mkdir", "path": path});
        self.stage.post(&route, token, body).await
    }

    /// Gives a role, as the owner.
    pub(crate) async fn give(&self, kind: &str, principal: &str, role: &str) -> Reply {
        let body = json!({"DATA_TYPE": "role", "principal_type": kind, "principal": principal, "role": role});
        self.stage.post(&self.role, &self.owner, body).await
    }

    /// What an account may do about permissions and roles: list, get, create, update, delete, give a role.
    pub(crate) async fn attempts(&self, token: &str) -> [bool; 6] {
        let stage = &self.stage;
        let jonas = stage.person(JONAS).await;
        let new = |path: &str| crate::harness::rule(&jonas, path, "r");
        let one = self.made(new("/kept/")).await;
        let role = json!({"principal_type": "identity", "principal": jonas, "role": "activity_monitor"});
        let replies = [
            stage.get(&format!("{}_list", self.access), token).await,
            stage.get(&one, token).await,
            stage.post(&self.access, token, new("/new/")).await,
            stage.put(&one, token, json!({"permissions": "rw"})).await,
            stage.delete(&one, token).await,
            stage.post(&self.role, token, role).await,
        ];
        replies.map(|reply| {
            let allowed = reply.status.is_success();
            assert!(
                allowed || reply.refusal() == (403, "PermissionDenied"),
                "{reply:?}"
            );
            allowed
        })
    }

    /// A call to another service than Transfer.
    pub(crate) async fn service(&self, method: Method, url: String, token: &str, body: Value) -> Reply {
        let mut request = self.stage.http.request(method, url).bearer_auth(token);
        if !body.is_null() {
            request = request.json(&body);
        }
        self.stage.send(request).await
    }
}

/// A refusal, as a statement names it.
#[track_caller]
pub(crate) fn refused(reply: Reply, status: u16, code: &str) {
    assert_eq!(reply.refusal(), (status, code), "{}", reply.text);
}

/// A new permission for a group, for everybody signed in, or for anyone.
pub(crate) fn grant(kind: &str, principal: &str, path: &str, permissions: &str) -> Value {
    json!({"DATA_TYPE": "access", "principal_type": kind, "principal": principal, "path": path,
        "permissions": permissions})
}

/// A storage refusal of somebody whom no rule lets in.
#[track_caller]
pub(crate) fn kept_out(reply: &Reply) {
    assert_eq!(
        (reply.status, reply.body["code"].as_str()),
        (StatusCode::FORBIDDEN, Some("EndpointPermissionDenied")),
        "{}",
        reply.text
    );
}
