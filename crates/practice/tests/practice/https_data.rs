//! Files of server collections over HTTPS: what a plain file server does, and writing.

use reqwest::Method;
use reqwest::header::HeaderMap;
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
async fn a_disk_that_is_full_takes_nothing_more() {
    let server = Server::start().await;
    let tomas = server.token(TOMAS).await;
    let quota = async |free: serde_json::Value| {
        let body = json!({"collection_id": server.results, "free_bytes": free});
        server.stage.admin(Method::POST, "quota", body).await;
    };
    quota(json!(8)).await;
    assert_eq!(server.put("/in/a", &tomas, "12345").await.status, 200);
    let full = server.put("/in/b", &tomas, "1234").await;
    assert_eq!(full.refusal(), (507, "insufficient_storage"));
    assert!(!server.folder.join("in/b").exists());
    assert_eq!(server.put("/in/b", &tomas, "123").await.status, 200);
    let other = json!({"https_quota": {"status": 403, "code": "permission_denied"}});
    server.stage.admin(Method::POST, "config", other).await;
    let full = server.put("/in/c", &tomas, "1").await;
    assert_eq!(full.refusal(), (403, "permission_denied"));
    quota(json!(null)).await;
    assert_eq!(server.put("/in/c", &tomas, "1").await.status, 200);
}

#[tokio::test]
async fn checksums_are_given_where_the_switch_says_so() {
    let server = Server::start().await;
    server.write("shared/abc", "abc");
    let jonas = server.token(JONAS).await;
    let digest = async || {
        let request = server.request(Method::HEAD, "/shared/abc", &jonas);
        let reply = server
            .stage
            .send(request.header("want-repr-digest", "sha-256=10"))
            .await;
        header(&reply.headers, "repr-digest").to_owned()
    };
    assert_eq!(digest().await, "");
    server
        .stage
        .admin(Method::POST, "config", json!({"https_digests": true}))
        .await;
    // The example of FIPS 180.
    assert_eq!(
        digest().await,
        "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:"
    );
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
