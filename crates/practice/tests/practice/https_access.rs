//! Files of server collections over HTTPS: who may.

use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderValue};
use serde_json::json;

use crate::harness::{ALL, JONAS, NORA, Stage, TOMAS};
use crate::secure::{Server, scope};

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn permissions_count_as_for_transfers() {
    let server = Server::start().await;
    server.write("shared/a.txt", "a");
    server.write("in/b.txt", "b");
    let (nora, tomas, jonas) = (
        server.token(NORA).await,
        server.token(TOMAS).await,
        server.token(JONAS).await,
    );
    assert_eq!(server.get("/shared/a.txt", &jonas).await.status, 200);
    assert_eq!(
        server.put("/shared/new.txt", &jonas, "x").await.refusal(),
        (403, "permission_denied")
    );
    let removed = server
        .stage
        .send(server.request(Method::DELETE, "/shared/a.txt", &jonas))
        .await;
    assert_eq!(removed.refusal(), (403, "permission_denied"));
    assert_eq!(
        server.get("/in/b.txt", &jonas).await.refusal(),
        (403, "permission_denied")
    );
    assert_eq!(server.put("/in/new.txt", &tomas, "new").await.status, 200);
    assert_eq!(server.get("/in/new.txt", &tomas).await.text, "new");
    assert_eq!(server.get("/shared/a.txt", &tomas).await.status, 403);
    assert_eq!(server.get("/shared/a.txt", &nora).await.status, 200);
    // What ends for a transfer ends here.
    let rules = format!("endpoint/{}/access_list", server.results);
    let transfer = server.stage.nora().await;
    let list = server.stage.get(&rules, &transfer).await.ok();
    let rule = list["DATA"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["path"] == "/shared/")
        .unwrap();
    let path = format!(
        "endpoint/{}/access/{}",
        server.results,
        rule["id"].as_str().unwrap()
    );
    server.stage.delete(&path, &transfer).await.ok();
    assert_eq!(server.get("/shared/a.txt", &jonas).await.status, 403);
}

#[tokio::test]
async fn without_a_token_public_files_open_and_others_lead_to_the_sign_in() {
    let server = Server::start().await;
    server.write("public/a.txt", "everybody");
    server.write("shared/a.txt", "some");
    let open = server
        .stage
        .send(server.client.get(server.url("/public/a.txt")))
        .await;
    assert_eq!((open.status.as_u16(), open.text.as_str()), (200, "everybody"));
    for path in ["/shared/a.txt", "/shared/missing.txt"] {
        let reply = server.stage.send(server.client.get(server.url(path))).await;
        assert_eq!(reply.status, 302);
        let to: reqwest::Url = header(&reply.headers, "location").parse().unwrap();
        assert!(to.as_str().starts_with(&server.stage.practice.urls().auth));
        assert!(
            to.query_pairs()
                .any(|(name, value)| name == "client_id" && value == server.results)
        );
    }
    for method in [Method::PUT, Method::DELETE] {
        let request = server
            .client
            .request(method, server.url("/public/a.txt"))
            .body("x");
        let reply = server.stage.send(request).await;
        assert_eq!(reply.refusal(), (401, "not_authorized"));
    }
    let post = server.client.post(server.url("/public/a.txt")).body("x");
    assert_eq!(
        server.stage.send(post).await.refusal(),
        (405, "method_not_allowed")
    );
}

#[tokio::test]
async fn tokens_are_for_one_collection_and_its_scopes() {
    let server = Server::start().await;
    server.write("shared/a.txt", "a");
    let transfer = server.stage.token(JONAS, ALL).await;
    let reply = server.get("/shared/a.txt", &transfer).await;
    assert_eq!(reply.refusal(), (401, "not_authorized"));
    assert_eq!(header(&reply.headers, "content-type"), "application/json");
    assert_eq!(server.get("/public/none.txt", "nonsense").await.status, 401);

    let disk = server.stage.collection("Disk").await;
    let url = format!(
        "{}{disk}/results/shared/a.txt",
        server.stage.practice.urls().https
    );
    let ask = async |token: &str| {
        server
            .stage
            .send(server.client.get(&url).bearer_auth(token))
            .await
    };
    let (https, data_access) = (scope(&disk, "https"), scope(&disk, "data_access"));
    let only_data = server.stage.token(NORA, &data_access).await;
    let reply = ask(&only_data).await;
    assert_eq!(reply.refusal(), (401, "not_authorized"));
    assert_eq!(reply.body["detail"]["required_scopes"], json!([https]));
    let only_https = server.stage.token(NORA, &https).await;
    let reply = ask(&only_https).await;
    assert_eq!(reply.refusal(), (403, "ConsentRequired"));
    assert_eq!(reply.body["required_scopes"], json!([data_access]));
    let both = server.stage.token(NORA, &format!("{https} {data_access}")).await;
    assert_eq!(ask(&both).await.text, "a");
    let below = server.stage.token(NORA, &format!("{https}[{data_access}]")).await;
    assert_eq!(ask(&below).await.text, "a");
    // Nora's organisation has accounts there, Jonas's does not.
    let jonas = server.stage.token(JONAS, &format!("{https} {data_access}")).await;
    assert_eq!(ask(&jonas).await.refusal(), (403, "permission_denied"));
}

#[tokio::test]
async fn only_collections_with_https_have_an_address() {
    let server = Server::start().await;
    let nora = server.stage.nora().await;
    let urls = server.stage.practice.urls().clone();
    for (name, served) in [
        ("Disk", true),
        ("Results", true),
        ("Closed", false),
        ("Laptop", false),
        ("Server", false),
    ] {
        let id = server.stage.collection(name).await;
        let document = server.stage.get(&format!("endpoint/{id}"), &nora).await.ok();
        let expected = if served {
            json!(format!("{}{id}", urls.https))
        } else {
            json!(null)
        };
        assert_eq!(document["https_server"], expected, "{name}");
        if !served {
            let reply = server
                .stage
                .send(server.client.get(format!("{}{id}/a", urls.https)))
                .await;
            let status = if name == "Closed" { 403 } else { 404 };
            assert_eq!(reply.status, status, "{name}");
            assert!(reply.body["code"].is_string(), "{}", reply.text);
        }
    }
    let nothing = server
        .stage
        .send(server.client.get(format!("{}none/a", urls.https)))
        .await;
    assert_eq!(nothing.refusal(), (400, "bad_request"));
}

#[tokio::test]
async fn a_browser_signs_in_and_gets_the_file() {
    let server = Server::start().await;
    server.write("shared/a b.txt", "for Jonas");
    let first = server
        .stage
        .send(server.client.get(server.url("/shared/a%20b.txt?download")))
        .await;
    let to: reqwest::Url = header(&first.headers, "location").parse().unwrap();
    let back = browse(&server.stage, to, JONAS).await;
    assert!(back.as_str().starts_with(&server.url("/?code=")), "{back}");
    let signed_in = server.stage.send(server.client.get(back.clone())).await;
    assert_eq!(signed_in.status, 303);
    assert_eq!(
        header(&signed_in.headers, "location"),
        server.url("/shared/a%20b.txt?download")
    );
    let cookie = header(&signed_in.headers, "set-cookie").to_owned();
    for part in ["HttpOnly", "Secure", "SameSite=Lax"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let cookie: HeaderValue = cookie.split(';').next().unwrap().parse().unwrap();
    let with_cookie = |method: Method, path: &str| {
        server
            .client
            .request(method, server.url(path))
            .header("cookie", &cookie)
    };
    let file = server
        .stage
        .send(with_cookie(Method::GET, "/shared/a%20b.txt"))
        .await;
    assert_eq!((file.status.as_u16(), file.text.as_str()), (200, "for Jonas"));
    // A page elsewhere can make a browser send its cookies: they only let it look.
    let write = server
        .stage
        .send(with_cookie(Method::PUT, "/in/x").body("x"))
        .await;
    assert_eq!(write.status, 401);
    // Refused, the browser forgets who it was.
    let refused = server.stage.send(with_cookie(Method::GET, "/in/x")).await;
    assert_eq!(refused.status, 403);
    assert!(header(&refused.headers, "set-cookie").contains("Max-Age=0"));
    // A code counts once.
    let again = server.stage.send(server.client.get(back)).await;
    assert_eq!(again.refusal(), (400, "bad_request"));
}

/// Walks through the pages of the sign-in, to where they lead.
async fn browse(stage: &Stage, url: reqwest::Url, username: &str) -> reqwest::Url {
    use crate::harness::between;
    let page = stage.send(stage.http.get(url)).await;
    assert!(
        page.text.contains("Results"),
        "the page names the collection: {}",
        page.text
    );
    let request = between(&page.text, "name=\"request\" value=\"", "\"").to_owned();
    let row = page
        .text
        .split("<label")
        .find(|row| row.contains(username))
        .unwrap();
    let identity = between(row, "value=\"", "\"").to_owned();
    let web = format!("{}v2/web/", stage.practice.urls().auth);
    let form = [("request", request.as_str()), ("identity", &identity)];
    let page = stage
        .send(stage.http.post(format!("{web}sign-in")).form(&form))
        .await;
    assert!(page.text.contains("id=\"allow\""), "{}", page.text);
    let form = [("request", request.as_str()), ("decision", "allow")];
    let reply = stage
        .send(stage.http.post(format!("{web}consent")).form(&form))
        .await;
    header(&reply.headers, "location").parse().unwrap()
}
