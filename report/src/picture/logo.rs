//! The file of a logo: looked at before it is chosen, when it is drawn, and when it is checked.

use std::collections::BTreeSet;

use assay_assessment::Sha256Digest;
use serde::{Deserialize, Serialize};

use super::{Metadata, PictureError, PictureFacts, PictureFault, PictureFiles, facts, look};
use crate::document::{Logo, LogoError, MOST_LOGO_BYTES, MOST_LOGO_PIXELS};

/// Why a file cannot be a logo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum LogoFileError {
    /// It has more bytes than fit.
    #[error(
        "the file of the logo has {0} bytes, and at most {MOST_LOGO_BYTES} fit; make a smaller copy and choose that"
    )]
    TooLarge(u64),
    /// It has more pixels than are drawn of a logo.
    #[error(
        "the logo has {width} × {height} pixels, and at most {} million are drawn; make a smaller copy and choose that",
        MOST_LOGO_PIXELS / 1_000_000
    )]
    TooManyPixels {
        /// Its width in pixels, as it says.
        width: u32,
        /// Its height in pixels, as it says.
        height: u32,
    },
    /// It cannot be drawn.
    #[error("the logo cannot be drawn: {0}")]
    NotDrawn(#[from] PictureError),
}

impl LogoFileError {
    /// Whether a file of that many bytes, and of that many pixels, is drawn as a logo.
    pub(crate) const fn bounds(size: u64, facts: PictureFacts) -> Result<(), Self> {
        let PictureFacts { width, height, .. } = facts;
        if size > MOST_LOGO_BYTES {
            Err(Self::TooLarge(size))
        } else if size == 0 {
            Err(Self::NotDrawn(PictureError::Broken))
        } else if facts.pixels() > MOST_LOGO_PIXELS {
            Err(Self::TooManyPixels { width, height })
        } else {
            match facts.bounded() {
                Ok(_) => Ok(()),
                Err(error) => Err(Self::NotDrawn(error)),
            }
        }
    }
}

/// A file that can be a logo, and what goes along with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedAtLogo {
    /// The digest of its bytes.
    pub sha256: Sha256Digest,
    /// Its bytes.
    pub size: u64,
    /// What it says of itself.
    pub facts: PictureFacts,
    /// What it holds beside its pixels.
    pub metadata: BTreeSet<Metadata>,
}

impl LookedAtLogo {
    /// What a document states of it, with this alternative text.
    ///
    /// # Errors
    /// [`LogoError::WithoutText`] and [`LogoError::TextDoesNotFit`]
    pub fn stated(&self, alternative_text: String) -> Result<Logo, LogoError> {
        let PictureFacts {
            media_type,
            width,
            height,
        } = self.facts;
        let logo = Logo {
            sha256: self.sha256,
            size: self.size,
            media_type,
            width,
            height,
            alternative_text,
        };
        logo.bounded().map(|()| logo)
    }
}

/// Looks at a file: whether it can be a logo, and what is in it.
///
/// # Errors
/// [`LogoFileError`]
pub fn look_at_logo(bytes: &[u8]) -> Result<LookedAtLogo, LogoFileError> {
    let size = bytes.len() as u64;
    if size > MOST_LOGO_BYTES {
        return Err(LogoFileError::TooLarge(size));
    }
    // Before anything is unpacked.
    LogoFileError::bounds(size, facts(bytes)?)?;
    let looked = look(bytes)?;
    Ok(LookedAtLogo {
        sha256: Sha256Digest::of(bytes),
        size,
        facts: looked.facts,
        metadata: looked.metadata,
    })
}

impl Logo {
    /// Looks at the file of a logo: it must be there, be drawn, and be what is stated of it.
    ///
    /// # Errors
    /// [`LogoError`]
    pub fn look_at(&self, files: &PictureFiles) -> Result<(), LogoError> {
        self.bounded()?;
        let bytes = files.get(self.sha256).ok_or(LogoError::NotThere)?;
        let looked = look_at_logo(bytes)?;
        if looked.size == self.size && looked.facts == self.facts() {
            Ok(())
        } else {
            Err(LogoError::Unlike)
        }
    }
}

impl From<PictureFault> for LogoError {
    fn from(fault: PictureFault) -> Self {
        match fault {
            PictureFault::NotThere => Self::NotThere,
            PictureFault::Unlike => Self::Unlike,
            PictureFault::NotDrawn(error) => Self::File(LogoFileError::NotDrawn(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::PictureType;

    const LOGO: &[u8] = include_bytes!("../../tests/pictures/logo.png");
    const PHOTOGRAPH: &[u8] = include_bytes!("../../tests/pictures/turned.jpg");

    #[test]
    fn a_logo_is_stated_as_its_file_is() {
        let looked = look_at_logo(LOGO).unwrap();
        let logo = looked.stated("Review GmbH".to_owned()).unwrap();
        assert_eq!((logo.width, logo.height), (460, 160));
        assert_eq!(
            (logo.media_type, logo.size),
            (PictureType::Png, LOGO.len() as u64)
        );
        assert_eq!(logo.sha256, Sha256Digest::of(LOGO));
        assert_eq!(logo.attached_as(), "title-logo.png");
        assert_eq!(looked.goes_along(), None);
        let photograph = look_at_logo(PHOTOGRAPH).unwrap();
        let words = photograph.goes_along().unwrap();
        assert!(words.contains("place where it was taken") && words.ends_with("and choose that."));
        assert_eq!(
            photograph.stated("A".to_owned()).unwrap().attached_as(),
            "title-logo.jpg"
        );
    }

    #[test]
    fn what_is_too_large_is_refused_before_it_is_unpacked() {
        let mut png = LOGO.to_vec();
        // 2001 by 2000 pixels, of which the file has none.
        png[16..24].copy_from_slice(&[0, 0, 0x07, 0xD1, 0, 0, 0x07, 0xD0]);
        let (width, height) = (2_001, 2_000);
        let refused = Err(LogoFileError::TooManyPixels { width, height });
        assert_eq!(look_at_logo(&png), refused);
        png[16..24].copy_from_slice(&[0, 0, 0x07, 0xD0, 0, 0, 0x07, 0xD0]);
        let broken = Err(LogoFileError::NotDrawn(PictureError::Broken));
        assert_eq!(look_at_logo(&png), broken);
        let most = usize::try_from(MOST_LOGO_BYTES).unwrap();
        let padded = |size| [LOGO, &vec![0; size - LOGO.len()]].concat();
        assert!(look_at_logo(&padded(most)).is_ok());
        let refused = look_at_logo(&padded(most + 1)).unwrap_err();
        assert_eq!(refused, LogoFileError::TooLarge(MOST_LOGO_BYTES + 1));
        assert!(
            refused
                .to_string()
                .contains("1000001 bytes, and at most 1000000 fit")
        );
    }

    #[test]
    fn what_is_no_picture_or_has_no_words_is_no_logo() {
        let other = LogoFileError::NotDrawn(PictureError::OtherFormat);
        for bytes in [b"".as_slice(), b"<svg/>", b"GIF89a"] {
            assert_eq!(look_at_logo(bytes), Err(other));
        }
        let looked = look_at_logo(LOGO).unwrap();
        for blank in ["", " \u{a0}"] {
            assert_eq!(looked.stated(blank.to_owned()), Err(LogoError::WithoutText));
        }
        for text in ["two\nlines".to_owned(), "a".repeat(301)] {
            let refused = looked.stated(text).unwrap_err();
            assert!(matches!(refused, LogoError::TextDoesNotFit(_)), "{refused}");
        }
    }

    #[test]
    fn a_file_that_is_not_as_stated_is_found() {
        let logo = look_at_logo(LOGO)
            .unwrap()
            .stated("Review".to_owned())
            .unwrap();
        let files = |bytes: &[u8]| PictureFiles::from_iter([bytes.to_vec()]);
        assert_eq!(logo.look_at(&files(LOGO)), Ok(()));
        assert_eq!(logo.look_at(&files(PHOTOGRAPH)), Err(LogoError::NotThere));
        assert_eq!(logo.look_at(&PictureFiles::new()), Err(LogoError::NotThere));
        for other in [
            Logo {
                size: logo.size + 1,
                ..logo.clone()
            },
            Logo {
                width: logo.width + 1,
                ..logo.clone()
            },
            Logo {
                height: logo.height - 1,
                ..logo.clone()
            },
            Logo {
                media_type: PictureType::Jpeg,
                ..logo.clone()
            },
        ] {
            assert_eq!(
                other.look_at(&files(LOGO)),
                Err(LogoError::Unlike),
                "{other:?}"
            );
        }
        let blank = Logo {
            alternative_text: String::new(),
            ..logo
        };
        assert_eq!(blank.look_at(&files(LOGO)), Err(LogoError::WithoutText));
    }
}
