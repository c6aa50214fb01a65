//! What is said of evidence packs.

use super::{bytes, count};

/// That a pack is written.
#[must_use]
pub const fn writing() -> &'static str {
    "Writing the evidence pack"
}

/// That a pack is read.
#[must_use]
pub const fn reading() -> &'static str {
    "Reading the evidence pack and hashing every file in it"
}

/// That one is being saved, and no second one is begun.
#[must_use]
pub const fn being_saved_already() -> &'static str {
    "An evidence pack is being saved already."
}

/// What a pack of so many files would hold.
#[must_use]
pub fn holds(signed: usize, files: usize, size: u64) -> String {
    let evidence = match files {
        0 => "no evidence files, because none are on this device".to_owned(),
        files => format!(
            "{} ({}) in folders that say which control or risk each supports",
            count(files, "evidence file", "evidence files"),
            bytes(size)
        ),
    };
    format!(
        "One ZIP archive with the {} above, {evidence}, an index, and checksums that the same identity signs. Whoever receives it can check it without Assay: VERIFY.txt in it says how.",
        count(signed, "signed file", "signed files")
    )
}

/// That a pack was saved, and is what it should be.
#[must_use]
pub fn saved(name: &str) -> String {
    format!(
        "Evidence pack saved as \u{201c}{name}\u{201d}, read back, and every file in it compared."
    )
}

/// The same of a pack that the browser has.
#[must_use]
pub fn handed_to_browser(name: &str) -> String {
    format!(
        "{} This browser does not let the page read it back: drop the file on Verify to be sure.",
        super::files::handed_to_browser(name)
    )
}

/// That files which the assessment names are not in a pack that was saved.
#[must_use]
pub fn lacks(files: usize) -> String {
    format!(
        "{} missing or changed on this device, so the evidence pack does not hold them. Its index says so.",
        count(files, "evidence file is", "evidence files are")
    )
}

/// How many files of a pack are as they were signed.
#[must_use]
pub fn sound(files: usize) -> String {
    format!(
        "{} as {} signed.",
        count(files, "file is", "files are"),
        if files == 1 { "it was" } else { "they were" }
    )
}

/// That more files are not as they were signed than are listed.
#[must_use]
pub fn more(files: usize) -> String {
    format!("{} not as signed.", count(files, "more is", "more are"))
}

/// What a report in a pack is called among the files of the room.
#[must_use]
pub fn report_in(pack: &str, report: &str) -> String {
    format!("{pack} \u{203a} {}", super::name(report))
}
