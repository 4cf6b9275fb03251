//! How many tests a runner ran, read from what it printed.

use std::ops::AddAssign;

/// Tests and checks of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// As they should be.
    pub(crate) passed: u32,
    /// Not so.
    pub(crate) failed: u32,
}

impl Tally {
    /// One check that passed or did not.
    pub(crate) fn check(ok: bool) -> Self {
        Self {
            passed: ok.into(),
            failed: (!ok).into(),
        }
    }

    /// A runner that failed without naming a test (it did not compile, it crashed) counts as one failure;
    /// one that ran nothing at all, too: a filter that matches no test must not look like success.
    pub(crate) fn of_runner(counted: Self, success: bool) -> Self {
        let silent_failure = !success && counted.failed == 0;
        let ran_nothing = success && counted == Self::default();
        Self {
            failed: counted.failed + u32::from(silent_failure || ran_nothing),
            ..counted
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// `test result: ok. 12 passed; 0 failed; …`, once per test program.
pub(crate) fn cargo_test(output: &str) -> Tally {
    let mut tally = Tally::default();
    for line in output.lines().filter(|line| line.starts_with("test result:")) {
        tally += Tally {
            passed: number_before(line, "passed"),
            failed: number_before(line, "failed"),
        };
    }
    tally
}

/// `      Tests  1 failed | 41 passed (42)`, once, perhaps in colours.
pub(crate) fn vitest(output: &str) -> Tally {
    output
        .lines()
        .map(without_colours)
        .filter(|line| line.trim_start().starts_with("Tests "))
        .map(|line| Tally {
            passed: number_before(&line, "passed"),
            failed: number_before(&line, "failed"),
        })
        .next_back()
        .unwrap_or_default()
}

/// `1 failed, 41 passed, 2 errors in 3.10s`, the last line. A test that could not be set up is an error there.
pub(crate) fn pytest(output: &str) -> Tally {
    output
        .lines()
        .filter(|line| line.contains(" in ") && line.starts_with(|first: char| first.is_ascii_digit()))
        .map(|line| Tally {
            passed: number_before(line, "passed"),
            failed: number_before(line, "failed")
                + number_before(line, "error")
                + number_before(line, "errors"),
        })
        .next_back()
        .unwrap_or_default()
}

/// The number in front of a word; 0 where the word is missing.
fn number_before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    words
        .windows(2)
        .find(|pair| pair[1] == word)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or(0)
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            chars.by_ref().find(|c| c.is_ascii_alphabetic());
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_all_test_programs_of_cargo() {
        let output = "\
            test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.10s\n\
            noise about 7 passed\n\
            test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.10s\n";
        assert_eq!(
            cargo_test(output),
            Tally {
                passed: 16,
                failed: 2
            }
        );
    }

    #[test]
    fn reads_the_summary_of_vitest_in_colours() {
        let output = " Test Files  2 passed (2)\n\u{1b}[2m      Tests \u{1b}[22m \u{1b}[31m1 failed\u{1b}[39m | \u{1b}[1m41 passed\u{1b}[22m (42)\n";
        assert_eq!(
            vitest(output),
            Tally {
                passed: 41,
                failed: 1
            }
        );
    }

    #[test]
    fn reads_the_summary_of_pytest_with_its_errors() {
        let output =
            "..F.E   [100%]\nE   1 failed in words\n1 failed, 41 passed, 2 errors in 70.10s (0:01:10)\n";
        assert_eq!(
            pytest(output),
            Tally {
                passed: 41,
                failed: 3
            }
        );
        assert_eq!(pytest("7 passed, 1 warning in 0.10s\n").passed, 7);
    }

    #[test]
    fn a_runner_that_ran_nothing_or_crashed_is_a_failure() {
        assert_eq!(Tally::of_runner(Tally::default(), true).failed, 1);
        assert_eq!(Tally::of_runner(Tally { passed: 3, failed: 0 }, false).failed, 1);
        assert_eq!(Tally::of_runner(Tally { passed: 3, failed: 1 }, false).failed, 1);
        assert_eq!(Tally::of_runner(Tally { passed: 3, failed: 0 }, true).failed, 0);
    }
}
