//! The words of contradictions.

use assay_assessment::words;

use crate::check::{Contradiction, Named};

impl Contradiction {
    /// Where it is.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Self::Report(within) => within.place(),
            Self::Fingerprint { name, .. } => format!("Fingerprint of {}", words::name(name)),
            Self::Signer { part, .. } => format!("Who signs {part}"),
            Self::Role { signer, .. } => format!("Role of {signer}"),
            Self::Instead { role, part, .. } => {
                format!("Who signs {part} as {}", role.label().to_lowercase())
            }
            Self::NoneInCommon { .. } => "Who signed the attached report".to_owned(),
            Self::AttachedChanged(_) => "Signature of the attached report".to_owned(),
            Self::PageCount { .. } => "Number of pages".to_owned(),
            Self::PageText { page, .. } => format!("Text on page {page}"),
            Self::Drawing { pages, of } => match pages.as_slice() {
                [page] => format!("Drawing of page {page}"),
                pages if pages.len() == *of => format!("Drawing of all {of} pages"),
                pages => format!("Drawing of pages {}", ranges(pages)),
            },
            Self::Picture(label) => format!("Picture {}", words::name(label)),
            Self::NotMade(_) => "Edition of the PDF".to_owned(),
            Self::Logo => "Logo".to_owned(),
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
            Self::Instead { named, .. } => named.to_string(),
            Self::NoneInCommon { attached, .. } => all(attached),
            Self::AttachedChanged(signers) => all(signers),
            Self::PageCount { pdf, .. } => pdf.to_string(),
            Self::PageText { pdf, .. } => format!("\u{2026}{pdf}\u{2026}"),
            Self::Drawing { .. } => {
                "other content, fonts or links than the attached report".to_owned()
            }
            Self::Picture(_) => "the report says that the PDF shows it".to_owned(),
            Self::NotMade(edition) => format!("it is the {}", edition.label().to_lowercase()),
            Self::Logo => "the attached report says that it is on the cover of the PDF".to_owned(),
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
            Self::Instead { signer, .. } => format!("another key signed it: {signer}"),
            Self::NoneInCommon { pdf, .. } => {
                format!("another key signed this PDF: {}", all(pdf))
            }
            Self::AttachedChanged(_) => {
                "it is not valid: the attached report was changed after it was signed".to_owned()
            }
            Self::PageCount { drawn, .. } => drawn.to_string(),
            Self::PageText { drawn, .. } => format!("\u{2026}{drawn}\u{2026}"),
            Self::Picture(_) | Self::Logo => {
                "its file is not attached to the PDF as the report describes it, so that it cannot be drawn again"
                    .to_owned()
            }
            Self::NotMade(_) => {
                "the attached report says that none was made when it was signed".to_owned()
            }
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
