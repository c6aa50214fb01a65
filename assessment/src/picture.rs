//! Evidence that is a picture, and is shown in the report.

use serde::{Deserialize, Serialize};

use crate::{Assessment, Evidence, EvidenceId, EvidenceKind, TextError, TextLimit};

/// Whether the picture of a file is shown in the report, and what it shows in words.
///
/// What the file's bytes are is not known here: whoever draws the report looks at them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Picture {
    /// Whether it is shown in the full edition of the report.
    #[serde(default)]
    pub shown: bool,
    /// What it shows, for those who cannot see it; plain text. It is kept when the picture is not
    /// shown any more.
    #[serde(default)]
    pub alternative_text: String,
}

/// Why evidence cannot be shown as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureEditError {
    /// It is a link, whose content is not kept.
    #[error("a link has no picture that could be shown; add the picture as a file")]
    OfLink,
    /// It is to be shown without an alternative text.
    #[error(
        "a picture that is shown needs an alternative text; say what it shows, for those who cannot see it"
    )]
    WithoutText,
    /// The alternative text does not fit.
    #[error("the alternative text {0}")]
    TextDoesNotFit(TextError),
}

impl Picture {
    /// How long an alternative text may be.
    pub const LIMIT: TextLimit = TextLimit::Paragraph;

    /// Whether nothing is stated: then it is not stored, so that journals without pictures stay as
    /// they were.
    pub(crate) fn is_unset(&self) -> bool {
        *self == Self::default()
    }

    pub(crate) fn check(&self, kind: &EvidenceKind) -> Result<(), PictureEditError> {
        Self::LIMIT
            .check(&self.alternative_text)
            .map_err(PictureEditError::TextDoesNotFit)?;
        match kind {
            _ if self.is_unset() => Ok(()),
            EvidenceKind::Link { .. } => Err(PictureEditError::OfLink),
            EvidenceKind::File { .. } if self.shown && self.alternative_text.trim().is_empty() => {
                Err(PictureEditError::WithoutText)
            }
            EvidenceKind::File { .. } => Ok(()),
        }
    }
}

/// How much the pictures are that a report shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PicturesSize {
    /// How many files there are; the same file is counted once.
    pub files: usize,
    /// The bytes of these files together. In a PDF they take about twice as much: a picture is
    /// attached as it is, and drawn.
    pub bytes: u64,
}

/// What is to be said about how much the pictures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PicturesNotice {
    /// The assessor is asked whether they want so many bytes.
    Ask(u64),
    /// There are too many bytes to be signed.
    TooLarge(u64),
    /// There are too many pictures to be signed.
    TooMany(usize),
}

impl PicturesSize {
    /// The most bytes of pictures that are signed without asking.
    pub const WITHOUT_ASKING: u64 = 2_000_000;
    /// The most bytes of pictures that a report shows: a PDF of 64 MiB is the largest that is read,
    /// and holds each picture twice.
    pub const MOST_BYTES: u64 = 20_000_000;
    /// The most pictures that a report shows.
    pub const MOST_FILES: usize = 200;

    /// What is to be said about it, if anything.
    #[must_use]
    pub const fn notice(self) -> Option<PicturesNotice> {
        if self.files > Self::MOST_FILES {
            Some(PicturesNotice::TooMany(self.files))
        } else if self.bytes > Self::MOST_BYTES {
            Some(PicturesNotice::TooLarge(self.bytes))
        } else if self.bytes > Self::WITHOUT_ASKING {
            Some(PicturesNotice::Ask(self.bytes))
        } else {
            None
        }
    }
}

impl Assessment {
    /// The evidence whose pictures the report shows, by identifier.
    pub fn shown_pictures(&self) -> impl Iterator<Item = (&EvidenceId, &Evidence)> {
        let items = self.evidence().iter();
        items.filter(|(_, item)| item.picture.shown)
    }

    /// How much the pictures are that the report shows, as the library has their sizes.
    #[must_use]
    pub fn pictures_size(&self) -> PicturesSize {
        let mut seen = std::collections::BTreeSet::new();
        let mut size = PicturesSize::default();
        for (_, item) in self.shown_pictures() {
            if let EvidenceKind::File {
                size: bytes,
                sha256,
                ..
            } = &item.kind
                && seen.insert(*sha256)
            {
                size.files += 1;
                size.bytes = size.bytes.saturating_add(*bytes);
            }
        }
        size
    }
}
