//! Drafts: the pages as they would be signed now, to be looked at before. Nobody has signed them, and they hold nothing that
//! somebody could take for signed. Pure: the same arguments give the same bytes.

use assay_assessment::{Timestamp, UtcOffset};
use assay_report::{
    document::{Report, SigningParty},
    outline::{self, Outline},
    pdf::{self, EMBEDDED_REPORT_NAME, LackingOnPage, PdfError, PdfOptions, PdfOutput},
    picture::{PictureFiles, PicturesError, look_at},
    public::Selection,
};
use assay_seal::{
    Verdict,
    pdf::{MAX_PDF_BYTES, Pdf, VerifyPdfError},
};
use serde::{Deserialize, Serialize};

use crate::{
    check::is_draft,
    drawing::shortened,
    names::file_name,
    publish::{PublishError, Publishing, make},
};

/// Which document of a report is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DraftOf {
    /// All of it.
    Full,
    /// Its executive edition.
    Executive,
}

/// With what a draft is drawn, and when: as [`Signing`](crate::Signing), without a key.
#[derive(Clone, Copy)]
pub struct Drafting<'a> {
    /// The time, as the device's clock says.
    pub at: Timestamp,
    /// How far that clock is ahead of UTC.
    pub utc_offset: UtcOffset,
    /// Font files for characters that the bundled fonts lack, the preferred one first.
    pub extra_fonts: &'a [&'a [u8]],
    /// The files of the pictures that the report shows, of which a public edition shows none, and of the logo.
    pub pictures: &'a PictureFiles,
}

/// What drawing a draft comes to, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DraftStage {
    /// The pages are drawn.
    Drawing,
    /// It is read back: what Verify will say of it is that it is a draft.
    ReadingBack,
}

impl DraftStage {
    /// How many there are.
    pub const COUNT: usize = 2;
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What its file is called, with its ending.
    pub name: String,
    /// The PDF. Where a draft is written as JSON, its bytes stay beside that.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that no font has, in order; a box stands in the place of each.
    pub substituted: Vec<char>,
    /// Where these stand, page by page. What is drawn nowhere in full, such as the end of a long name in a chart, is on no
    /// page.
    pub lacking: Vec<LackingOnPage>,
}

/// Why no draft was drawn.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// A picture that the report shows cannot be drawn, or there are too many.
    #[error(transparent)]
    Pictures(#[from] PicturesError),
    /// The public edition was not made.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The PDF could not be made.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The device's clock says a time that no PDF can hold.
    #[error("the clock of this device says a time that cannot be written; set it right")]
    Clock,
    /// With its pictures the PDF is larger than any that is read; it has so many bytes.
    #[error(
        "with its pictures the PDF is {0} bytes, and at most {MAX_PDF_BYTES} are read; show fewer pictures, or smaller ones"
    )]
    TooLarge(usize),
    /// The draft cannot be read back.
    #[error("the draft could not be read back: {0}")]
    Read(#[from] VerifyPdfError),
    /// What was read back would not be known for a draft.
    #[error("the draft would not be known for one; it was not handed out. Please report this")]
    NotKnown,
}

/// Draws a report as it would be signed now. Its signing parties are those who are to sign it; what it says of its pictures
/// is completed from their files.
///
/// # Errors
/// [`DraftError`]
pub fn draft(
    report: &Report,
    of: DraftOf,
    drafting: &Drafting<'_>,
    reached: &mut dyn FnMut(DraftStage),
) -> Result<Draft, DraftError> {
    reached(DraftStage::Drawing);
    let mut report = report.clone();
    look_at(&mut report, drafting.pictures)?;
    let (drawn, suffix) = match of {
        DraftOf::Full => {
            let outline = outline::draft_of(&report);
            (render(&outline, drafting)?, "draft.pdf")
        }
        DraftOf::Executive => {
            let drawn = shortened(|shortening| {
                let outline = outline::draft_of_executive(&report, shortening);
                render(&outline, drafting)
            });
            (drawn?, "draft.executive.pdf")
        }
    };
    finish(drawn, &report.title, suffix, drafting, reached)
}

/// Draws the public edition of a signed report as `party` would sign it now. `report` are the bytes of the report's signed
/// JSON.
///
/// # Errors
/// [`DraftError`]
pub fn draft_public(
    report: &[u8],
    selection: &Selection,
    party: SigningParty,
    drafting: &Drafting<'_>,
    reached: &mut dyn FnMut(DraftStage),
) -> Result<Draft, DraftError> {
    reached(DraftStage::Drawing);
    // Salts and digests are in the JSON only, of which a draft has none: no seed is needed to hide anything.
    let publishing = Publishing {
        selection,
        seed: &[0; 32],
    };
    let public = make(report, &publishing, drafting.at, party)?.public;
    let outline = outline::draft_of_public(&public);
    let drawn = render(&outline, drafting)?;
    finish(drawn, public.title(), "draft.public.pdf", drafting, reached)
}

fn render(outline: &Outline, drafting: &Drafting<'_>) -> Result<PdfOutput, DraftError> {
    let options = PdfOptions {
        embedded_report: None,
        embedded_name: EMBEDDED_REPORT_NAME,
        created: i64::try_from(drafting.at.milliseconds() / 1000).map_err(|_| DraftError::Clock)?,
        extra_fonts: drafting.extra_fonts,
        pictures: drafting.pictures,
    };
    Ok(pdf::render(outline, &options)?)
}

/// Reads a draft back, as Verify will.
fn finish(
    drawn: PdfOutput,
    title: &str,
    suffix: &str,
    drafting: &Drafting<'_>,
    reached: &mut dyn FnMut(DraftStage),
) -> Result<Draft, DraftError> {
    reached(DraftStage::ReadingBack);
    if drawn.bytes.len() > MAX_PDF_BYTES {
        return Err(DraftError::TooLarge(drawn.bytes.len()));
    }
    let pdf = Pdf::parse(drawn.bytes.as_slice()).map_err(VerifyPdfError::Read)?;
    if pdf.verify()?.verdict() != Verdict::Unsigned || !is_draft(&pdf) {
        return Err(DraftError::NotKnown);
    }
    Ok(Draft {
        name: file_name(title, drafting.at, drafting.utc_offset, suffix),
        bytes: drawn.bytes,
        pages: drawn.pages,
        substituted: drawn.substituted,
        lacking: drawn.lacking,
    })
}
