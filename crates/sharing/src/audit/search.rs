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

impl Words {
    pub(crate) fn new(search: &str) -> Self {
        Self(fold(search).split_whitespace().map(str::to_owned).collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each word occurs in one of two folded texts: those of a folder and of a guest, say.
    pub(crate) fn occur_in(&self, one: &str, other: &str) -> bool {
        self.0
            .iter()
            .all(|word| one.contains(word.as_str()) || other.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_matter() {
        let tomas = fold("Tomás Ferreira, ﬁeld notes");
        assert!(Words::new("TOMAS  field").occur_in(&tomas, ""));
        assert!(Words::new("Tomás").occur_in("", &tomas));
        assert!(!Words::new("tomas stein").occur_in(&tomas, ""));
        assert!(Words::new("  ").is_empty());
    }

    #[test]
    fn words_may_be_spread_over_folder_and_guest() {
        assert!(Words::new("alex results").occur_in(&fold("Results"), &fold("Alex Kim")));
    }
}
