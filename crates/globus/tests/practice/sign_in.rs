use globus::auth::{AuthorizationAnswer, PkceSignIn, SignInOptions, TokenStore};
use globus::ids::IdentityId;
use globus::scopes::{self, resource_server};
use globus::{Error, ExposeSecret};
use practice::Seed;

use crate::common::{NORA, TOMAS, World};

#[tokio::test]
async fn signing_in_brings_a_token_for_each_service() {
    let world = World::signed_in(Seed::Empty, NORA).await;
    let kept = world.store.load_all().await.unwrap();
    for server in [
        resource_server::AUTH,
        resource_server::TRANSFER,
        resource_server::GROUPS,
    ] {
        let token = kept.get(server).unwrap();
        assert!(token.refresh_token.is_some(), "{server}");
    }
    assert!(
        kept.get(resource_server::TRANSFER)
            .unwrap()
            .has_scope(scopes::TRANSFER_ALL)
    );
    let person = world.globus.auth.userinfo().await.unwrap();
    assert_eq!(person.preferred_username, NORA);
    assert!(
        person
            .identity_set
            .iter()
            .any(|identity| identity.sub == person.sub)
    );
}

#[tokio::test]
async fn a_code_works_once() {
    let world = World::start(Seed::Empty, NORA).await;
    let sign_in = PkceSignIn::begin_by_hand(&world.globus.config, &SignInOptions::default()).unwrap();
    let page = reqwest::get(sign_in.authorize_url().clone()).await.unwrap();
    let (_, code) = page.url().query_pairs().find(|(key, _)| key == "code").unwrap();
    let exchange = sign_in.finish(AuthorizationAnswer::pasted(&code)).unwrap();
    world.globus.auth.exchange_code(&exchange).await.unwrap();
    let again = world.globus.auth.exchange_code(&exchange).await.unwrap_err();
    assert!(matches!(again, Error::Auth { .. }), "{again:?}");
}

#[tokio::test]
async fn a_token_that_ended_is_renewed_on_the_way() {
    let world = World::signed_in(Seed::Empty, NORA).await;
    let before = world
        .globus
        .authorizer
        .bearer(resource_server::GROUPS)
        .await
        .unwrap();
    // Practice's clock moves, ours doesn't: the service refuses first.
    world
        .lever("clock", serde_json::json!({"advance_seconds": 3 * 24 * 3600}))
        .await;
    world.globus.groups.my_groups(&[], &[]).await.unwrap();
    let after = world
        .globus
        .authorizer
        .bearer(resource_server::GROUPS)
        .await
        .unwrap();
    assert_ne!(before.expose_secret(), after.expose_secret());
}

#[tokio::test]
async fn signing_out_kills_the_tokens() {
    let world = World::signed_in(Seed::Empty, NORA).await;
    let kept = world.store.load_all().await.unwrap();
    world.globus.authorizer.sign_out().await.unwrap();
    assert!(world.store.load_all().await.unwrap().is_empty());
    // Even somebody who had kept them can't use them.
    let token = kept.get(resource_server::TRANSFER).unwrap();
    assert!(matches!(
        world.globus.auth.refresh(token).await,
        Err(Error::NotSignedIn { .. })
    ));
}

#[tokio::test]
async fn people_are_found_by_exact_name_and_invited_only_when_asked() {
    let world = World::signed_in(Seed::Empty, NORA).await;
    let auth = &world.globus.auth;
    let unknown = "somebody.new@alpen.example".to_owned();
    let names = [TOMAS.to_owned(), unknown.clone()];
    let found = auth.identities_by_username(&names, false).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].username, TOMAS);
    let invited = auth.identities_by_username(&[unknown], true).await.unwrap();
    assert_eq!(invited[0].status, globus::auth::IdentityStatus::Unused);
    let by_id = auth
        .identities_by_id(&[invited[0].id.clone(), IdentityId::new(found[0].id.as_str())])
        .await
        .unwrap();
    assert_eq!(by_id.len(), 2);
}
