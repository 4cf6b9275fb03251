//! What people type and paste where a guest is meant.

use globus::ids::{GroupId, IdentityId};
use url::Url;

/// The longest address there can be (RFC 5321, 4.5.3.1).
const MAX_LENGTH: usize = 254;

/// What one entry is, before anybody is asked about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// An address, in lower case.
    Address(String),
    /// An identity's or a group's id: nothing but asking tells which.
    Id(IdentityId, GroupId),
    /// A group's id, from a link to its page.
    Group(GroupId),
    /// None of these.
    Other,
}

/// Reads one entry: `alex@uni.edu`, `Alex Kim <alex@uni.edu>`, a UUID, a link to a group's page.
pub fn read(text: &str) -> Entry {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    if let (Some(identity), Some(group)) = (IdentityId::parse(text), GroupId::parse(text)) {
        return Entry::Id(identity, group);
    }
    if let Some(group) = group_in_link(text) {
        return Entry::Group(group);
    }
    let in_brackets = text
        .rsplit_once('<')
        .and_then(|(_, rest)| rest.trim_end().strip_suffix('>'));
    let address = in_brackets.unwrap_or(text).trim();
    let address = address.strip_prefix("mailto:").unwrap_or(address).to_lowercase();
    if is_address(&address) {
        Entry::Address(address)
    } else {
        Entry::Other
    }
}

/// Splits a pasted list into entries. Commas also stand inside names (`Kim, Alex <alex@uni.edu>`).
pub fn split(lines: &[String]) -> Vec<String> {
    let parts = lines.iter().flat_map(|line| line.split(['\n', '\r', ';', '\t']));
    parts
        .flat_map(split_at_commas)
        .filter(|entry| !entry.is_empty())
        .collect()
}

/// Whether a text has the shape of an address. Whether somebody has it, only Globus knows.
pub fn is_address(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else {
        return false;
    };
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !"@,;:<>()[]\"\\/".contains(c);
    let labels_are_plain = domain
        .split('.')
        .all(|label| !label.is_empty() && label.chars().all(is_plain));
    text.len() <= MAX_LENGTH
        && !name.is_empty()
        && name.chars().all(is_plain)
        && domain.contains('.')
        && labels_are_plain
}

fn split_at_commas(part: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    let mut name_so_far = String::new();
    for piece in part.split(',') {
        let is_end_of_name = piece.contains('<') && !name_so_far.is_empty();
        if is_end_of_name {
            entries.push(format!("{name_so_far},{piece}").trim().to_owned());
            name_so_far.clear();
            continue;
        }
        entries.extend(Some(std::mem::take(&mut name_so_far).trim().to_owned()));
        if read(piece) == Entry::Other {
            name_so_far = piece.to_owned();
        } else {
            entries.push(piece.trim().to_owned());
        }
    }
    entries.push(name_so_far.trim().to_owned());
    entries
}

/// `https://app.globus.org/groups/<id>/about` and the like.
fn group_in_link(text: &str) -> Option<GroupId> {
    let url = Url::parse(text).ok()?;
    let mut segments = url.path_segments()?;
    segments.find(|segment| *segment == "groups")?;
    GroupId::parse(segments.next()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ID: &str = "11111111-1111-4111-8111-111111111111";

    fn address(text: &str) -> Entry {
        Entry::Address(text.into())
    }

    #[test]
    fn entries_are_told_apart() {
        assert_eq!(
            read(" Alex@Northfield.example "),
            address("alex@northfield.example")
        );
        assert_eq!(
            read("Alex Kim <alex@northfield.example>"),
            address("alex@northfield.example")
        );
        assert_eq!(
            read("\"Kim, Alex\" <alex@northfield.example>"),
            address("alex@northfield.example")
        );
        assert_eq!(
            read("mailto:alex@northfield.example"),
            address("alex@northfield.example")
        );
        assert_eq!(
            read(&ID.to_uppercase()),
            Entry::Id(IdentityId::new(ID), GroupId::new(ID))
        );
        assert_eq!(
            read(&format!("https://app.globus.org/groups/{ID}/about")),
            Entry::Group(GroupId::new(ID))
        );
        for text in [
            "",
            "alex",
            "alex@",
            "@northfield.example",
            "alex@northfield",
            "a b@northfield.example",
            "alex@@x.example",
            "alex@x..example",
            "alex@.example",
            "https://app.globus.org/groups/soil",
            "a,b@x.example",
            &format!("{}@x.example", "a".repeat(300)),
        ] {
            assert_eq!(read(text), Entry::Other, "{text:?}");
        }
    }

    #[test]
    fn lists_are_split_where_people_separate() {
        let split = |text: &str| split(&[text.to_owned()]);
        assert_eq!(
            split("a@x.example, b@y.example;c@z.example\n\n d@w.example"),
            ["a@x.example", "b@y.example", "c@z.example", "d@w.example"]
        );
        assert_eq!(
            split("Kim, Alex <a@x.example>, Bo Li <b@y.example>"),
            ["Kim, Alex <a@x.example>", "Bo Li <b@y.example>"]
        );
        assert_eq!(split("nonsense, a@x.example"), ["nonsense", "a@x.example"]);
        assert_eq!(split(" \n ; ,"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_address_gets_lost(names in prop::collection::vec("[a-z]{1,8}", 1..20), separator in prop::sample::select(vec![",", ";", "\n", ", ", " ;\n"])) {
            let addresses: Vec<String> = names.iter().map(|name| format!("{name}@northfield.example")).collect();
            prop_assert_eq!(split(&[addresses.join(separator)]), addresses);
        }
    }
}
