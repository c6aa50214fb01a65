//! Plain texts: white space, lengths and identifiers.

use crate::problem::{Findings, Place, ProblemKind};

/// How many bytes a text of an edition may have.
const MOST_TEXT: usize = 10_000;
/// How many bytes an identifier may have, and that of a risk.
pub(crate) const MOST_IDENTIFIER: usize = 100;
pub(crate) const MOST_RISK_IDENTIFIER: usize = 60;

/// The text with every run of white space as one space, none at its ends, and no control characters.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    append(&mut plain, text);
    plain.truncate(plain.trim_end().len());
    plain
}

/// Appends a text to a plain one, so that runs of white space become one space across the seam too.
pub(crate) fn append(plain: &mut String, text: &str) {
    for character in text.chars() {
        if character.is_whitespace() {
            if !plain.is_empty() && !plain.ends_with(' ') {
                plain.push(' ');
            }
        } else if !character.is_control() {
            plain.push(character);
        }
    }
}

/// A text that has to be there and to fit.
pub(crate) fn required(
    text: &str,
    what: &'static str,
    place: &Place,
    findings: &mut Findings,
) -> Option<String> {
    if text.is_empty() {
        findings.problem(place.clone(), ProblemKind::Missing { what });
        return None;
    }
    if text.len() > MOST_TEXT {
        findings.problem(place.clone(), ProblemKind::TooLong { bytes: text.len() });
        return None;
    }
    Some(text.to_owned())
}

/// Whether an edition can have the identifier.
pub(crate) fn is_identifier(id: &str, most: usize) -> bool {
    id.len() <= most
        && id.starts_with(|first: char| first.is_ascii_alphanumeric())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.:()".contains(&byte))
}

/// Says it when an edition cannot have the identifier.
pub(crate) fn check_identifier(id: &str, most: usize, place: &Place, findings: &mut Findings) {
    if !is_identifier(id, most) {
        findings.problem(place.clone(), ProblemKind::MalformedIdentifier { most });
    }
}
