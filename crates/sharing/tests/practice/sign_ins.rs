//! Sign-ins in the middle of the work that go wrong: denied, overtaken by another one, answered too late, taken back.

use serde_json::json;
use sharing::Error;
use sharing::error::Missing;
use sharing::model::{GrantState, SignInEvent};
use tokio::sync::mpsc;
use url::Url;

use crate::common::{ALEX, TOMAS, World};
use crate::share::{all_shared, apply};

const AUTHORIZE: &str = "/auth/v2/oauth2/authorize";
const CREATE: &str = "/transfer/v0.10/endpoint/*/access";
const STORAGE: &str = "Northfield Research Storage";

type SignIn = tokio::task::JoinHandle<sharing::Result<sharing::model::Session>>;

/// A sign-in that has been handed to the browser; and its page's address.
async fn waiting(world: &World) -> (SignIn, Url) {
    let sharing = world.sharing.clone();
    let (sender, mut events) = mpsc::unbounded_channel();
    let sign_in = tokio::spawn(async move {
        sharing
            .sign_in(None, false, &move |event| drop(sender.send(event)))
            .await
    });
    let Some(SignInEvent::Waiting { url, .. }) = events.recv().await else {
        panic!("the sign-in did not wait")
    };
    (sign_in, url.parse().unwrap())
}

/// The browser shows a page and stays there.
async fn browser_is_left_open(world: &World, times: u32) {
    let page = json!({"route": AUTHORIZE, "times": times, "status": 200, "body": "a page"});
    world.lever("faults", page).await;
}

/// Where the browser would come back to, with an answer.
fn answer(page: &Url, query: &str) -> String {
    let get = |name: &str| {
        let mut pairs = page.query_pairs();
        pairs.find(|(key, _)| key == name).unwrap().1.into_owned()
    };
    format!("{}?state={}&{query}", get("redirect_uri"), get("state"))
}

#[tokio::test]
async fn a_denied_consent_leaves_everything_as_it_was() {
    let world = World::demo().await;
    let link = world.link(STORAGE, "/core/").await;
    let before = world.sharing.session();
    let refused = world.sharing.check_folders(vec![link.clone()]).await;
    let Err(Error::ConsentRequired { demand }) = refused else {
        panic!("{refused:?}")
    };
    browser_is_left_open(&world, 1).await;
    let sharing = world.sharing.clone();
    let (sender, mut events) = mpsc::unbounded_channel();
    let asked = demand.clone();
    let sign_in = tokio::spawn(async move {
        sharing
            .sign_in(Some(asked), false, &move |event| drop(sender.send(event)))
            .await
    });
    let Some(SignInEvent::Waiting { url, .. }) = events.recv().await else {
        panic!("the sign-in did not wait")
    };
    let denied = answer(&url.parse().unwrap(), "error=access_denied");
    reqwest::get(denied).await.unwrap();
    let outcome = sign_in.await.unwrap();
    assert!(
        matches!(outcome, Err(Error::SignInCancelled { .. })),
        "{outcome:?}"
    );
    assert_eq!(world.sharing.session(), before);

    // The same question is put again, and can be answered otherwise.
    let again = world.sharing.check_folders(vec![link.clone()]).await;
    assert!(matches!(again, Err(Error::ConsentRequired { demand: same }) if same == demand));
    world.sharing.sign_in(Some(demand), false, &|_| ()).await.unwrap();
    assert!(world.sharing.check_folders(vec![link]).await.is_ok());
}

#[tokio::test]
async fn of_two_sign_ins_at_once_the_later_one_counts() {
    let world = World::empty().await;
    browser_is_left_open(&world, 1).await;
    let (earlier, page) = waiting(&world).await;
    let later = world.sharing.sign_in(None, false, &|_| ()).await;
    assert!(later.is_ok(), "{later:?}");
    let outcome = earlier.await.unwrap();
    assert_eq!(outcome.err(), Some(Error::SignInCancelled { reason: None }));
    // Nobody listens where the earlier one would come back to.
    assert!(reqwest::get(answer(&page, "code=late")).await.is_err());
    assert!(world.sharing.my_groups().await.is_ok());
}

#[tokio::test]
async fn an_answer_to_an_older_sign_in_is_not_taken() {
    let world = World::empty().await;
    browser_is_left_open(&world, 2).await;
    let (_, older) = waiting(&world).await;
    let (sign_in, page) = waiting(&world).await;
    let state = |page: &Url| {
        let mut pairs = page.query_pairs();
        pairs.find(|(key, _)| key == "state").unwrap().1.into_owned()
    };
    assert_ne!(state(&older), state(&page));
    let crossed = answer(&page, "code=of-the-older-one").replace(&state(&page), &state(&older));
    reqwest::get(crossed).await.unwrap();
    assert!(!sign_in.is_finished(), "an answer that is not its own ended it");
    world.sharing.cancel_sign_in();
    assert_eq!(
        sign_in.await.unwrap().err(),
        Some(Error::SignInCancelled { reason: None })
    );
}

#[tokio::test]
async fn a_sign_in_that_was_taken_back_half_way_is_done_again_and_nothing_twice() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let guests = [ALEX, TOMAS, "priya.raman@northfield.example"];
    let draft = world.draft(&folder, &guests).await;
    let plan = world.sharing.plan_share(draft).await.unwrap();
    // The person takes the app's consent back in the web app: its tokens end, and so does the one that renews them.
    let refused = json!({"code": "ClientError.AuthenticationFailed", "message": "m"});
    let dead = json!({"error": "invalid_grant"});
    for fault in [
        json!({"method": "POST", "route": CREATE, "skip": 1, "status": 401, "body": refused}),
        json!({"method": "POST", "route": "/auth/v2/oauth2/token", "status": 400, "body": dead}),
    ] {
        world.lever("faults", fault).await;
    }
    let outcome = apply(&world.sharing, &plan).await;
    assert_eq!(outcome.stopped_by, Some(Error::NotSignedIn), "{outcome:#?}");
    world.fair_weather().await;
    world.sharing.sign_in(None, false, &|_| ()).await.unwrap();
    let outcome = world
        .sharing
        .resume_share(&outcome.share_id, &|_| ())
        .await
        .unwrap();
    assert!(all_shared(&outcome), "{outcome:#?}");
    assert_eq!((world.stored().await.len(), world.collections().await), (3, 1));
}

#[tokio::test]
async fn a_shared_folder_that_somebody_deleted_before_the_click_is_said() {
    let world = World::empty().await;
    let folder = world.folder("Data");
    let first = world
        .sharing
        .plan_share(world.draft(&folder, &[ALEX]).await)
        .await;
    let made = apply(&world.sharing, &first.unwrap()).await;
    assert!(all_shared(&made), "{made:#?}");
    let collection = world.shared_folders().await.remove(0);
    let plan = world
        .sharing
        .plan_share(world.draft(&folder, &[TOMAS]).await)
        .await
        .unwrap();
    world.globus.transfer.delete_endpoint(&collection).await.unwrap();
    let outcome = apply(&world.sharing, &plan).await;
    let gone = Error::NotFound {
        what: Missing::Collection,
    };
    assert!(
        outcome.stopped_by.as_ref() == Some(&gone)
            || outcome
                .results
                .iter()
                .all(|row| row.state == GrantState::Failed { error: gone.clone() }),
        "{outcome:#?}"
    );
    // A new look finds another way.
    let again = world
        .sharing
        .plan_share(world.draft(&folder, &[TOMAS]).await)
        .await;
    assert!(all_shared(&apply(&world.sharing, &again.unwrap()).await));
}
