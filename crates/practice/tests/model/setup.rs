//! Starting the practice, and going back to the beginning between stories.

use std::collections::BTreeMap;

use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{ALL, GROUPS, Stage};
use crate::secure::{scope, trusting};
use crate::service::{FILE, Service, UNKNOWN, key};
use crate::vocabulary::{ACCOUNTS, Caller, FOLDERS, GUEST_COLLECTIONS, Person, Place};

impl Service {
    pub(crate) async fn start() -> Self {
        let stage = Stage::seeded(crate::seed::seed()).await;
        // The story may take years.
        stage
            .admin(
                Method::POST,
                "config",
                json!({"access_token_seconds": 1_000_000_000, "group_add_who_left": true}),
            )
            .await;
        let state = stage.admin(Method::GET, "state", Value::Null).await;
        let mut ids = BTreeMap::from([(key(Place::Nowhere), UNKNOWN.to_owned())]);
        for kind in ["people", "groups", "collections"] {
            for it in state[kind].as_array().unwrap() {
                let names = ["username", "display_name", "name"];
                let name = names.iter().find_map(|field| it[*field].as_str()).unwrap();
                let name = name.split('@').next().unwrap_or(name);
                ids.insert(name.to_lowercase(), it["id"].as_str().unwrap().to_owned());
            }
        }
        let server = ids[&key(Place::Server)].clone();
        let mut tokens = BTreeMap::new();
        for person in ACCOUNTS {
            let username = format!("{}@northfield.example", key(person));
            let scopes = format!("{ALL} {GROUPS} {}", scope(&server, "https"));
            let answer = stage.sign_in(&username, &scopes).await;
            let others = answer["other_tokens"].as_array().unwrap();
            let token = |server: &str| {
                let mut all = others.iter().chain([&answer]);
                let found = all
                    .find(|it| it["resource_server"].as_str().unwrap().starts_with(server))
                    .unwrap();
                found["access_token"].as_str().unwrap().to_owned()
            };
            tokens.insert(person, [token("transfer"), token("groups"), token(&server)]);
        }
        let mut service = Self {
            secure: trusting(stage.practice.ca()),
            stage,
            ids,
            tokens,
            beginning: String::new(),
            began: Timestamp::UNIX_EPOCH,
        };
        service.make_folders().await;
        let taken = service.stage.admin(Method::POST, "snapshot", json!({})).await;
        service.beginning = taken["snapshot"].as_str().unwrap().to_owned();
        service
    }

    async fn make_folders(&self) {
        let nora = Caller::Account(Person::Nora);
        for folder in FOLDERS {
            for place in GUEST_COLLECTIONS {
                self.look(nora, place, folder, true).await;
            }
            let base = &self.stage.practice.urls().https;
            let url = format!("{base}{}{folder}{FILE}", self.id(Place::Server));
            let token = &self.tokens[&Person::Nora][2];
            let put = self.secure.put(url).bearer_auth(token).body("data");
            assert!(self.stage.send(put).await.status.is_success());
        }
    }

    /// Takes back everything that the last story did.
    pub(crate) async fn begin_again(&mut self) {
        let restore = json!({"snapshot": self.beginning});
        self.stage.admin(Method::POST, "restore", restore).await;
        let clock = self.stage.admin(Method::GET, "clock", Value::Null).await;
        self.began = clock["now"].as_str().unwrap().parse().unwrap();
    }
}
