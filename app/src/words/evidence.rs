//! What is said of evidence.

use assay_assessment::{Absence, Day, Evidence, EvidenceKind};

use super::{bytes, count, day};

/// How many items there are.
#[must_use]
pub fn items(number: usize) -> String {
    count(number, "item", "items")
}

/// What is wrong with a file, in the words of every list.
#[must_use]
pub const fn absence(absence: Absence) -> &'static str {
    match absence {
        Absence::Missing => "Not on this device",
        Absence::Changed => "Changed on this device",
    }
}

/// An item's kind in three or four letters: `PDF`, `URL`.
#[must_use]
pub fn kind(item: &Evidence) -> String {
    match &item.kind {
        EvidenceKind::File { name, .. } => file_kind(name),
        EvidenceKind::Link { .. } => "URL".to_owned(),
    }
}

/// The line below an item's name: the digest and the size of a file, or the address of a link, and
/// the day it is of.
#[must_use]
pub fn line(item: &Evidence, dated: Day) -> String {
    let dated = day(dated);
    match &item.kind {
        EvidenceKind::File { size, sha256, .. } => {
            let digest = sha256.to_string();
            let short: Vec<&str> = (0..3)
                .filter_map(|part| digest.get(part * 4..part * 4 + 4))
                .collect();
            format!(
                "sha256 {} \u{2026} \u{b7} {} \u{b7} {dated}",
                short.join(" "),
                bytes(*size)
            )
        }
        EvidenceKind::Link { address } => format!("{address} \u{b7} {dated}"),
    }
}

/// The suffix of a file's name in capitals, or `FILE`.
fn file_kind(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, suffix))
            if !stem.is_empty()
                && (1..=4).contains(&suffix.len())
                && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            suffix.to_ascii_uppercase()
        }
        _ => "FILE".to_owned(),
    }
}

/// What the button says that links an item; the item is named as on the screen.
#[must_use]
pub fn link(shown: &str) -> String {
    format!("Link {shown}")
}

/// That no item fits what is looked for, or how many fit that are not listed; empty when all are.
#[must_use]
pub fn fitting(fitting: usize, not_listed: usize) -> String {
    match (fitting, not_listed) {
        (0, _) => "No item fits.".to_owned(),
        (_, 0) => String::new(),
        (_, more) => format!("{more} more. Type to narrow the list."),
    }
}

/// That something came into the library.
#[must_use]
pub fn added(what: &str) -> String {
    format!("Added {what}.")
}

/// That several files came into the library.
#[must_use]
pub fn added_several(files: usize) -> String {
    added(&count(files, "file", "files"))
}

/// That a file came in that the library had.
#[must_use]
pub fn already_there(what: &str) -> String {
    format!("{what}: the library has this file already, so it was linked, not added again.")
}

/// That a file came in whose bytes were missing.
#[must_use]
pub fn made_whole(what: &str) -> String {
    format!("{what}: its bytes were missing or changed on this device, and are whole again.")
}

/// That an item of that name is gone.
#[must_use]
pub fn removed(label: &str) -> String {
    format!("Removed \u{201c}{label}\u{201d} from the library.")
}

/// What came of reading all files.
#[must_use]
pub fn checked(files: usize, absent: usize) -> String {
    let all = count(files, "file was read", "files were read");
    match absent {
        0 => format!("{all}: all as they were added."),
        absent => format!(
            "{all}: {} missing or changed. Each is marked in the list.",
            count(absent, "is", "are")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_the_suffix_or_file() {
        let kinds = ["policy.pdf", ".profile", "a.b c", "x.markdown", "x"].map(file_kind);
        assert_eq!(kinds, ["PDF", "FILE", "FILE", "FILE", "FILE"]);
    }

    #[test]
    fn what_a_check_found_is_counted() {
        assert_eq!(checked(1, 0), "1 file was read: all as they were added.");
        assert_eq!(
            checked(3, 1),
            "3 files were read: 1 is missing or changed. Each is marked in the list."
        );
        assert_eq!(added_several(2), "Added 2 files.");
    }
}
