use super::*;
use crate::model::{AuditFilter, AuditQuery, AuditRow, AuditSort, AuditView, RowKey, SubjectId};

fn names(audit: &Audit, query: &AuditQuery) -> Vec<String> {
    let rows = audit.page(1, query, 0, 100).rows;
    let name = |row: AuditRow| match row {
        AuditRow::Share(share) => share.name,
        AuditRow::Grant(grant) => format!("- {}", grant.name),
        AuditRow::Subject(subject) => subject.key.0,
    };
    rows.into_iter().map(name).collect()
}

fn query(view: AuditView) -> AuditQuery {
    AuditQuery {
        view,
        ..AuditQuery::default()
    }
}

#[test]
fn shares_are_folders_with_the_soonest_end_first() {
    assert_eq!(
        names(&audit(), &query(AuditView::Shares)),
        ["Results", "Maple trial 2026", "Teaching set"]
    );
}

#[test]
fn a_person_is_reached_by_permissions_groups_and_roles_and_the_owner_is_no_guest() {
    let audit = audit();
    let people = AuditQuery {
        sort: AuditSort::Name,
        ..query(AuditView::People)
    };
    assert_eq!(
        names(&audit, &people),
        [
            "w:anyone",
            &format!("p:{ALEX}"),
            &format!("p:{JONAS}"),
            "p:mei.tanaka@northfield.example",
            &format!("p:{TOMAS}")
        ]
    );
    let page = audit.page(1, &people, 1, 1);
    let [AuditRow::Subject(alex)] = page.rows.as_slice() else {
        panic!("{page:?}")
    };
    assert_eq!((alex.shares, alex.at_most), (2, Permissions::ReadWrite));
    assert_eq!(alex.first_end, in_days(92));
}

#[test]
fn open_rows_show_what_is_below_and_count() {
    let audit = audit();
    let open = AuditQuery {
        open: vec![RowKey(format!("p:{ALEX}"))],
        sort: AuditSort::Name,
        ..query(AuditView::People)
    };
    let page = audit.page(1, &open, 0, 100);
    assert_eq!((page.total, page.matches), (8, 5));
    let grants: Vec<_> = page
        .rows
        .iter()
        .filter_map(|row| match row {
            AuditRow::Grant(grant) => Some((grant.name.as_str(), grant.no_effect)),
            _ => None,
        })
        .collect();
    // The narrower permission changes nothing beside the wider one.
    assert_eq!(
        grants,
        [("Results", true), ("Maple trial 2026", false), ("Results", false)]
    );
}

#[test]
fn every_window_is_a_part_of_the_whole() {
    let audit = audit();
    let open = AuditQuery {
        open: audit
            .page(1, &query(AuditView::Shares), 0, 100)
            .rows
            .iter()
            .filter_map(|row| match row {
                AuditRow::Share(share) => Some(share.key.clone()),
                _ => None,
            })
            .collect(),
        ..query(AuditView::Shares)
    };
    let whole = audit.page(1, &open, 0, 100).rows;
    for from in 0..whole.len() {
        let part = audit.page(1, &open, u32::try_from(from).unwrap(), 3).rows;
        assert_eq!(part, whole[from..whole.len().min(from + 3)]);
    }
}

#[test]
fn filters_narrow_and_say_what_they_would_leave() {
    let audit = audit();
    let filtered = |filters: &[AuditFilter]| AuditQuery {
        filters: filters.to_vec(),
        ..query(AuditView::Shares)
    };
    assert_eq!(names(&audit, &filtered(&[AuditFilter::EndingSoon])), ["Results"]);
    assert_eq!(names(&audit, &filtered(&[AuditFilter::Broken])), ["Teaching set"]);
    assert_eq!(
        names(&audit, &filtered(&[AuditFilter::Public, AuditFilter::NoEndDate])),
        ["Teaching set"]
    );
    assert_eq!(
        names(&audit, &filtered(&[AuditFilter::Outside, AuditFilter::CanChange])),
        Vec::<String>::new()
    );
    for found in audit.page(1, &query(AuditView::People), 0, 0).filter_counts {
        let only = AuditQuery {
            filters: vec![found.filter],
            ..query(AuditView::People)
        };
        assert_eq!(
            found.count,
            audit.page(1, &only, 0, 0).matches,
            "{:?}",
            found.filter
        );
    }
}

#[test]
fn a_search_finds_folders_by_their_guests_too() {
    let audit = audit();
    let search = |view, search: &str| AuditQuery {
        search: search.to_owned(),
        ..query(view)
    };
    assert_eq!(
        names(&audit, &search(AuditView::Shares, "lindqvist")),
        ["Results"]
    );
    assert_eq!(
        names(&audit, &search(AuditView::People, "tomas")),
        [format!("p:{TOMAS}")]
    );
    assert_eq!(
        names(&audit, &search(AuditView::Groups, "whitfield results")),
        ["g:lab"]
    );
}

#[test]
fn what_was_ticked_is_found_again() {
    let audit = audit();
    let ids = |rows: &[&str], query: &AuditQuery| -> Vec<String> {
        let rows: Vec<RowKey> = rows.iter().map(|row| RowKey((*row).to_owned())).collect();
        let entries = audit.entries_of_rows(&rows, query).into_iter();
        entries
            .map(|at| {
                let entry = audit.entry(at);
                entry
                    .rule_id
                    .as_ref()
                    .map_or_else(|| "role".to_owned(), |id| id.to_string())
            })
            .collect()
    };
    let people = query(AuditView::People);
    assert_eq!(ids(&[&format!("p:{ALEX}")], &people), ["a1", "a2"]);
    assert_eq!(ids(&[&format!("p:{TOMAS}")], &people), ["role"]);
    assert_eq!(
        ids(&["s:c1:/Results/"], &query(AuditView::Shares)),
        ["role", "role", "a2", "a3", "a4"]
    );
    assert_eq!(ids(&["g:lab", "nonsense", "s:c9:/", "x:"], &people), ["a4"]);
    let page = audit.page(
        1,
        &AuditQuery {
            open: vec![RowKey("s:c1:/Results/".into())],
            ..query(AuditView::Shares)
        },
        0,
        9,
    );
    let keys: Vec<RowKey> = page
        .rows
        .iter()
        .filter_map(|row| match row {
            AuditRow::Grant(grant) if grant.rule.is_some() => Some(grant.key.clone()),
            _ => None,
        })
        .collect();
    let chosen: Vec<&str> = keys.iter().map(|key| key.0.as_str()).collect();
    assert_eq!(ids(&chosen[..1], &query(AuditView::Shares)), ["a3"]);
}

#[test]
fn a_page_about_somebody_names_every_way_in() {
    let audit = audit();
    let alex = audit
        .subject_page(
            1,
            &SubjectId::Person {
                id: IdentityId::new(ALEX),
            },
        )
        .unwrap();
    assert_eq!(alex.groups.len(), 1);
    // Two of their own, one through the group, one that everybody has.
    assert_eq!(alex.grants.len(), 4);
    assert!(
        audit
            .subject_page(
                1,
                &SubjectId::Person {
                    id: IdentityId::new("nobody")
                }
            )
            .is_none()
    );
}

#[test]
fn a_visit_tells_what_is_new() {
    let visited = visit(&snapshot());
    let mut later = snapshot();
    later.collections[0]
        .entries
        .push(rule("new", one(JONAS), "/raw/", Permissions::Read, None));
    later.collections[0].entries[2].permissions = Permissions::Read;
    later.collections[0].entries.remove(4);
    let mine = [AccessRuleId::new("new")].into();
    let changes = since(&visited, &later, &mine);
    assert_eq!(changes.len(), 2);
    assert_eq!(
        changes[&AccessRuleId::new("new")],
        crate::model::SinceLastVisit::Added
    );
    assert_eq!(
        changes[&AccessRuleId::new("a1")],
        crate::model::SinceLastVisit::ChangedByOthers
    );
    let gone = gone(&visited, &later, now());
    assert_eq!(gone.len(), 1);
    assert!(!gone[0].2, "somebody removed it: its end had not come");
}

#[test]
fn the_pictures_add_up() {
    let audit = audit();
    let zone = jiff::tz::TimeZone::get("America/Chicago").unwrap();
    let all = audit.timeline(&query(AuditView::Shares), None, &zone);
    let ending: u32 = all.months.iter().map(|month| month.ending).sum();
    assert_eq!((ending, all.later, all.never), (3, 1, 1));
    let matrix = audit.matrix(&query(AuditView::People), None);
    assert_eq!((matrix.total_rows, matrix.total_folders), (6, 3));
    assert!(
        matrix
            .rows
            .iter()
            .all(|row| row.cells.len() == matrix.folders.len())
    );
    // One collection at a time, they add up to the whole.
    let ids = audit
        .snapshot()
        .collections
        .iter()
        .map(|collection| &collection.id);
    let (mut ends, mut folders) = (0, 0);
    for id in ids {
        let one = audit.timeline(&query(AuditView::Shares), Some(id), &zone);
        ends += one.later + one.never + one.months.iter().map(|month| month.ending).sum::<u32>();
        let matrix = audit.matrix(&query(AuditView::People), Some(id));
        folders += matrix.total_folders;
        assert!(matrix.folders.iter().all(|folder| folder.collection_id == *id));
    }
    assert_eq!((ends, folders), (5, 3));
}

#[test]
fn the_matrix_of_one_folder_shows_that_folder_only() {
    let audit = audit();
    let everything = audit.matrix(&query(AuditView::Shares), None);
    let name = everything.folders[0].name.clone();
    let narrowed = AuditQuery {
        search: name.clone(),
        ..query(AuditView::Shares)
    };
    let found = audit.page(1, &narrowed, 0, 100);
    let matrix = audit.matrix(&narrowed, None);
    assert!(
        matrix.total_folders < everything.total_folders,
        "{name}: {matrix:?}"
    );
    assert!(matrix.total_folders <= found.matches, "{name}: {matrix:?}");
    let names: Vec<_> = matrix.rows.iter().map(|row| &row.access).collect();
    assert!(!names.is_empty());
}
