//! What is said of a signer, of a font for the report, and of what was signed.

use std::borrow::Cow;

use assay_assessment::{
    legible,
    words::{capital, in_a_row},
};
use assay_dossier::SignStage;
use assay_report::{document::Role, pdf::Lacking};

use super::{bytes, count, name, plural};

/// That an identity was made.
#[must_use]
pub fn identity_created(signer: &str) -> String {
    format!(
        "Identity \u{201c}{}\u{201d} created. Export a copy of its key and keep it safe.",
        name(signer)
    )
}

/// That an identity was made of a key file.
#[must_use]
pub fn identity_imported(signer: &str) -> String {
    format!("Identity \u{201c}{}\u{201d} imported.", name(signer))
}

/// What a dialog is called in which a key is exported; the signer is named as on the screen.
#[must_use]
pub fn export_the_key_of(shown: &str) -> String {
    format!("Export the key of {shown}")
}

/// That somebody signs the report in this role beside its maker.
#[must_use]
pub fn signs_too(role: Role) -> String {
    format!("The {} signs too", role.label().to_lowercase())
}

/// What is asked of whoever signs in this role: `Name of the operator's signer`.
#[must_use]
pub fn field_of(role: Role, what: &str) -> String {
    format!(
        "{} of who signs as {}",
        capital(what),
        role.label().to_lowercase()
    )
}

/// That nobody is named who is to sign.
pub const NAME_MISSING: &str = "Enter who is to sign, or take the tick away.";

/// That what was entered is no fingerprint.
pub const NO_FINGERPRINT: &str = "A fingerprint has eight groups of four letters and digits. Leave it empty if you do not know it.";

/// What it means to sign in this role what somebody else has signed.
#[must_use]
pub const fn meaning_of(role: Role) -> &'static str {
    match role {
        Role::Assessor => "You assessed, and sign what the report says.",
        Role::Operator => {
            "You are the operator, or sign for it, and agree to what the report says."
        }
        Role::Reviewer => "You reviewed the assessment, and sign what the report says.",
        Role::Recipient => {
            "You confirm that you received the file as it is. You do not agree to what it says; whoever verifies it reads that."
        }
    }
}

/// What the status-update request names of so many files of the report.
#[must_use]
pub fn request_names(files: usize) -> String {
    let named = match files {
        1 => "the JSON by its digest. It is signed as that is".to_owned(),
        more => format!("these {more} files by their digests. It is signed as they are"),
    };
    format!("The status-update request, which names {named}.")
}

/// What signing has come to.
#[must_use]
pub const fn stage(stage: SignStage) -> &'static str {
    match stage {
        SignStage::Unlocking => "Unlocking the key",
        SignStage::Drawing => "Drawing the PDF",
        SignStage::Signing => "Signing the PDF",
        SignStage::ReadingBack => "Verifying what was signed",
    }
}

/// The question before an identity is removed; the signer is named as on the screen.
#[must_use]
pub fn remove_from_this_device(shown: &str) -> String {
    format!("Remove {shown} from this device?")
}

/// That a new passphrase has too few characters.
#[must_use]
pub fn passphrase_too_short(fewest: usize) -> String {
    format!("Use at least {fewest} characters; several words are easier to remember.")
}

/// That a new passphrase was not typed the same again.
#[must_use]
pub const fn passphrases_differ() -> &'static str {
    "The two passphrases differ."
}

/// Which key file was chosen.
#[must_use]
pub fn key_file(file: &str) -> String {
    format!("Key file: {file}")
}

/// That a key file is not opened by the passphrase that was typed.
#[must_use]
pub const fn wrong_passphrase_of_file() -> &'static str {
    "Wrong passphrase of the file."
}

/// Why a key file was not taken. Where a command follows, which stands on a line of its own, the
/// sentence does not end.
#[must_use]
pub fn not_imported(why: &str, a_command_follows: bool) -> String {
    let end = if a_command_follows { "" } else { "." };
    format!("Not imported: {why}{end}")
}

/// The choice of signing a status-update request with the report.
#[must_use]
pub fn request_too(standard: &str) -> String {
    format!("Also a request to the governance of {standard} to update the public status")
}

/// That the request will name so many things that the checklist misses.
#[must_use]
pub fn request_misses(missing: usize) -> String {
    format!(
        "The checklist of the engagement misses {}, which the request will name.",
        super::count(missing, "thing", "things")
    )
}

/// That the report names nobody whom this signer could be.
#[must_use]
pub fn names_no_assessor(signer: &str) -> String {
    format!(
        "The report names no assessor, and {} signs it as one. Name the assessors in the assessment data.",
        name(signer)
    )
}

/// That the signer is none of those whom the report names.
#[must_use]
pub fn is_none_of_the_assessors(signer: &str, assessors: &[&str]) -> String {
    let assessors: Vec<_> = assessors.iter().map(|each| name(each)).collect();
    format!(
        "{} signs as assessor and is none of the assessors that the report names ({}).",
        name(signer),
        assessors.join(", ")
    )
}

/// That an independent assessment is signed by the one who is assessed.
#[must_use]
pub fn belongs_to_the_operator(operator: &str) -> String {
    format!(
        "The assessment is independent, and this key says that it belongs to the operator, {}. Readers will not take the operator for an independent assessor.",
        name(operator)
    )
}

/// That an assessor signs for the one who is assessed.
#[must_use]
pub fn signs_as_the_operator(signer: &str) -> String {
    format!(
        "{} signs as the operator and is one of the assessors of an independent assessment.",
        name(signer)
    )
}

/// That an assessor reviews their own work.
#[must_use]
pub fn reviews_own_work(signer: &str) -> String {
    format!(
        "{} signs as reviewer and is one of the assessors whose work is reviewed.",
        name(signer)
    )
}

/// That files were verified again, and how large each is: its kind, the pages of those that have
/// some, and its bytes.
#[must_use]
pub fn all_verified<'a>(files: impl Iterator<Item = (&'a str, Option<usize>, u64)>) -> String {
    let mut words = "All were verified again after signing.".to_owned();
    for (kind, pages, size) in files {
        let pages = pages.map(|pages| format!("{}, ", count(pages, "page", "pages")));
        words.push_str(&format!(
            " {}: {}{}.",
            capital(kind),
            pages.unwrap_or_default(),
            bytes(size)
        ));
    }
    words
}

/// Which characters a PDF would show as boxes, and where they stand.
#[must_use]
pub fn would_lack(lacking: &[Lacking]) -> String {
    let listed = lacking.iter().take(MOST_LISTED).map(|each| {
        let character = character_and_code(each.character);
        match each.parts.as_slice() {
            [] => character,
            parts => {
                let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                format!("{character} in {}", in_a_row(&parts, "and"))
            }
        }
    });
    format!(
        "The PDF would show a box for characters that its fonts do not have: {}{}. The JSON holds them as they \
         are. A font file that has them (TrueType or OpenType) can be given to the PDF.",
        listed.collect::<Vec<_>>().join("; "),
        and_more(lacking.len())
    )
}

/// Which characters a PDF shows as boxes.
#[must_use]
pub fn lacks(characters: &[char]) -> String {
    let listed = characters.iter().take(MOST_LISTED);
    let listed: Vec<String> = listed.map(|each| character_and_code(*each)).collect();
    format!(
        "The PDF shows a box for characters that its fonts do not have: {}{}. The JSON holds them as they are. \
         With a font that has them, sign once more.",
        listed.join(", "),
        and_more(characters.len())
    )
}

/// How many characters are listed; a note in another script may have hundreds.
const MOST_LISTED: usize = 24;

fn and_more(all: usize) -> String {
    match all.checked_sub(MOST_LISTED) {
        None | Some(0) => String::new(),
        Some(more) => format!(", and {more} more"),
    }
}

/// A character, where it can be seen, and its code point.
#[must_use]
pub fn character_and_code(character: char) -> String {
    let code = format!("U+{:04X}", u32::from(character));
    match legible(&character.to_string()) {
        Cow::Borrowed(shown) => format!("{shown} ({code})"),
        Cow::Owned(_) => code,
    }
}

/// That bytes of evidence were not there when the report was signed.
#[must_use]
pub fn absent_when_signed(files: usize) -> String {
    format!(
        "The report says of {} that {} bytes were missing or changed on this device when it was signed.",
        count(files, "evidence file", "evidence files"),
        plural(files, "its", "their")
    )
}

/// That a file is larger than any font.
#[must_use]
pub fn font_too_large(file: &str, size: u64, most: u64) -> String {
    format!(
        "{file} has {}; a font may have at most {}",
        bytes(size),
        bytes(most)
    )
}

/// That a font has nothing of what is missing.
#[must_use]
pub fn font_has_none(file: &str) -> String {
    format!("\u{201c}{file}\u{201d} was not taken: it has none of the characters that are missing")
}

/// That no more fonts are taken.
#[must_use]
pub fn no_room_for_fonts(most: usize, most_bytes: u64) -> String {
    format!(
        "at most {most} fonts with {} in all are given to a report; remove one first",
        bytes(most_bytes)
    )
}

/// What the button does that removes a font.
#[must_use]
pub fn remove_font(file: &str) -> String {
    format!("Remove {file} from this device")
}

/// Why a file does not serve as a font.
#[must_use]
pub fn font_not_taken(file: &str, why: &dyn std::error::Error) -> String {
    format!("\u{201c}{file}\u{201d} was not taken: {why}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_told_with_their_sizes() {
        let files = [
            ("PDF", Some(12), 412_000),
            ("executive edition", Some(1), 90_000),
            ("JSON", None, 900),
        ];
        assert_eq!(
            all_verified(files.into_iter()),
            "All were verified again after signing. PDF: 12 pages, 412 KB. Executive \
             edition: 1 page, 90 KB. JSON: 900 B."
        );
    }

    #[test]
    fn what_the_fonts_lack_is_told_with_its_place() {
        let of = |character, parts: &[&str]| Lacking {
            character,
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
        };
        let said = would_lack(&[of('\u{9375}', &["Cover", "Controls"]), of('\u{202e}', &[])]);
        assert!(
            said.contains("have: \u{9375} (U+9375) in Cover and Controls; U+202E. The JSON"),
            "{said}"
        );
        let many: Vec<char> = ('\u{4e00}'..).take(MOST_LISTED + 3).collect();
        assert!(
            lacks(&many).contains(" (U+4E17), and 3 more. The JSON"),
            "{}",
            lacks(&many)
        );
    }

    #[test]
    fn a_sentence_before_a_command_does_not_end() {
        assert_eq!(
            not_imported("it is damaged", false),
            "Not imported: it is damaged."
        );
        assert_eq!(
            not_imported("make it new: ", true),
            "Not imported: make it new: "
        );
    }

    #[test]
    fn names_that_lie_are_written_out() {
        assert!(is_none_of_the_assessors("A\u{202e}da", &["Bo"]).starts_with("A[U+202E]da signs"));
    }
}
