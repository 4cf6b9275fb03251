use proptest::prelude::*;

use super::*;
use crate::effective::{Subject, effective_access};

fn principals() -> impl Strategy<Value = Principal> {
    prop_oneof![
        (0..4_u8).prop_map(|n| one(&format!("p{n}@northfield.example"))),
        (0..2_u8).prop_map(|n| Principal::Group(GroupId::new(format!("g{n}")))),
        Just(Principal::SignedIn),
        Just(Principal::Anyone),
    ]
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let folder = prop_oneof![Just("/"), Just("/a/"), Just("/a/b/"), Just("/c/")];
    let level = prop_oneof![Just(Permissions::Read), Just(Permissions::ReadWrite)];
    let end = prop_oneof![Just(None), (-3..40_i64).prop_map(in_days)];
    proptest::collection::vec((principals(), folder, level, end), 0..12).prop_map(|rows| {
        let rows = rows.into_iter().enumerate();
        rows.map(|(n, (who, folder, level, end))| rule(&format!("r{n}"), who, folder, level, end))
            .collect()
    })
}

proptest! {
    /// Taking everything away that is said to have no effect changes nobody's access anywhere, now or later.
    #[test]
    fn what_has_no_effect_can_go(entries in entries(), inside in proptest::collection::vec(any::<bool>(), 8)) {
        let members = |group: usize| (0..4).filter(|n| inside[group * 4 + n])
            .map(|n| IdentityId::new(format!("p{n}@northfield.example"))).collect::<BTreeSet<_>>();
        let groups = (0..2).map(|n| {
            let id = GroupId::new(format!("g{n}"));
            (id.clone(), GroupFacts { guest: crate::guests::nameless(&id), members: Some(members(n)) })
        });
        let snapshot = Snapshot {
            collections: vec![collection("c", "C", entries.clone())],
            groups: groups.collect(),
            ..Snapshot::default()
        };
        let audit = Audit::new(snapshot.clone(), beside());
        let idle = audit.entries_without_effect(None);
        let kept: Vec<Entry> = entries.iter().enumerate()
            .filter(|(n, _)| idle.iter().all(|at| at.entry != *n)).map(|(_, entry)| entry.clone()).collect();
        let all: Vec<_> = entries.iter().map(Entry::grant).collect();
        let rest: Vec<_> = kept.iter().map(Entry::grant).collect();
        for n in 0..4 {
            let id = IdentityId::new(format!("p{n}@northfield.example"));
            let theirs = snapshot.groups.iter().filter(|(_, group)| group.members.as_ref().is_some_and(|it| it.contains(&id)));
            let subject = Subject::person([id.clone()], theirs.map(|(id, _)| (id.clone(), None)).collect());
            for folder in ["/", "/a/", "/a/b/", "/c/"] {
                for day in [0, 5, 20, 39] {
                    let at = now() + jiff::SignedDuration::from_hours(24 * day);
                    prop_assert_eq!(
                        effective_access(&all, &subject, &path(folder), at).permissions,
                        effective_access(&rest, &subject, &path(folder), at).permissions
                    );
                }
            }
        }
    }

    /// Each live permission is below exactly one folder, and below the row of whomever it names.
    #[test]
    fn nothing_is_lost_and_nothing_counted_twice(entries in entries()) {
        let snapshot = Snapshot { collections: vec![collection("c", "C", entries.clone())], ..Snapshot::default() };
        let audit = Audit::new(snapshot, beside());
        let live = entries.iter().filter(|entry| entry.is_live(now())).count();
        let shares: usize = audit.shares.iter().map(|share| share.entries.len()).sum();
        let subjects: usize = audit.people.iter().chain(&audit.groups).map(|subject| subject.reaches.len()).sum();
        prop_assert_eq!((shares, subjects), (live, live));
    }
}
