//! Pause rules, and the tasks of others as activity managers and monitors see them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::{ALL, JONAS, NORA, Stage, TOMAS};
use crate::task_harness::{LAPTOP, id_of};

#[tokio::test]
async fn pause_rules_hold_tasks_and_operations_until_they_are_gone() {
    let stage = Stage::demo().await;
    let nora = stage.nora().await;
    let laptop = stage.collection(LAPTOP).await;
    let rule =
        json!({"DATA_TYPE": "pause_rule", "endpoint_id": laptop, "message": "The disk is being changed"});
    let made = stage
        .post("endpoint_manager/pause_rule", &nora, rule.clone())
        .await
        .ok();
    let id = stage.copy(&nora, "Thesis figures", "copy", json!({})).await;
    let task = stage.task_when(&nora, &id, |it| it["is_paused"] == true).await;
    assert_eq!(
        (&task["status"], &task["nice_status"]),
        (&json!("ACTIVE"), &json!("PAUSED_BY_ADMIN"))
    );
    let info = stage.get(&format!("task/{id}/pause_info"), &nora).await.ok();
    assert_eq!(info["pause_rules"][0]["message"], "The disk is being changed");
    assert_eq!(info["source_pause_message"], Value::Null);
    let mine = stage
        .get(&format!("endpoint/{laptop}/my_effective_pause_rule_list"), &nora)
        .await
        .ok();
    assert_eq!(mine["DATA"][0]["pause_task_transfer_read"], true);
    let maple = stage.collection("Maple trial 2026").await;
    let ls = stage
        .get(&format!("operation/endpoint/{maple}/ls?path=/"), &nora)
        .await;
    assert_eq!(ls.refusal(), (409, "OperationPaused"));
    // Without the role nobody makes or sees rules.
    let jonas = stage.token(JONAS, ALL).await;
    assert_eq!(
        stage
            .post("endpoint_manager/pause_rule", &jonas, rule)
            .await
            .refusal(),
        (403, "PermissionDenied")
    );
    let seen = stage.get("endpoint_manager/pause_rule_list", &jonas).await.ok();
    assert_eq!(seen["DATA"], json!([]));
    let path = format!("endpoint_manager/pause_rule/{}", made["id"].as_str().unwrap());
    stage.put(&path, &nora, json!({"pause_ls": false})).await.ok();
    assert_eq!(stage.get(&path, &nora).await.ok()["pause_ls"], false);
    assert!(
        stage
            .get(&format!("operation/endpoint/{maple}/ls?path=/"), &nora)
            .await
            .status
            .is_success()
    );
    stage.delete(&path, &nora).await.ok();
    assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
    let events = stage.events(&nora, &id, "").await;
    assert!(events.contains(&"PAUSED".to_owned()) && events.contains(&"RESUMED".to_owned()));
    // The lever does the same, for one person.
    let tomas = stage.person(TOMAS).await;
    let wish = json!({"collection_id": laptop, "message": "not you", "identity_id": tomas});
    stage.admin(Method::POST, "pause-rules", wish).await;
    let id = stage.copy(&nora, "Thesis figures", "copy 2", json!({})).await;
    assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
    stage.admin(Method::DELETE, "pause-rules", json!({})).await;
}

#[tokio::test]
async fn managers_manage_and_monitors_only_look() {
    let stage = Stage::demo().await;
    let (nora, tomas, jonas) = (
        stage.nora().await,
        stage.token(TOMAS, ALL).await,
        stage.token(JONAS, ALL).await,
    );
    let maple = stage.collection("Maple trial 2026").await;
    for (who, role) in [(TOMAS, "activity_monitor"), (JONAS, "activity_manager")] {
        let role = json!({"DATA_TYPE": "role", "principal_type": "identity", "principal": stage.person(who).await,
            "role": role});
        stage
            .post(&format!("endpoint/{maple}/role"), &nora, role)
            .await
            .ok();
    }
    stage.switch(json!({"transfer_files_per_second": 0})).await;
    let (from, to) = (("Maple trial 2026", "/Results/"), ("Thesis figures", "/copy/"));
    let id = id_of(stage.submit_transfer(&nora, from, to, json!({})).await);
    let list = stage
        .get("endpoint_manager/task_list?filter_status=ACTIVE", &tomas)
        .await
        .ok();
    assert_eq!(
        (&list["DATA"][0]["task_id"], &list["has_next_page"]),
        (&json!(id), &json!(false))
    );
    assert_eq!(list["DATA"][0]["owner_string"], NORA);
    for path in ["", "/event_list", "/pause_info", "/successful_transfers"] {
        let seen = stage
            .get(&format!("endpoint_manager/task/{id}{path}"), &tomas)
            .await;
        assert!(seen.status.is_success(), "{path} {}", seen.text);
    }
    let wish = json!({"message": "please wait", "task_id_list": [id]});
    for action in ["admin_cancel", "admin_pause", "admin_resume"] {
        let refused = stage
            .post(&format!("endpoint_manager/{action}"), &tomas, wish.clone())
            .await;
        assert_eq!(refused.refusal(), (403, "PermissionDenied"), "{action}");
    }
    stage
        .post("endpoint_manager/admin_pause", &jonas, wish.clone())
        .await
        .ok();
    let task = stage
        .task_when(&nora, &id, |it| it["nice_status"] == "PAUSED_BY_ADMIN")
        .await;
    assert_eq!(task["is_paused"], true);
    let info = stage.get(&format!("task/{id}/pause_info"), &nora).await.ok();
    assert_eq!(info["source_pause_message_share"], "please wait");
    stage
        .post("endpoint_manager/admin_resume", &jonas, wish.clone())
        .await
        .ok();
    stage.task_when(&nora, &id, |it| it["nice_status"] == "OK").await;
    let canceled = stage
        .post("endpoint_manager/admin_cancel", &jonas, wish)
        .await
        .ok();
    let task = stage.ended(&nora, &id).await;
    assert_eq!(
        (&task["canceled_by_admin"], &task["canceled_by_admin_message"]),
        (&json!("SOURCE"), &json!("please wait"))
    );
    let path = format!(
        "endpoint_manager/admin_cancel/{}",
        canceled["id"].as_str().unwrap()
    );
    assert_eq!(stage.get(&path, &jonas).await.ok()["done"], true);
    // Old tasks only of a collection that is named, and only to those who look after it.
    assert_eq!(
        stage.get("endpoint_manager/task_list", &tomas).await.refusal().0,
        400
    );
    let all = format!("endpoint_manager/task_list?filter_endpoint={maple}&filter_endpoint_use=source");
    assert_eq!(
        stage.get(&all, &tomas).await.ok()["DATA"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let thesis = stage.collection("Thesis figures").await;
    let other = format!("endpoint_manager/task_list?filter_endpoint={thesis}");
    assert_eq!(
        stage.get(&other, &tomas).await.refusal(),
        (403, "PermissionDenied")
    );
}

#[tokio::test]
async fn a_task_whose_consent_is_withdrawn_is_inactive_until_it_is_given_again() {
    let stage = Stage::demo().await;
    let storage = stage.collection("Northfield Research Storage").await;
    let data_access = format!("https://auth.globus.org/scopes/{storage}/data_access");
    let scope = format!("{ALL}[*{data_access}]");
    let nora = stage.token(NORA, &scope).await;
    stage.switch(json!({"transfer_files_per_second": 0})).await;
    let (from, to) = (
        (LAPTOP, "/~/Thesis figures/"),
        ("Northfield Research Storage", "/projects/new/"),
    );
    let id = id_of(stage.submit_transfer(&nora, from, to, json!({})).await);
    stage.task_when(&nora, &id, |it| it["files"] == 2).await;
    let consents = stage.admin(Method::GET, "consents", json!({})).await;
    let all = consents.as_array().unwrap().iter();
    let ours = all.filter(|it| it["scope_name"] == data_access.as_str());
    for consent in ours {
        stage
            .admin(Method::DELETE, &format!("consents/{}", consent["id"]), json!({}))
            .await;
    }
    // The old token stood on that consent; one without it still sees the task.
    let nora = stage.token(NORA, ALL).await;
    let task = stage.task_when(&nora, &id, |it| it["status"] == "INACTIVE").await;
    assert_eq!(task["nice_status"], "CONSENT_REQUIRED");
    stage.switch(json!({"transfer_files_per_second": null})).await;
    let nora = stage.token(NORA, &scope).await;
    assert_eq!(stage.ended(&nora, &id).await["status"], "SUCCEEDED");
}
