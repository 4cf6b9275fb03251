//! The steps as calls to a running practice.

use std::collections::BTreeMap;

use jiff::Timestamp;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::harness::{Reply, Stage};
use crate::vocabulary::{
    Action, Caller, End, Extra, Group, Level, PEOPLE, Person, Place, Principal, Rank, Role, Step,
};

/// An id that nobody and nothing has.
pub(crate) const UNKNOWN: &str = "33333333-3333-4333-8333-333333333333";

/// The file in each folder of the server.
pub(crate) const FILE: &str = "data.txt";

/// A practice with the people, groups and collections of the vocabulary.
pub(crate) struct Service {
    pub(crate) stage: Stage,
    /// A client that trusts the practice's own authority.
    pub(crate) secure: reqwest::Client,
    /// By [`key`].
    pub(crate) ids: BTreeMap<String, String>,
    /// For Transfer, Groups and the files of the server.
    pub(crate) tokens: BTreeMap<Person, [String; 3]>,
    /// How everything was before the first story.
    pub(crate) beginning: String,
    /// The service's time when the story began.
    pub(crate) began: Timestamp,
}

/// What came back: status, and `code` or else `DATA_TYPE`.
pub(crate) struct Said {
    pub(crate) answer: (u16, String),
    pub(crate) body: Value,
}

/// The same for a word of the vocabulary and for what the seed calls it.
pub(crate) fn key(word: impl std::fmt::Debug) -> String {
    format!("{word:?}").to_lowercase()
}

impl Service {
    pub(crate) fn id(&self, of: impl std::fmt::Debug) -> &str {
        &self.ids[&key(of)]
    }

    async fn send(&self, by: Caller, service: usize, request: RequestBuilder, body: Value) -> Said {
        let mut request = match by {
            Caller::Account(person) => request.bearer_auth(&self.tokens[&person][service]),
            Caller::Nobody => request,
        };
        if !body.is_null() {
            request = request.json(&body);
        }
        let Reply { status, body, .. } = self.stage.send(request).await;
        let said = body["code"]
            .as_str()
            .or(body["DATA_TYPE"].as_str())
            .unwrap_or_default()
            .to_owned();
        Said {
            answer: (status.as_u16(), said),
            body,
        }
    }

    async fn transfer(&self, by: Caller, method: Method, path: &str, body: Value) -> Said {
        let request = self.stage.http.request(method, self.stage.transfer_url(path));
        self.send(by, 0, request, body).await
    }

    fn principal(&self, of: Principal) -> (&'static str, &str) {
        match of {
            Principal::Identity(person) => ("identity", self.id(person)),
            Principal::Members(group) => ("group", self.id(group)),
            Principal::SignedIn => ("all_authenticated_users", ""),
            Principal::Anyone => ("anonymous", ""),
            Principal::UnknownIdentity => ("identity", UNKNOWN),
            Principal::Address => ("identity", "tom@northfield.example"),
            Principal::AnyoneWithId => ("anonymous", self.id(Person::Sid)),
            Principal::WrongKind => ("email", self.id(Person::Sid)),
        }
    }

    /// The principal that a document names.
    pub(crate) fn named(&self, document: &Value) -> Option<Principal> {
        let people = PEOPLE.into_iter().map(Principal::Identity);
        let groups = [Group::Crew, Group::Staff].map(Principal::Members);
        let mut all = people
            .chain(groups)
            .chain([Principal::SignedIn, Principal::Anyone]);
        all.find(|it| {
            let (kind, id) = self.principal(*it);
            document["principal_type"] == kind && document["principal"] == id
        })
    }

    /// Whole hours from the beginning of the story to a document's end date.
    pub(crate) fn hours(&self, date: &Value) -> Option<i64> {
        let date: Timestamp = date.as_str()?.parse().unwrap();
        // Half an hour is more than any story takes.
        Some((date.as_second() - self.began.as_second() + 1800).div_euclid(3600))
    }

    fn date(&self, now: i64, end: End) -> Option<Value> {
        match end {
            End::Absent => None,
            End::Null => Some(Value::Null),
            End::In(days) => {
                let seconds = (now + days * 24 + 6) * 3600;
                let date = Timestamp::from_second(self.began.as_second() + seconds).unwrap();
                Some(date.to_string().into())
            }
            End::Wrong => Some("in spring".into()),
        }
    }

    /// Carries out a step. `now` is the story's hour, `target` the rule or role that is meant.
    pub(crate) async fn carry_out(&self, step: &Step, now: i64, target: &str) -> Said {
        match *step {
            Step::Grant {
                by,
                at,
                to,
                path,
                level,
                end,
                extra,
            } => {
                let (kind, principal) = self.principal(to);
                let mut body = json!({"DATA_TYPE": "access", "principal_type": kind, "principal": principal, "path": path});
                self.fill(&mut body, now, (Some(level), end, extra), UNKNOWN);
                self.transfer(
                    by,
                    Method::POST,
                    &format!("endpoint/{}/access", self.id(at)),
                    body,
                )
                .await
            }
            Step::Change {
                by,
                at,
                level,
                end,
                extra,
                ..
            } => {
                let mut body = json!({"DATA_TYPE": "access"});
                self.fill(&mut body, now, (level, end, extra), target);
                self.transfer(by, Method::PUT, &self.one(at, target), body).await
            }
            Step::Revoke { by, at, .. } => {
                self.transfer(by, Method::DELETE, &self.one(at, target), Value::Null)
                    .await
            }
            Step::Read { by, at, .. } => {
                self.transfer(by, Method::GET, &self.one(at, target), Value::Null)
                    .await
            }
            Step::List { by, at } => {
                self.transfer(
                    by,
                    Method::GET,
                    &format!("endpoint/{}/access_list", self.id(at)),
                    Value::Null,
                )
                .await
            }
            Step::Give { by, at, to, role } => {
                let (kind, principal) = self.principal(to);
                let body = json!({"DATA_TYPE": "role", "principal_type": kind, "principal": principal, "role": role_name(role)});
                self.transfer(by, Method::POST, &format!("endpoint/{}/role", self.id(at)), body)
                    .await
            }
            Step::Take { by, at, .. } => {
                let path = format!("endpoint/{}/role/{target}", self.id(at));
                self.transfer(by, Method::DELETE, &path, Value::Null).await
            }
            Step::Member {
                by,
                group,
                action,
                who,
                rank,
            } => self.member(by, group, action, who, rank).await,
            Step::Wait { days } => {
                let body = json!({"advance_seconds": days * 86_400});
                let body = self.stage.admin(Method::POST, "clock", body).await;
                Said {
                    answer: (200, "clock".into()),
                    body,
                }
            }
            Step::Fetch { by, folder } => self.fetch(by, folder).await,
            Step::Look {
                by,
                at,
                folder,
                write,
            } => self.look(by, at, folder, write).await,
        }
    }

    fn one(&self, at: Place, rule: &str) -> String {
        format!("endpoint/{}/access/{rule}", self.id(at))
    }

    fn fill(&self, body: &mut Value, now: i64, (level, end, extra): (Option<Level>, End, Extra), own: &str) {
        if let Some(level) = level {
            body["permissions"] = level_name(level).into();
        }
        if let Some(date) = self.date(now, end) {
            body["expiration_date"] = date;
        }
        let (field, value) = match extra {
            Extra::Nothing => return,
            Extra::Id => ("id", own),
            Extra::OtherId => ("id", UNKNOWN),
            Extra::OtherType => ("DATA_TYPE", "role"),
            Extra::Address => ("notify_email", "sid@northfield.example"),
            Extra::Message => ("notify_message", "Hello"),
            Extra::OtherPath => ("path", "/elsewhere/"),
        };
        body[field] = value.into();
    }

    pub(crate) async fn look(&self, by: Caller, at: Place, folder: &str, write: bool) -> Said {
        let route = format!("operation/endpoint/{}", self.id(at));
        if write {
            let body = json!({"DATA_TYPE": "mkdir", "path": folder});
            self.transfer(by, Method::POST, &format!("{route}/mkdir"), body)
                .await
        } else {
            self.transfer(by, Method::GET, &format!("{route}/ls?path={folder}"), Value::Null)
                .await
        }
    }

    /// Every folder holds a file of the same name.
    async fn fetch(&self, by: Caller, folder: &str) -> Said {
        let base = &self.stage.practice.urls().https;
        let url = format!("{base}{}{folder}{FILE}", self.id(Place::Server));
        let mut said = self.send(by, 2, self.secure.get(url), Value::Null).await;
        match said.answer.0 {
            200 => said.answer.1 = "file".to_owned(),
            302 => said.answer.1 = "sign in".to_owned(),
            _ => {}
        }
        said
    }

    async fn member(&self, by: Caller, group: Group, action: Action, who: Person, rank: Rank) -> Said {
        let action = match action {
            Action::Add => "add",
            Action::Invite => "invite",
            Action::Accept => "accept",
            Action::Decline => "decline",
            Action::Remove => "remove",
            Action::Leave => "leave",
            Action::ChangeRole => "change_role",
        };
        let mut item = json!({"identity_id": self.id(who)});
        if ["add", "invite", "change_role"].contains(&action) {
            item["role"] = format!("{rank:?}").to_lowercase().into();
        }
        let url = format!(
            "{}v2/groups/{}",
            self.stage.practice.urls().groups,
            self.id(group)
        );
        let mut said = self
            .send(by, 1, self.stage.http.post(url), json!({action: [item]}))
            .await;
        if said.answer.0 == 200 {
            let code = said.body["errors"][action][0]["code"].as_str().unwrap_or("done");
            said.answer.1 = code.to_owned();
        }
        said
    }
}

pub(crate) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Read => "r",
        Level::ReadWrite => "rw",
        Level::Wrong => "w",
    }
}

pub(crate) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Administrator => "administrator",
        Role::AccessManager => "access_manager",
        Role::ActivityManager => "activity_manager",
        Role::ActivityMonitor => "activity_monitor",
        Role::RestrictedAdministrator => "restricted_administrator",
    }
}
