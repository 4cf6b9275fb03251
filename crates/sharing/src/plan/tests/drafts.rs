//! What a draft becomes, and which drafts are refused.

use super::*;

#[test]
fn a_plain_share_has_no_warnings_in_its_row() {
    let facts = facts(create(), Vec::new());
    let plan = plan(&facts, &draft(vec![alex()]));
    assert_eq!(plan.grants[0].warnings, []);
    assert_eq!(
        plan.grants[0].ends_at,
        Some("2026-12-18T22:59:59Z".parse().unwrap())
    );
    assert!(plan.grants[0].notify && plan.ticks.is_empty());
    assert_eq!(plan.time_zone, "Europe/Berlin");
    assert_eq!(
        plan.warnings,
        [
            Warning::ComputerMustBeOn,
            Warning::NameIsPublic { name: "data".into() }
        ]
    );
    assert_eq!(
        plan.commands,
        [
            "globus gcp create guest data laptop:/home/ann/data/",
            "globus endpoint permission create \"$GUEST_COLLECTION\":/ --permissions r --identity alex \
         --expiration-date 2026-12-18T22:59:59Z --notify-email alex@northfield.example",
        ]
    );
}

#[test]
fn what_is_stored_is_changed_or_left() {
    let end = "2026-12-18T22:59:59Z";
    let ends_at: Option<Timestamp> = Some(end.parse().unwrap());
    let action = |grant| {
        plan(&facts(reuse("/data/"), vec![grant]), &draft(vec![alex()])).grants[0]
            .action
            .clone()
    };
    let rule_id = AccessRuleId::new("r1");
    assert_eq!(
        action(stored(own(), "/data/", Permissions::Read, Some(end))),
        GrantAction::Nothing {
            rule_id: rule_id.clone()
        }
    );
    let changed = action(stored(own(), "/data/", Permissions::ReadWrite, Some(end)));
    let from_permissions = Permissions::ReadWrite;
    assert_eq!(
        changed,
        GrantAction::Update {
            rule_id,
            from_permissions,
            from_ends_at: ends_at
        }
    );
    assert_eq!(
        action(stored(own(), "/data/raw/", Permissions::Read, None)),
        GrantAction::Create
    );
}

#[test]
fn bad_drafts_are_refused_beside_their_field() {
    let facts = facts(create(), Vec::new());
    let refused = |change: fn(&mut ShareDraft)| {
        let mut draft = draft(vec![alex()]);
        change(&mut draft);
        plan_from(&facts, &draft).err()
    };
    let input = |field, problem| Some(Error::input(field, problem));
    assert_eq!(
        refused(|draft| draft.folders.clear()),
        input(Field::Path, InputProblem::Empty)
    );
    assert_eq!(
        refused(|draft| draft.guests.clear()),
        input(Field::Guest, InputProblem::Empty)
    );
    assert_eq!(
        refused(|draft| draft.guests.push(row(alex()))),
        input(Field::Guest, InputProblem::Duplicate)
    );
    assert_eq!(
        refused(|draft| draft.collection_name = Some(" ".into())),
        input(Field::CollectionName, InputProblem::Empty)
    );
    let long = |draft: &mut ShareDraft| draft.collection_name = Some("x".repeat(129));
    assert_eq!(refused(long), input(Field::CollectionName, InputProblem::TooLong));
    let past = |draft: &mut ShareDraft| {
        draft.guests[0].end = EndChoice::On {
            day: date(2026, 11, 20),
        }
    };
    assert_eq!(refused(past), input(Field::EndDate, InputProblem::InThePast));
    let forever = |draft: &mut ShareDraft| {
        draft.guests[0].end = EndChoice::Never {
            reason: String::new(),
        }
    };
    assert_eq!(refused(forever), input(Field::EndDate, InputProblem::Empty));
}

#[test]
fn commands_survive_a_shell() {
    let mut draft = draft(vec![alex()]);
    draft.message = "It's\nhere".into();
    draft.collection_name = Some("Ann's $HOME".into());
    let plan = plan(&facts(create(), Vec::new()), &draft);
    assert!(
        plan.commands[0].contains(r"'Ann'\''s $HOME'"),
        "{}",
        plan.commands[0]
    );
    assert!(
        plan.commands[1].ends_with("--notify-message 'It'\\''s\nhere'"),
        "{}",
        plan.commands[1]
    );
}
