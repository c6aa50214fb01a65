//! The pictures of a report, and the files that are drawn for them.

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::{PicturesNotice, PicturesSize, Sha256Digest};

use super::{MOST_PNG_PIXELS, PictureError, PictureFacts, PictureType, look};
use crate::document::{EvidenceContent, EvidencePart, PicturePart, Report};

/// The bytes of pictures, each under the digest that was computed of them here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PictureFiles(BTreeMap<Sha256Digest, Vec<u8>>);

/// For documents without pictures.
pub static NO_PICTURES: PictureFiles = PictureFiles::new();

impl PictureFiles {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Adds a file.
    pub fn add(&mut self, bytes: Vec<u8>) {
        self.0.insert(Sha256Digest::of(&bytes), bytes);
    }

    /// The bytes that have this digest.
    #[must_use]
    pub fn get(&self, sha256: Sha256Digest) -> Option<&[u8]> {
        self.0.get(&sha256).map(Vec::as_slice)
    }
}

impl FromIterator<Vec<u8>> for PictureFiles {
    fn from_iter<I: IntoIterator<Item = Vec<u8>>>(files: I) -> Self {
        let mut all = Self::new();
        files.into_iter().for_each(|file| all.add(file));
        all
    }
}

/// A picture that a report shows.
#[derive(Debug, Clone, Copy)]
pub struct ShownPicture<'r> {
    /// The number of the item in the evidence index, counted from 1.
    pub number: usize,
    /// The item.
    pub item: &'r EvidencePart,
    /// What the report states of its picture.
    pub picture: &'r PicturePart,
    /// The digest of its file.
    pub sha256: Sha256Digest,
    /// The bytes of its file, as the report states them.
    pub size: u64,
}

impl Report {
    /// The pictures that it shows, in the order of its evidence. Two may be of the same file.
    pub fn shown_pictures(&self) -> impl Iterator<Item = ShownPicture<'_>> {
        let items = (1..).zip(&self.evidence);
        items.filter_map(|(number, item)| match (&item.picture, &item.content) {
            (Some(picture), EvidenceContent::File { size, sha256, .. }) => Some(ShownPicture {
                number,
                item,
                picture,
                sha256: *sha256,
                size: *size,
            }),
            _ => None,
        })
    }

    /// The files that are needed to draw its pictures, each once.
    #[must_use]
    pub fn picture_files(&self) -> Vec<Sha256Digest> {
        let mut seen = BTreeSet::new();
        let shown = self.shown_pictures().map(|shown| shown.sha256);
        shown.filter(|sha256| seen.insert(*sha256)).collect()
    }
}

impl ShownPicture<'_> {
    /// The name under which the file of a picture of this format is attached to the PDF.
    #[must_use]
    pub fn attached_as(&self, format: PictureType) -> String {
        format!("evidence-{}.{}", self.number, format.ending())
    }

    fn problem(&self, fault: PictureFault) -> PictureProblem {
        PictureProblem {
            id: self.item.id.clone(),
            label: self.item.label.clone(),
            fault,
        }
    }
}

/// What is wrong with the file of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PictureFault {
    /// Its bytes are not there, or others are in their place.
    #[error(
        "its file is not there or was changed; get the file back, or do not show it as a picture"
    )]
    NotThere,
    /// The file is another than the report states: its size, format or pixels.
    #[error("its file is another than the report says")]
    Unlike,
    /// It cannot be drawn.
    #[error(transparent)]
    NotDrawn(#[from] PictureError),
}

/// A picture that cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the picture “{label}” cannot be shown in the report: {fault}")]
pub struct PictureProblem {
    /// The identifier of the evidence in its assessment.
    pub id: String,
    /// What the evidence is called.
    pub label: String,
    /// What is wrong with it.
    pub fault: PictureFault,
}

/// Why the pictures of a report cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PicturesError {
    /// There are too many, or they are too large together.
    #[error("{0}")]
    TooMuch(PicturesNotice),
    /// The PNG pictures have too many pixels together.
    #[error(
        "the PNG pictures of the report have {0} pixels together, and at most {MOST_PNG_PIXELS} are drawn; show fewer, or smaller ones"
    )]
    TooManyPixels(u64),
    /// There is something wrong with one.
    #[error(transparent)]
    Picture(#[from] PictureProblem),
}

/// What a report states of its pictures, as far as it bounds what is drawn.
///
/// # Errors
/// [`PicturesError::TooMuch`] and [`PicturesError::TooManyPixels`]
pub(crate) fn bounds(report: &Report) -> Result<(), PicturesError> {
    let mut seen = BTreeSet::new();
    let mut size = PicturesSize::default();
    let mut pixels = 0_u64;
    for shown in report.shown_pictures() {
        if !seen.insert(shown.sha256) {
            continue;
        }
        size.files += 1;
        size.bytes = size.bytes.saturating_add(shown.size);
        if let Some(facts) = shown.picture.seen
            && facts.media_type == PictureType::Png
        {
            pixels = pixels.saturating_add(facts.pixels());
        }
    }
    match size.notice() {
        Some(notice @ (PicturesNotice::TooLarge(_) | PicturesNotice::TooMany(_))) => {
            Err(PicturesError::TooMuch(notice))
        }
        _ if pixels > MOST_PNG_PIXELS => Err(PicturesError::TooManyPixels(pixels)),
        Some(PicturesNotice::Ask(_)) | None => Ok(()),
    }
}

/// Looks at the files of all pictures that a report shows, and completes what it states of them: their format and
/// size in pixels. What it states already must be so.
///
/// # Errors
/// [`PicturesError`] names the first picture that cannot be shown, and why. The report may then be completed in part.
pub fn look_at(report: &mut Report, files: &PictureFiles) -> Result<(), PicturesError> {
    bounds(report)?;
    let mut facts: BTreeMap<String, PictureFacts> = BTreeMap::new();
    for shown in report.shown_pictures() {
        let found = look_at_one(&shown, files).map_err(|fault| shown.problem(fault))?;
        facts.insert(shown.item.id.clone(), found);
    }
    for item in &mut report.evidence {
        if let Some(picture) = &mut item.picture {
            picture.seen = facts.get(&item.id).copied();
        }
    }
    // Now it is known how many pixels there are.
    bounds(report)
}

fn look_at_one(
    shown: &ShownPicture<'_>,
    files: &PictureFiles,
) -> Result<PictureFacts, PictureFault> {
    let bytes = files.get(shown.sha256).ok_or(PictureFault::NotThere)?;
    if shown.item.absent.is_some() {
        return Err(PictureFault::NotThere);
    }
    let facts = look(bytes)?.facts;
    let stated = shown.picture.seen.is_none_or(|seen| seen == facts);
    if stated && shown.size == bytes.len() as u64 {
        Ok(facts)
    } else {
        Err(PictureFault::Unlike)
    }
}
