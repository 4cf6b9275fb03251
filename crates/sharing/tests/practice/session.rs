//! Signing in and out.

use std::sync::Mutex;

use globus::ExposeSecret;
use serde_json::json;
use sharing::Error;
use sharing::error::{Field, InputProblem};
use sharing::model::SignInEvent;

use crate::common::{NORA, World};

#[tokio::test]
async fn a_sign_in_is_kept_and_ends_with_signing_out() {
    let world = World::start(practice::Seed::Empty, NORA).await;
    assert_eq!(world.sharing.restore_session().await.unwrap(), None);
    assert_eq!(
        world.sharing.refresh_audit(&|_| ()).await.err(),
        Some(Error::NotSignedIn)
    );
    let events = Mutex::new(Vec::new());
    let session = world
        .sharing
        .sign_in(None, true, &|event| events.lock().unwrap().push(event))
        .await
        .unwrap();
    assert_eq!(
        (session.identity.username.as_str(), session.remembered),
        (NORA, true)
    );
    assert!(
        session
            .linked
            .iter()
            .any(|identity| identity.id == session.identity.id)
    );
    let events = events.into_inner().unwrap();
    assert!(matches!(
        &events[0],
        SignInEvent::Waiting {
            browser_opened: true,
            ..
        }
    ));
    assert_eq!(events[1], SignInEvent::Finishing);

    let restarted = world.restarted().await;
    assert_eq!(restarted.restore_session().await.unwrap(), Some(session.clone()));
    // Without a network it is still known who that is.
    world
        .lever("faults", json!({"route": "/auth/*", "cut": "before"}))
        .await;
    assert_eq!(
        world.restarted().await.restore_session().await.unwrap(),
        Some(session)
    );
    world.fair_weather().await;
    world.sharing.sign_out().await.unwrap();
    assert_eq!(
        (
            world.sharing.session(),
            world.restarted().await.restore_session().await.unwrap()
        ),
        (None, None)
    );
}

#[tokio::test]
async fn signing_out_while_a_kept_sign_in_is_taken_up_stays_signed_out() {
    let world = World::empty().await;
    let me = world.sharing.session().unwrap().identity;
    // Was on its way when the tokens were erased.
    let body = json!({"sub": me.id.as_str(), "preferred_username": me.username});
    let slow = json!({"route": "/auth/v2/oauth2/userinfo", "delay_ms": 400, "status": 200, "body": body});
    world.lever("faults", slow).await;
    let again = world.restarted().await;
    let taken_up = async { again.restore_session().await };
    let signed_out = async {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        again.sign_out().await
    };
    let (_, signed_out) = tokio::join!(taken_up, signed_out);
    signed_out.unwrap();
    assert_eq!(again.session(), None);
}

#[tokio::test]
async fn a_kept_sign_in_that_globus_refuses_is_said() {
    let world = World::empty().await;
    let refusal = json!({"errors": [{"status": "401", "code": "UNAUTHORIZED"}]});
    world
        .lever(
            "faults",
            json!({"route": "/auth/v2/oauth2/userinfo", "status": 401, "body": refusal}),
        )
        .await;
    assert_eq!(
        world.restarted().await.restore_session().await.err(),
        Some(Error::NotSignedIn)
    );
}

#[tokio::test]
async fn a_sign_in_that_fails_at_the_end_leaves_the_earlier_one() {
    let world = World::empty().await;
    let before = world.sharing.session();
    let bearer = || world.globus.authorizer.bearer("transfer.api.globus.org");
    let token = bearer().await.unwrap();
    world
        .lever(
            "faults",
            json!({"route": "/auth/v2/oauth2/userinfo", "cut": "before"}),
        )
        .await;
    assert!(world.sharing.sign_in(None, false, &|_| ()).await.is_err());
    assert!(before.is_some());
    assert_eq!(world.sharing.session(), before);
    // Were the new tokens in use, they might be somebody else's.
    assert_eq!(bearer().await.unwrap().expose_secret(), token.expose_secret());
}

#[tokio::test]
async fn a_waiting_sign_in_can_be_cancelled_and_given_a_wrong_code() {
    let world = World::start(practice::Seed::Empty, NORA).await;
    // The page never comes back.
    world
        .lever(
            "faults",
            json!({"route": "/auth/v2/oauth2/authorize", "status": 200, "body": "a page"}),
        )
        .await;
    assert_eq!(
        world.sharing.paste_sign_in_code("ABCDEFGH12345").await.err(),
        Some(Error::SignInCancelled { reason: None })
    );
    let sharing = world.sharing.clone();
    let (sender, mut waiting) = tokio::sync::mpsc::unbounded_channel();
    let sign_in = tokio::spawn(async move {
        sharing
            .sign_in(None, false, &move |event| drop(sender.send(event)))
            .await
    });
    assert!(matches!(waiting.recv().await, Some(SignInEvent::Waiting { .. })));
    assert!(matches!(
        world.sharing.paste_sign_in_code("two words").await,
        Err(Error::InvalidInput { .. })
    ));
    world.sharing.cancel_sign_in();
    assert_eq!(
        sign_in.await.unwrap().err(),
        Some(Error::SignInCancelled { reason: None })
    );
}

#[tokio::test]
async fn a_code_from_another_device_signs_in() {
    let world = World::start(practice::Seed::Empty, NORA).await;
    // The browser here never gets through; one elsewhere does.
    let once = json!({"route": "/auth/v2/oauth2/authorize", "times": 1, "status": 200, "body": "a page"});
    world.lever("faults", once).await;
    let sharing = world.sharing.clone();
    let (sender, mut waiting) = tokio::sync::mpsc::unbounded_channel();
    let sign_in = tokio::spawn(async move {
        sharing
            .sign_in(None, false, &move |event| drop(sender.send(event)))
            .await
    });
    let Some(SignInEvent::Waiting {
        code_url: Some(url), ..
    }) = waiting.recv().await
    else {
        panic!("the sign-in did not wait");
    };
    let page = loop {
        let page = reqwest::get(&url).await.unwrap().text().await.unwrap();
        if page.contains("auth-code") {
            break page;
        }
    };
    let code = page
        .split("id=\"auth-code\"")
        .nth(1)
        .unwrap()
        .split("value=\"")
        .nth(1)
        .unwrap();
    world
        .sharing
        .paste_sign_in_code(code.split('"').next().unwrap())
        .await
        .unwrap();
    assert_eq!(sign_in.await.unwrap().unwrap().identity.username, NORA);
}

#[tokio::test]
async fn a_code_that_belongs_to_no_sign_in_is_said() {
    let world = World::start(practice::Seed::Empty, NORA).await;
    let page = json!({"route": "/auth/v2/oauth2/authorize", "status": 200, "body": "a page"});
    world.lever("faults", page).await;
    for pasted in ["MISTYPED-CODE-1", "http://127.0.0.1:4000/?code=abc&state=earlier"] {
        let sharing = world.sharing.clone();
        let (sender, mut waiting) = tokio::sync::mpsc::unbounded_channel();
        let sign_in = tokio::spawn(async move {
            sharing
                .sign_in(None, false, &move |event| drop(sender.send(event)))
                .await
        });
        assert!(matches!(waiting.recv().await, Some(SignInEvent::Waiting { .. })));
        world.sharing.paste_sign_in_code(pasted).await.unwrap();
        let wrong = Error::InvalidInput {
            field: Field::SignInCode,
            reason: InputProblem::Mismatch,
        };
        assert_eq!(sign_in.await.unwrap().err(), Some(wrong), "{pasted}");
    }
}

#[tokio::test]
async fn the_tokens_of_somebody_else_are_revoked() {
    let world = World::empty().await;
    world.requests().await;
    // The same person once more: nothing is taken away from under a running share.
    world.sharing.sign_in(None, false, &|_| ()).await.unwrap();
    let requests = world.requests().await;
    assert!(!requests.iter().any(|request| request.ends_with("/token/revoke")));
    let before = world.sharing.session().unwrap();
    let somebody_else = sharing::model::Session {
        identity: sharing::model::SignInIdentity {
            id: globus::ids::IdentityId::new("00000000-0000-4000-8000-000000000001"),
            ..before.identity.clone()
        },
        ..before
    };
    world.journal().await.keep_session(&somebody_else).await.unwrap();
    let sharing = world.restarted().await;
    sharing.sign_in(None, false, &|_| ()).await.unwrap();
    // In the background: three services, two tokens each.
    world.answered("/token/revoke", 6).await;
}
