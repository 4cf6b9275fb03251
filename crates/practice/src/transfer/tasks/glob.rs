//! Patterns of filter rules and of delete items: `*`, `?`, `[abc]` and `[!abc]`, over one name.

/// Does the whole name match?
pub(super) fn matches(pattern: &str, name: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let name: Vec<char> = name.chars().collect();
    matches_from(&pattern, &name)
}

fn matches_from(pattern: &[char], name: &[char]) -> bool {
    match pattern {
        [] => name.is_empty(),
        ['*', rest @ ..] => (0..=name.len()).any(|skipped| matches_from(rest, &name[skipped..])),
        ['?', rest @ ..] => !name.is_empty() && matches_from(rest, &name[1..]),
        ['[', set @ ..] => match (closing(set), name) {
            (Some(end), [first, others @ ..]) => {
                is_in(&set[..end], *first) && matches_from(&set[end + 1..], others)
            }
            (Some(_), []) => false,
            // A bracket that is never closed is just a bracket.
            (None, _) => name.first() == Some(&'[') && matches_from(set, &name[1..]),
        },
        [wanted, rest @ ..] => name.first() == Some(wanted) && matches_from(rest, &name[1..]),
    }
}

/// Where a set ends. A bracket right at its beginning belongs to it.
fn closing(set: &[char]) -> Option<usize> {
    let start = if set.first() == Some(&'!') { 2 } else { 1 };
    (start..set.len()).find(|&at| set[at] == ']')
}

fn is_in(set: &[char], character: char) -> bool {
    let (wanted, set) = match set {
        ['!', rest @ ..] => (false, rest),
        _ => (true, set),
    };
    let mut rest = set;
    let mut found = false;
    while let [first, others @ ..] = rest {
        if let ['-', last, after @ ..] = others {
            found |= (*first..=*last).contains(&character);
            rest = after;
        } else {
            found |= *first == character;
            rest = others;
        }
    }
    found == wanted
}

/// Is there anything to be expanded?
pub(super) fn is_pattern(segment: &str) -> bool {
    segment.contains(['*', '?', '['])
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn sets_and_stars() {
        assert!(matches("*.tmp", "a.tmp") && !matches("*.tmp", "a.tmp.gz"));
        assert!(matches("run-[0-9]*", "run-7b") && !matches("run-[0-9]*", "run-x"));
        assert!(matches("[!.]*", "a") && !matches("[!.]*", ".a"));
        assert!(matches("a?c", "aéc") && matches("[", "[") && matches("[]]", "]"));
    }
}
