//! Every sentence that this crate says: findings become text here and nowhere else, and nothing
//! decides by it. Only errors have their words beside them.

use std::fmt::{Display, Formatter, Result};

use assay_assessment::words;
use assay_report::{GENERATOR, document::Role};

use crate::check::{
    Contradiction, Finding, Named, Namesake, NotDrawn, NotShown, Outcome, Part, Remark,
};
use crate::held::Held;
use crate::loading::{Damage, DamageReason};

/// What a request is called, and its files with it.
pub(crate) const STATUS_UPDATE_REQUEST: &str = "Status update request";

/// The reason for signing, as it stands in a signature: part of the signed bytes.
pub(crate) fn reason(held: &Held, role: Role) -> String {
    let role = role.label().to_lowercase();
    match held {
        Held::Report(_) => format!("I sign this report as {role}"),
        Held::Request(_) => format!("I sign this status update request as {role}"),
        Held::Public(_) => format!("I sign this public edition of a report as {role}"),
    }
}

impl Outcome {
    /// The word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Valid => "Valid",
            Self::NotValid => "Not valid",
            Self::CannotBeChecked => "Cannot be checked here",
            Self::Contradictory => "Signature holds, contents contradict themselves",
            Self::Unsigned => "Not signed",
        }
    }

    /// What it means, and what to do.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Valid => {
                "The file is as it was signed, and it agrees with itself. Whether to trust it depends on whose key that is."
            }
            Self::NotValid => "Do not rely on this file. Ask the signer for the original.",
            Self::CannotBeChecked => {
                "This says nothing for the file or against it. The signature is of another kind than Assay makes; check it with the program that made it, or with one that knows its kind."
            }
            Self::Contradictory => {
                "Nothing was changed since it was signed, but what was signed is not what Assay writes. Ask the signer why before you rely on it."
            }
            Self::Unsigned => "Nothing shows who wrote this file, or whether it was changed.",
        }
    }

    /// What stands over the contents while they are looked at; nothing when there is no reason.
    #[must_use]
    pub const fn warning(self) -> Option<&'static str> {
        match self {
            Self::Valid => None,
            Self::NotValid => Some("Not valid: what you see may not be what was signed"),
            Self::CannotBeChecked => {
                Some("Not checked: nothing shows here whether this is what was signed")
            }
            Self::Contradictory => Some("These contents contradict themselves"),
            Self::Unsigned => Some("Not signed: anybody may have written this"),
        }
    }
}

impl Display for Part {
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        text.write_str(match self {
            Self::Json => "this JSON",
            Self::Pdf => "this PDF",
            Self::Attached => "the attached report",
        })
    }
}

impl Display for Named {
    /// `Ada Roth, ABCD EFGH ...`
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        match self.name.as_str() {
            "" => write!(text, "a signer without a name, {}", self.fingerprint),
            name => write!(text, "{}, {}", words::name(name), self.fingerprint),
        }
    }
}

impl Display for Finding {
    /// A sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        text.write_str(match self {
            Self::Holds => "Valid: nothing was changed since it was signed.",
            Self::DocumentOrProofChanged => {
                "Not valid: the report or its proof was changed after it was signed, or another key signed it."
            }
            Self::BytesChanged => "Not valid: the signed bytes were changed.",
            Self::HiddenBehind => "Not valid: something was hidden behind the signature.",
            Self::OutsideCertificate => {
                "Not valid: the claimed time lies outside the validity of the signer's certificate."
            }
            Self::ProofMalformed(how) => {
                return write!(
                    text,
                    "Not valid: the proof is not built as the standard has it ({how})."
                );
            }
            Self::Malformed(how) => {
                return write!(
                    text,
                    "Not valid: the signature is not built as the standards have it ({how})."
                );
            }
            Self::Appended(bytes) => {
                return write!(
                    text,
                    "Not valid for this file: {} appended after the last signature. Other readers may still call it valid, although what they show can be another page.",
                    words::count(*bytes, "byte was", "bytes were")
                );
            }
            Self::ChangedLater(how) => {
                return write!(
                    text,
                    "Not valid for this file: a later revision did more than sign ({how})."
                );
            }
            Self::NotChecked(what) => {
                return write!(
                    text,
                    "Cannot be checked here: {what}. The program that made it can check it, or another that knows its kind."
                );
            }
        })
    }
}

impl Display for NotShown {
    /// A sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        match self {
            Self::NoneAttached => {
                text.write_str("The PDF holds no report.json, so its content cannot be shown here.")
            }
            Self::AttachedNotVerified(error) => {
                write!(text, "The attached JSON cannot be verified: {error}.")
            }
            Self::NoReport(error) => write!(text, "The content cannot be shown: {error}."),
        }
    }
}

impl Display for NotDrawn {
    /// Half a sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        text.write_str(match self {
            Self::NoneAttached => "the PDF holds no report.json to compare them with",
            Self::Unreadable => "the attached JSON cannot be read",
            Self::NoReport => "the attached JSON cannot be read as a report",
            Self::FirstAssay => "the report was made with the first Assay, which drew otherwise",
            Self::TooLarge => "the attached report is too large to be drawn again here",
            Self::NoTime => "the attached report has no readable time",
            Self::Failed(why) => why,
            Self::WrittenAnew(change) => {
                return write!(
                    text,
                    "no difference was found in them, but another program wrote the file anew ({change})"
                );
            }
            Self::OtherProgram(other) => {
                return write!(
                    text,
                    "the report was made with {other}, and this is {GENERATOR}, which may draw otherwise"
                );
            }
            Self::OtherFont(sha256) => {
                return write!(
                    text,
                    "it says that it was drawn with a font which is not part of Assay (SHA-256 {sha256})"
                );
            }
        })
    }
}

impl Display for Remark {
    /// A sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        text.write_str(match self {
            Self::NotCompared(what) => return what.fmt(text),
            Self::NotShown(why) => return why.fmt(text),
            Self::Awaited {
                name,
                role,
                part,
                all_checked,
            } => {
                let none = if *all_checked {
                    "no valid signature of that key"
                } else {
                    "no signature of that key that can be checked here"
                };
                return write!(
                    text,
                    "{} ({}) is named to sign, and {part} has {none}.",
                    words::name(name),
                    role.label()
                );
            }
            Self::NotNamed(signer) => {
                return write!(
                    text,
                    "The report does not name {signer} among those who sign it."
                );
            }
            Self::Executive => {
                "The PDF calls itself the executive edition. What is shown here is all of the report, which is attached to it."
            }
            Self::Public(counts) => {
                return write!(
                    text,
                    "This is a public edition of a report: {counts}. That the rest is as in the full report is stated by who signed this one."
                );
            }
            Self::AttachedSigned => "The attached JSON carries a valid signature of its own.",
            Self::AttachedUnsigned => "The attached JSON is not signed by itself.",
            Self::AttachedNotChecked => {
                "The signature of the attached JSON itself cannot be checked here."
            }
            Self::Example => {
                "This is an example about a made-up operator, and no finding about anybody."
            }
        })
    }
}

impl Contradiction {
    /// Where it is.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Self::Report(within) => within.place(),
            Self::Fingerprint { name, .. } => format!("Fingerprint of {}", words::name(name)),
            Self::Signer { part, .. } => format!("Who signs {part}"),
            Self::Role { signer, .. } => format!("Role of {signer}"),
            Self::NoneInCommon { .. } => "Who signed the attached report".to_owned(),
            Self::AttachedChanged(_) => "Signature of the attached report".to_owned(),
            Self::PageCount { .. } => "Number of pages".to_owned(),
            Self::PageText { page, .. } => format!("Text on page {page}"),
            Self::Drawing { pages, of } => match pages.as_slice() {
                [page] => format!("Drawing of page {page}"),
                pages if pages.len() == *of => format!("Drawing of all {of} pages"),
                pages => format!("Drawing of pages {}", ranges(pages)),
            },
            Self::Structure => "Structure of the PDF, by which it is read aloud".to_owned(),
            Self::Elsewhere => "Bookmarks, metadata, attachments or actions of the PDF".to_owned(),
        }
    }

    /// What the file says there.
    #[must_use]
    pub fn says(&self) -> String {
        match self {
            Self::Report(within) => within.says.to_string(),
            Self::Fingerprint { stated, .. } => stated.clone(),
            Self::Signer { named, .. } if named.is_empty() => "nobody".to_owned(),
            Self::Signer { named, .. } => all(named),
            Self::Role { named, .. } => {
                let roles: Vec<&str> = named.iter().map(|role| role.label()).collect();
                roles.join(", ")
            }
            Self::NoneInCommon { attached, .. } => all(attached),
            Self::AttachedChanged(signers) => all(signers),
            Self::PageCount { pdf, .. } => pdf.to_string(),
            Self::PageText { pdf, .. } => format!("\u{2026}{pdf}\u{2026}"),
            Self::Drawing { .. } => {
                "other content, fonts or links than the attached report".to_owned()
            }
            Self::Structure => "another structure than the attached report".to_owned(),
            Self::Elsewhere => "something else than the attached report".to_owned(),
        }
    }

    /// What follows from the rest, or why it cannot be.
    #[must_use]
    pub fn follows(&self) -> String {
        match self {
            Self::Report(within) => within.follows.to_string(),
            Self::Fingerprint { own, .. } => own
                .clone()
                .unwrap_or_else(|| "its key cannot be read".to_owned()),
            Self::Signer { signers, .. } => format!("another key signed it: {}", all(signers)),
            Self::Role {
                part, signed_as, ..
            } => format!("{part} is signed as {signed_as}"),
            Self::NoneInCommon { pdf, .. } => {
                format!("another key signed this PDF: {}", all(pdf))
            }
            Self::AttachedChanged(_) => {
                "it is not valid: the attached report was changed after it was signed".to_owned()
            }
            Self::PageCount { drawn, .. } => drawn.to_string(),
            Self::PageText { drawn, .. } => format!("\u{2026}{drawn}\u{2026}"),
            Self::Drawing { .. } | Self::Structure | Self::Elsewhere => {
                "what is drawn from the attached report".to_owned()
            }
        }
    }
}

fn all(signers: &[Named]) -> String {
    let words: Vec<String> = signers.iter().map(Named::to_string).collect();
    words.join("; ")
}

impl Display for Namesake {
    /// Two sentences.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        let key = match self.found.fingerprint.as_str() {
            "" => "not readable",
            fingerprint => fingerprint,
        };
        write!(
            text,
            "Another key calls itself {}, whom you know by {}. The key here is {key}.",
            words::name(&self.found.name),
            self.known_by.join(" and by "),
        )
    }
}

impl Display for Damage {
    /// What the user reads above the assessment.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        let Self {
            reason,
            sound,
            beyond,
            snapshot,
        } = self;
        write!(text, "The journal on this device is damaged: {reason}. ")?;
        match snapshot {
            None => write!(
                text,
                "You see the assessment as it was after its {}; {} behind the damage and {} kept.",
                words::count(*sound, "sound entry", "sound entries"),
                words::count(*beyond, "stored entry lies", "stored entries lie"),
                words::plural(*beyond, "is", "are"),
            ),
            Some(held) => write!(
                text,
                "You see the assessment as it was after {}, brought back from a snapshot of the \
                 first {held}; {} stored. Everything that is stored is kept.",
                words::count(*sound, "entry", "entries"),
                words::count(*beyond, "later entry is", "later entries are"),
            ),
        }
    }
}

impl Display for DamageReason {
    /// Half a sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        match self {
            Self::Chain(error) => error.fmt(text),
            Self::Refused(error) => error.fmt(text),
            Self::EndsEarly { entries, held } => write!(
                text,
                "it ends after {}, but had {held} when a snapshot was made of it",
                words::count(*entries, "entry", "entries")
            ),
            Self::LastChanged => {
                text.write_str("its last entry was changed after a snapshot was made of it")
            }
        }
    }
}

/// `2, 4 to 7, 9`.
fn ranges(pages: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for &page in pages {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => ranges.push((page, page)),
        }
    }
    let words: Vec<String> = ranges
        .iter()
        .map(|&(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first} to {last}"),
        })
        .collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_named_in_ranges() {
        assert_eq!(ranges(&[2, 4, 5, 6, 8, 9]), "2, 4 to 6, 8, 9");
    }
}
