//! A small research tree on disk: what people drop in practice. The same bytes every time.

use std::path::Path;

use crate::Error;

/// Files of the tree and how many bytes each has.
const FILES: &[(&str, usize)] = &[
    ("Maple trial 2026/README.md", 420),
    ("Maple trial 2026/Protocol.docx", 18_400),
    ("Maple trial 2026/Results/README.md", 610),
    ("Maple trial 2026/Results/methods.docx", 24_100),
    ("Maple trial 2026/Results/figures/Figure 1.png", 41_200),
    ("Maple trial 2026/Results/figures/Figure 2.png", 38_800),
    ("Maple trial 2026/Results/figures/Figure 3 – survival.svg", 12_300),
    ("Maple trial 2026/Results/raw/plate_01.csv", 9_600),
    ("Maple trial 2026/Results/raw/plate_02.csv", 9_580),
    ("Maple trial 2026/Results/raw/plate_03.csv", 9_640),
    ("Maple trial 2026/Results/raw/.instrument-settings.json", 300),
    ("Maple trial 2026/Results/tables/Table S1.xlsx", 15_000),
    ("Maple trial 2026/Results/tables/Table S2.xlsx", 11_700),
    ("Spring sequencing/Run 2026-03-14/sample_sheet.csv", 1_900),
    ("Spring sequencing/Run 2026-03-14/lane1_R1.fastq.gz", 96_000),
    ("Spring sequencing/Run 2026-03-14/lane1_R2.fastq.gz", 96_400),
    ("Spring sequencing/Run 2026-04-02/sample_sheet.csv", 1_870),
    ("Spring sequencing/Run 2026-04-02/lane1_R1.fastq.gz", 88_000),
    ("Thesis figures/chapter 1/map.pdf", 33_000),
    ("Thesis figures/chapter 2/growth curves.pdf", 29_000),
    ("Field notes/2026-05-11 plot A.txt", 2_200),
    ("Field notes/2026-05-12 plot B.txt", 1_950),
    ("Field notes/Photos/IMG_0412.jpg", 64_000),
    ("Teaching set/Exercise 1/data.csv", 3_000),
    ("Teaching set/Exercise 1/questions.pdf", 21_000),
    ("Teaching set/Exercise 2/data.csv", 3_200),
    // Names that programs stumble over.
    ("Odd names/100 % cover/values #1.csv", 800),
    ("Odd names/\u{00C5}ngstr\u{00F6}m (composed)/spectrum.txt", 700),
    (
        "Odd names/A\u{030A}ngstro\u{0308}m (decomposed)/spectrum.txt",
        700,
    ),
    (
        "Odd names/Nora's \u{201C}final\u{201D} version/draft, v2; really final.txt",
        500,
    ),
    ("Odd names/\u{65E5}\u{672C}\u{8A9E}/\u{8CC7}\u{6599}.txt", 400),
];

/// Makes the tree, and leaves alone what is there already.
pub(crate) fn make(root: &Path) -> Result<(), Error> {
    if root.exists() {
        return Ok(());
    }
    for (name, size) in FILES {
        let path = root.join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(Error::folder(folder))?;
        }
        std::fs::write(&path, content(name, *size)).map_err(Error::folder(path))?;
    }
    Ok(())
}

/// Text that differs from file to file and never from run to run.
fn content(name: &str, size: usize) -> Vec<u8> {
    let mut text = format!("Practice file: {name}\n");
    let mut state = name.bytes().fold(2_166_136_261_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(16_777_619)
    });
    while text.len() < size {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.push_str(&format!("{:.3},", f64::from(state >> 8) / 1000.0));
        if state.is_multiple_of(7) {
            text.push('\n');
        }
    }
    let mut bytes = text.into_bytes();
    bytes.truncate(size);
    bytes
}
