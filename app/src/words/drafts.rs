//! What is said of drafts.

use assay_dossier::DraftStage;
use assay_report::{document::PdfEdition, pdf::LackingOnPage};

use super::{bytes, count, signing::character_and_code};

/// What a draft is.
pub const WHAT: &str = "A draft has the pages that would be signed now, in the fonts of the report, and says on each that nobody has signed it. Look at it in any PDF reader.";

/// That the user stopped it.
pub const STOPPED: &str = "drawing was stopped; there is no draft";

/// That characters are lacking.
pub const LACKS: &str =
    "Boxes stand in the place of characters that the fonts of the report do not have:";

/// What the button says.
#[must_use]
pub const fn draw(edition: PdfEdition) -> &'static str {
    match edition {
        PdfEdition::Full => "Draw a draft of the full edition",
        PdfEdition::Executive => "Draw a draft of the executive edition",
    }
}

/// What drawing has come to.
#[must_use]
pub const fn stage(stage: Option<DraftStage>) -> &'static str {
    match stage {
        None | Some(DraftStage::Drawing) => "Drawing the draft",
        Some(DraftStage::ReadingBack) => "Reading the draft back",
    }
}

/// That it was drawn.
#[must_use]
pub fn drawn(pages: usize, size: u64) -> String {
    format!(
        "The draft has {} and {}. Nobody has signed it.",
        count(pages, "page", "pages"),
        bytes(size)
    )
}

/// What is lacking below a heading of a page.
#[must_use]
pub fn lacking(on: &LackingOnPage) -> String {
    let characters: Vec<String> = on
        .characters
        .iter()
        .map(|character| character_and_code(*character))
        .collect();
    let place = match &on.heading {
        Some(heading) => format!("{}, \u{201c}{heading}\u{201d}", on.part),
        None => on.part.clone(),
    };
    format!("Page {}, {place}: {}", on.page, characters.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lacking_is_told_with_its_page() {
        let on = LackingOnPage {
            page: 7,
            part: "Controls".to_owned(),
            heading: Some("SLS1".to_owned()),
            characters: vec!['\u{9375}', '\u{202e}'],
        };
        assert_eq!(
            lacking(&on),
            "Page 7, Controls, \u{201c}SLS1\u{201d}: \u{9375} (U+9375), U+202E"
        );
    }
}
