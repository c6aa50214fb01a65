//! What is said of files that were handed out, how far the page knows where they are.

use super::{bytes, count};

/// How far work with files is: `Writing the backup: 3 of 7 files, 310.0 MB of 700.0 MB`.
#[must_use]
pub fn progress(
    doing: &str,
    files_done: usize,
    files: usize,
    bytes_done: u64,
    all_bytes: u64,
) -> String {
    format!(
        "{doing}: {files_done} of {}, {} of {}",
        count(files, "file", "files"),
        bytes(bytes_done),
        bytes(all_bytes)
    )
}

/// The same where the number of files is not known.
#[must_use]
pub fn progress_of_bytes(doing: &str, bytes_done: u64, all_bytes: u64) -> String {
    format!("{doing}: {} of {}", bytes(bytes_done), bytes(all_bytes))
}

/// That files are copied.
#[must_use]
pub const fn copying() -> &'static str {
    "Copying"
}

/// A file's name in quotation marks.
#[must_use]
pub fn quoted(file: &str) -> String {
    format!("\u{201c}{file}\u{201d}")
}

/// Why a file was not opened.
#[must_use]
pub fn not_opened(file: &str, why: &dyn std::error::Error) -> String {
    format!("{} was not opened. {why}", quoted(file))
}

/// The way to what a file became.
#[must_use]
pub fn go_to(file: &str) -> String {
    format!("Go to {}", quoted(file))
}

/// That a file was saved, and is what it should be.
#[must_use]
pub fn saved(name: &str) -> String {
    format!("\u{201c}{name}\u{201d} was saved and read back.")
}

/// That the browser has a file now; where it puts it the page does not learn.
#[must_use]
pub fn handed_to_browser(name: &str) -> String {
    format!("\u{201c}{name}\u{201d} was handed to the browser as a download.")
}

/// That a file was taken to the room for its kind, and what becomes of it there.
#[must_use]
pub fn taken_elsewhere(name: &str, becomes: &str) -> String {
    format!("\u{201c}{name}\u{201d} is {becomes} here.")
}

/// The same of a backup.
#[must_use]
pub fn backup_saved(name: &str) -> String {
    format!("Backup saved as \u{201c}{name}\u{201d}, read back and compared.")
}

/// The same of a backup that the browser has.
#[must_use]
pub fn backup_handed_to_browser(name: &str) -> String {
    format!(
        "{} This browser does not let the page look at it there: open it here (\u{201c}Open a file\u{201d}), and it is compared and counts as checked.",
        handed_to_browser(name)
    )
}

/// The same of a signed report.
#[must_use]
pub fn report_saved(name: &str) -> String {
    format!(
        "Exported as \u{201c}{name}\u{201d}: read back from the file, and the same to the last byte."
    )
}

/// The same of a signed report that the browser has.
#[must_use]
pub fn report_handed_to_browser(name: &str) -> String {
    format!(
        "{} This browser does not let the page read it back: drop the file on Verify to be sure.",
        handed_to_browser(name)
    )
}
