//! Two files, one policy: the stricter limit, every ban, and otherwise the machine-wide word first.

use globus::transfer::Permissions;

use super::*;
use crate::model::PolicyWords;

#[test]
fn the_shorter_maximum_counts_whichever_file_says_it() {
    for (machine, user, from) in [(30, 90, PolicyPlace::Machine), (90, 30, PolicyPlace::User)] {
        let file = |days| format!(r#"{{ "version": 1, "maxEndDays": {days} }}"#);
        let policy = policy(&file(machine), &file(user));
        assert_eq!(policy.limits().max_end_days, Some(30));
        let said = &policy.shown().statements;
        assert_eq!(said.len(), 1);
        assert_eq!(
            (said[0].from, &said[0].says),
            (from, &PolicyWords::MaximumEnd { days: 30 })
        );
    }
}

#[test]
fn bans_add_up_and_each_is_said_once() {
    let policy = policy(
        r#"{ "version": 1, "forbidden": ["public", "write"] }"#,
        r#"{ "version": 1, "forbidden": ["write", "groups"] }"#,
    );
    let bans = [ForbiddenKind::Public, ForbiddenKind::Write, ForbiddenKind::Groups];
    assert_eq!(policy.limits().forbidden, bans);
    let from: Vec<PolicyPlace> = policy.shown().statements.iter().map(|it| it.from).collect();
    assert_eq!(
        from,
        [PolicyPlace::Machine, PolicyPlace::Machine, PolicyPlace::User]
    );
}

#[test]
fn of_everything_else_the_machine_wide_word_counts() {
    let policy = policy(
        r#"{ "version": 1, "institution": "Northfield", "defaults": { "endDays": 60 } }"#,
        r#"{ "version": 1, "institution": "Lab", "defaults": { "endDays": 7, "permissions": "rw" },
             "support": { "name": "Lab desk" } }"#,
    );
    let limits = policy.limits();
    assert_eq!(limits.institution.as_deref(), Some("Northfield"));
    assert_eq!(limits.default_end_days, Some(60));
    assert_eq!(limits.default_permissions, Some(Permissions::ReadWrite));
    assert_eq!(
        limits.support.as_ref().map(|it| it.name.as_str()),
        Some("Lab desk")
    );
}

#[test]
fn a_default_never_goes_beyond_a_ban() {
    let policy = only(
        r#""defaults": { "permissions": "rw", "endDays": 400 }, "forbidden": ["write"], "maxEndDays": 100"#,
    );
    assert_eq!(policy.limits().default_permissions, Some(Permissions::Read));
    assert_eq!(policy.limits().default_end_days, Some(100));
}

#[test]
fn one_belongs_to_the_institution_where_every_file_says_so() {
    let policy = policy(
        r#"{ "version": 1, "domains": ["northfield.example"] }"#,
        r#"{ "version": 1, "domains": ["med.northfield.example", "eastlake.example"] }"#,
    );
    for (address, inside) in [
        ("a@med.northfield.example", true),
        ("a@MED.Northfield.example", true),
        ("a@lab.med.northfield.example", true),
        ("a@northfield.example", false),
        ("a@eastlake.example", false),
        ("a@notmed.northfield.example", false),
        ("a@med.northfield.example.evil.example", false),
        ("med.northfield.example", false),
        ("", false),
    ] {
        assert_eq!(policy.is_inside(address), inside, "{address}");
    }
}

#[test]
fn a_drive_of_both_files_is_the_machine_wide_one() {
    let file = |path: &str| {
        format!(
            r#"{{ "version": 1, "drives": [{{ "drive": "S:", "collection": "{PROJECTS}", "path": "{path}" }}] }}"#
        )
    };
    let policy = policy(&file("/projects/"), &file("/elsewhere/"));
    assert_eq!(policy.drives.len(), 1);
    assert_eq!(policy.drives[0].path.as_str(), "/projects/");
}
