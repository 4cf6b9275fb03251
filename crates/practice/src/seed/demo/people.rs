//! The people of the pretend world.

use crate::seed::file::{PersonSeed, ProviderSeed};

pub(super) const NORA: &str = crate::seed::FIRST_PERSON;
pub(super) const TOMAS: &str = "tomas.ferreira@eastlake.example";
pub(super) const JONAS: &str = "j.lindqvist@alpen.example";
pub(super) const ALEX: &str = "alex.kim@northfield.example";
pub(super) const PRIYA: &str = "priya.raman@northfield.example";
pub(super) const MARTA: &str = "marta.oyelaran@northfield.example";
pub(super) const MARCUS: &str = "m.stein@eastlake.example";

const NORTHFIELD: &str = "Northfield University";
const EASTLAKE: &str = "Eastlake College";
const ALPEN: &str = "Alpen Institute";

/// Name and username; the domain says where they work.
const PEOPLE: &[(&str, &str)] = &[
    ("Nora Whitfield", NORA),
    ("Tomás Ferreira", TOMAS),
    ("Jonas Lindqvist", JONAS),
    ("Alex Kim", ALEX),
    ("Priya Raman", PRIYA),
    ("Marta Oyelaran", MARTA),
    ("Marcus Stein", MARCUS),
    ("Ingrid Solheim", "ingrid.solheim@northfield.example"),
    ("Daniel Okafor", "daniel.okafor@northfield.example"),
    ("Mei-Ling Chou", "meiling.chou@northfield.example"),
    ("Samuel Brandt", "samuel.brandt@northfield.example"),
    ("Yasmin Haddad", "yasmin.haddad@northfield.example"),
    ("Oliver Grant", "oliver.grant@northfield.example"),
    ("Fatima Zahra Benali", "fatima.benali@northfield.example"),
    ("Peter Novák", "peter.novak@northfield.example"),
    ("Hannah Weiss", "hannah.weiss@northfield.example"),
    ("Kofi Mensah", "kofi.mensah@northfield.example"),
    ("Laura Jiménez", "laura.jimenez@northfield.example"),
    ("Sofia Martin", "sofia.martin@northfield.example"),
    ("Sofia Martin", "s.martin@eastlake.example"),
    ("Grace Adeyemi", "grace.adeyemi@eastlake.example"),
    ("Liam O'Connor", "liam.oconnor@eastlake.example"),
    ("Chloé Dubois", "chloe.dubois@eastlake.example"),
    ("Rahul Mehta", "rahul.mehta@eastlake.example"),
    ("Anna Kowalska", "anna.kowalska@eastlake.example"),
    ("James Whitaker", "james.whitaker@eastlake.example"),
    ("Nadia Rahimi", "nadia.rahimi@eastlake.example"),
    ("Viktor Halász", "viktor.halasz@eastlake.example"),
    ("Emily Tran", "emily.tran@eastlake.example"),
    ("Luca Moretti", "l.moretti@alpen.example"),
    ("Sabine Keller", "s.keller@alpen.example"),
    ("Matthias Huber", "m.huber@alpen.example"),
    ("Elif Yıldız", "e.yildiz@alpen.example"),
    ("Øystein Bakke", "o.bakke@alpen.example"),
    ("Clara Engel", "c.engel@alpen.example"),
    ("Rui Tanaka", "r.tanaka@alpen.example"),
];

pub(super) fn providers() -> Vec<ProviderSeed> {
    [
        (NORTHFIELD, "northfield.example"),
        (EASTLAKE, "eastlake.example"),
        (ALPEN, "alpen.example"),
    ]
    .into_iter()
    .map(|(name, domain)| ProviderSeed {
        name: name.into(),
        domains: vec![domain.into()],
    })
    .collect()
}

fn organization(username: &str) -> &'static str {
    match username.rsplit_once('@') {
        Some((_, "northfield.example")) => NORTHFIELD,
        Some((_, "eastlake.example")) => EASTLAKE,
        _ => ALPEN,
    }
}

fn person(name: &str, username: &str) -> PersonSeed {
    PersonSeed {
        id: None,
        username: username.to_owned(),
        name: Some(name.to_owned()),
        organization: Some(organization(username).to_owned()),
        // Priya was invited and has not signed in yet.
        status: (username == PRIYA).then(|| "unused".to_owned()),
        sign_in: [NORA, TOMAS, JONAS].contains(&username),
        linked_to: None,
    }
}

/// Everybody, Tomás with a second identity of his.
pub(super) fn people() -> Vec<PersonSeed> {
    let mut people: Vec<PersonSeed> = PEOPLE
        .iter()
        .map(|(name, username)| person(name, username))
        .collect();
    people.push(PersonSeed {
        linked_to: Some(TOMAS.to_owned()),
        sign_in: false,
        ..person("Tomás Ferreira", "t.ferreira@northfield.example")
    });
    people
}

/// Usernames of human beings, each once.
pub(super) fn usernames() -> impl Iterator<Item = &'static str> {
    PEOPLE.iter().map(|(_, username)| *username)
}

/// Those of one organisation's domain.
pub(super) fn of(domain: &'static str) -> impl Iterator<Item = &'static str> {
    usernames().filter(move |it| it.ends_with(domain))
}
