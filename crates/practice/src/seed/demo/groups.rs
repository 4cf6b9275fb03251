//! The groups of the pretend world.

use super::people::{ALEX, JONAS, MARCUS, MARTA, NORA, PRIYA, TOMAS, of, usernames};
use crate::seed::file::{GroupSeed, MemberSeed};

pub(super) const LAB: &str = "Whitfield Lab";
pub(super) const LAB_MANAGERS: &str = "Whitfield Lab managers";
pub(super) const MARINE: &str = "Marine genomics";

fn member(who: &str, role: &str) -> MemberSeed {
    let role = (role != "member").then(|| role.to_owned());
    MemberSeed {
        who: who.to_owned(),
        role,
        status: None,
    }
}

/// A group with one administrator and members.
fn group<'a>(
    name: &str,
    description: &str,
    admin: &str,
    members: impl IntoIterator<Item = &'a str>,
) -> GroupSeed {
    let others = members
        .into_iter()
        .filter(|who| *who != admin)
        .map(|who| member(who, "member"));
    GroupSeed {
        id: None,
        name: name.to_owned(),
        description: Some(description.to_owned()),
        high_assurance: false,
        private: false,
        members_hidden: false,
        join_requests: false,
        open: false,
        session_limit: None,
        signup_fields: Vec::new(),
        parent: None,
        subscription: None,
        members: std::iter::once(member(admin, "admin")).chain(others).collect(),
    }
}

pub(super) fn groups() -> Vec<GroupSeed> {
    let northfield = || of("@northfield.example");
    let alpen = || of("@alpen.example");
    let mut lab = group(
        LAB,
        "Forest ecology at Northfield University",
        NORA,
        northfield().take(12),
    );
    if let Some(alex) = lab.members.iter_mut().find(|it| it.who == ALEX) {
        alex.role = Some("manager".into());
    }
    let mut marine = group(MARINE, "Sequences from cold water", TOMAS, usernames().take(31));
    marine.members_hidden = true;
    let mut patients = group(
        "Clinical cohort 7",
        "Protected data: members need a fresh sign-in",
        NORA,
        [MARTA, ALEX],
    );
    patients.high_assurance = true;
    let mut board = group(
        "Eastlake appointment board",
        "Confidential",
        TOMAS,
        of("@eastlake.example"),
    );
    board.private = true;
    let mut seminar = group(
        "Ecology seminar",
        "Open to everybody who asks",
        MARTA,
        northfield(),
    );
    seminar.join_requests = true;
    let mut reading = group(
        "Statistics reading group",
        "Meets on Thursdays",
        ALEX,
        northfield().skip(4).take(5),
    );
    reading.members.push(MemberSeed {
        who: NORA.into(),
        role: None,
        status: Some("invited".into()),
    });
    let mut course = group(
        "Spring course 2026",
        "Students of the field course",
        NORA,
        northfield().skip(7),
    );
    course.join_requests = true;
    for who in ["grace.adeyemi@eastlake.example", "liam.oconnor@eastlake.example"] {
        course.members.push(MemberSeed {
            who: who.into(),
            role: None,
            status: Some("pending".into()),
        });
    }
    vec![
        lab,
        marine,
        patients,
        board,
        seminar,
        reading,
        group(LAB_MANAGERS, "Look after the lab's shares", NORA, [ALEX, MARTA]),
        course,
        group(
            "Alpen field station",
            "Everybody at the station",
            JONAS,
            alpen().chain([NORA]),
        ),
        group(
            "Sequencing customers",
            "Who gets results from the core facility",
            MARTA,
            usernames().skip(8).chain([NORA]),
        ),
        group(
            "Reef survey partners",
            "Three institutions, one reef",
            TOMAS,
            [NORA, JONAS, MARCUS],
        ),
        group(
            "Data stewards",
            "Questions about storage and sharing",
            MARTA,
            [NORA, PRIYA, MARCUS, JONAS],
        ),
    ]
}
