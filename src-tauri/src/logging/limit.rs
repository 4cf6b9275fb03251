//! Keeps the log of one day small: a fault that repeats itself must not fill the disk.

use std::io::{Result, Write};
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What one day may write.
const BYTES_A_DAY: u64 = 10 * 1024 * 1024;
const LAST_LINE: &[u8] = b"The log of this day is full and ends here.\n";

/// Passes on what is written until the day's share is used up.
pub(super) struct DailyLimit<W> {
    inner: W,
    day: Date,
    left: u64,
}

impl<W: Write> DailyLimit<W> {
    /// `left` is what today may still write.
    pub(super) fn new(inner: W, left: u64) -> Self {
        Self {
            inner,
            day: today(),
            left,
        }
    }

    fn write_on(&mut self, day: Date, line: &[u8]) -> Result<()> {
        if day != self.day {
            (self.day, self.left) = (day, BYTES_A_DAY);
        }
        let size = u64::try_from(line.len()).unwrap_or(u64::MAX);
        match self.left.checked_sub(size) {
            Some(left) => {
                self.left = left;
                self.inner.write_all(line)
            }
            None if self.left > 0 => {
                self.left = 0;
                self.inner.write_all(LAST_LINE)
            }
            None => Ok(()),
        }
    }
}

impl<W: Write> Write for DailyLimit<W> {
    /// Takes everything, whether or not it is passed on: there is nobody to tell.
    fn write(&mut self, line: &[u8]) -> Result<usize> {
        self.write_on(today(), line)?;
        Ok(line.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.inner.flush()
    }
}

/// What today may still write, after what earlier starts wrote.
pub(super) fn of_today(folder: &Path) -> u64 {
    let file = folder.join(format!("guestlist.{}.log", today()));
    let written = std::fs::metadata(file).map_or(0, |file| file.len());
    BYTES_A_DAY.saturating_sub(written)
}

/// Files begin anew at midnight UTC.
fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_full_day_says_so_once_and_the_next_one_begins_anew() {
        let mut log = DailyLimit::new(Vec::new(), 10);
        log.day = date(2026, 5, 1);
        for line in [&b"12345\n"[..], b"too long\n", b"x\n"] {
            log.write_on(date(2026, 5, 1), line).unwrap();
        }
        log.write_on(date(2026, 5, 2), b"next\n").unwrap();
        let expected = [b"12345\n", LAST_LINE, b"next\n"].concat();
        assert_eq!(String::from_utf8(log.inner), String::from_utf8(expected));
    }

    #[test]
    fn earlier_starts_count() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(of_today(folder.path()), BYTES_A_DAY);
        let file = folder.path().join(format!("guestlist.{}.log", today()));
        std::fs::write(file, [0; 100]).unwrap();
        assert_eq!(of_today(folder.path()), BYTES_A_DAY - 100);
    }
}
