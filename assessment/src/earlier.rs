//! What an assessment has from the one before it: findings that were carried over, and how far somebody
//! has stood by them since.

use std::collections::{BTreeMap, BTreeSet};

use assay_catalog::{ControlId, RiskId};
use serde::{Deserialize, Serialize};

use crate::{
    Assessed, Assessment, AssessmentId, ControlFinding, Day, EditionReference, Method, RiskFinding,
    Sha256Digest, Status,
};

/// The assessment that this one carries on from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarriedFrom {
    /// Its identifier.
    pub assessment: AssessmentId,
    /// The edition that it was made against.
    pub edition: EditionReference,
    /// How many entries its journal had.
    pub entries: u64,
    /// SHA-256 of the last of them, as its reports name it.
    pub head: Sha256Digest,
}

/// What the two editions say of that which an earlier finding is about; what weighs most is greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CarriedAs {
    /// Another edition says the same, so that the finding stands.
    Unchanged,
    /// There is one edition, and the finding is of an assessment before: it has to be confirmed.
    SameEdition,
    /// Another edition says it in other words, or asks for more or less: it has to be confirmed.
    Reworded,
}

impl CarriedAs {
    /// Whether the finding stands without anybody having looked at it again.
    #[must_use]
    pub const fn stands(self) -> bool {
        matches!(self, Self::Unchanged)
    }
}

/// What an assessment before found of a control, as it stood there.
///
/// A finding that has to be confirmed is only here until somebody does: the control itself is Not
/// Tested, so that no verdict rests on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct EarlierControl {
    /// What the editions say of the control.
    pub carried_as: CarriedAs,
    /// What was found; never Not Tested.
    pub status: Status,
    /// Why; plain text.
    pub reason: String,
    /// How the assessor came to know.
    pub methods: BTreeSet<Method>,
    /// Who assessed it, and when.
    pub assessed: Option<Assessed>,
    /// The note, Markdown.
    pub note: String,
}

/// That a risk's finding is of an assessment before, and who looked at it again.
///
/// The finding itself stands with the risk: scores and decisions hold until somebody changes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct EarlierRisk {
    /// What the editions say of the risk.
    pub carried_as: CarriedAs,
    /// The day on which it was confirmed as it then stood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Day>,
}

/// How far somebody stands by what was carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confirmation {
    /// Nobody has confirmed it yet, and somebody has to.
    ToConfirm,
    /// It stands as it was carried over from an edition that says the same.
    Carried,
    /// It was found again.
    Confirmed,
    /// Something else was found.
    Changed,
}

impl Confirmation {
    /// All four, in the order in which they are counted.
    pub const ALL: [Self; 4] = [
        Self::ToConfirm,
        Self::Carried,
        Self::Confirmed,
        Self::Changed,
    ];

    /// The word for it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::ToConfirm => "To confirm",
            Self::Carried => "Carried over",
            Self::Confirmed => "Confirmed",
            Self::Changed => "Changed",
        }
    }
}

impl ControlFinding {
    /// How far the earlier finding is confirmed; `None` where there is none.
    #[must_use]
    pub fn confirmation(&self) -> Option<Confirmation> {
        let earlier = self.earlier.as_deref()?;
        // Which of both the program filled in says nothing about who assessed, and when.
        let who = |assessed: &Option<Assessed>| {
            assessed
                .as_ref()
                .map(|assessed| (assessed.on, assessed.by.clone()))
        };
        Some(match self.status {
            Status::NotTested => Confirmation::ToConfirm,
            status if status != earlier.status => Confirmation::Changed,
            _ if earlier.carried_as.stands() && who(&self.assessed) == who(&earlier.assessed) => {
                Confirmation::Carried
            }
            _ => Confirmation::Confirmed,
        })
    }
}

impl RiskFinding {
    /// How far the earlier finding is confirmed; `None` where there is none.
    #[must_use]
    pub fn confirmation(&self) -> Option<Confirmation> {
        let earlier = self.earlier?;
        Some(match earlier.confirmed {
            Some(_) => Confirmation::Confirmed,
            None if earlier.carried_as.stands() => Confirmation::Carried,
            None => Confirmation::ToConfirm,
        })
    }
}

/// A finding about what the edition does not have any more: kept readable, and never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// Its title; one line.
    pub title: String,
    /// What the edition of the earlier assessment says; plain text.
    pub statement: String,
    /// What was found, a line for each thing; plain text.
    pub found: String,
    /// The note, Markdown.
    pub note: String,
}

/// The findings about what the edition does not have any more.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WithdrawnFindings {
    /// About controls.
    pub controls: BTreeMap<ControlId, Withdrawn>,
    /// About risks, those that were retired with them.
    pub risks: BTreeMap<RiskId, Withdrawn>,
}

impl WithdrawnFindings {
    /// The most that are kept of each kind.
    pub const MOST: usize = 5_000;

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.controls.is_empty() && self.risks.is_empty()
    }
}

/// How many findings are confirmed how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ConfirmationTally([usize; 4]);

impl ConfirmationTally {
    /// Of the controls.
    #[must_use]
    pub fn of_controls(assessment: &Assessment) -> Self {
        Self::of(
            assessment
                .controls
                .values()
                .filter_map(ControlFinding::confirmation),
        )
    }

    /// Of the risks.
    #[must_use]
    pub fn of_risks(assessment: &Assessment) -> Self {
        Self::of(
            assessment
                .risks
                .values()
                .filter_map(RiskFinding::confirmation),
        )
    }

    fn of(each: impl Iterator<Item = Confirmation>) -> Self {
        let mut tally = Self::default();
        for confirmation in each {
            tally.0[confirmation as usize] += 1;
        }
        tally
    }

    /// How many there are of one kind.
    #[must_use]
    pub const fn count(self, confirmation: Confirmation) -> usize {
        self.0[confirmation as usize]
    }

    /// All of them.
    #[must_use]
    pub fn total(self) -> usize {
        self.0.iter().sum()
    }
}
