//! How random stories are made: mostly of what could happen, with mistakes of every kind in between.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::vocabulary::{
    ACCOUNTS, Action, Caller, End, Extra, FOLDERS, Group, Level, PEOPLE, Person, Place, Principal, Rank,
    Role, Step, Target,
};

const WRONG_PATHS: [&str; 5] = ["", "a/", "/a/../c/", "/a/./b/", "/a/.."];

fn caller() -> impl Strategy<Value = Caller> {
    prop_oneof![
        16 => Just(Caller::Account(Person::Nora)),
        12 => select(&ACCOUNTS[..]).prop_map(Caller::Account),
        1 => Just(Caller::Nobody),
    ]
}

fn place() -> impl Strategy<Value = Place> {
    prop_oneof![
        24 => Just(Place::Share),
        8 => Just(Place::Limited),
        2 => Just(Place::Unsubscribed),
        3 => Just(Place::Server),
        2 => Just(Place::Computer),
        1 => Just(Place::Nowhere),
    ]
}

fn group() -> impl Strategy<Value = Group> {
    select(vec![Group::Crew, Group::Staff])
}

fn principal() -> impl Strategy<Value = Principal> {
    use Principal::{Address, Anyone, AnyoneWithId, Identity, Members, SignedIn, UnknownIdentity, WrongKind};
    prop_oneof![
        10 => select(&PEOPLE[..]).prop_map(Identity),
        8 => group().prop_map(Members),
        2 => Just(SignedIn),
        3 => Just(Anyone),
        1 => select(vec![UnknownIdentity, Address, AnyoneWithId, WrongKind]),
    ]
}

fn path() -> impl Strategy<Value = &'static str> {
    prop_oneof![8 => select(&FOLDERS[..]), 2 => select(vec!["/a", "/a/b"]), 1 => select(&WRONG_PATHS[..])]
}

fn level() -> impl Strategy<Value = Level> {
    prop_oneof![10 => Just(Level::Read), 10 => Just(Level::ReadWrite), 1 => Just(Level::Wrong)]
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        10 => Just(End::Absent),
        2 => Just(End::Null),
        8 => select(vec![1, 5, 29]).prop_map(End::In),
        // The day before, and after the longest time.
        2 => select(vec![-1, 31]).prop_map(End::In),
        1 => Just(End::Wrong),
    ]
}

fn extra(of: Vec<Extra>) -> impl Strategy<Value = Extra> {
    prop_oneof![8 => Just(Extra::Nothing), 1 => select(of)]
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        16 => (0..4_usize).prop_map(Target::Made),
        1 => (0..4_usize).prop_map(Target::Anywhere),
        1 => (0..3_usize).prop_map(Target::OfTheOtherKind),
        1 => Just(Target::Unknown),
    ]
}

fn role() -> impl Strategy<Value = Role> {
    use Role::{AccessManager, ActivityManager, ActivityMonitor, Administrator, RestrictedAdministrator};
    select(vec![
        Administrator,
        AccessManager,
        ActivityManager,
        ActivityMonitor,
        RestrictedAdministrator,
    ])
}

fn member() -> impl Strategy<Value = Step> {
    use Action::{Accept, Add, ChangeRole, Decline, Invite, Leave, Remove};
    let action = select(vec![Add, Invite, Accept, Decline, Remove, Leave, ChangeRole]);
    let rank = select(vec![Rank::Member, Rank::Manager, Rank::Admin]);
    // Two admins in two groups, and anybody.
    let by = prop_oneof![
        9 => select(vec![Person::Nora, Person::Tom]).prop_map(Caller::Account),
        9 => select(&ACCOUNTS[..]).prop_map(Caller::Account),
        1 => Just(Caller::Nobody),
    ];
    (by, group(), action, select(&PEOPLE[..]), rank).prop_map(|(by, group, action, who, rank)| Step::Member {
        by,
        group,
        action,
        who,
        rank,
    })
}

fn step() -> impl Strategy<Value = Step> {
    use Extra::{Address, Id, Message, OtherId, OtherPath, OtherType};
    let grant = (caller(), place(), principal(), path(), level(), end());
    let grant = (grant, extra(vec![Id, OtherType, Address, Message])).prop_map(
        |((by, at, to, path, level, end), extra)| Step::Grant {
            by,
            at,
            to,
            path,
            level,
            end,
            extra,
        },
    );
    let change = (caller(), place(), target(), proptest::option::of(level()), end());
    let change = (
        change,
        extra(vec![Id, OtherId, OtherType, Address, Message, OtherPath]),
    )
        .prop_map(|((by, at, rule, level, end), extra)| Step::Change {
            by,
            at,
            rule,
            level,
            end,
            extra,
        });
    let anybody = || {
        prop_oneof![
            12 => select(&ACCOUNTS[..]).prop_map(Caller::Account),
            1 => Just(Caller::Nobody),
        ]
    };
    prop_oneof![
        10 => grant,
        5 => change,
        4 => (caller(), place(), target()).prop_map(|(by, at, rule)| Step::Revoke { by, at, rule }),
        2 => (caller(), place(), target()).prop_map(|(by, at, rule)| Step::Read { by, at, rule }),
        3 => (caller(), place()).prop_map(|(by, at)| Step::List { by, at }),
        5 => (caller(), place(), principal(), role()).prop_map(|(by, at, to, role)| Step::Give { by, at, to, role }),
        2 => (caller(), place(), target()).prop_map(|(by, at, role)| Step::Take { by, at, role }),
        8 => member(),
        1 => select(vec![1, 6, 40]).prop_map(|days| Step::Wait { days }),
        2 => (anybody(), select(&FOLDERS[..])).prop_map(|(by, folder)| Step::Fetch { by, folder }),
        8 => (anybody(), place(), select(&FOLDERS[..]), any::<bool>())
            .prop_map(|(by, at, folder, write)| Step::Look { by, at, folder, write }),
    ]
}

/// A story.
pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    vec(step(), 1..60)
}
