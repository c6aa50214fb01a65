//! The pages of a PDF, compared with the report that is attached to it.

use std::fmt::Display;

use assay_assessment::Sha256Digest;
use assay_report::{
    GENERATOR,
    document::{Logo, PdfEdition, Report},
    outline::Extent,
    pdf::{DRAFT_MARK, EXECUTIVE_MARK, EXTRA_FONT_MARK, MAX_EXTRA_FONTS, PUBLIC_MARK},
    picture::{PictureFiles, PicturesError, look_at},
};
use assay_seal::pdf::{Pdf, PdfDifferences, ROLES};
use serde::{Deserialize, Serialize};

use super::remark::Contradiction;
use crate::{drawing::Drawing, held::Held};

/// The largest attached report that is drawn again, in bytes: one with every note at half its
/// limit. Drawing takes as long as the report is large.
const LARGEST_DRAWN: usize = 16 * 1024 * 1024;

/// What the comparison gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pages {
    /// Drawn again from the attached report, the file is the same byte for byte; after that it was
    /// only signed.
    Same,
    /// They differ, as the contradictions say.
    Differ,
    /// They were not compared; said why.
    NotCompared(NotDrawn),
}

/// Why pages were not compared with what is drawn from the attached report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotDrawn {
    /// The PDF holds no report.
    NoneAttached,
    /// The attached report cannot be read.
    Unreadable,
    /// What is attached is no report.
    NoReport,
    /// No difference was found in the pages, but another program wrote the file anew; said what it did.
    WrittenAnew(String),
    /// The report was made with another program or version, named here, which may draw otherwise.
    OtherProgram(String),
    /// The report was made with the first Assay, which drew otherwise.
    FirstAssay,
    /// Fonts were used that are neither part of Assay nor at hand, with these SHA-256.
    OtherFonts(Vec<String>),
    /// The attached report is too large to be drawn again here.
    TooLarge,
    /// The picture of this item of evidence is not in the PDF as the report says.
    Picture(String),
    /// The logo is not in the PDF as the report says.
    Logo,
    /// The attached report has no readable time.
    NoTime,
    /// It cannot be drawn; said why.
    Failed(String),
}

/// Draws the attached report again, where it needs other fonts with these, and compares.
pub(super) fn compare(
    file: &Pdf<'_>,
    attached: &[u8],
    held: &Held,
    fonts: &[&[u8]],
) -> (Pages, Vec<Contradiction>) {
    match drawn_again(file, attached, held, fonts) {
        Err(NotDrawn::Picture(label)) => {
            let contradiction = Contradiction::Picture(label.clone());
            let why = NotDrawn::Picture(label);
            (Pages::NotCompared(why), vec![contradiction])
        }
        Err(NotDrawn::Logo) => (
            Pages::NotCompared(NotDrawn::Logo),
            vec![Contradiction::Logo],
        ),
        Err(why) => (Pages::NotCompared(why), Vec::new()),
        Ok(drawn) => {
            let Err(change) = file.only_signed_since(&drawn) else {
                return (Pages::Same, Vec::new());
            };
            let found = file.differences(&drawn);
            if found.none() {
                let why = NotDrawn::WrittenAnew(change);
                return (Pages::NotCompared(why), Vec::new());
            }
            (Pages::Differ, contradictions(found))
        }
    }
}

/// Whether a PDF is an edition of a report which that says was not made.
pub(super) fn not_made(file: &Pdf<'_>, held: &Held) -> Option<Contradiction> {
    let presentation = &held.report()?.presentation;
    let edition = match extent_of(&file.creator().unwrap_or_default()).0 {
        Extent::Executive => PdfEdition::Executive,
        Extent::Full | Extent::Public => PdfEdition::Full,
    };
    (!presentation.has(edition)).then_some(Contradiction::NotMade(edition))
}

/// What was signed, as this program draws it, or why it cannot.
fn drawn_again(
    file: &Pdf<'_>,
    attached: &[u8],
    held: &Held,
    fonts: &[&[u8]],
) -> Result<Pdf<'static>, NotDrawn> {
    let creator = file.creator().unwrap_or_default();
    let (extent, made_with) = extent_of(&creator);
    // Whatever program drew the pages, the files that they were drawn from can be looked at; an executive edition
    // has none but the logo.
    let mut pictures = match held {
        Held::Report(report) if !creator.contains(EXECUTIVE_MARK) => pictures(file, report)?,
        Held::Report(_) | Held::Request(_) | Held::Public(_) => PictureFiles::new(),
    };
    if let Some(logo) = held.logo() {
        pictures.add(logo_in(file, logo)?);
    }
    if held.generator() != GENERATOR {
        let other = held.generator().chars().take(60).collect();
        return Err(NotDrawn::OtherProgram(other));
    }
    if held.is_of_first_assay() {
        return Err(NotDrawn::FirstAssay);
    }
    let extra_fonts = fonts_named(made_with, fonts)?;
    if attached.len() > LARGEST_DRAWN {
        return Err(NotDrawn::TooLarge);
    }
    let created = held.created().ok_or(NotDrawn::NoTime)?;
    let drawing = Drawing {
        held,
        json: attached,
        created,
        extra_fonts: &extra_fonts,
        pictures: &pictures,
    };
    let failed = |error: &dyn Display| NotDrawn::Failed(error.to_string());
    let drawn = drawing.draw(extent).map_err(|error| failed(&error))?;
    let drawn = Pdf::parse(drawn.bytes).map_err(|error| failed(&error))?;
    drawn.prepare(&ROLES).map_err(|error| failed(&error))
}

/// Those of the fonts at hand that a PDF says it was drawn with beside the bundled ones, in its order. They are told by
/// their SHA-256 only: a PDF holds no more of them than the outlines that it shows.
fn fonts_named<'f>(made_with: &str, fonts: &[&'f [u8]]) -> Result<Vec<&'f [u8]>, NotDrawn> {
    let Some(named) = made_with.strip_prefix(EXTRA_FONT_MARK) else {
        return Ok(Vec::new());
    };
    let at_hand: Vec<(String, &[u8])> = fonts
        .iter()
        .map(|font| (Sha256Digest::of(font).to_string(), *font))
        .collect();
    let named = named.split(EXTRA_FONT_MARK).take(MAX_EXTRA_FONTS);
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for name in named {
        match at_hand.iter().find(|(digest, _)| digest == name) {
            Some((_, font)) => found.push(*font),
            None => missing.push(name.chars().take(64).collect()),
        }
    }
    if missing.is_empty() {
        Ok(found)
    } else {
        Err(NotDrawn::OtherFonts(missing))
    }
}

/// The files of the pictures that a report shows, as they are attached to its PDF, and what it says of them looked
/// at again.
fn pictures(file: &Pdf<'_>, report: &Report) -> Result<PictureFiles, NotDrawn> {
    let mut files = PictureFiles::new();
    for shown in report.shown_pictures() {
        if files.get(shown.sha256).is_some() {
            continue;
        }
        let attached = shown.picture.seen.and_then(|facts| {
            let name = shown.attached_as(facts.media_type);
            file.attachment(&name)
        });
        let attached = attached.filter(|bytes| Sha256Digest::of(bytes) == shown.sha256);
        let label = || NotDrawn::Picture(shown.item.label.clone());
        files.add(attached.ok_or_else(label)?);
    }
    // What the report states must be so already: nothing is completed here.
    match look_at(&mut report.clone(), &files) {
        Ok(()) => Ok(files),
        Err(PicturesError::Picture(problem)) => Err(NotDrawn::Picture(problem.label)),
        Err(other) => Err(NotDrawn::Failed(other.to_string())),
    }
}

/// The file of the logo, as it is attached, and what the document says of it looked at again.
fn logo_in(file: &Pdf<'_>, logo: &Logo) -> Result<Vec<u8>, NotDrawn> {
    let attached = file.attachment(logo.attached_as()).ok_or(NotDrawn::Logo)?;
    let found = PictureFiles::from_iter([attached.clone()]);
    match logo.look_at(&found) {
        Ok(()) => Ok(attached),
        Err(_) => Err(NotDrawn::Logo),
    }
}

/// How much of the report a PDF says that it holds, whichever version of Assay made it, and what else it says of how it
/// was made. Of this version it is compared: if it is not so, the pages differ.
pub(super) fn extent_of(creator: &str) -> (Extent, &str) {
    let made_with = after_version(creator);
    let marks = [
        (Extent::Executive, EXECUTIVE_MARK),
        (Extent::Public, PUBLIC_MARK),
    ];
    let marked = marks
        .into_iter()
        .find_map(|(extent, mark)| Some((extent, made_with.strip_prefix(mark)?)));
    marked.unwrap_or((Extent::Full, made_with))
}

/// What a PDF says of how it was made, after the version of Assay that made it.
fn after_version(creator: &str) -> &str {
    let version = creator.strip_prefix("Assay ").unwrap_or_default();
    let end = version.find(',');
    end.and_then(|end| version.get(end..)).unwrap_or_default()
}

/// Whether a PDF calls itself a draft, whichever version of Assay made it, and holds nothing that somebody could have
/// signed.
pub(crate) fn is_draft(file: &Pdf<'_>) -> bool {
    let creator = file.creator().unwrap_or_default();
    after_version(&creator).starts_with(DRAFT_MARK) && Held::attached_to(file).is_none()
}

fn contradictions(found: PdfDifferences) -> Vec<Contradiction> {
    let (pdf, drawn) = (found.pages_of_first, found.pages_of_second);
    let mut all = Vec::new();
    if pdf != drawn {
        all.push(Contradiction::PageCount { pdf, drawn });
    }
    let texts = found.texts.into_iter();
    all.extend(texts.map(|text| Contradiction::PageText {
        page: text.page,
        pdf: text.first,
        drawn: text.second,
    }));
    if !found.pages.is_empty() {
        all.push(Contradiction::Drawing {
            pages: found.pages,
            of: pdf.min(drawn),
        });
    }
    if found.structure {
        all.push(Contradiction::Structure);
    }
    if found.elsewhere {
        all.push(Contradiction::Elsewhere);
    }
    all
}
