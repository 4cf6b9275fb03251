//! Roles on collections.

use serde_json::json;

use crate::harness::{ALL, JONAS, Stage};

#[tokio::test]
async fn an_administrator_gives_and_takes_roles() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let maple = format!("endpoint/{}", stage.collection("Maple trial 2026").await);
    let jonas = stage.person(JONAS).await;
    let body = json!({"DATA_TYPE": "role", "principal_type": "identity", "principal": jonas, "role": "access_manager"});
    let made = stage.post(&format!("{maple}/role"), &nora, body.clone()).await;
    assert_eq!(
        (made.status.as_u16(), &made.body["role"]),
        (201, &json!("access_manager"))
    );
    assert_eq!(
        stage
            .post(&format!("{maple}/role"), &nora, body.clone())
            .await
            .refusal(),
        (409, "Conflict")
    );
    let one = format!("{maple}/role/{}", made.body["id"].as_str().unwrap());
    assert_eq!(stage.get(&one, &nora).await.ok()["principal"], jonas);
    let token = stage.token(JONAS, ALL).await;
    // An access manager lists permissions and reads everything, but gives no roles.
    stage.get(&format!("{maple}/access_list"), &token).await.ok();
    let files = maple.replace("endpoint/", "operation/endpoint/");
    stage.get(&format!("{files}/ls?path=/"), &token).await.ok();
    assert_eq!(
        stage.post(&format!("{maple}/role"), &token, body).await.refusal(),
        (403, "PermissionDenied")
    );
    assert_eq!(stage.delete(&one, &nora).await.ok()["code"], "Deleted");
    assert_eq!(stage.get(&one, &nora).await.refusal(), (404, "RoleNotFound"));
    assert_eq!(
        stage.get(&format!("{maple}/access_list"), &token).await.refusal(),
        (403, "PermissionDenied")
    );
}

#[tokio::test]
async fn roles_of_servers_and_unknown_roles_are_refused() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let jonas = stage.person(JONAS).await;
    let body = |role: &str| json!({"principal_type": "identity", "principal": jonas, "role": role});
    let archive = format!(
        "endpoint/{}/role",
        stage.collection("Whitfield Lab archive").await
    );
    assert_eq!(
        stage
            .post(&archive, &nora, body("access_manager"))
            .await
            .refusal(),
        (409, "NotSupported")
    );
    let maple = format!("endpoint/{}/role", stage.collection("Maple trial 2026").await);
    for role in ["restricted_administrator", "king"] {
        assert_eq!(
            stage.post(&maple, &nora, body(role)).await.refusal(),
            (400, "BadRequest")
        );
    }
}
