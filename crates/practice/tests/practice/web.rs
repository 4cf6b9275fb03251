//! The pretend web app: where links lead, and what a browser finds at the bare address.

use reqwest::Method;
use serde_json::json;

use crate::harness::{JONAS, NORA, Stage, TOMAS};

#[tokio::test]
async fn the_link_for_guests_shows_the_folder_through_their_eyes() {
    let stage = Stage::demo().await;
    let maple = stage.collection("Maple trial 2026").await;
    let web = stage.practice.urls().web.clone();
    let page = async |id: &str, path: &str, seen_by: &str| {
        let url = format!("{web}file-manager?origin_id={id}&origin_path={path}{seen_by}");
        stage.send(stage.http.get(url)).await
    };
    let shown = page(&maple, "/Results/", "").await;
    assert!(
        shown.text.contains("<td>methods.docx</td>") && shown.text.contains("Practice"),
        "{}",
        shown.text
    );
    assert!(
        shown.text.contains(">Nora Whitfield · ")
            && shown.text.contains("<a href=\"/web/file-manager?origin_id=")
    );
    for (path, seen_by) in [
        ("/nope/", String::new()),
        ("/Results/", "&as=anonymous".to_owned()),
    ] {
        assert!(
            page(&maple, path, &seen_by).await.text.contains("id=\"empty\""),
            "{path}{seen_by}"
        );
    }
    // A folder above is a link, and so is the way back to the same eyes.
    let nora = stage.person(NORA).await;
    let seen = page(&maple, "/Results/", &format!("&as={nora}")).await.text;
    assert!(
        seen.contains(&format!("origin_path=%2F&amp;as={nora}")) && seen.contains("methods.docx"),
        "{seen}"
    );
    assert_eq!(page("nothing", "/", "").await.status, 404);

    let laptop = stage.collection("Nora's laptop").await;
    let off = json!({"collection_id": laptop, "online": false});
    stage.admin(Method::POST, "online", off).await;
    assert!(page(&maple, "/Results/", "").await.text.contains("offline"));
}

#[tokio::test]
async fn a_guest_sees_what_the_permissions_allow() {
    let stage = Stage::seeded(json!({
        "people": [
            {"username": NORA, "name": "Nora Whitfield", "sign_in": true},
            {"username": TOMAS, "name": "<b>Tomás</b>"},
            {"username": JONAS, "name": "Jonas Lindqvist"}
        ],
        "clients": [{"id": "9f2c0002-0000-4000-8000-000000000001", "name": "Guestlist"}],
        "collections": [
            {"name": "Server", "type": "GCSv5_endpoint", "owner": NORA, "subscribed": true},
            {"name": "Disk", "type": "GCSv5_mapped_collection", "owner": NORA, "host": "Server",
             "generated": {"entries": 600, "folders": 1, "depth": 1, "file_bytes": 1500}, "subscribed": true},
            {"name": "Share", "type": "GCSv5_guest_collection", "owner": NORA, "host": "Disk", "path": "/",
             "folder": false, "permissions": [{"path": "/", "permissions": "r", "who": TOMAS}]}
        ]
    }))
    .await;
    let share = stage.collection("Share").await;
    let web = stage.practice.urls().web.clone();
    let as_person = async |username: &str| {
        let who = stage.person(username).await;
        let url = format!("{web}file-manager?origin_id={share}&as={who}");
        stage.send(stage.http.get(url)).await.text
    };
    let seen = as_person(TOMAS).await;
    let server = format!("{}{share}/", stage.practice.urls().https);
    assert!(seen.contains(&server) && seen.contains("?download\">"), "{seen}");
    assert!(seen.contains("and 100 more") && seen.contains("kB</td>") && seen.contains("&lt;b&gt;Tomás"));
    assert!(as_person(JONAS).await.contains("no permission opens it"));
}

#[tokio::test]
async fn a_browser_finds_its_way() {
    let stage = Stage::demo().await;
    let web = stage.practice.urls().web.clone();
    let bare = web.trim_end_matches("web/").to_owned();
    let door = stage.send(stage.http.get(&bare)).await;
    assert_eq!(
        (door.status.as_u16(), &door.headers["location"]),
        (303, &"/web/".parse().unwrap())
    );
    let front = stage.send(stage.http.get(&web)).await;
    assert!(front.text.contains(">Maple trial 2026</a>") && front.text.contains("/auth/v2/web/consents"));
    let lost = stage.send(stage.http.get(format!("{web}nothing"))).await;
    assert!(
        lost.status == 404 && lost.text.contains("There is no such page"),
        "{}",
        lost.text
    );
    let api = stage
        .send(stage.http.get(format!("{bare}transfer/nothing")))
        .await;
    assert_eq!(api.refusal(), (404, "ClientError.NotFound"));
}
