//! The pages of a PDF, compared with the report that is attached to it.

use assay_assessment::Timestamp;
use assay_report::{
    GENERATOR,
    check::Contradiction,
    document::Report,
    outline,
    pdf::{self, EXTRA_FONT_MARK, PdfOptions},
};
use assay_seal::pdf::{Pdf, PdfDifferences, ROLES};

/// The largest attached report that is drawn again, in bytes: one with every note at half its
/// limit. Drawing takes as long as the report is large.
const LARGEST_DRAWN: usize = 16 * 1024 * 1024;

/// What the comparison gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pages {
    /// Drawn again from the attached report, the file is the same byte for byte; after that it was
    /// only signed.
    Same,
    /// They differ, as the contradictions say.
    Differ,
    /// They were not compared; said why, as half a sentence.
    NotCompared(String),
}

/// Draws the attached report again and compares.
pub(super) fn compare(
    file: &Pdf<'_>,
    attached: &[u8],
    report: &Report,
) -> (Pages, Vec<Contradiction>) {
    match drawn_again(file, attached, report) {
        Err(why) => (Pages::NotCompared(why), Vec::new()),
        Ok(drawn) => {
            let Err(change) = file.only_signed_since(&drawn) else {
                return (Pages::Same, Vec::new());
            };
            let found = file.differences(&drawn);
            if found.none() {
                let why = format!(
                    "no difference was found in them, but another program wrote the file anew ({change})"
                );
                return (Pages::NotCompared(why), Vec::new());
            }
            (Pages::Differ, in_words(&found))
        }
    }
}

/// What was signed, as this program draws it, or why it cannot.
fn drawn_again(file: &Pdf<'_>, attached: &[u8], report: &Report) -> Result<Pdf<'static>, String> {
    if report.generator != GENERATOR {
        return Err(format!(
            "the report was made with {}, and this is {GENERATOR}, which may draw otherwise",
            report.generator.chars().take(60).collect::<String>()
        ));
    }
    if report.local_day.is_none() {
        return Err("the report was made with the first Assay, which drew otherwise".to_owned());
    }
    let made_with = file.creator().unwrap_or_default();
    if let Some(font) = made_with.strip_prefix(&format!("{GENERATOR}{EXTRA_FONT_MARK}")) {
        return Err(format!(
            "it says that it was drawn with a font which is not part of Assay (SHA-256 {})",
            font.chars().take(64).collect::<String>()
        ));
    }
    if attached.len() > LARGEST_DRAWN {
        return Err("the attached report is too large to be drawn again here".to_owned());
    }
    let created = Timestamp::from_rfc3339(&report.generated_at)
        .and_then(|at| i64::try_from(at.milliseconds() / 1000).ok())
        .ok_or("the attached report has no readable time")?;
    let options = PdfOptions {
        embedded_report: Some(attached),
        created,
        extra_font: None,
    };
    let drawn = pdf::render(&outline::of(report), &options).map_err(|error| error.to_string())?;
    let drawn = Pdf::parse(drawn.bytes).map_err(|error| error.to_string())?;
    drawn.prepare(&ROLES).map_err(|error| error.to_string())
}

fn in_words(found: &PdfDifferences) -> Vec<Contradiction> {
    let mut words = Vec::new();
    let mut add = |place: &str, says: String, follows: String| {
        words.push(Contradiction {
            place: place.to_owned(),
            says,
            follows,
        });
    };
    let (here, there) = (found.pages_of_first, found.pages_of_second);
    if here != there {
        add("Number of pages", here.to_string(), there.to_string());
    }
    for text in &found.texts {
        add(
            &format!("Text on page {}", text.page),
            format!("\u{2026}{}\u{2026}", text.first),
            format!("\u{2026}{}\u{2026}", text.second),
        );
    }
    if !found.pages.is_empty() {
        let common = here.min(there);
        let place = match found.pages.as_slice() {
            [page] => format!("Drawing of page {page}"),
            pages if pages.len() == common => format!("Drawing of all {common} pages"),
            pages => format!("Drawing of pages {}", ranges(pages)),
        };
        add(
            &place,
            "other content, fonts or links than the attached report".to_owned(),
            "what is drawn from the attached report".to_owned(),
        );
    }
    if found.structure {
        add(
            "Structure of the PDF, by which it is read aloud",
            "another structure than the attached report".to_owned(),
            "what is drawn from the attached report".to_owned(),
        );
    }
    if found.elsewhere {
        add(
            "Bookmarks, metadata, attachments or actions of the PDF",
            "something else than the attached report".to_owned(),
            "what is drawn from the attached report".to_owned(),
        );
    }
    words
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
