//! The PDFs of what is signed, as they are drawn before anybody signs them.

use assay_assessment::Sha256Digest;
use assay_report::{
    document::{PdfEdition, Report},
    outline::{self, Extent, MOST_EXECUTIVE_PAGES, Shortening},
    pdf::{self, PdfError, PdfOptions, PdfOutput},
    picture::PictureFiles,
};

use assay_seal::pdf::{Pdf, PreparePdfError, ReadPdfError};

use crate::{held::Held, produce::ProduceError};

/// What is drawn, and with what. Whoever signs draws it, and whoever checks draws it again: the same values give
/// the same bytes.
#[derive(Clone, Copy)]
pub struct Drawing<'a> {
    /// The report, request or public edition.
    pub held: &'a Held,
    /// The same as signed JSON, which is attached.
    pub json: &'a [u8],
    /// The date of the document, in seconds since 1970-01-01 UTC.
    pub created: i64,
    /// Font files for characters that the bundled fonts lack, the preferred one first.
    pub extra_fonts: &'a [&'a [u8]],
    /// The files of the pictures that a report shows, which only its full document has, and of the logo.
    pub pictures: &'a PictureFiles,
}

impl Drawing<'_> {
    /// One of its documents. Only a report has several: a request is all on its cover, and a public edition has no
    /// executive one. What a PDF calls itself otherwise is drawn as what it is, and so differs.
    ///
    /// # Errors
    /// [`PdfError`]
    pub fn draw(&self, extent: Extent) -> Result<PdfOutput, PdfError> {
        match (self.held, extent) {
            (Held::Report(report), Extent::Executive) => self.executive(report),
            (Held::Report(report), Extent::Full | Extent::Public) => {
                self.full(self.executive_if_made(report)?.as_ref())
            }
            (Held::Request(_) | Held::Public(_), _) => {
                pdf::render(&self.held.pages(), &self.options())
            }
        }
    }

    /// The documents that are made of it: the one with all of it, and the executive edition.
    pub(crate) fn made(&self) -> Result<(Option<PdfOutput>, Option<PdfOutput>), PdfError> {
        let Held::Report(report) = self.held else {
            return Ok((Some(self.draw(Extent::Full)?), None));
        };
        let executive = self.executive_if_made(report)?;
        let made = report.presentation.has(PdfEdition::Full);
        let full = made.then(|| self.full(executive.as_ref())).transpose()?;
        Ok((full, executive))
    }

    fn executive_if_made(&self, report: &Report) -> Result<Option<PdfOutput>, PdfError> {
        let made = report.presentation.has(PdfEdition::Executive);
        made.then(|| self.executive(report)).transpose()
    }

    /// The full document of a report. It names the executive edition, if one is made, which was drawn already.
    pub(crate) fn full(&self, executive: Option<&PdfOutput>) -> Result<PdfOutput, PdfError> {
        let mut outline = self.held.pages();
        if let Some(executive) = executive {
            let digest = Sha256Digest::of(&executive.bytes);
            outline::name_executive(&mut outline, digest, executive.bytes.len());
        }
        pdf::render(&outline, &self.options())
    }

    /// The executive edition, cut short no more than it has to be.
    pub(crate) fn executive(&self, report: &Report) -> Result<PdfOutput, PdfError> {
        let json = Sha256Digest::of(self.json);
        shortened(|shortening| {
            let outline = outline::of_executive(report, json, shortening);
            pdf::render(&outline, &self.options())
        })
    }

    fn options(&self) -> PdfOptions<'_> {
        PdfOptions {
            embedded_report: Some(self.json),
            embedded_name: self.held.attachment_name(),
            created: self.created,
            extra_fonts: self.extra_fonts,
            pictures: self.pictures,
        }
    }
}

/// Why a signed JSON is not drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawUnsignedError {
    /// It says that there is no such PDF.
    #[error("the report says that its {} was not made when it was signed", .0.label().to_lowercase())]
    NotMade(PdfEdition),
    /// It has no time.
    #[error("it does not say in a readable way when it was made")]
    NoTime,
    /// The layout refuses it.
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

/// The PDF of a signed JSON as it is drawn before anybody signs it, with the JSON attached: the bytes to which the page
/// adds signatures. Which fonts of the user's it was drawn with only that PDF says.
///
/// # Errors
/// [`DrawUnsignedError`]
pub fn draw_unsigned(
    json: &[u8],
    held: &Held,
    extent: Extent,
    extra_fonts: &[&[u8]],
    pictures: &PictureFiles,
) -> Result<PdfOutput, DrawUnsignedError> {
    let edition = match extent {
        Extent::Executive => PdfEdition::Executive,
        Extent::Full | Extent::Public => PdfEdition::Full,
    };
    let is_made = |report: &Report| report.presentation.has(edition);
    // A request and a public edition are one document.
    if !held.report().map_or(edition == PdfEdition::Full, is_made) {
        return Err(DrawUnsignedError::NotMade(edition));
    }
    let drawing = Drawing {
        held,
        json,
        created: held.created().ok_or(DrawUnsignedError::NoTime)?,
        extra_fonts,
        pictures,
    };
    Ok(drawing.draw(extent)?)
}

/// What is drawn with as little left out as an executive edition has room for. What is still too long then is handed out
/// all the same: nothing of it may be lost.
pub(crate) fn shortened<E>(
    draw: impl Fn(Shortening) -> Result<PdfOutput, E>,
) -> Result<PdfOutput, E> {
    let mut drawn = draw(Shortening::Usual)?;
    for shortening in [Shortening::More, Shortening::Most] {
        if drawn.pages > MOST_EXECUTIVE_PAGES {
            drawn = draw(shortening)?;
        }
    }
    Ok(drawn)
}

/// A document that was drawn, with so many pages, to be signed.
///
/// # Errors
/// [`ProduceError::TooLong`] where nobody would read it once it is signed; [`ProduceError::Prepare`] should not happen.
pub(crate) fn parse(drawn: Vec<u8>, pages: usize) -> Result<Pdf<'static>, ProduceError> {
    Pdf::parse(drawn).map_err(|error| match error {
        ReadPdfError::TooLarge(why) => ProduceError::TooLong { pages, why },
        other => PreparePdfError::Read(other).into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As of a report with more objects than are read, without drawing one.
    #[test]
    fn a_document_that_is_too_long_to_be_read_back_says_what_to_do() {
        let mut drawn = b"%PDF-1.7\n".to_vec();
        drawn.extend(b"<</Type/ObjStm>>\n".repeat(1_025));
        let error = parse(drawn, 6_708).err().map(|error| error.to_string());
        assert_eq!(
            error.as_deref(),
            Some(
                "the PDF has 6708 pages, and one with so many is not read back safely (it has more than 1024 object \
                 streams); move long notes into files of evidence, or leave parts out of the pages"
            )
        );
    }

    #[test]
    fn what_is_no_pdf_is_said_to_be_none() {
        let error = parse(b"no PDF".to_vec(), 1).err();
        assert!(matches!(error, Some(ProduceError::Prepare(_))), "{error:?}");
    }
}
