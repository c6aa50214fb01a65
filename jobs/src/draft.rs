//! Drawing drafts: what would be signed now, to be looked at before.

use assay_assessment::{Timestamp, UtcOffset};
use assay_dossier::{Draft, DraftOf, DraftStage, Drafting};
use assay_report::{
    document::{Report, SigningParty},
    public::Selection,
};
use serde::{Deserialize, Serialize};

use crate::{
    Bulk, Job, Refused,
    parcel::{counted, slices},
    pictures::files,
};

/// Draws a report as it would be signed now, and tells page by page which characters its fonts lack.
#[derive(Clone, Serialize, Deserialize)]
pub struct DraftReport {
    /// The report. Its signing parties are those who are to sign it.
    pub report: Box<Report>,
    /// Which of its documents is drawn.
    pub of: DraftOf,
    /// The time, as the device's clock says.
    pub at: Timestamp,
    /// How far that clock is ahead of UTC.
    pub utc_offset: UtcOffset,
    /// Font files for characters that the bundled fonts lack, the preferred one first.
    #[serde(with = "counted")]
    pub extra_fonts: Vec<Vec<u8>>,
    /// The bytes of the files of its pictures, in the order of [`Report::picture_files`].
    #[serde(with = "counted")]
    pub pictures: Vec<Vec<u8>>,
    /// The bytes of the file of the logo on its cover; empty where there is none.
    #[serde(skip)]
    pub logo: Vec<u8>,
}

/// Draws the public edition of a signed report as it would be signed now.
#[derive(Clone, Serialize, Deserialize)]
pub struct DraftPublic {
    /// The bytes of the report's signed JSON.
    #[serde(skip)]
    pub report: Vec<u8>,
    /// What is left out.
    pub selection: Selection,
    /// Who is to sign it.
    pub party: SigningParty,
    /// The time, as the device's clock says.
    pub at: Timestamp,
    /// How far that clock is ahead of UTC.
    pub utc_offset: UtcOffset,
    /// Font files for characters that the bundled fonts lack, the preferred one first.
    #[serde(with = "counted")]
    pub extra_fonts: Vec<Vec<u8>>,
    /// The bytes of the file of the logo on the report's cover; empty where there is none, or where it is left out.
    #[serde(skip)]
    pub logo: Vec<u8>,
}

impl Bulk for DraftReport {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        let of_all = self.extra_fonts.iter_mut().chain([&mut self.logo]);
        of_all.chain(&mut self.pictures).collect()
    }
}

impl Bulk for DraftPublic {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        let of_all = [&mut self.report, &mut self.logo].into_iter();
        of_all.chain(&mut self.extra_fonts).collect()
    }
}

impl Bulk for Draft {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.bytes]
    }
}

impl Job for DraftReport {
    const NAME: &'static str = "draft-report";
    type Stage = DraftStage;
    type Outcome = Result<Draft, Refused>;

    fn perform(self, reached: &mut dyn FnMut(DraftStage)) -> Self::Outcome {
        let drafting = Drafting {
            at: self.at,
            utc_offset: self.utc_offset,
            extra_fonts: &slices(&self.extra_fonts),
            pictures: &files(self.pictures, self.logo),
        };
        assay_dossier::draft(&self.report, self.of, &drafting, reached).map_err(Refused::because)
    }
}

impl Job for DraftPublic {
    const NAME: &'static str = "draft-public";
    type Stage = DraftStage;
    type Outcome = Result<Draft, Refused>;

    fn perform(self, reached: &mut dyn FnMut(DraftStage)) -> Self::Outcome {
        let drafting = Drafting {
            at: self.at,
            utc_offset: self.utc_offset,
            extra_fonts: &slices(&self.extra_fonts),
            pictures: &files(Vec::new(), self.logo),
        };
        let (report, selection) = (&self.report, &self.selection);
        assay_dossier::draft_public(report, selection, self.party, &drafting, reached)
            .map_err(Refused::because)
    }
}
