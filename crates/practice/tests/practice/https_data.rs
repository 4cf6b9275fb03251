//! Files of server collections over HTTPS: who may, and what a plain file server does.

use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderValue};
use serde_json::json;

use crate::harness::{ALL, JONAS, NORA, Stage, TOMAS};
use crate::secure::{Server, scope};

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_file_comes_whole_in_parts_or_not_again() {
    let server = Server::start().await;
    server.write("shared/ten.txt", "0123456789");
    let jonas = server.token(JONAS).await;
    let whole = server.get("/shared/ten.txt", &jonas).await;
    assert_eq!((whole.status.as_u16(), whole.text.as_str()), (200, "0123456789"));
    assert_eq!(header(&whole.headers, "accept-ranges"), "bytes");
    assert_eq!(header(&whole.headers, "content-length"), "10");
    assert_eq!(
        header(&whole.headers, "content-type"),
        "text/plain; charset=utf-8"
    );
    let (etag, date) = (
        header(&whole.headers, "etag"),
        header(&whole.headers, "last-modified"),
    );
    assert!(date.ends_with(" GMT"), "{date}");

    let head = server
        .stage
        .send(server.request(Method::HEAD, "/shared/ten.txt", &jonas))
        .await;
    assert_eq!((head.status.as_u16(), head.text.as_str()), (200, ""));
    assert_eq!(header(&head.headers, "content-length"), "10");

    let with = async |headers: &[(&'static str, &str)]| {
        let mut request = server.request(Method::GET, "/shared/ten.txt", &jonas);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let reply = server.stage.send(request).await;
        let range = header(&reply.headers, "content-range").to_owned();
        (reply.status.as_u16(), reply.text, range)
    };
    let part = |text: &str, range: &str| (206, text.to_owned(), range.to_owned());
    let all = (200, "0123456789".to_owned(), String::new());
    assert_eq!(with(&[("range", "bytes=2-4")]).await, part("234", "bytes 2-4/10"));
    assert_eq!(with(&[("range", "bytes=7-")]).await, part("789", "bytes 7-9/10"));
    assert_eq!(with(&[("range", "bytes=-2")]).await, part("89", "bytes 8-9/10"));
    assert_eq!(with(&[("range", "bytes=0-1,3-4")]).await, all);
    assert_eq!(with(&[("range", "bytes=2-4"), ("if-range", etag)]).await.0, 206);
    assert_eq!(with(&[("range", "bytes=2-4"), ("if-range", date)]).await.0, 206);
    assert_eq!(
        with(&[("range", "bytes=2-4"), ("if-range", "\"other\"")]).await,
        all
    );
    assert_eq!(with(&[("if-none-match", etag)]).await.0, 304);
    assert_eq!(with(&[("if-modified-since", date)]).await.0, 304);
    let (status, body, range) = with(&[("range", "bytes=10-")]).await;
    assert_eq!((status, range.as_str()), (416, "bytes */10"));
    assert!(body.contains("range_not_satisfiable"), "{body}");

    server
        .stage
        .admin(Method::POST, "config", json!({"https_ranges": false}))
        .await;
    assert_eq!(with(&[("range", "bytes=2-4")]).await, all);
}

#[tokio::test]
async fn parts_of_a_computed_file_fit_together() {
    let nora = "nora.whitfield@northfield.example";
    let stage = Stage::seeded(json!({
        "people": [{"username": nora, "name": "Nora Whitfield", "sign_in": true}],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": [
            {"name": "Server", "type": "GCSv5_endpoint", "owner": nora},
            {"name": "Endless", "type": "GCSv5_mapped_collection", "owner": nora, "host": "Server",
             "domains": ["northfield.example"], "generated": {"entries": 3, "file_bytes": 100_000}}]
    }))
    .await;
    let id = stage.collection("Endless").await;
    let token = stage
        .token(
            NORA,
            &format!("{} {}", scope(&id, "https"), scope(&id, "data_access")),
        )
        .await;
    let transfer = format!("{ALL}[*{}]", scope(&id, "data_access"));
    let transfer = stage.token(NORA, &transfer).await;
    let list = stage
        .get(&format!("operation/endpoint/{id}/ls?path=/"), &transfer)
        .await
        .ok();
    let (name, size) = (
        list["DATA"][0]["name"].as_str().unwrap(),
        list["DATA"][0]["size"].as_u64().unwrap(),
    );
    let client = crate::secure::trusting(stage.practice.ca());
    let url = format!("{}{id}/{name}", stage.practice.urls().https);
    let part = async |range: String| {
        let request = client.get(&url).bearer_auth(&token).header("range", range);
        stage.send(request).await.text
    };
    let whole = part("bytes=0-".into()).await;
    assert_eq!(whole.len() as u64, size);
    let (first, rest) = (
        part("bytes=0-40000".into()).await,
        part("bytes=40001-".into()).await,
    );
    assert_eq!(first + &rest, whole);
    let put = client.put(&url).bearer_auth(&token).body("x");
    assert_eq!(stage.send(put).await.refusal(), (403, "permission_denied"));
}

#[tokio::test]
async fn download_asks_for_a_file_to_keep() {
    let server = Server::start().await;
    server.write("public/Größe 1.csv", "a,b");
    let url = server.url("/public/Gr%C3%B6%C3%9Fe%201.csv?download");
    let reply = server.stage.send(server.client.get(url)).await;
    assert_eq!(reply.text, "a,b");
    assert_eq!(
        header(&reply.headers, "content-disposition"),
        "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe%201%2Ecsv"
    );
    assert_eq!(header(&reply.headers, "x-content-type-options"), "nosniff");
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
async fn a_put_replaces_whole_files_and_makes_no_folders() {
    let server = Server::start().await;
    let tomas = server.token(TOMAS).await;
    std::fs::create_dir(server.folder.join("in/folder")).unwrap();
    for text in ["first, and longer", "second"] {
        assert_eq!(
            server.put("/in/a%20b.txt", &tomas, text).await.ok()["code"],
            "success"
        );
        assert_eq!(
            std::fs::read_to_string(server.folder.join("in/a b.txt")).unwrap(),
            text
        );
    }
    assert_eq!(server.put("/in/empty", &tomas, "").await.status, 200);
    assert_eq!(server.get("/in/empty", &tomas).await.text, "");
    let refusals = [
        ("/in/missing/a.txt", 404, "not_found"),
        ("/in/folder", 409, "conflict"),
        ("/in/folder/", 400, "bad_request"),
        ("/in/", 400, "bad_request"),
    ];
    for (path, status, code) in refusals {
        assert_eq!(
            server.put(path, &tomas, "x").await.refusal(),
            (status, code),
            "{path}"
        );
    }
    let partial = server
        .request(Method::PUT, "/in/empty", &tomas)
        .header("content-range", "bytes 0-0/2")
        .body("x");
    assert_eq!(server.stage.send(partial).await.refusal(), (400, "bad_request"));
    let uploads = server.stage.dir.path().join("data/Uploads");
    assert_eq!(std::fs::read_dir(uploads).unwrap().count(), 0);
    // The log says that it happened, not what was in it.
    let log = server.stage.admin(Method::GET, "requests", json!(null)).await;
    let entry = log
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["method"] == "PUT")
        .unwrap();
    assert_eq!((&entry["status"], &entry["body"]), (&json!(200), &json!(null)));
}

#[tokio::test]
async fn a_broken_off_put_leaves_the_old_file() {
    let server = Server::start().await;
    server.write("in/a.txt", "old");
    let tomas = server.token(TOMAS).await;
    let body = reqwest::Body::wrap(crate::large_files::Generated::breaking_after(
        1_000_000, 5_000_000,
    ));
    let request = server.request(Method::PUT, "/in/a.txt", &tomas).body(body);
    assert!(request.send().await.is_err());
    // The next request is answered after the broken one was cleaned up, or while it still is: both are right.
    assert_eq!(server.get("/in/a.txt", &tomas).await.text, "old");
}

#[tokio::test]
async fn files_are_removed_and_folders_are_not() {
    let server = Server::start().await;
    server.write("in/a.txt", "a");
    std::fs::create_dir(server.folder.join("in/folder")).unwrap();
    let tomas = server.token(TOMAS).await;
    let delete = async |path: &str| {
        server
            .stage
            .send(server.request(Method::DELETE, path, &tomas))
            .await
    };
    assert_eq!(delete("/in/a.txt").await.ok()["code"], "success");
    assert!(!server.folder.join("in/a.txt").exists());
    assert_eq!(delete("/in/a.txt").await.refusal(), (404, "not_found"));
    assert_eq!(delete("/in/folder").await.refusal(), (400, "bad_request"));
    assert_eq!(delete("/in/").await.refusal(), (400, "bad_request"));
    assert_eq!(
        server.get("/in/folder", &tomas).await.refusal(),
        (400, "bad_request")
    );
    assert_eq!(
        server.get("/in/folder/", &tomas).await.refusal(),
        (400, "bad_request")
    );
}

#[tokio::test]
async fn no_path_leads_out_of_the_collection() {
    let server = Server::start().await;
    let nora = server.token(NORA).await;
    let outside = server.folder.parent().unwrap().join("outside.txt");
    std::fs::write(&outside, "outside").unwrap();
    for path in [
        "/../outside.txt",
        "/shared/../../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/shared/%2E%2E/%2E%2E/outside.txt",
        "/shared/..%2f..%2foutside.txt",
        "//../outside.txt",
        "/./../outside.txt",
        "/~/../outside.txt",
    ] {
        for (method, body) in [("GET", ""), ("PUT", "changed"), ("DELETE", "")] {
            let (status, answer) = server.raw(method, path, &nora, body).await;
            assert!((400..500).contains(&status), "{method} {path}: {answer}");
            assert!(!answer.contains("\r\n\r\noutside"), "{method} {path}: {answer}");
        }
    }
    assert_eq!(std::fs::read_to_string(outside).unwrap(), "outside");
}

#[cfg(unix)]
#[tokio::test]
async fn links_are_followed_inside_only() {
    use std::os::unix::fs::symlink;
    let server = Server::start().await;
    let nora = server.token(NORA).await;
    let outside = server.folder.parent().unwrap().join("outside");
    std::fs::create_dir(&outside).unwrap();
    std::fs::write(outside.join("a.txt"), "outside").unwrap();
    server.write("shared/real.txt", "inside");
    symlink(
        server.folder.join("shared/real.txt"),
        server.folder.join("in/good"),
    )
    .unwrap();
    symlink(outside.join("a.txt"), server.folder.join("in/bad")).unwrap();
    symlink(&outside, server.folder.join("in/out")).unwrap();
    assert_eq!(server.get("/in/good", &nora).await.text, "inside");
    for path in ["/in/bad", "/in/out/a.txt"] {
        assert_eq!(
            server.get(path, &nora).await.refusal(),
            (403, "permission_denied"),
            "{path}"
        );
    }
    for path in ["/in/out/a.txt", "/in/out/new.txt"] {
        assert_eq!(
            server.put(path, &nora, "x").await.refusal(),
            (403, "permission_denied"),
            "{path}"
        );
        let delete = server.request(Method::DELETE, path, &nora);
        assert_eq!(server.stage.send(delete).await.status, 403, "{path}");
    }
    // The link is replaced, not what it leads to.
    assert_eq!(server.put("/in/bad", &nora, "mine now").await.status, 200);
    assert_eq!(std::fs::read_to_string(outside.join("a.txt")).unwrap(), "outside");
    assert_eq!(server.get("/in/bad", &nora).await.text, "mine now");
    assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 1);
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
