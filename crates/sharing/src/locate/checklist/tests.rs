use std::path::PathBuf;

use globus::path::LocalSystem;
use serde_json::{Value, json};

use super::*;

/// Which items are done, missing and unknown, as one line of text.
fn summary(checklist: &Checklist) -> String {
    let marks = checklist.lines.iter().map(|line| match &line.state {
        LineState::Done => "+".to_owned(),
        LineState::Unknown => "?".to_owned(),
        LineState::Missing { obstacle } => format!("{obstacle:?}"),
    });
    marks.collect::<Vec<_>>().join(" ")
}

/// This computer: the lines of `config-paths`, if it has that file.
fn personal(config_paths: Option<&str>) -> (tempfile::TempDir, ConnectPersonal) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("client-id.txt"),
        "44444444-4444-4444-8444-444444444444",
    )
    .unwrap();
    if let Some(text) = config_paths {
        std::fs::write(dir.path().join("config-paths"), text).unwrap();
    }
    let personal = ConnectPersonal::read(dir.path(), LocalSystem::Linux, Some("/home/ann"));
    let personal = personal.unwrap().unwrap();
    (dir, personal)
}

fn host(changes: Value) -> Endpoint {
    let mut document = json!({
        "id": "c1", "display_name": "Laptop", "entity_type": "GCP_mapped_collection", "subscription_id": "s1",
        "gcp_connected": true, "gcp_paused": false, "my_effective_roles": ["administrator"],
    });
    for (name, value) in changes.as_object().unwrap() {
        document[name] = value.clone();
    }
    serde_json::from_value(document).unwrap()
}

fn first() -> Readiness {
    let steps = vec![MissingStep::ConnectPersonal];
    Readiness::OneStepFirst { steps }
}

fn forbidden() -> Error {
    Error::Forbidden {
        message: "no".into(),
        request_id: None,
    }
}

struct Case {
    host: Value,
    config_paths: Option<&'static str>,
    stat: Option<Error>,
    owner: Owner,
    is_new: bool,
}

impl Default for Case {
    fn default() -> Self {
        Self {
            host: json!({}),
            config_paths: Some("/data,1,1\n"),
            stat: None,
            owner: Owner::Me,
            is_new: true,
        }
    }
}

impl Case {
    fn checklist(self) -> Checklist {
        let (_dir, personal) = personal(self.config_paths);
        of_folder(&Facts {
            host: &host(self.host),
            personal: &personal,
            owner: &self.owner,
            path: &CollectionPath::parse("/data/results/").unwrap(),
            stat: self.stat.as_ref(),
            is_new: self.is_new,
        })
    }

    fn summary(self) -> String {
        summary(&self.checklist())
    }
}

#[test]
fn a_folder_that_can_be_shared_has_all_ticks() {
    let checklist = Case::default().checklist();
    assert_eq!(summary(&checklist), "+ + + + + +");
    assert_eq!(readiness(&checklist), Readiness::Ready);
    assert!(checklist.config_paths.unwrap().ends_with("config-paths"));
}

#[test]
fn before_it_is_set_up_nothing_later_can_be_known() {
    let file = PathBuf::from("/home/ann/.globusonline/lta/client-id.txt");
    let unreadable = LocalError::Unreadable {
        path: file.clone(),
        source: std::io::ErrorKind::PermissionDenied.into(),
    };
    for (presence, expected) in [
        (Presence::NotInstalled, "NotInstalled ? ? ? ? ?"),
        (Presence::NeverSetUp, "+ NeverSetUp ? ? ? ?"),
        (
            Presence::Unusable(LocalError::NotAnId { path: file }),
            r#"+ FilesBroken { path: "/home/ann/.globusonline/lta/client-id.txt" } ? ? ? ?"#,
        ),
        (
            Presence::Unusable(unreadable),
            r#"+ FilesUnreadable { path: "/home/ann/.globusonline/lta/client-id.txt" } ? ? ? ?"#,
        ),
    ] {
        let checklist = set_up(presence).unwrap_err();
        assert_eq!(summary(&checklist), expected);
        assert_eq!(readiness(&checklist), first());
        assert!(!checklist.is_set_up());
    }
    assert!(set_up(Presence::SetUp(personal(None).1)).is_ok());
}

#[test]
fn whose_it_is_comes_before_what_it_lets_out() {
    let somebody = Owner::SomebodyElse(Some("mei@eastlake.example".into()));
    let checklist = Case {
        owner: somebody.clone(),
        ..Case::default()
    }
    .checklist();
    let expected = r#"+ OtherAccount { owner: Some("mei@eastlake.example") } ? ? ? ?"#;
    assert_eq!(summary(&checklist), expected);
    assert!(!checklist.is_set_up());
    let mine = Case {
        owner: Owner::OtherSignIn("ann@alpen.example".into()),
        ..Case::default()
    };
    assert!(mine.summary().starts_with("+ OtherSignIn"));
    // Inside a guest collection that exists, another one's computer is good enough.
    let reused = Case {
        owner: somebody,
        is_new: false,
        ..Case::default()
    };
    assert_eq!(reused.summary(), "+ + +");
}

#[test]
fn a_program_that_does_not_run_hides_nothing_that_its_files_tell() {
    let offline = || {
        Some(Error::Api {
            api_code: "GCDisconnected".into(),
            status: 502,
            message: "off".into(),
            request_id: None,
            retry_after_seconds: None,
        })
    };
    let off = |config_paths| Case {
        host: json!({"gcp_connected": false}),
        stat: offline(),
        config_paths,
        ..Case::default()
    };
    assert_eq!(off(Some("/data,1,1\n")).summary(), "+ + Stopped + + +");
    assert_eq!(off(Some("/other,1,1\n")).summary(), "+ + Stopped NotListed ? +");
    assert_eq!(off(None).summary(), "+ + Stopped ? ? +");
    let paused = Case {
        host: json!({"gcp_paused": true}),
        ..Case::default()
    };
    assert_eq!(paused.summary(), "+ + Paused + + +");
    let silent = Case {
        host: json!({"gcp_connected": null, "gcp_paused": null}),
        ..Case::default()
    };
    let silent = silent.checklist();
    assert_eq!(
        (summary(&silent).as_str(), readiness(&silent)),
        ("+ + ? + + +", Readiness::Ready)
    );
}

#[test]
fn a_folder_is_listed_then_sharable_then_seen() {
    let listing = |config_paths, stat: Option<Error>| {
        let case = Case {
            config_paths,
            stat,
            ..Case::default()
        };
        case.summary()
    };
    assert_eq!(
        listing(Some("/other,1,1\n"), Some(forbidden())),
        "+ + + NotListed ? +"
    );
    assert_eq!(listing(Some("/data,0,1\n"), None), "+ + + + NotSharable +");
    assert_eq!(
        listing(Some("/data,1,1\n"), Some(forbidden())),
        "+ + + RestartNeeded ? +"
    );
    // Without the file only Globus's answer tells, and of the tick nobody does.
    assert_eq!(listing(None, Some(forbidden())), "+ + + NotListed ? +");
    assert_eq!(listing(None, None), "+ + + + ? +");
}

#[test]
fn all_that_is_missing_is_to_be_done() {
    let checklist = Case {
        host: json!({"gcp_connected": false, "subscription_id": null}),
        config_paths: Some("/data,0,1\n"),
        ..Case::default()
    }
    .checklist();
    assert_eq!(summary(&checklist), "+ + Stopped + NotSharable NoSubscription");
    assert_eq!(readiness(&checklist), first());
    assert!(checklist.is_set_up());
}
