//! The values of a policy file. Each is checked while it is read, so that a mistake is named with its line.

use globus::ids::CollectionId;
use globus::path::{CollectionPath, LocalPath, LocalSystem, local_to_collection};
use serde::{Deserialize, Deserializer, de};
use url::Url;

use super::mistake::Mistake;
use crate::drives::DriveName;

/// Longest text that is shown as it is.
pub(super) const LONGEST_TEXT: usize = 300;
/// Longest time that a share, or a file, may be said to last.
pub(super) const MOST_DAYS: u16 = 3650;

/// A key that may be left out, but is not `null` where it is there.
pub(super) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// Reads a text and makes a value of it. Within the visitor: only there serde_json knows where it stands.
fn read<'de, T, D: Deserializer<'de>>(
    from: D,
    make: impl FnOnce(&str) -> Result<T, Mistake>,
) -> Result<T, D::Error> {
    struct Text<F>(F);
    impl<T, F: FnOnce(&str) -> Result<T, Mistake>> de::Visitor<'_> for Text<F> {
        type Value = T;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a text")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            (self.0)(text).map_err(E::custom)
        }
    }
    from.deserialize_str(Text(make))
}

/// The same for a number.
fn read_number<'de, T, D: Deserializer<'de>>(
    from: D,
    make: impl FnOnce(u64) -> Result<T, Mistake>,
) -> Result<T, D::Error> {
    struct Number<F>(F);
    impl<T, F: FnOnce(u64) -> Result<T, Mistake>> de::Visitor<'_> for Number<F> {
        type Value = T;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a whole number")
        }

        fn visit_u64<E: de::Error>(self, number: u64) -> Result<T, E> {
            (self.0)(number).map_err(E::custom)
        }
    }
    from.deserialize_u64(Number(make))
}

/// The version of the file's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version;

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_number(from, |number| match number {
            1 => Ok(Self),
            other => Err(Mistake::Version(other)),
        })
    }
}

/// A number of days, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days(pub(super) u16);

impl<'de> Deserialize<'de> for Days {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_number(from, |number| match u16::try_from(number) {
            Ok(days @ 1..=MOST_DAYS) => Ok(Self(days)),
            _ => Err(Mistake::Days),
        })
    }
}

/// A line of words for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words(pub(super) String);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, |text| {
            let is_fine = !text.trim().is_empty()
                && text.chars().count() <= LONGEST_TEXT
                && !text.chars().any(char::is_control);
            is_fine
                .then(|| Self(text.trim().to_owned()))
                .ok_or(Mistake::Words)
        })
    }
}

/// A domain of e-mail-like addresses, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Domain(pub(super) String);

impl<'de> Deserialize<'de> for Domain {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, |text| {
            let is_label = |label: &str| {
                let is_sign = |c: char| c.is_alphanumeric() || c == '-';
                !label.is_empty()
                    && label.chars().all(is_sign)
                    && !label.starts_with('-')
                    && !label.ends_with('-')
            };
            let is_domain = text.len() <= 253 && text.contains('.') && text.split('.').all(is_label);
            is_domain
                .then(|| Self(text.to_lowercase()))
                .ok_or(Mistake::Domain)
        })
    }
}

/// An address of people's e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Email(pub(super) String);

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, |text| {
            let is_sign = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"?&".contains(c);
            let is_address = text.len() <= 254
                && text.chars().all(is_sign)
                && text.split_once('@').is_some_and(|(name, domain)| {
                    !name.is_empty() && !domain.is_empty() && !domain.contains('@')
                });
            is_address.then(|| Self(text.to_owned())).ok_or(Mistake::Email)
        })
    }
}

/// A page of the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Page(pub(super) Url);

impl<'de> Deserialize<'de> for Page {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, |text| {
            let page = Url::parse(text).ok().filter(|url| {
                url.scheme() == "https" && url.has_host() && url.username().is_empty() && text.len() <= 2000
            });
            page.map(Self).ok_or(Mistake::Page)
        })
    }
}

/// A collection's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Collection(pub(super) CollectionId);

impl<'de> Deserialize<'de> for Collection {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, |text| {
            let id = CollectionId::parse(text).filter(|id| id.as_str().eq_ignore_ascii_case(text));
            id.map(Self).ok_or(Mistake::Collection)
        })
    }
}

/// A folder on a collection, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place(pub(super) CollectionPath);

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, |text| {
            if text.chars().any(char::is_control) {
                return Err(Mistake::ControlCharacter);
            }
            let path = CollectionPath::parse(text)?;
            if path.starts_with(&CollectionPath::home()) {
                return Err(Mistake::Home);
            }
            Ok(Self(path))
        })
    }
}

/// What a network drive is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drive(pub(super) DriveName);

impl<'de> Deserialize<'de> for Drive {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, |text| {
            let name = DriveName::parse(text)?;
            if name.is_folder() && name.depth() == 0 {
                return Err(Mistake::WholeComputer);
            }
            Ok(Self(name))
        })
    }
}

/// A folder of this computer, as the computer's own collection names it. A folder that is written the way of another
/// system is none here, and no mistake: one file may serve all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LocalFolder {
    pub(super) text: String,
    pub(super) windows: bool,
    pub(super) path: CollectionPath,
}

impl<'de> Deserialize<'de> for LocalFolder {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read(from, |text| {
            if text.chars().any(char::is_control) {
                return Err(Mistake::LocalFolder);
            }
            let windows = !text.starts_with('/');
            let system = if windows {
                LocalSystem::Windows
            } else {
                LocalSystem::Linux
            };
            let path =
                local_to_collection(&LocalPath::new(text), system, None).map_err(|_| Mistake::LocalFolder)?;
            Ok(Self {
                text: text.to_owned(),
                windows,
                path,
            })
        })
    }
}
