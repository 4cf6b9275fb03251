//! The program says the same of the examples as the published schema, which `tests/judge/test_policy_schema.py` holds
//! against them.

use std::path::PathBuf;

use super::*;

fn examples(kind: &str) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("policy/examples")
        .join(kind);
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .map(|file| {
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&file).unwrap())
        })
        .collect()
}

#[test]
fn good_examples_are_good_and_bad_ones_are_bad() {
    let (good, bad) = (examples("good"), examples("bad"));
    assert!(good.len() >= 3 && bad.len() >= 25);
    for (name, text) in good {
        assert!(
            document::parse(&text).is_ok(),
            "{name}: {:?}",
            document::parse(&text)
        );
    }
    for (name, text) in bad {
        let problem = document::parse(&text).unwrap_err();
        assert!(
            matches!(problem, PolicyProblem::Wrong { line: 1.., .. }),
            "{name}: {problem:?}"
        );
    }
}

#[test]
fn every_key_of_the_schema_is_in_the_example_that_has_all() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("policy");
    let read = |name: &str| -> serde_json::Value {
        serde_json::from_str(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap()
    };
    let (schema, all) = (read("policy.schema.json"), read("examples/good/all.json"));
    for key in schema["properties"].as_object().unwrap().keys() {
        assert!(all.get(key).is_some(), "{key}");
    }
    assert_eq!(
        schema["properties"]["forbidden"]["items"]["enum"],
        all["forbidden"]
    );
}
