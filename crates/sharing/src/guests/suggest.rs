//! Suggestions while somebody types: guests of earlier shares first, then members of my groups and guests of what is
//! shared now, and my groups by name.

use std::collections::HashSet;
use std::time::Duration;

use crate::Sharing;
use crate::error::Result;
use crate::model::{GroupGuest, Guest, Person, Suggestions};

const MOST: usize = 6;
/// How long a suggestion waits for my groups.
const PATIENCE: Duration = Duration::from_millis(700);
/// Groups never push all people out, nor the other way round.
const MOST_GROUPS: usize = 3;

impl Sharing {
    pub(super) async fn suggest(&self, query: &str) -> Result<Suggestions> {
        let me = self.me().await?;
        let recents = self.journal().recent_guests().await?;
        self.begin_to_learn().await;
        let context = self.person_context().await?;
        let (audit, _) = self.audit().await?;
        let (members, my_groups) = {
            let known = self.state.known.lock();
            (known.members(&context), known.my_groups())
        };
        let of_shares = audit.map(|audit| audit.guests()).unwrap_or_default();
        let mut people = Vec::new();
        let mut groups = my_groups;
        for guest in recents.into_iter().chain(of_shares) {
            match guest {
                Guest::Person(person) => people.push(person),
                Guest::Group(group) => groups.push(group),
            }
        }
        // Somebody who was a guest before needs no remark about a group.
        people.extend(members);
        let mine: HashSet<_> = me.linked.iter().map(|identity| &identity.id).collect();
        people.retain(|person| !mine.contains(&person.id));
        let mut suggestions = best(query, people, groups);
        self.mark_forbidden_suggestions(&mut suggestions).await?;
        Ok(suggestions)
    }

    /// Reads my groups where that was not done yet. After a moment it goes on without the caller: somebody with many
    /// groups gets the people who are known at once. What can't be asked right now is no reason to suggest nothing.
    async fn begin_to_learn(&self) {
        let sharing = self.clone();
        let learning = tokio::spawn(async move {
            if let Err(error) = sharing.learn_my_groups().await {
                tracing::debug!(%error, "no groups for suggestions");
            }
        });
        if tokio::time::timeout(PATIENCE, learning).await.is_err() {
            tracing::debug!("suggestions do not wait for all groups");
        }
    }
}

/// The best of what is known; the order given counts among equals.
fn best(query: &str, people: Vec<Person>, groups: Vec<GroupGuest>) -> Suggestions {
    let words: Vec<String> = query
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let mut seen = HashSet::new();
    let people = ranked(
        people.into_iter().filter(|person| seen.insert(person.id.clone())),
        |person| {
            let texts = [
                person.name.as_deref(),
                Some(&person.username),
                person.organization.as_deref(),
            ];
            rank(&words, &texts)
        },
    );
    let mut seen = HashSet::new();
    let groups = ranked(
        groups.into_iter().filter(|group| seen.insert(group.id.clone())),
        |group| rank(&words, &[group.name.as_deref()]),
    );
    let for_groups = groups
        .len()
        .min(MOST_GROUPS.max(MOST.saturating_sub(people.len())));
    Suggestions {
        people: people.into_iter().take(MOST - for_groups).collect(),
        groups: groups.into_iter().take(for_groups).collect(),
        exact: None,
        forbidden: Vec::new(),
    }
}

fn ranked<T>(all: impl Iterator<Item = T>, rank: impl Fn(&T) -> Option<usize>) -> Vec<T> {
    let mut found: Vec<(usize, T)> = all.filter_map(|one| Some((rank(&one)?, one))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, one)| one).collect()
}

/// Every typed word must begin a word of the texts; the earlier the text, the better.
fn rank(words: &[String], texts: &[Option<&str>]) -> Option<usize> {
    words.iter().try_fold(0, |sum, word| {
        let found = texts.iter().position(|text| {
            let text = text.unwrap_or_default().to_lowercase();
            text.starts_with(word.as_str())
                || text
                    .split(|c: char| !c.is_alphanumeric())
                    .any(|part| part.starts_with(word.as_str()))
        });
        found.map(|place| sum + place)
    })
}

#[cfg(test)]
mod tests {
    use globus::ids::{GroupId, IdentityId};

    use super::*;
    use crate::model::IdentityStatus;

    fn person(id: &str, name: &str, username: &str) -> Person {
        Person {
            id: IdentityId::new(id),
            username: username.into(),
            name: Some(name.into()),
            organization: Some("Northfield".into()),
            status: IdentityStatus::Used,
            outside: false,
            first_time: true,
            in_group: None,
            application: false,
        }
    }

    fn group(id: &str, name: &str) -> GroupGuest {
        GroupGuest {
            id: GroupId::new(id),
            name: Some(name.into()),
            member_count: None,
            owner: None,
            can_add_members: None,
            i_am_member: true,
            i_am_admin: false,
            high_assurance: false,
        }
    }

    fn ids(suggestions: &Suggestions) -> (Vec<&str>, Vec<&str>) {
        let people = suggestions
            .people
            .iter()
            .map(|person| person.id.as_str())
            .collect();
        (
            people,
            suggestions.groups.iter().map(|group| group.id.as_str()).collect(),
        )
    }

    #[test]
    fn words_are_matched_from_their_beginning() {
        let people = || {
            vec![
                person("1", "Noa Alexandrou", "noa@northfield.example"),
                person("2", "Kim Lee", "alex@eastlake.example"),
                person("3", "Balex Oh", "balex@northfield.example"),
                person("1", "Noa Alexandrou", "noa@northfield.example"),
            ]
        };
        let groups = || vec![group("g1", "Soil lab"), group("g2", "Alexandria dig")];
        assert_eq!(
            ids(&best("ALEX", people(), groups())),
            (vec!["1", "2"], vec!["g2"])
        );
        assert_eq!(ids(&best("kim east", people(), groups())), (vec!["2"], vec![]));
        assert_eq!(ids(&best("zzz", people(), groups())), (vec![], vec![]));
    }

    #[test]
    fn six_in_all_and_room_for_both() {
        let people: Vec<_> = (0..9)
            .map(|n| person(&n.to_string(), "Ann Lee", "ann@x.example"))
            .collect();
        let groups: Vec<_> = (0..9).map(|n| group(&n.to_string(), "Annals")).collect();
        let both = best("ann", people.clone(), groups.clone());
        assert_eq!((both.people.len(), both.groups.len()), (3, 3));
        assert_eq!(best("", people, Vec::new()).people.len(), 6);
        assert_eq!(best("", Vec::new(), groups).groups.len(), 6);
    }
}
