//! The PDF: an outline laid out on its paper, as PDF/A-3a and PDF/UA-1.
//!
//! ```text
//! Outline ─ flow ─▶ strips and rows ─ paginate ─▶ layout tree ─ paint ─▶ krilla ─ pack ─▶ bytes
//!            │ wrap, fonts                            │ furniture
//! ```
//!
//! The same outline and options give the same bytes.

mod extra;
mod flow;
mod fonts;
mod furniture;
mod lacking;
mod pack;
mod paginate;
mod paint;
mod theme;
mod tree;
mod wrap;

use std::collections::BTreeSet;

use assay_assessment::Sha256Digest;
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::document::Document;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::metadata::{DateTime, Metadata, PageLayout};
use time::OffsetDateTime;

use crate::document::{Logo, LogoError};
use crate::outline::{Block, Extent, Outline, Picture, Section};
use crate::picture::{PictureFiles, PictureProblem, PictureType};
use crate::words;
pub use extra::{
    FontError, FontFacts, MAX_EXTRA_FONT_BYTES, MAX_EXTRA_FONTS, MAX_EXTRA_FONTS_BYTES,
    look_at_font,
};
use flow::Flow;
use fonts::FontSet;
pub use lacking::{Lacking, LackingOnPage, lacking};
use paint::Pictures;
use tree::{Layout, Structure};

/// Name of the report inside the PDF.
pub const EMBEDDED_REPORT_NAME: &str = "report.json";

/// Name of a status-update request inside its PDF.
pub const EMBEDDED_REQUEST_NAME: &str = "status-update-request.json";

/// What follows the program's name in `/Creator` of an executive edition.
pub const EXECUTIVE_MARK: &str = ", executive edition";

/// The name of a public edition inside its PDF.
pub const EMBEDDED_PUBLIC_NAME: &str = "public-report.json";

/// What follows the program's name in `/Creator` of a public edition.
pub const PUBLIC_MARK: &str = ", public edition";

/// What follows the program's name in `/Creator` of a draft, before anything else that follows it.
pub const DRAFT_MARK: &str = ", draft";

/// What follows that in `/Creator` for each of the user's fonts that was needed, in their order; the font's SHA-256
/// comes after it.
pub const EXTRA_FONT_MARK: &str = ", with the font of SHA-256 ";

/// What a PDF is made with, beside its outline.
#[derive(Debug, Clone, Copy)]
pub struct PdfOptions<'a> {
    /// The report or request as JSON, signed or not, to be attached as the source of the document.
    pub embedded_report: Option<&'a [u8]>,
    /// The name under which it is attached: [`EMBEDDED_REPORT_NAME`], [`EMBEDDED_REQUEST_NAME`] or
    /// [`EMBEDDED_PUBLIC_NAME`].
    pub embedded_name: &'a str,
    /// Seconds since 1970-01-01 UTC: the document's date.
    pub created: i64,
    /// Font files (TrueType or OpenType) for characters that the bundled fonts do not have, the preferred one first:
    /// [`MAX_EXTRA_FONTS`] at most, with [`MAX_EXTRA_FONTS_BYTES`] in all. A font that nothing needs is not embedded.
    pub extra_fonts: &'a [&'a [u8]],
    /// The files of the pictures in the outline, and of its logo. Each is drawn, and attached as it is.
    pub pictures: &'a PictureFiles,
}

/// A finished PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfOutput {
    /// The file, unsigned.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that no font has, in order. Each is drawn as a visible box; the user should
    /// be told which they are, and can load a font that has them.
    pub substituted: Vec<char>,
    /// Where they are drawn, page by page.
    pub lacking: Vec<LackingOnPage>,
}

/// Why a PDF could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// A font that belongs to this program cannot be read.
    #[error("a bundled font cannot be read: this copy of Assay is damaged, get it anew")]
    BundledFont,
    /// One of the user's fonts cannot be used.
    #[error("{why} (number {number} of the fonts that were given)")]
    ExtraFont {
        /// Which of them, counted from 1.
        number: u32,
        /// Why it cannot.
        why: FontError,
    },
    /// The user has given more fonts than a PDF is drawn with: so many.
    #[error(
        "{0} fonts were given, and at most {MAX_EXTRA_FONTS} are used: take away those that are not needed"
    )]
    TooManyFonts(usize),
    /// The user's fonts are too large together: so many bytes.
    #[error(
        "the fonts that were given have {0} bytes in all, and at most {MAX_EXTRA_FONTS_BYTES} are read: take away those \
         that are not needed"
    )]
    FontsTooLarge(usize),
    /// The PDF would not have met PDF/A-3a or PDF/UA-1. The text names each point.
    #[error("the PDF would not meet PDF/A-3a and PDF/UA-1: {0}")]
    Standard(String),
    /// A picture cannot be drawn.
    #[error(transparent)]
    Picture(#[from] PictureProblem),
    /// The logo cannot be drawn.
    #[error(transparent)]
    Logo(#[from] LogoError),
    /// The PDF could not be written.
    #[error("the PDF could not be written: {0}")]
    Writing(String),
}

/// Lays out an outline and writes it as PDF/A-3a and PDF/UA-1.
///
/// # Errors
/// [`PdfError`] if an extra font is unusable, or if the file would not meet the standards.
pub fn render(outline: &Outline, options: &PdfOptions<'_>) -> Result<PdfOutput, PdfError> {
    let mut output = draw(outline, options)?;
    output.bytes =
        pack::pack(&output.bytes).map_err(|error| PdfError::Writing(error.to_string()))?;
    Ok(output)
}

/// As [`render`], with its objects one by one, as krilla writes them.
fn draw(outline: &Outline, options: &PdfOptions<'_>) -> Result<PdfOutput, PdfError> {
    let fonts = FontSet::new(options.extra_fonts)?;
    let (mut layout, mut structure) = lay_out(outline, &fonts);
    let substituted = fonts.substituted();
    if !substituted.is_empty() {
        // Which characters are missing is known only now; the document says it at its end.
        let mut outline = outline.clone();
        outline.sections.push(substitutions(&substituted));
        (layout, structure) = lay_out(&outline, &fonts);
    }
    let shown = outline.pictures();
    let pictures = Pictures::of(&shown, outline.logo.as_ref(), options.pictures)?;
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| PdfError::Writing(format!("{error:?}")))?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let identifiers = paint::paint(&mut document, &layout, &structure, &fonts, &pictures);
    document.set_tag_tree(identifiers.tag_tree(&structure, &outline.language));
    document.set_outline(paint::bookmarks(&layout.bookmarks));
    let used = fonts.extra_used().into_iter();
    let used = used.filter_map(|place| options.extra_fonts.get(place).copied());
    document.set_metadata(metadata(outline, options.created, used));
    if let Some(report) = options.embedded_report {
        document.embed_file(EmbeddedFile {
            path: options.embedded_name.to_owned(),
            mime_type: MimeType::new("application/json"),
            description: Some(
                "What this document says as JSON: its source, for checking and for machines"
                    .to_owned(),
            ),
            association_kind: AssociationKind::Source,
            data: report.to_vec().into(),
            modification_date: Some(date(options.created)),
            compress: Some(true),
            location: None,
        });
    }
    if let Some(logo) = &outline.logo {
        attach_logo(&mut document, logo, options);
    }
    attach(&mut document, &shown, options);
    let bytes = document.finish().map_err(|error| match error {
        krilla::error::KrillaError::Validation(problems) => {
            let texts: Vec<String> = problems
                .iter()
                .map(|(problem, _)| format!("{problem:?}"))
                .collect();
            PdfError::Standard(texts.join("; "))
        }
        other => PdfError::Writing(other.to_string()),
    })?;
    Ok(PdfOutput {
        bytes,
        pages: layout.pages.len(),
        substituted,
        lacking: lacking::on_pages(&layout),
    })
}

/// Attaches the file of the logo as it is, under a name of its own also where evidence is the same file.
fn attach_logo(document: &mut Document, logo: &Logo, options: &PdfOptions<'_>) {
    if let Some(bytes) = options.pictures.get(logo.sha256) {
        let description = "The file of the logo, as it is".to_owned();
        let name = logo.attached_as().to_owned();
        embed_picture(document, name, logo.media_type, description, bytes, options);
    }
}

/// Attaches the files of pictures as they are, each once: from them the pictures are drawn again when the PDF is
/// checked, and whoever has the PDF has the evidence.
fn attach(document: &mut Document, shown: &[&Picture], options: &PdfOptions<'_>) {
    let mut attached = BTreeSet::new();
    for picture in shown {
        let (Some(bytes), Some(facts)) = (options.pictures.get(picture.sha256), picture.facts)
        else {
            continue;
        };
        if !attached.insert(picture.sha256) {
            continue;
        }
        let label = flow::shorten(&picture.label, 200);
        let description = format!("The file of the evidence “{label}”, as it is");
        let name = picture.attached_as.clone();
        embed_picture(
            document,
            name,
            facts.media_type,
            description,
            bytes,
            options,
        );
    }
}

fn embed_picture(
    document: &mut Document,
    name: String,
    format: PictureType,
    description: String,
    bytes: &[u8],
    options: &PdfOptions<'_>,
) {
    document.embed_file(EmbeddedFile {
        path: name,
        mime_type: MimeType::new(format.media_type()),
        description: Some(description),
        association_kind: AssociationKind::Data,
        data: bytes.to_vec().into(),
        modification_date: Some(date(options.created)),
        compress: Some(false),
        location: None,
    });
}

/// The section that names the characters that are drawn as boxes, by their code points: their
/// names are in no font either.
fn substitutions(characters: &[char]) -> Section {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for code in characters.iter().map(|&c| u32::from(c)) {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == code => *last = code,
            _ => ranges.push((code, code)),
        }
    }
    let names: Vec<String> = ranges
        .iter()
        .map(|&(first, last)| match last - first {
            0 => format!("U+{first:04X}"),
            1 => format!("U+{first:04X}, U+{last:04X}"),
            _ => format!("U+{first:04X} to U+{last:04X}"),
        })
        .collect();
    Section {
        anchor: "substituted".to_owned(),
        title: "Characters that are not drawn".to_owned(),
        new_page: false,
        blocks: vec![
            Block::text(
                "The fonts of this document lack these characters, or the characters are never \
                 drawn because they would change how the text around them is read. A box (□) \
                 stands in the place of each. The report as JSON has the text as it was written.",
            ),
            Block::text(names.join(", ")),
        ],
    }
}

/// The layout tree of an outline.
fn lay_out(outline: &Outline, fonts: &FontSet<'_>) -> (Layout, Structure) {
    let (elements, structure) = Flow::new(fonts, outline.paper).outline(outline);
    let mut layout = paginate::paginate(&elements, outline.paper);
    furniture::furnish(&mut layout, outline, fonts);
    (layout, structure)
}

fn metadata<'f>(
    outline: &Outline,
    created: i64,
    extra_fonts: impl Iterator<Item = &'f [u8]>,
) -> Metadata {
    // Whoever draws the document again must know what, and with what.
    let mut creator = crate::GENERATOR.to_owned();
    if outline.draft {
        creator.push_str(DRAFT_MARK);
    }
    creator.push_str(match outline.extent {
        Extent::Full => "",
        Extent::Executive => EXECUTIVE_MARK,
        Extent::Public => PUBLIC_MARK,
    });
    for font in extra_fonts {
        creator.push_str(&format!("{EXTRA_FONT_MARK}{}", Sha256Digest::of(font)));
    }
    let title = match outline.draft {
        true => format!("{}: {}", words::DRAFT, outline.title),
        false => outline.title.clone(),
    };
    Metadata::new()
        .title(flow::shorten(&title, 400))
        .description(flow::shorten(&outline.description, 1_000))
        .authors(
            outline
                .authors
                .iter()
                .take(50)
                .map(|author| flow::shorten(author, 200))
                .collect(),
        )
        .language(outline.language.clone())
        .creator(creator)
        .producer("krilla".to_owned())
        .document_id(outline.document_id.clone())
        .creation_date(date(created))
        .page_layout(PageLayout::OneColumn)
}

/// Seconds since 1970 as a date in UTC. Beyond the year 9999, which no date of a PDF reaches, it is 1970.
fn date(seconds: i64) -> DateTime {
    let moment = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    DateTime::new(u16::try_from(moment.year()).unwrap_or(0))
        .month(moment.month().into())
        .day(moment.day())
        .hour(moment.hour())
        .minute(moment.minute())
        .second(moment.second())
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

#[cfg(test)]
mod tests;
