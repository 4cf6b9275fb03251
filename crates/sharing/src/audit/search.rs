//! Finding words in names as people type them: in any case, without accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as it is compared.
pub(crate) fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|letter| !is_combining_mark(*letter));
    plain.flat_map(char::to_lowercase).collect()
}

/// The words somebody looks for; all of them must occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words(Vec<String>);

/// Which of the words occur in a text, by their position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Occurring(u64);

impl Occurring {
    /// Those of either text.
    pub(crate) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Words {
    /// As many as there is room for in [`Occurring`]: nobody looks for more.
    pub(crate) fn new(search: &str) -> Self {
        let folded = fold(search);
        let words = folded.split_whitespace().take(63);
        Self(words.map(str::to_owned).collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Which words occur in a folded text.
    pub(crate) fn in_text(&self, text: &str) -> Occurring {
        let bits = self.0.iter().enumerate();
        Occurring(bits.fold(0, |all, (at, word)| {
            all | u64::from(text.contains(word.as_str())) << at
        }))
    }

    /// Whether that is all of them.
    pub(crate) fn are_all(&self, occurring: Occurring) -> bool {
        occurring.0 == (1 << self.0.len()) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_matter() {
        let tomas = fold("Tomás Ferreira, ﬁeld notes");
        let occur = |words: &str| {
            let words = Words::new(words);
            words.are_all(words.in_text(&tomas))
        };
        assert!(occur("TOMAS  field") && occur("Tomás"));
        assert!(!occur("tomas stein"));
        assert!(Words::new("  ").is_empty());
    }

    #[test]
    fn words_may_be_spread_over_folder_and_guest() {
        let words = Words::new("alex results");
        let (folder, guest) = (words.in_text(&fold("Results")), words.in_text(&fold("Alex Kim")));
        assert!(words.are_all(folder.or(guest)));
        assert!(!words.are_all(folder) && !words.are_all(guest));
    }
}
