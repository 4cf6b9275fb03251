//! Patterns in which `*` stands for any text and `?` for one character, as `ls` filters and fault routes use them.

/// Does the whole text match the pattern?
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    // Where to go on after the last star, if what follows it did not fit.
    let mut retry: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some('*') => {
                retry = Some((p + 1, t));
                p += 1;
            }
            Some(&wanted) if wanted == '?' || wanted == text[t] => {
                p += 1;
                t += 1;
            }
            _ => match retry {
                Some((after_star, start)) => {
                    p = after_star;
                    t = start + 1;
                    retry = Some((after_star, start + 1));
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|&left| left == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_stand_for_any_text() {
        assert!(matches("*.txt", "notes.txt"));
        assert!(!matches("*.txt", "notes.txt.gz"));
        assert!(matches("/v0.10/endpoint/*/access", "/v0.10/endpoint/abc/access"));
        assert!(!matches(
            "/v0.10/endpoint/*/access",
            "/v0.10/endpoint/abc/access_list"
        ));
        assert!(matches("a*b*c", "axxbyybzc"));
        assert!(matches("?x", "éx"));
        assert!(matches("**", ""));
    }
}
