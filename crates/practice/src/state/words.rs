//! The words that collections are searched by.

use std::borrow::Cow;

use super::model::Collection;

/// What is searched besides the name.
pub(crate) fn card_texts(collection: &Collection) -> [Option<&str>; 5] {
    let texts = &collection.texts;
    [
        Some(collection.owner_string.as_str()),
        texts.description.as_deref(),
        texts.organization.as_deref(),
        texts.department.as_deref(),
        texts.keywords.as_deref(),
    ]
}

/// Every word of a collection in small letters, its id among them.
pub(super) fn words_of(collection: &Collection) -> Vec<String> {
    let name = Some(collection.display_name.as_str());
    let mut words = vec![collection.id.to_string()];
    for text in card_texts(collection).into_iter().chain([name]).flatten() {
        let text = text.to_lowercase();
        // "nora.whitfield@northfield.example" is one word, and four.
        words.extend(text.split_whitespace().map(str::to_owned));
        let parts = text.split(|c: char| !c.is_alphanumeric());
        words.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// Does a word of the text begin like this? `word` is in small letters. Nothing is copied where all letters are ASCII,
/// because a search asks this of every collection.
pub(crate) fn begins(text: &str, word: &str) -> bool {
    let text = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    };
    let in_one_part = word.chars().all(char::is_alphanumeric);
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let is_start = before.is_whitespace() || (in_one_part && !before.is_alphanumeric());
        if is_start && has_prefix(&text[at..], word) {
            return true;
        }
        before = c;
    }
    false
}

fn has_prefix(text: &str, word: &str) -> bool {
    let beginning = text.as_bytes().get(..word.len());
    beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::begins;

    #[test]
    fn words_begin_after_blanks_and_after_signs() {
        let text = "Nora.Whitfield@northfield.example, Été (draft)";
        for word in ["nora", "whit", "nora.whitfield@n", "été", "draft", "(dr"] {
            assert!(begins(text, word), "{word}");
        }
        for word in ["ora", "whitfield@", "raft", "exampled"] {
            assert!(!begins(text, word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn it_says_what_splitting_says(text in "[aB.é ]{0,12}", word in "[ab.é]{1,3}") {
            let lower = text.to_lowercase();
            let in_part = lower.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(&word));
            let in_word = lower.split_whitespace().any(|part| part.starts_with(&word));
            prop_assert_eq!(begins(&text, &word), in_part || in_word);
        }
    }
}
