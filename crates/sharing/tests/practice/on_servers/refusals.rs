use super::*;

/// Every refusal that the manager has a type for.
#[tokio::test]
async fn every_refusal_of_the_server_has_its_own_reason() {
    let (world, draft) = ready().await;
    let denied = |detail: Value| (403, "permission_denied", detail);
    let refusals = [
        (
            denied(json!({"DATA_TYPE": "credential_not_found#1.0.0", "accounts": ["nora"]})),
            Refusal::NoAccount {
                accounts: vec!["nora".to_owned()],
            },
        ),
        (
            denied(json!({"DATA_TYPE": "invalid_credential#1.0.0", "user_credential_id": "u"})),
            Refusal::AccountInvalid,
        ),
        (
            denied(json!({"DATA_TYPE": "invalid_user#1.0.0", "user": "nora"})),
            Refusal::UnknownUser,
        ),
        (
            denied(json!({"DATA_TYPE": "missing_required_role#1.0.0", "roles": ["administrator"]})),
            Refusal::RoleMissing {
                roles: vec!["administrator".to_owned()],
            },
        ),
        (
            denied(
                json!({"DATA_TYPE": "not_from_allowed_domain#1.0.0", "allowed_domains": ["alpen.example"]}),
            ),
            Refusal::DomainNotAllowed {
                domains: vec!["alpen.example".to_owned()],
            },
        ),
        (
            denied(json!({"DATA_TYPE": "id_not_in_identity_set#1.0.0", "id": "i"})),
            Refusal::SignInNotMine,
        ),
        (
            denied(json!({"DATA_TYPE": "subscription_required#1.0.0"})),
            Refusal::SubscriptionNeeded,
        ),
        (
            denied(json!("'/x' may not be shared")),
            Refusal::Other {
                message: "said".to_owned(),
            },
        ),
        (
            (
                409,
                "conflict",
                json!({"DATA_TYPE": "resource_conflict#1.0.0", "resources": []}),
            ),
            Refusal::AlreadyThere,
        ),
        (
            (
                422,
                "unprocessable_entity",
                json!({"DATA_TYPE": "invalid_input#1.0.0", "errors": [{"field": "public", "message": "is odd"}]}),
            ),
            Refusal::InputRefused {
                message: "public: is odd".to_owned(),
            },
        ),
    ];
    let plan = world.sharing.plan_share(draft).await.unwrap();
    let mut share = None;
    for ((status, code, detail), expected) in refusals {
        let body = json!({"DATA_TYPE": "result#1.0.0", "code": code, "http_response_code": status,
            "message": "said", "detail": detail, "data": []});
        let fault = json!({"method": "POST", "route": "/gcs/*/api/collections", "times": 1, "status": status, "body": body});
        world.lever("faults", fault).await;
        let outcome = match &share {
            None => apply(&world.sharing, &plan).await,
            Some(share) => world.sharing.resume_share(share, &|_| ()).await.unwrap(),
        };
        share = Some(outcome.share_id.clone());
        let refused =
            |error: &Error| matches!(error, Error::ServerRefused { refusal, .. } if *refusal == expected);
        assert!(
            outcome.stopped_by.as_ref().is_some_and(refused),
            "{expected:?}: {:?}",
            outcome.stopped_by
        );
        for row in &outcome.results {
            assert!(
                matches!(&row.state, GrantState::Failed { error } if refused(error)),
                "{row:?}"
            );
        }
    }
    // Once nothing stands against it any more, it goes on where it was.
    let outcome = world
        .sharing
        .resume_share(&share.unwrap(), &|_| ())
        .await
        .unwrap();
    assert!(all_shared(&outcome), "{outcome:#?}");
    assert_eq!(made(&world).await.len(), 1);
}
