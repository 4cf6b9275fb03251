use std::collections::HashMap;

use super::*;
use crate::config::ServiceUrls;
use crate::ids::ClientId;
use crate::retry::RetryPolicy;

fn config() -> ClientConfig {
    let base = |name: &str| Url::parse(&format!("http://127.0.0.1:9/{name}/")).unwrap();
    ClientConfig {
        urls: ServiceUrls {
            auth: base("auth"),
            transfer: base("t"),
            groups: base("g"),
            web_app: base("w"),
        },
        client_id: ClientId::new("c-1"),
        user_agent: "Guestlist/0".to_owned(),
        retry: RetryPolicy::never(),
        extra_root_certificate: None,
    }
}

fn query(sign_in: &PkceSignIn) -> HashMap<String, String> {
    sign_in.authorize_url().query_pairs().into_owned().collect()
}

#[test]
fn the_authorize_url_says_everything_once() {
    let sign_in = PkceSignIn::begin(&config(), "http://127.0.0.1:4711", &SignInOptions::default()).unwrap();
    let query = query(&sign_in);
    assert_eq!(sign_in.authorize_url().path(), "/auth/v2/oauth2/authorize");
    assert_eq!(query["client_id"], "c-1");
    assert_eq!(query["redirect_uri"], "http://127.0.0.1:4711");
    assert_eq!(query["response_type"], "code");
    assert_eq!(query["code_challenge_method"], "S256");
    assert_eq!(query["access_type"], "offline");
    assert_eq!(query["state"], sign_in.state());
    assert_eq!(query["scope"], scopes::to_string(&scopes::default_scopes()));
    assert!(!query.contains_key("prompt"));
    assert_eq!(sign_in.authorize_url().query_pairs().count(), query.len());
}

#[test]
fn state_and_challenge_are_fresh_each_time() {
    let first = PkceSignIn::begin(&config(), "http://127.0.0.1:1", &SignInOptions::default()).unwrap();
    let second = PkceSignIn::begin(&config(), "http://127.0.0.1:1", &SignInOptions::default()).unwrap();
    assert_ne!(first.state(), second.state());
    assert_ne!(query(&first)["code_challenge"], query(&second)["code_challenge"]);
}

#[test]
fn a_demand_becomes_parameters() {
    let options = SignInOptions {
        demand: Some(SessionDemand {
            required_scopes: vec!["x[*y]".to_owned(), scopes::OPENID.to_owned()],
            session_message: Some("Please".to_owned()),
            identities: vec!["i1".to_owned(), "i2".to_owned()],
            single_domain: vec!["alpen.example".to_owned()],
            policies: vec!["p1".to_owned()],
            mfa: Some(true),
            prompt: Some("login".to_owned()),
        }),
        ..SignInOptions::default()
    };
    let query = query(&PkceSignIn::begin(&config(), "http://127.0.0.1:1", &options).unwrap());
    assert_eq!(query["session_required_identities"], "i1,i2");
    assert_eq!(query["session_required_single_domain"], "alpen.example");
    assert_eq!(query["session_required_policies"], "p1");
    assert_eq!(query["session_required_mfa"], "true");
    assert_eq!(query["session_message"], "Please");
    assert_eq!(query["prompt"], "login");
    let scopes = Scope::parse_list(&query["scope"]).unwrap();
    assert_eq!(scopes.len(), 7, "openid is asked for once");
    assert_eq!(scopes[6].to_string(), "x[*y]");
}

#[test]
fn only_the_own_state_is_accepted() {
    let begin = || PkceSignIn::begin(&config(), "http://127.0.0.1:1", &SignInOptions::default()).unwrap();
    let answer = |state: Option<&str>| AuthorizationAnswer {
        code: "code".to_owned().into(),
        state: state.map(str::to_owned),
    };
    assert!(matches!(
        begin().finish(answer(Some("other"))),
        Err(Error::StateMismatch)
    ));
    assert!(matches!(begin().finish(answer(None)), Err(Error::StateMismatch)));
    let sign_in = begin();
    let state = sign_in.state().to_owned();
    assert!(sign_in.finish(answer(Some(&state))).is_ok());
}

#[test]
fn a_pasted_code_needs_no_state() {
    let sign_in = PkceSignIn::begin_by_hand(&config(), &SignInOptions::default()).unwrap();
    assert_eq!(
        query(&sign_in)["redirect_uri"],
        "http://127.0.0.1:9/auth/v2/web/auth-code"
    );
    let exchange = sign_in.finish(AuthorizationAnswer::pasted("  abc \n")).unwrap();
    assert_eq!(secrecy::ExposeSecret::expose_secret(&exchange.code), "abc");
}
