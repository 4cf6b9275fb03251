//! A practice of one test's own, and somebody who is signed in to it.

use std::sync::Arc;
use std::time::Duration;

use globus::Globus;
use globus::auth::{LoopbackListener, MemoryTokenStore, PkceSignIn, SignInOptions};
use globus::config::{ClientConfig, ServiceUrls};
use globus::ids::{ClientId, CollectionId};
use globus::local::ConnectPersonal;
use globus::path::{CollectionPath, LocalPath, LocalSystem, local_to_collection};
use globus::retry::RetryPolicy;
use globus::transfer::NewSharedEndpoint;
use practice::{Options, Practice, Seed};
use serde_json::Value;
use tempfile::TempDir;
use url::Url;

pub(crate) const NORA: &str = "nora.whitfield@northfield.example";
pub(crate) const TOMAS: &str = "tomas.ferreira@eastlake.example";

pub(crate) struct World {
    pub(crate) practice: Practice,
    pub(crate) globus: Globus,
    pub(crate) store: Arc<MemoryTokenStore>,
    _data: TempDir,
    folders: TempDir,
}

impl World {
    /// A practice in which `person` needs no page to sign in, and nobody has yet.
    pub(crate) async fn start(seed: Seed, person: &str) -> Self {
        let data = tempfile::tempdir().unwrap();
        let options = Options {
            seed,
            auto_approve: Some(person.to_owned()),
            ..Options::in_folder(data.path())
        };
        let practice = Practice::start(options).await.unwrap();
        let url = |text: &str| Url::parse(text).unwrap();
        let urls = practice.urls();
        let config = ClientConfig {
            urls: ServiceUrls {
                auth: url(&urls.auth),
                transfer: url(&urls.transfer),
                groups: url(&urls.groups),
                web_app: url(&urls.web),
            },
            client_id: ClientId::new(practice.client_id().to_string()),
            user_agent: "Guestlist/0.0.1-test".to_owned(),
            retry: RetryPolicy {
                min_delay: Duration::from_millis(1),
                max_delay: Duration::from_millis(5),
                ..RetryPolicy::default()
            },
            extra_root_certificate: Some(std::fs::read_to_string(practice.ca()).unwrap()),
        };
        let store = Arc::new(MemoryTokenStore::new());
        let globus = Globus::new(config, store.clone()).unwrap();
        Self {
            practice,
            globus,
            store,
            _data: data,
            folders: tempfile::tempdir().unwrap(),
        }
    }

    /// The same, with the person signed in.
    pub(crate) async fn signed_in(seed: Seed, person: &str) -> Self {
        let world = Self::start(seed, person).await;
        world.sign_in(&SignInOptions::default()).await;
        world
    }

    /// Signs in the way the app does; a plain client plays the browser.
    pub(crate) async fn sign_in(&self, options: &SignInOptions) {
        let listener = LoopbackListener::bind().await.unwrap();
        let sign_in = PkceSignIn::begin(&self.globus.config, listener.redirect_uri(), options).unwrap();
        let browser = tokio::spawn(reqwest::Client::new().get(sign_in.authorize_url().clone()).send());
        let answer = listener
            .wait(sign_in.state(), Duration::from_secs(30))
            .await
            .unwrap();
        let page = browser.await.unwrap().unwrap().text().await.unwrap();
        assert!(page.contains("go back to Guestlist"), "{page}");
        let tokens = self
            .globus
            .auth
            .exchange_code(&sign_in.finish(answer).unwrap())
            .await
            .unwrap();
        self.globus.authorizer.accept(&tokens, true).await.unwrap();
    }

    /// The pretend Globus Connect Personal of this computer.
    pub(crate) fn personal(&self) -> ConnectPersonal {
        ConnectPersonal::find(Some(self.practice.personal_config_dir()))
            .unwrap()
            .unwrap()
    }

    /// A real folder that the pretend computer sees, as the collection calls it.
    pub(crate) fn folder(&self, name: &str) -> CollectionPath {
        let folder = self.folders.path().canonicalize().unwrap().join(name);
        std::fs::create_dir(&folder).unwrap();
        self.practice.allow_folder(&folder).unwrap();
        let local = LocalPath::from_path(&folder).unwrap();
        local_to_collection(&local, LocalSystem::current(), None).unwrap()
    }

    /// A guest collection to be made on such a folder.
    pub(crate) fn new_share(&self, name: &str) -> NewSharedEndpoint {
        NewSharedEndpoint::new(self.personal().collection_id, self.folder(name), name)
    }

    /// A guest collection on such a folder.
    pub(crate) async fn share(&self, name: &str) -> CollectionId {
        self.globus
            .transfer
            .create_shared_endpoint(&self.new_share(name))
            .await
            .unwrap()
    }

    /// The person goes to Globus and takes back what this app was allowed.
    pub(crate) async fn take_back_consents(&self) {
        let url = format!("{}consents", self.practice.urls().admin);
        let client = reqwest::Client::new();
        let consents: Value = client.get(&url).send().await.unwrap().json().await.unwrap();
        let list = consents.as_array().or_else(|| consents["consents"].as_array());
        for consent in list.unwrap() {
            let id = consent["id"].to_string();
            let url = format!("{url}/{}", id.trim_matches('"'));
            let answer = client.delete(url).send().await.unwrap();
            // Those below another one go with it.
            assert!(
                answer.status().is_success() || answer.status() == 404,
                "{}",
                answer.status()
            );
        }
    }

    /// Pulls one of practice's levers.
    pub(crate) async fn lever(&self, name: &str, body: Value) {
        let url = format!("{}{name}", self.practice.urls().admin);
        let answer = reqwest::Client::new().post(url).json(&body).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    }
}
