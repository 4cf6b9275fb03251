//! Who and what takes part, and the steps that stories are made of.

/// An identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Person {
    /// Owns the guest collections, and is admin of the crew.
    Nora,
    /// Owns the computers.
    Hugo,
    Mia,
    /// Mia's second identity, linked to the first: a member of the crew.
    MiaToo,
    /// Admin of the staff.
    Tom,
    Sid,
}

pub(crate) const PEOPLE: [Person; 6] = [
    Person::Nora,
    Person::Hugo,
    Person::Mia,
    Person::MiaToo,
    Person::Tom,
    Person::Sid,
];

/// Whose token comes with a call: Mia's speaks for both of her identities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    Account(Person),
    /// A call without a token.
    Nobody,
}

/// Those who can sign in.
pub(crate) const ACCOUNTS: [Person; 5] = [Person::Nora, Person::Hugo, Person::Mia, Person::Tom, Person::Sid];

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    Crew,
    Staff,
}

/// Where a call goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// A guest collection on a subscribed computer.
    Share,
    /// The same with a longest time for permissions, and nothing written by anyone unknown.
    Limited,
    /// A guest collection on a computer without a subscription.
    Unsubscribed,
    /// A guest collection on a server.
    Server,
    /// The subscribed computer itself.
    Computer,
    /// An id that nobody has.
    Nowhere,
}

pub(crate) const GUEST_COLLECTIONS: [Place; 4] =
    [Place::Share, Place::Limited, Place::Unsubscribed, Place::Server];

/// `principal_type` and `principal`, right and wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Principal {
    Identity(Person),
    Members(Group),
    SignedIn,
    Anyone,
    /// An identity that nobody has.
    UnknownIdentity,
    /// An e-mail address instead of an id.
    Address,
    /// Anyone, but with somebody's id.
    AnyoneWithId,
    /// A kind that does not exist.
    WrongKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Read,
    ReadWrite,
    /// `w`, which is none.
    Wrong,
}

/// An end date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Not sent.
    Absent,
    Null,
    /// A quarter past the start of the day that is so many days away.
    In(i64),
    /// No date at all.
    Wrong,
}

/// What else is in a document about a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extra {
    Nothing,
    /// An id: of the rule itself in a change.
    Id,
    OtherId,
    OtherType,
    Address,
    Message,
    /// Another path, in a change.
    OtherPath,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Administrator,
    AccessManager,
    ActivityManager,
    ActivityMonitor,
    /// Nobody can be given this one.
    RestrictedAdministrator,
}

/// A rule or a role by its place in the order of making, taken round, or one that there never was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Of the collection that is asked, removed or not.
    Made(usize),
    /// Of any collection.
    Anywhere(usize),
    /// The id of a role where a rule's belongs, and the other way round.
    OfTheOtherKind(usize),
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Add,
    Invite,
    Accept,
    Decline,
    Remove,
    Leave,
    ChangeRole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Member,
    Manager,
    Admin,
}

/// Folders that are there on every guest collection. Permissions name them with and without the last slash.
pub(crate) const FOLDERS: [&str; 4] = ["/", "/a/", "/a/b/", "/c/"];

#[derive(Clone, Debug)]
pub(crate) enum Step {
    Grant {
        by: Caller,
        at: Place,
        to: Principal,
        path: &'static str,
        level: Level,
        end: End,
        extra: Extra,
    },
    Change {
        by: Caller,
        at: Place,
        rule: Target,
        level: Option<Level>,
        end: End,
        extra: Extra,
    },
    Revoke {
        by: Caller,
        at: Place,
        rule: Target,
    },
    Read {
        by: Caller,
        at: Place,
        rule: Target,
    },
    List {
        by: Caller,
        at: Place,
    },
    Give {
        by: Caller,
        at: Place,
        to: Principal,
        role: Role,
    },
    Take {
        by: Caller,
        at: Place,
        role: Target,
    },
    Member {
        by: Caller,
        group: Group,
        action: Action,
        who: Person,
        rank: Rank,
    },
    /// So many days pass.
    Wait {
        days: i64,
    },
    /// Reads a file on the server over HTTPS.
    Fetch {
        by: Caller,
        folder: &'static str,
    },
    /// Reads or writes a folder.
    Look {
        by: Caller,
        at: Place,
        folder: &'static str,
        write: bool,
    },
}
