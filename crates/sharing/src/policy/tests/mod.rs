mod files;
mod merged;
mod rules;
mod schema;

use std::path::Path;

use super::*;
use crate::model::PolicyProblem;

const PROJECTS: &str = "6c54cade-bde5-45c1-bdea-f4bd71dba2cc";

/// The policy of a machine-wide file and a person's own one.
fn policy(machine: &str, user: &str) -> Policy {
    let read = |place, text: &str| (place, document::parse(text).unwrap());
    let mut documents = Vec::new();
    if !machine.is_empty() {
        documents.push(read(PolicyPlace::Machine, machine));
    }
    if !user.is_empty() {
        documents.push(read(PolicyPlace::User, user));
    }
    merge::merge(&documents)
}

fn only(rest: &str) -> Policy {
    policy(&format!(r#"{{ "version": 1, {rest} }}"#), "")
}

fn problem(path: &Path) -> PolicyProblem {
    let files = PolicyFiles {
        machine: Some(path.to_owned()),
        user: None,
        no_places: false,
    };
    match &Policy::read(&files).shown().files[0].state {
        PolicyFileState::Ignored { problem } => problem.clone(),
        other => panic!("{other:?}"),
    }
}
