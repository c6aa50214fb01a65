//! What somebody disclosed of a public edition, compared with it.

use assay_catalog::Editions;
use assay_report::{
    check::{self, NotCompared},
    document::Report,
    public::{
        self, Disclosed, Disclosures, NoDisclosure, PublicReport, RestoreError, disclose, restore,
    },
};
use serde::{Deserialize, Serialize};

use super::{CheckError, CheckStage, Checked, Standing, check_in_stages};

/// What was found about disclosures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckedDisclosures {
    /// What was found about the public edition itself: a disclosure is worth no more than that.
    pub edition: Checked,
    /// Each disclosure, in the order in which they were given.
    pub disclosed: Vec<Disclosed>,
    /// The whole report, if everything that was left out is disclosed and holds.
    pub restored: Option<Restored>,
}

impl CheckedDisclosures {
    /// How many of them hold.
    #[must_use]
    pub fn holding(&self) -> usize {
        let holds = |each: &&Disclosed| each.standing == public::Standing::Holds;
        self.disclosed.iter().filter(holds).count()
    }

    /// Whether all of them can be relied on. They are worth no more than the edition, and a report that they come to
    /// must not contradict itself.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let contradictory = |restored: &Restored| !restored.contradictions.is_empty();
        if self.holding() < self.disclosed.len()
            || self.restored.as_ref().is_some_and(contradictory)
        {
            return Standing::Fails;
        }
        match self.edition.standing() {
            Standing::Holds if self.disclosed.is_empty() => Standing::NotChecked,
            other => other,
        }
    }
}

/// A report that was put together from a public edition and everything that it leaves out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Restored {
    /// The report.
    pub report: Box<Report>,
    /// Where it contradicts itself.
    pub contradictions: Vec<check::Contradiction>,
    /// How many more contradictions there are.
    pub more_contradictions: usize,
    /// What could not be compared.
    pub not_compared: Vec<NotCompared>,
}

/// Why nothing can be said about disclosures.
#[derive(Debug, thiserror::Error)]
pub enum CheckDisclosuresError {
    /// The edition cannot be checked.
    #[error(transparent)]
    Edition(#[from] CheckError),
    /// The file is no public edition.
    #[error("this file holds no public edition of a report, of which something could be disclosed")]
    NoEdition,
    /// The disclosures cannot be read.
    #[error("the disclosures cannot be read: {0}")]
    Disclosures(#[from] NoDisclosure),
    /// Everything was disclosed and holds, and what comes of it is no report.
    #[error(transparent)]
    Restore(#[from] RestoreError),
}

/// Compares disclosures with a public edition. `edition` is its file, as PDF or as JSON, which is checked as
/// [`check`](super::check()) does; `disclosures` is a file of disclosures, or lines with one each.
///
/// # Errors
/// [`CheckDisclosuresError`] when nothing can be said. A disclosure that does not hold is no error.
pub fn check_disclosures(
    edition: &[u8],
    disclosures: &str,
    editions: &Editions,
    reached: &mut dyn FnMut(CheckStage),
) -> Result<CheckedDisclosures, CheckDisclosuresError> {
    let texts = Disclosures::texts(disclosures)?;
    let edition = check_in_stages(edition, editions, &[], &[], reached)?;
    compare_disclosures(edition, &texts, editions)
}

/// As [`check_disclosures`], of a public edition that was checked already.
///
/// # Errors
/// As [`check_disclosures`].
pub fn compare_disclosures(
    edition: Checked,
    texts: &[String],
    editions: &Editions,
) -> Result<CheckedDisclosures, CheckDisclosuresError> {
    let held = edition.held.as_ref().ok();
    let public = held.and_then(|held| held.public());
    let public = public.ok_or(CheckDisclosuresError::NoEdition)?;
    let disclosed = disclose(public, texts);
    let restored = restored(public, texts, editions)?;
    Ok(CheckedDisclosures {
        disclosed,
        restored,
        edition,
    })
}

/// The whole report; `None` while something is missing.
fn restored(
    public: &PublicReport,
    texts: &[String],
    editions: &Editions,
) -> Result<Option<Restored>, RestoreError> {
    let report = match restore(public, texts) {
        Ok((_, report)) => report,
        Err(RestoreError::Incomplete { .. }) => return Ok(None),
        Err(error @ RestoreError::Report(_)) => return Err(error),
    };
    let found = check::consistency(&report, editions);
    Ok(Some(Restored {
        report: Box::new(report),
        contradictions: found.contradictions,
        more_contradictions: found.more,
        not_compared: found.not_compared,
    }))
}
