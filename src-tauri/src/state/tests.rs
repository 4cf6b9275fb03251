//! The state without a window: a settings file in memory, a keychain in memory, practice as the only Globus.

use std::sync::Mutex;
use std::time::Duration;

use globus::config::ServiceUrls;
use globus::ids::ClientId;
use sharing::model::{Copy, CopyRequest, CopyState, Session};
use sharing::ports::Browser;
use sharing::{Error, Result};
use tempfile::TempDir;

use super::*;
use crate::data_folder::DataFolder;
use crate::environment::Environment;
use crate::settings_file::KeepSettings;

/// What every secret of practice begins with.
const SECRET: &str = "practice-secret-";
const CLIENT_ID: &str = "4d6448ae-8ca0-40e4-aaa9-8ec8e8320621";

#[derive(Default)]
struct SettingsInMemory(Mutex<Option<Settings>>);

impl KeepSettings for SettingsInMemory {
    fn keep(&self, settings: &Settings) -> Result<()> {
        *self.0.lock().unwrap() = Some(settings.clone());
        Ok(())
    }
}

/// Follows the redirects of a person who needs no page.
struct Follows;

#[async_trait::async_trait]
impl Browser for Follows {
    async fn open(&self, url: &str) -> bool {
        tokio::spawn(reqwest::Client::new().get(url.to_owned()).send());
        true
    }
}

struct Desk {
    folder: TempDir,
    settings: Arc<SettingsInMemory>,
    keychain: crate::vault::OpenKeychain,
    /// What the window heard of copies.
    copies: Arc<Mutex<Vec<Copy>>>,
}

impl Desk {
    fn new() -> Self {
        let store = keyring_core::mock::Store::new().unwrap();
        Self {
            folder: tempfile::tempdir().unwrap(),
            settings: Arc::default(),
            keychain: Arc::new(move || Ok(store.clone())),
            copies: Arc::default(),
        }
    }

    fn app(&self, begin_in_practice: bool) -> Guestlist {
        self.app_at(ServiceUrls::production(), None, begin_in_practice)
    }

    /// The app with other services than the real Globus.
    fn app_at(&self, urls: ServiceUrls, client_id: Option<ClientId>, begin_in_practice: bool) -> Guestlist {
        let environment = Environment {
            urls,
            client_id,
            ca_file: None,
            data_dir: Some(self.folder.path().to_owned()),
            connect_personal: None,
            policy_dir: Some(self.folder.path().join("policy")),
            mounts_file: Some(self.folder.path().join("mounts")),
            log: None,
        };
        let copies = Arc::clone(&self.copies);
        let outside = Outside {
            data: DataFolder::new(&environment, self.folder.path().to_owned()),
            environment,
            home: Some(self.folder.path().join("home")),
            browser: Arc::new(Follows),
            keychain: Arc::clone(&self.keychain),
            settings: Arc::clone(&self.settings) as Arc<dyn KeepSettings>,
            changed: Box::new(|| {}),
            copy_changed: Box::new(move |copy| copies.lock().unwrap().push(copy)),
        };
        Guestlist::new(outside, Settings::default(), Vec::new(), begin_in_practice)
    }
}

fn signed_in_as_nora(session: Option<&Session>) -> bool {
    session.is_some_and(|session| session.identity.username.starts_with("nora.") && !session.remembered)
}

#[tokio::test]
async fn the_first_start_says_that_a_client_id_is_missing() {
    let desk = Desk::new();
    let app = desk.app(false);
    let state = app.app_state().await.unwrap();
    assert_eq!(
        (state.session, state.practice, state.client_id_configured),
        (None, false, false)
    );
    assert_eq!(state.vault, VaultState::Available);
    assert_eq!(app.sign_in(None, true, |_| {}).await, Err(Error::ClientIdMissing));
}

#[tokio::test]
async fn practice_is_entered_and_left() {
    let desk = Desk::new();
    let app = desk.app(false);
    let session = app.start_practice().await.unwrap();
    assert!(signed_in_as_nora(Some(&session)));
    let state = app.app_state().await.unwrap();
    assert!(state.practice && signed_in_as_nora(state.session.as_ref()));
    assert_eq!(app.start_practice().await.unwrap(), session);
    app.leave_practice().await.unwrap();
    let state = app.app_state().await.unwrap();
    assert_eq!((state.session, state.practice), (None, false));
}

#[tokio::test]
async fn practice_can_be_signed_out_of_and_in_again() {
    let desk = Desk::new();
    let app = desk.app(true);
    assert!(signed_in_as_nora(app.app_state().await.unwrap().session.as_ref()));
    app.sign_out().await.unwrap();
    assert_eq!(app.app_state().await.unwrap().session, None);
    assert!(signed_in_as_nora(Some(&app.start_practice().await.unwrap())));
}

#[tokio::test]
async fn no_token_leaves_the_shell() {
    let desk = Desk::new();
    let app = desk.app(true);
    let state = serde_json::to_string(&app.app_state().await.unwrap()).unwrap();
    assert!(state.contains("nora.") && !state.contains(SECRET), "{state}");
    for file in files_below(desk.folder.path()) {
        // Practice's own database holds the secrets of its pretend applications.
        if !file.to_string_lossy().contains("practice.db") {
            let bytes = std::fs::read(&file).unwrap();
            assert!(
                !bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()),
                "{}",
                file.display()
            );
        }
    }
    let service = app.inner.outside.environment.app_id();
    let entry = (desk.keychain)()
        .unwrap()
        .build(&service, "auth.globus.org", None)
        .unwrap();
    assert!(matches!(entry.get_password(), Err(keyring_core::Error::NoEntry)));
}

fn files_below(folder: &std::path::Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    files
        .into_iter()
        .chain(folders.iter().flat_map(|folder| files_below(folder)))
        .collect()
}

#[tokio::test]
async fn practice_data_of_a_newer_version_is_left_alone() {
    let desk = Desk::new();
    let folder = desk.folder.path().join("practice");
    let app = desk.app(false);
    app.start_practice().await.unwrap();
    app.leave_practice().await.unwrap();
    drop(app);
    let database = rusqlite::Connection::open(folder.join("practice.db")).unwrap();
    database.pragma_update(None, "user_version", 1000).unwrap();
    drop(database);

    let app = desk.app(true);
    let state = app.app_state().await.unwrap();
    assert!(state.practice);
    assert_eq!(
        state.notices,
        [Notice::PracticeDataNewer {
            folder: folder.display().to_string()
        }]
    );
}

#[tokio::test]
async fn a_dropped_folder_is_covered_in_practice() {
    let desk = Desk::new();
    let app = desk.app(true);
    let dropped = tempfile::tempdir().unwrap();
    let folder = dropped.path().join("Results");
    std::fs::create_dir(&folder).unwrap();
    let checks = app
        .check_folders(vec![folder.to_string_lossy().into_owned()])
        .await
        .unwrap();
    assert_eq!(checks[0].readiness, sharing::model::Readiness::Ready);
}

#[tokio::test]
async fn a_pasted_folder_is_covered_in_practice() {
    let desk = Desk::new();
    let app = desk.app(true);
    let home = desk.folder.path().canonicalize().unwrap().join("home");
    // A folder for each: what one made known would help the next.
    for (name, pasted) in [("My tilde", 0), ("My quotes", 1), ("My address", 2)] {
        let folder = home.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let pasted = match pasted {
            0 => format!("~/{name}"),
            1 => format!("\"{}\"", folder.display()),
            _ => Url::from_file_path(&folder).unwrap().to_string(),
        };
        let checks = app.check_folders(vec![pasted.clone()]).await.unwrap();
        assert_eq!(checks[0].readiness, sharing::model::Readiness::Ready, "{pasted}");
    }
}

/// Practice as the services of the real mode, and an app that is signed in to it.
async fn signed_in(desk: &Desk) -> (practice::Practice, Guestlist) {
    let options = practice::Options {
        auto_approve: Some("nora.whitfield@northfield.example".into()),
        ..practice::Options::in_folder(desk.folder.path().join("services"))
    };
    let services = practice::Practice::start(options).await.unwrap();
    let url = |text: &str| Url::parse(text).unwrap();
    let urls = services.urls();
    let urls = ServiceUrls {
        auth: url(&urls.auth),
        transfer: url(&urls.transfer),
        groups: url(&urls.groups),
        web_app: url(&urls.web),
    };
    let app = desk.app_at(urls, Some(ClientId::new(services.client_id().to_string())), false);
    app.sign_in(None, true, |_| {}).await.unwrap();
    (services, app)
}

async fn fault(services: &practice::Practice, fault: serde_json::Value) {
    let url = format!("{}faults", services.urls().admin);
    let answer = reqwest::Client::new()
        .post(url)
        .json(&fault)
        .send()
        .await
        .unwrap();
    assert!(answer.status().is_success());
}

#[tokio::test]
async fn another_client_id_signs_out_without_waiting_for_globus() {
    let desk = Desk::new();
    let (services, app) = signed_in(&desk).await;
    assert!(app.app_state().await.unwrap().session.is_some());
    let slow = serde_json::json!({"route": "/auth/v2/oauth2/token/revoke", "delay_ms": 60_000});
    fault(&services, slow).await;
    let settings = Settings {
        client_id: Some(CLIENT_ID.into()),
        ..Settings::default()
    };
    let state = tokio::time::timeout(Duration::from_secs(10), app.update_settings(settings));
    assert_eq!(state.await.unwrap().unwrap().session, None);
}

#[tokio::test]
async fn another_client_id_in_practice_signs_out_of_the_real_globus_too() {
    let desk = Desk::new();
    let (_services, app) = signed_in(&desk).await;
    app.start_practice().await.unwrap();
    let settings = Settings {
        client_id: Some(CLIENT_ID.into()),
        ..Settings::default()
    };
    assert!(app.update_settings(settings).await.unwrap().practice);
    app.leave_practice().await.unwrap();
    let state = app.app_state().await.unwrap();
    assert_eq!((state.practice, state.session), (false, None));
}

#[tokio::test]
async fn a_sign_in_that_fails_does_not_change_where_the_earlier_one_is_kept() {
    let desk = Desk::new();
    let (services, app) = signed_in(&desk).await;
    fault(
        &services,
        serde_json::json!({"route": "/auth/v2/oauth2/userinfo", "status": 403}),
    )
    .await;
    assert!(app.sign_in(None, false, |_| {}).await.is_err());
    assert!(app.inner.vault.remembers());
}

#[tokio::test]
async fn settings_are_checked_kept_and_used() {
    let desk = Desk::new();
    let app = desk.app(false);
    let bad = Settings {
        time_zone: Some("Mars/Olympus".into()),
        ..Settings::default()
    };
    assert!(matches!(
        app.update_settings(bad).await,
        Err(Error::InvalidInput { .. })
    ));
    assert_eq!(*desk.settings.0.lock().unwrap(), None);

    let good = Settings {
        time_zone: Some("Asia/Kolkata".into()),
        client_id: Some(CLIENT_ID.into()),
        ..Settings::default()
    };
    let state = app.update_settings(good.clone()).await.unwrap();
    assert_eq!(state.time_zone, "Asia/Kolkata");
    assert!(state.client_id_configured);
    assert_eq!(*desk.settings.0.lock().unwrap(), Some(good));
    assert!(app.sharing().await.is_ok());
}

#[tokio::test]
async fn only_our_own_links_open() {
    let desk = Desk::new();
    let app = desk.app(false);
    assert!(
        app.allowed_link("https://app.globus.org/file-manager?origin_id=1")
            .await
            .is_ok()
    );
    assert!(app.allowed_link("file:///etc/passwd").await.is_err());
}

#[tokio::test]
async fn work_is_waited_for() {
    let app = Desk::new().app(false);
    let answer = app.to_the_end(async { app.is_working().then_some(7).ok_or(Error::Offline) });
    assert_eq!(answer.await, Ok(7));
    let work = app.begin_work();
    let waiting = tokio::spawn({
        let app = app.clone();
        async move { app.work_done().await }
    });
    drop(work);
    tokio::time::timeout(Duration::from_secs(10), waiting)
        .await
        .unwrap()
        .unwrap();
    assert!(!app.is_working());
}

#[tokio::test]
async fn a_copy_that_moves_is_told_of_and_outlives_the_window() {
    let desk = Desk::new();
    let app = desk.app(true);
    let sharing = app.sharing().await.unwrap();
    let found = sharing
        .search_storages("Northfield Research Storage")
        .await
        .unwrap();
    let web_app = app.mode().await.unwrap().web_app().clone();
    let path = globus::path::CollectionPath::parse("/projects/reef/").unwrap();
    let source = desk.folder.path().join("Corals");
    std::fs::create_dir(&source).unwrap();
    for number in 0..100 {
        std::fs::write(source.join(number.to_string()), "x").unwrap();
    }
    let request = CopyRequest {
        source: source.to_str().unwrap().to_owned(),
        destination: sharing::link::folder_link(&web_app, &found.entries[0].id, &path),
        name: "Corals".to_owned(),
    };
    while let Err(error) = sharing.plan_copy(request.clone()).await {
        let demand = error.demand().cloned().expect("only a consent is in the way");
        app.sign_in(Some(demand), false, |_| {}).await.unwrap();
    }
    let mut working = app.inner.running.subscribe();
    sharing.start_copy(request, None).await.unwrap();
    let outlives = async {
        working.wait_for(|running| *running > 0).await.unwrap();
        app.work_done().await;
        while !matches!(desk.copies.lock().unwrap().last(), Some(copy) if copy.state == CopyState::Complete) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), outlives)
        .await
        .unwrap();
    // The switch to the real Globus leaves nobody at work.
    app.leave_practice().await.unwrap();
    assert!(!app.is_working());
}
