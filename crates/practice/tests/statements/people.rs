//! Applications, invitations and groups: S43 to S47.

use reqwest::Method;
use serde_json::{Value, json};

use crate::ground::{Ground, grant, kept_out, refused};
use crate::harness::{ALL, GROUPS, NORA, VERIFIER, between, rule};

/// S43: an application's identity is called `<client id>@clients.auth.globus.org` and has the client's id.
#[tokio::test]
async fn s43_an_applications_identity_has_its_client_id() {
    let ground = Ground::fresh().await;
    let robot = ground.stage.practice.clients()[0].id.to_string();
    let username = format!("{robot}@clients.auth.globus.org");
    let token = ground.stage.token(NORA, "openid").await;
    let auth = ground.stage.practice.urls().auth.clone();
    for query in [format!("ids={robot}"), format!("usernames={username}")] {
        let url = format!("{auth}v2/api/identities?{query}");
        let found = ground.service(Method::GET, url, &token, Value::Null).await.ok();
        let identities = found["identities"].as_array().unwrap();
        assert_eq!(identities.len(), 1, "{query}");
        assert_eq!(
            (&identities[0]["id"], &identities[0]["username"]),
            (&json!(robot), &json!(username))
        );
    }
}

/// S44: an application signs in with the client-credentials grant.
#[tokio::test]
async fn s44_an_application_signs_in_with_its_secret() {
    let ground = Ground::fresh().await;
    let client = ground.stage.practice.clients().remove(0);
    let url = format!("{}v2/oauth2/token", ground.stage.practice.urls().auth);
    let ask = async |secret: &str| {
        let form = [("grant_type", "client_credentials"), ("scope", ALL)];
        let request = ground.stage.http.post(&url).basic_auth(client.id, Some(secret));
        ground.stage.send(request.form(&form)).await
    };
    assert_eq!(ask("practice-secret-wrong").await.status, 401);
    let answer = ask(&client.secret).await.ok();
    assert_eq!(answer["resource_server"], "transfer.api.globus.org");
    assert!(
        answer.get("refresh_token").is_none(),
        "the secret is enough for a new one"
    );
    let token = answer["access_token"].as_str().unwrap();
    kept_out(&ground.ls(token, "/").await);
    ground.made(rule(&client.id.to_string(), "/", "r")).await;
    ground.ls(token, "/").await.ok();
}

/// S45: a native app's redirect is Auth's own `/v2/web/auth-code`, which shows the code for copying.
#[tokio::test]
async fn s45_a_native_app_gets_its_code_from_auths_own_page() {
    let ground = Ground::fresh().await;
    let stage = &ground.stage;
    let page = format!("{}v2/web/auth-code", stage.practice.urls().auth);
    let url = stage.authorize_url(ALL, &[("redirect_uri", &page)]);
    let shown = stage.send(stage.http.get(url)).await;
    let request = between(&shown.text, "name=\"request\" value=\"", "\"").to_owned();
    let nora = stage.person(NORA).await;
    let web = format!("{}v2/web/", stage.practice.urls().auth);
    let form = [("request", request.as_str()), ("identity", &nora)];
    stage
        .send(stage.http.post(format!("{web}sign-in")).form(&form))
        .await;
    let form = [("request", request.as_str()), ("decision", "allow")];
    let done = stage
        .send(stage.http.post(format!("{web}consent")).form(&form))
        .await;
    let to: reqwest::Url = done.headers["location"].to_str().unwrap().parse().unwrap();
    assert!(to.as_str().starts_with(&page));
    let code = to
        .query_pairs()
        .find(|(name, _)| name == "code")
        .unwrap()
        .1
        .into_owned();
    let copied = stage.send(stage.http.get(to)).await;
    assert!(copied.text.contains(&code));
    let client = stage.practice.client_id().to_string();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", client.as_str()),
        ("code", &code),
        ("code_verifier", VERIFIER),
        ("redirect_uri", &page),
    ];
    stage.token_call(&form).await.ok();
}

/// S46: sharing to an e-mail address. The mail and the link are a web feature; its API form is a provisioned identity,
/// its permission and `notify_email`.
#[tokio::test]
async fn s46_an_address_that_nobody_has_used_yet_can_be_invited() {
    let ground = Ground::fresh().await;
    let token = ground.stage.token(NORA, "openid").await;
    let auth = ground.stage.practice.urls().auth.clone();
    let look = async |provision: bool| {
        let url = format!("{auth}v2/api/identities?usernames=new.guest@alpen.example&provision={provision}");
        ground.service(Method::GET, url, &token, Value::Null).await.ok()["identities"].clone()
    };
    assert_eq!(look(false).await, json!([]));
    let invited = look(true).await[0].clone();
    assert_eq!(
        (&invited["status"], &invited["username"]),
        (&json!("unused"), &json!("new.guest@alpen.example"))
    );
    assert_eq!(look(true).await[0]["id"], invited["id"], "provisioned once");
    let mut document = rule(invited["id"].as_str().unwrap(), "/", "r");
    document["notify_email"] = "new.guest@alpen.example".into();
    let one = ground.made(document).await;
    assert_eq!(ground.read(&one).await["principal"], invited["id"]);
}

/// S47: sharing with a group needs its id; its name is no principal.
#[tokio::test]
async fn s47_a_group_is_named_by_its_id() {
    let ground = Ground::fresh().await;
    let token = ground.stage.token(NORA, GROUPS).await;
    let url = format!("{}v2/groups/my_groups", ground.stage.practice.urls().groups);
    let mine = ground.service(Method::GET, url, &token, Value::Null).await.ok();
    let crew = &mine[0];
    for wrong in [crew["name"].as_str().unwrap(), ""] {
        refused(
            ground.create(grant("group", wrong, "/", "r")).await,
            400,
            "BadRequest",
        );
    }
    ground
        .made(grant("group", crew["id"].as_str().unwrap(), "/", "r"))
        .await;
}
