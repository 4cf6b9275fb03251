//! What a dialog need not offer, because the policy stands against it: asked with what the dialog asks for anyway.

use std::collections::BTreeSet;

use globus::ids::{CollectionId, GroupId};

use super::{Place, Rulebook};
use crate::Sharing;
use crate::audit::Audit;
use crate::error::Result;
use crate::model::{
    AccessFolder, ForbiddenGuest, Guest, PolicyRule, Resolution, ResolvedLine, SubjectId, Suggestions,
};

impl Sharing {
    /// Says of suggestions whom the policy keeps out.
    pub(crate) async fn mark_forbidden_suggestions(&self, suggestions: &mut Suggestions) -> Result<()> {
        let people = suggestions.people.iter().cloned().map(Guest::Person);
        let guests: Vec<Guest> = people
            .chain(suggestions.groups.iter().cloned().map(Guest::Group))
            .collect();
        let rulebook = self.rulebook_for(&guests).await?;
        suggestions.forbidden = guests
            .iter()
            .filter_map(|guest| rulebook.forbidden(guest))
            .collect();
        Ok(())
    }

    /// Says of answers to a list whom the policy keeps out. An address that nobody has yet would be theirs.
    pub(crate) async fn mark_forbidden_lines(&self, lines: &mut [ResolvedLine]) -> Result<()> {
        let found = lines.iter().filter_map(|line| match &line.resolution {
            Resolution::Found { guest } => Some(guest.clone()),
            _ => None,
        });
        let rulebook = self.rulebook_for(&found.collect::<Vec<_>>()).await?;
        for line in lines {
            line.forbidden = match &line.resolution {
                Resolution::Found { guest } => rulebook.keeps_out(guest),
                // They all have the address that was looked up.
                Resolution::Several { people } => people
                    .first()
                    .and_then(|person| rulebook.against_address(&person.username)),
                Resolution::Unknown { address } => rulebook.against_address(address),
                Resolution::NotAnAddress | Resolution::NoSuchGroup => None,
            };
        }
        Ok(())
    }

    /// Says of a collection's folders which may not be shared.
    pub(crate) async fn mark_forbidden_folders(
        &self,
        audit: Option<&Audit>,
        id: &CollectionId,
        folders: &mut [AccessFolder],
    ) -> Result<()> {
        let policy = self.policy().await?;
        let all = audit.map(|audit| audit.snapshot().collections.as_slice());
        let collection = all.unwrap_or_default().iter().find(|it| it.id == *id);
        for folder in folders {
            let places = Place::all_shared(id, collection, &folder.path, self.system());
            folder.forbidden = policy.blocked(&places).map(|_| PolicyRule::BlockedFolder);
        }
        Ok(())
    }

    /// The policy with what has to be known of these guests.
    pub(crate) async fn rulebook_for(&self, guests: &[Guest]) -> Result<Rulebook> {
        let groups: BTreeSet<&GroupId> = guests
            .iter()
            .filter_map(|guest| match guest {
                Guest::Person(_) => None,
                Guest::Group(group) => Some(&group.id),
            })
            .collect();
        self.rulebook(groups.into_iter().cloned().collect()).await
    }
}

impl Rulebook {
    fn forbidden(&self, guest: &Guest) -> Option<ForbiddenGuest> {
        let subject = match guest {
            Guest::Person(person) => SubjectId::Person {
                id: person.id.clone(),
            },
            Guest::Group(group) => SubjectId::Group { id: group.id.clone() },
        };
        self.keeps_out(guest)
            .map(|rule| ForbiddenGuest { guest: subject, rule })
    }
}
