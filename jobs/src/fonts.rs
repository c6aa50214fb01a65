//! What the fonts of a report lack, and fonts of the user's own.

use assay_report::{
    document::Report,
    outline,
    pdf::{Lacking, lacking, look_at_font},
};
use serde::{Deserialize, Serialize};

use crate::{
    Bulk, Job, Refused,
    parcel::{counted, slices},
};

/// Tells which characters of a report its PDF would show as boxes.
#[derive(Clone, Serialize, Deserialize)]
pub struct FindLacking {
    /// The report.
    pub report: Box<Report>,
    /// Font files for characters that the bundled fonts lack, the preferred one first.
    #[serde(with = "counted")]
    pub extra_fonts: Vec<Vec<u8>>,
}

/// What a PDF would show as boxes, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The characters, and where each stands.
    pub lacking: Vec<Lacking>,
}

/// Tells whether a file is a font that may be embedded, what it is called, and which of some characters it has. Gives it
/// back.
#[derive(Clone, Serialize, Deserialize)]
pub struct CheckFont {
    /// The file's bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The characters that are missing; none where nobody looked.
    pub missing: Vec<char>,
}

/// A font file that was looked at.
#[derive(Clone, Serialize, Deserialize)]
pub struct Font {
    /// The file's bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The family that it says it is of; may be empty.
    pub family: String,
    /// The style within the family, such as `Regular`; may be empty.
    pub style: String,
    /// Those of the missing characters that would be drawn with it, in the same order.
    pub covered: Vec<char>,
}

impl Bulk for FindLacking {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        self.extra_fonts.iter_mut().collect()
    }
}

impl Bulk for Found {}

impl Bulk for CheckFont {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Bulk for Font {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Job for FindLacking {
    const NAME: &'static str = "find-lacking";
    type Stage = ();
    type Outcome = Result<Found, Refused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        let outline = outline::of(&self.report);
        let lacking = lacking(&outline, &slices(&self.extra_fonts)).map_err(Refused::because)?;
        Ok(Found { lacking })
    }
}

impl Job for CheckFont {
    const NAME: &'static str = "check-font";
    type Stage = ();
    type Outcome = Result<Font, Refused>;

    fn perform(self, _: &mut dyn FnMut(())) -> Self::Outcome {
        let facts = look_at_font(&self.bytes, &self.missing).map_err(Refused::because)?;
        Ok(Font {
            bytes: self.bytes,
            family: facts.family,
            style: facts.style,
            covered: facts.covered,
        })
    }
}
