//! Rows for a spreadsheet: RFC 4180, and nothing in them that a spreadsheet would run.

use crate::error::{Error, Result};

/// Tells Excel that the text is UTF-8; other programs may show it as a sign at the beginning.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A table being written.
pub(super) struct Sheet {
    writer: csv::Writer<Vec<u8>>,
    columns: usize,
}

impl Sheet {
    /// Begins with rows that are read before anything else, one cell each, and the heads of the columns.
    pub(super) fn new(with_bom: bool, before: &[String], heads: &[&str]) -> Result<Self> {
        let mut bytes = Vec::new();
        if with_bom {
            bytes.extend_from_slice(BYTE_ORDER_MARK.as_bytes());
        }
        let writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(bytes);
        let mut sheet = Self {
            writer,
            columns: heads.len(),
        };
        for line in before {
            sheet.row([line.as_str()])?;
        }
        sheet.row(heads.iter().copied())?;
        Ok(sheet)
    }

    /// One row. Every row has the same number of cells, as RFC 4180 asks.
    pub(super) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) -> Result<()> {
        let mut cells: Vec<String> = cells.into_iter().map(harmless).collect();
        cells.resize(self.columns, String::new());
        self.writer.write_record(&cells).map_err(Error::unexpected)
    }

    /// The file.
    pub(super) fn finish(self) -> Result<Vec<u8>> {
        self.writer.into_inner().map_err(Error::unexpected)
    }
}

/// A cell that begins like a formula gets an apostrophe in front, which spreadsheets show as text: a folder called
/// `=HYPERLINK(…)` must stay a name (OWASP, CSV injection). Wide forms of the signs count too, as do blanks before them.
fn harmless(cell: &str) -> String {
    let first = cell.trim_start().chars().next();
    let runs = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%')
    );
    if runs || cell.starts_with(['\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(with_bom: bool, cells: &[&str]) -> Vec<u8> {
        let mut sheet = Sheet::new(with_bom, &["Personal data".to_owned()], &["Name", "Folder"]).unwrap();
        sheet.row(cells.iter().copied()).unwrap();
        sheet.finish().unwrap()
    }

    #[test]
    fn lines_end_as_spreadsheets_expect_and_have_the_same_cells() {
        let bytes = written(false, &["Kim, Alex", "a \"b\"\nc"]);
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text,
            "Personal data,\r\nName,Folder\r\n\"Kim, Alex\",\"a \"\"b\"\"\nc\"\r\n"
        );
        assert!(written(true, &[]).starts_with(&[0xef, 0xbb, 0xbf]));
    }

    #[test]
    fn formulas_stay_names() {
        for cell in [
            "=1+1", "+x", "-x", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "|calc",
        ] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["Results", "a=b", "2026-12-18", "", "'quoted"] {
            assert_eq!(harmless(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_again_and_runs_nothing(cells in prop::collection::vec(any::<String>(), 2)) {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            let bytes = written(false, &cells);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
            let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(rows.len(), 3);
            for (cell, read) in cells.iter().zip(&rows[2]) {
                prop_assert!(read == *cell || read.strip_prefix('\'') == Some(cell));
                let first = read.trim_start().chars().next();
                let runs = matches!(first, Some('=' | '+' | '-' | '@'));
                prop_assert!(!runs && !read.starts_with(['\t', '\r']));
            }
        }
    }
}
