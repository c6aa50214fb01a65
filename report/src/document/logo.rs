//! The logo on the cover: what a document states of its file, whose bytes go along with the PDF.

use assay_assessment::{Sha256Digest, TextError, TextLimit};
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::picture::{LogoFileError, PictureFacts, PictureType};

/// The most bytes of a logo's file: each PDF of a report has it twice, drawn and attached.
pub const MOST_LOGO_BYTES: u64 = 1_000_000;
/// The most pixels of a logo: more than 300 to the inch on a whole page, and a logo is as large as a stamp.
pub const MOST_LOGO_PIXELS: u64 = 4_000_000;

/// The logo that is drawn on the cover. Whoever makes a document chooses it: it shows nothing of who signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Logo {
    /// The digest of its file.
    pub sha256: Sha256Digest,
    /// The bytes of its file, [`MOST_LOGO_BYTES`] at most.
    pub size: u64,
    /// The format, told by the bytes.
    pub media_type: PictureType,
    /// How wide it is when it stands upright, in pixels.
    pub width: u32,
    /// How high it is when it stands upright, in pixels; [`MOST_LOGO_PIXELS`] in all at most.
    pub height: u32,
    /// What it is, for those who cannot see it: one line of plain text, [`Logo::LIMIT`] at most, and not blank.
    pub alternative_text: String,
}

/// What is wrong with a logo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// Its file is none that is drawn, or is too large.
    #[error(transparent)]
    File(#[from] LogoFileError),
    /// It has no alternative text.
    #[error("a logo needs an alternative text; say whose it is, for those who cannot see it")]
    WithoutText,
    /// The alternative text does not fit.
    #[error("the alternative text of the logo {0}")]
    TextDoesNotFit(TextError),
    /// The bytes of its file are not there, or others are in their place.
    #[error("the file of the logo is not there; choose it again, or leave the logo out")]
    NotThere,
    /// The file is another than is stated: its size, format or pixels.
    #[error("the file of the logo is another than the document says; choose it again")]
    Unlike,
}

impl Logo {
    /// How long an alternative text may be.
    pub const LIMIT: TextLimit = TextLimit::Line;

    /// What its file says of it.
    #[must_use]
    pub const fn facts(&self) -> PictureFacts {
        PictureFacts {
            media_type: self.media_type,
            width: self.width,
            height: self.height,
        }
    }

    /// The name under which its file is attached to the PDF. It comes after that of every JSON, as programs number
    /// what is attached by the order of the names, and the pages say how the first is taken out.
    #[must_use]
    pub const fn attached_as(&self) -> &'static str {
        match self.media_type {
            PictureType::Png => "title-logo.png",
            PictureType::Jpeg => "title-logo.jpg",
        }
    }

    /// Whether what is stated can be: whoever states something else states no logo.
    ///
    /// # Errors
    /// [`LogoError`], without any about the file itself, which is not looked at.
    pub fn bounded(&self) -> Result<(), LogoError> {
        LogoFileError::bounds(self.size, self.facts())?;
        if self.alternative_text.trim().is_empty() {
            return Err(LogoError::WithoutText);
        }
        Self::LIMIT
            .check(&self.alternative_text)
            .map_err(LogoError::TextDoesNotFit)
    }
}

/// Reads what a document states of its logo, if that can be. Where there is none, nothing is stated, and no `null`
/// either: that is how a public edition leaves one out.
pub(super) fn stated<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Logo>, D::Error> {
    let logo = Logo::deserialize(deserializer)?;
    logo.bounded().map_err(de::Error::custom)?;
    Ok(Some(logo))
}
