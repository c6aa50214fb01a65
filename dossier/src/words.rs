//! Every sentence that this crate says: findings become text here and nowhere else, and nothing
//! decides by it. Only errors have their words beside them.

mod contradiction;
mod damage;
pub(crate) mod pack;
mod pages;
mod stamp;

use std::fmt::{Display, Formatter, Result};

use assay_assessment::words;
use assay_report::{GENERATOR, document::Role};

use crate::check::{Finding, Named, Namesake, NotDrawn, NotShown, Outcome, Part, Remark};
use crate::countersign::Obstacle;
use crate::held::Held;

/// What a request is called, and its files with it.
pub(crate) const STATUS_UPDATE_REQUEST: &str = "Status update request";

/// The reason for signing, as it stands in a signature: part of the signed bytes.
pub(crate) fn reason(held: &Held, role: Role) -> String {
    let what = match held {
        Held::Report(_) => "report",
        Held::Request(_) => "status update request",
        Held::Public(_) => "public edition of a report",
    };
    match role {
        Role::Assessor | Role::Operator | Role::Reviewer => {
            format!("I sign this {what} as {}", role.label().to_lowercase())
        }
        Role::Recipient => {
            format!("I received this {what}, and do not agree to it by this signature")
        }
    }
}

impl Display for Obstacle {
    /// A sentence without its point.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        let role = |role: &Role| role.label().to_lowercase();
        match self {
            Self::NotValid => text.write_str("only a file that is valid can be signed as well"),
            Self::NothingHeld => {
                text.write_str("what the file says cannot be shown, so it cannot be signed")
            }
            Self::RoleTaken(taken) => {
                write!(text, "somebody has signed it as {} already", role(taken))
            }
            Self::KeyHasSigned => text.write_str("this key has signed it already"),
            Self::NamedAs(named) => {
                write!(text, "the report names this key as {}", role(named))
            }
            Self::KeptForAnother(kept) => {
                write!(text, "the report names another key as {}", role(kept))
            }
            Self::NoPlace(missing) => write!(
                text,
                "this PDF has no place for a signature as {}; sign the JSON",
                role(missing)
            ),
        }
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
            Self::Logo => "the logo is not attached to the PDF as the attached JSON describes it",
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
            Self::Picture(label) => {
                return write!(
                    text,
                    "the picture {} is not attached to the PDF as the report describes it",
                    words::name(label)
                );
            }
            Self::OtherFonts(sha256) => {
                let what = match sha256.len() {
                    1 => "a font which is",
                    _ => "fonts which are",
                };
                return write!(
                    text,
                    "it says that it was drawn with {what} not part of Assay and not loaded here (SHA-256 {})",
                    sha256.join(", ")
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
                key_is_named,
                all_checked,
            } => {
                let key = if *key_is_named {
                    "of that key"
                } else {
                    "in that role"
                };
                let checked = if *all_checked {
                    format!("no valid signature {key}")
                } else {
                    format!("no signature {key} that can be checked here")
                };
                return write!(
                    text,
                    "{} ({}) is named to sign, and {part} has {checked}.",
                    words::name(name),
                    role.label()
                );
            }
            Self::NamedWithoutKey { name, role, signer } => {
                let role = role.label();
                return write!(
                    text,
                    "The report names {} to sign ({role}) without a key. Who signed in that role is {signer}: compare the fingerprint before you take them for the same.",
                    words::name(name),
                );
            }
            Self::Received(signer) => {
                return write!(
                    text,
                    "{signer} confirms having received it, which is no agreement."
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
