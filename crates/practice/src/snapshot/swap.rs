//! Puts other folders in the place of those that are in use, all of them or none.

use std::ffi::OsString;
use std::io::Result;
use std::path::{Path, PathBuf};

use super::tree;

/// One folder that is replaced.
struct Step {
    place: PathBuf,
    is_swapped: bool,
}

/// Folders in the middle of being replaced. Dropped before [`keep`](Self::keep), the former ones come back.
pub(super) struct Swap {
    steps: Vec<Step>,
    is_kept: bool,
}

/// Beside the place, so that a rename is enough.
fn beside(place: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(place);
    name.push(ending);
    name.into()
}

fn new(place: &Path) -> PathBuf {
    beside(place, ".new")
}

fn former(place: &Path) -> PathBuf {
    beside(place, ".former")
}

impl Swap {
    /// Copies each source beside its place, then exchanges all of them.
    pub(super) fn begin(pairs: &[(&Path, &Path)]) -> Result<Self> {
        for (source, place) in pairs {
            tree::remove(&new(place))?;
            tree::remove(&former(place))?;
            tree::copy(source, &new(place))?;
        }
        let mut swap = Self {
            steps: Vec::new(),
            is_kept: false,
        };
        for (_, place) in pairs {
            std::fs::rename(place, former(place))?;
            swap.steps.push(Step {
                place: place.to_path_buf(),
                is_swapped: false,
            });
            std::fs::rename(new(place), place)?;
            if let Some(step) = swap.steps.last_mut() {
                step.is_swapped = true;
            }
        }
        Ok(swap)
    }

    /// The new folders stay.
    pub(super) fn keep(mut self) {
        self.is_kept = true;
    }
}

impl Drop for Swap {
    fn drop(&mut self) {
        for step in self.steps.iter().rev() {
            let former = former(&step.place);
            let done = if self.is_kept {
                tree::remove(&former)
            } else {
                let out_of_the_way = if step.is_swapped {
                    tree::remove(&step.place)
                } else {
                    Ok(())
                };
                out_of_the_way.and_then(|()| std::fs::rename(&former, &step.place))
            };
            if let Err(error) = done {
                tracing::error!(%error, place = %step.place.display(), "could not tidy up after a restore");
            }
        }
    }
}

/// After an end in the middle of an exchange: what was there before is still beside its place.
pub(super) fn recover(place: &Path) -> Result<()> {
    let former = former(place);
    if former.exists() && !place.exists() {
        std::fs::rename(&former, place)?;
    }
    tree::remove(&former)?;
    tree::remove(&new(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(root: &Path, name: &str, text: &str) -> PathBuf {
        let folder = root.join(name);
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("file"), text).unwrap();
        folder
    }

    fn text(folder: &Path) -> String {
        std::fs::read_to_string(folder.join("file")).unwrap()
    }

    #[test]
    fn all_folders_change_or_none() {
        let dir = tempfile::tempdir().unwrap();
        let (old_a, old_b) = (folder(dir.path(), "a", "now"), folder(dir.path(), "b", "now"));
        let (new_a, new_b) = (folder(dir.path(), "c", "then"), folder(dir.path(), "d", "then"));
        drop(Swap::begin(&[(&new_a, &old_a), (&new_b, &old_b)]).unwrap());
        assert_eq!((text(&old_a), text(&old_b)), ("now".into(), "now".into()));
        let missing = dir.path().join("missing");
        assert!(Swap::begin(&[(&new_a, &old_a), (&missing, &old_b)]).is_err());
        assert!(Swap::begin(&[(&new_a, &old_a), (&new_b, &missing)]).is_err());
        assert_eq!((text(&old_a), text(&old_b)), ("now".into(), "now".into()));
        Swap::begin(&[(&new_a, &old_a), (&new_b, &old_b)]).unwrap().keep();
        assert_eq!((text(&old_a), text(&old_b)), ("then".into(), "then".into()));
    }

    #[test]
    fn a_killed_exchange_is_taken_back() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("place");
        folder(dir.path(), "place.former", "now");
        folder(dir.path(), "place.new", "then");
        recover(&place).unwrap();
        assert_eq!(text(&place), "now");
        assert!(!new(&place).exists() && !former(&place).exists());
    }
}
