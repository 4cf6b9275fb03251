//! A calendar file (RFC 5545): one day per folder and end, with reminders inside. Pure.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// One day in a calendar.
pub(super) struct Day {
    /// The same at each export, so that a calendar updates it instead of doubling it.
    pub(super) uid: String,
    pub(super) day: Date,
    pub(super) title: String,
    pub(super) description: String,
}

/// Longest line in bytes, its break not counted (RFC 5545, 3.1).
const LINE: usize = 75;

/// The file. `reminders` are days ahead.
pub(super) fn calendar(days: &[Day], reminders: &[u8], made_at: Timestamp) -> String {
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//Guestlist//Guestlist//EN");
    lines.add("CALSCALE", "GREGORIAN");
    for day in days {
        lines.add("BEGIN", "VEVENT");
        lines.add("UID", &day.uid);
        lines.add("DTSTAMP", &made_at.strftime("%Y%m%dT%H%M%SZ").to_string());
        lines.add("DTSTART;VALUE=DATE", &date(day.day));
        // The end of a day-long event is the day after it (RFC 5545, 3.6.1).
        lines.add("DTEND;VALUE=DATE", &date(day.day.saturating_add(1.day())));
        lines.add("SUMMARY", &escaped(&day.title));
        lines.add("DESCRIPTION", &escaped(&day.description));
        lines.add("TRANSP", "TRANSPARENT");
        for ahead in reminders {
            lines.add("BEGIN", "VALARM");
            lines.add("ACTION", "DISPLAY");
            lines.add("DESCRIPTION", &escaped(&day.title));
            lines.add("TRIGGER", &format!("-P{ahead}D"));
            lines.add("END", "VALARM");
        }
        lines.add("END", "VEVENT");
    }
    lines.add("END", "VCALENDAR");
    lines.0
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// Long lines go on after a break and a blank, and no letter is cut in two.
    fn add(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for letter in format!("{name}:{value}").chars() {
            if used + letter.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(letter);
            used += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

fn date(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// Text values (RFC 5545, 3.3.11). Control characters can't be written at all.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(title: &str) -> String {
        let day = Day {
            uid: "u@guestlist".to_owned(),
            day: "2026-12-31".parse().unwrap(),
            title: title.to_owned(),
            description: String::new(),
        };
        calendar(&[day], &[7, 1], "2026-09-17T17:00:00Z".parse().unwrap())
    }

    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn a_day_lasts_until_the_next_and_reminds_ahead() {
        let text = one("Sharing of Results, ends");
        for line in [
            "DTSTART;VALUE=DATE:20261231\r\n",
            "DTEND;VALUE=DATE:20270101\r\n",
            "DTSTAMP:20260917T170000Z\r\n",
            "SUMMARY:Sharing of Results\\, ends\r\n",
            "TRIGGER:-P7D\r\n",
            "TRIGGER:-P1D\r\n",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    }

    proptest! {
        #[test]
        fn no_name_breaks_out_of_its_line(title in any::<String>()) {
            let text = one(&title);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= LINE));
            // A line break within a name would begin a line of its own.
            let known = ["BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "UID", "DTSTAMP", "DTSTART;VALUE=DATE",
                "DTEND;VALUE=DATE", "SUMMARY", "DESCRIPTION", "TRANSP", "ACTION", "TRIGGER"];
            for line in unfolded(&text).split_terminator("\r\n") {
                let name = line.split(':').next().unwrap_or_default();
                prop_assert!(known.contains(&name), "{}", line);
                prop_assert!(!line.contains(['\r', '\n']));
            }
            prop_assert_eq!(unfolded(&text).matches("SUMMARY:").count() >= 1, true);
        }
    }
}
