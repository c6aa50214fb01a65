//! Pictures: files of evidence that the full edition of a report shows, and the logo on the cover.
//!
//! ```text
//! bytes ─ look ─▶ Looked { facts, metadata }       what a report states of it, what goes along with the file
//!   └──── prepare ─▶ Prepared { facts, turn, content } ─ pdf::render draws it
//! ```
//!
//! A file is hostile until it was looked at: its size in pixels is bounded before anything is unpacked, and
//! whatever is wrong with it is a [`PictureError`]. What is drawn are the pixels and nothing else of the file. A
//! JPEG is not unpacked: its coded pixels go into the PDF as they are.

mod exif;
mod files;
mod jpeg;
mod logo;
mod png;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub(crate) use exif::Turn;
pub(crate) use files::bounds;
pub use files::{
    NO_PICTURES, PictureFault, PictureFiles, PictureProblem, PicturesError, ShownPicture, look_at,
};
pub use logo::{LogoFileError, LookedAtLogo, look_at_logo};

/// The most pixels on a side. It is what the decoder of the PDF's writer takes.
pub const MOST_ON_A_SIDE: u32 = 16_384;
/// The most pixels of a picture: some more than the 48 million of a telephone's camera.
pub const MOST_PIXELS: u64 = 50_000_000;
/// The most pixels of all PNG pictures of a report: those are unpacked and packed anew, which takes as long as
/// they are large.
pub const MOST_PNG_PIXELS: u64 = 100_000_000;

/// The formats that are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureType {
    /// PNG (ISO/IEC 15948).
    #[serde(rename = "image/png")]
    Png,
    /// JPEG (ISO/IEC 10918-1).
    #[serde(rename = "image/jpeg")]
    Jpeg,
}

impl PictureType {
    /// The media type (RFC 6838).
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// How the name of a file of it ends.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }

    /// The format that bytes begin as.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(png::SIGNATURE) {
            Some(Self::Png)
        } else if bytes.starts_with(jpeg::START) {
            Some(Self::Jpeg)
        } else {
            None
        }
    }
}

/// What a file says of its picture: what a report states, and what is looked at again when it is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct PictureFacts {
    /// The format, told by the bytes.
    pub media_type: PictureType,
    /// How wide it is when it stands upright, in pixels.
    pub width: u32,
    /// How high it is when it stands upright, in pixels.
    pub height: u32,
}

impl PictureFacts {
    /// How many pixels there are.
    #[must_use]
    pub const fn pixels(self) -> u64 {
        (self.width as u64).saturating_mul(self.height as u64)
    }

    /// Whether a picture of this size is drawn.
    #[must_use]
    pub const fn is_bounded(self) -> bool {
        self.bounded().is_ok()
    }

    /// Facts within the bounds.
    const fn bounded(self) -> Result<Self, PictureError> {
        let PictureFacts { width, height, .. } = self;
        let sides = width <= MOST_ON_A_SIDE && height <= MOST_ON_A_SIDE;
        if width == 0 || height == 0 {
            Err(PictureError::Broken)
        } else if sides && self.pixels() <= MOST_PIXELS {
            Ok(self)
        } else {
            Err(PictureError::TooManyPixels { width, height })
        }
    }
}

/// What a file holds beside its pixels, and takes along wherever it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Metadata {
    /// The place where it was taken (GPS, in Exif).
    Position,
    /// What a camera or telephone writes (Exif): moment, device, a small copy.
    Camera,
    /// Descriptions, rights, and how it was edited (XMP, IPTC).
    Description,
    /// Comments, or texts of a program.
    Comment,
    /// Data of a program that is not known here.
    Other,
    /// Data behind the picture's end: a film, a second picture, or anything.
    BehindItsEnd,
}

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// What a report states of it.
    pub facts: PictureFacts,
    /// What goes along with the file.
    pub metadata: BTreeSet<Metadata>,
}

/// Why a file cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum PictureError {
    /// It is neither PNG nor JPEG.
    #[error("it is neither a PNG nor a JPEG picture; save it as one of these and add that file")]
    OtherFormat,
    /// It has more pixels than are drawn.
    #[error(
        "it has {width} × {height} pixels, and at most {} million, and {MOST_ON_A_SIDE} on a side, are drawn; make a smaller copy and add that",
        MOST_PIXELS / 1_000_000
    )]
    TooManyPixels {
        /// Its width in pixels, as it says.
        width: u32,
        /// Its height in pixels, as it says.
        height: u32,
    },
    /// It ends too early, or is not built as its format has it.
    #[error("it is damaged or cut off; add it once more from where it comes")]
    Broken,
    /// It is a JPEG with colours that are not shown alike everywhere.
    #[error(
        "it is a JPEG whose colours are not shown alike everywhere (CMYK, or not marked); save it with RGB colours and add that file"
    )]
    OtherColours,
    /// It is a JPEG of a kind that PDF readers do not show.
    #[error(
        "it is a JPEG of a kind that PDF readers do not show (12 bits, lossless or arithmetic coding); save it as an ordinary JPEG or PNG and add that file"
    )]
    OtherCoding,
}

/// Looks at a file: whether it can be drawn, and what is in it. A PNG is unpacked, row by row; of a JPEG it is
/// followed how it is built, to its end.
///
/// # Errors
/// [`PictureError`]
pub fn look(bytes: &[u8]) -> Result<Looked, PictureError> {
    match PictureType::of(bytes) {
        Some(PictureType::Png) => {
            let png = png::Png::read(bytes)?;
            png.each_row(bytes, &mut |_| {})?;
            Ok(png.looked)
        }
        Some(PictureType::Jpeg) => jpeg::Jpeg::read(bytes).map(|jpeg| jpeg.looked),
        None => Err(PictureError::OtherFormat),
    }
}

/// What a file says of its picture, before anything of it is unpacked.
///
/// # Errors
/// [`PictureError`]
fn facts(bytes: &[u8]) -> Result<PictureFacts, PictureError> {
    match PictureType::of(bytes) {
        Some(PictureType::Png) => png::Png::read(bytes).map(|png| png.looked.facts),
        Some(PictureType::Jpeg) => jpeg::Jpeg::read(bytes).map(|jpeg| jpeg.looked.facts),
        None => Err(PictureError::OtherFormat),
    }
}

/// A picture as it is drawn.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) facts: PictureFacts,
    /// How its pixels are turned to stand upright.
    pub(crate) turn: Turn,
    pub(crate) content: Content,
}

/// The pixels of a picture.
#[derive(Debug)]
pub(crate) enum Content {
    /// A JPEG without anything but its pixels.
    Jpeg(Vec<u8>),
    /// Samples of eight bits, row by row, on white where it is transparent.
    Samples(Samples),
}

/// Samples of eight bits, row by row.
#[derive(Debug)]
pub(crate) struct Samples {
    /// In pixels.
    pub(crate) width: u32,
    /// In pixels.
    pub(crate) height: u32,
    /// Whether a pixel is one sample of grey, and not red, green and blue.
    pub(crate) grey: bool,
    pub(crate) bytes: Vec<u8>,
}

/// Makes a file ready to be drawn.
///
/// # Errors
/// [`PictureError`], the same as [`look`] has.
pub(crate) fn prepare(bytes: &[u8]) -> Result<Prepared, PictureError> {
    match PictureType::of(bytes) {
        Some(PictureType::Png) => {
            let png = png::Png::read(bytes)?;
            let samples = png.samples(bytes)?;
            Ok(Prepared {
                facts: png.looked.facts,
                turn: png.turn,
                content: Content::Samples(samples),
            })
        }
        Some(PictureType::Jpeg) => jpeg::Jpeg::read(bytes).map(|jpeg| Prepared {
            facts: jpeg.looked.facts,
            turn: jpeg.turn,
            content: Content::Jpeg(jpeg.drawn),
        }),
        None => Err(PictureError::OtherFormat),
    }
}

#[cfg(test)]
mod tests;
