//! The engagement: on what terms somebody assesses, and what they conclude.
//!
//! For an independent assessment these are the things that an assurance report contains (ISAE 3000
//! (Revised), paragraph 69); for a self-assessment it is the assertion of the operator's management.
//! All of it is the assessor's own: Assay offers wordings, and asserts none of them by itself.

mod doubts;
mod elements;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    doubts::{Doubt, doubts},
    elements::{Element, Way, missing},
};
use crate::{AssessmentKind, Day, TextLimit};

/// How sure the practitioner is to become (ISAE 3000 (Revised), paragraph 12(a)(i)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assurance {
    /// The risk of a wrong conclusion is reduced to an acceptably low level; the conclusion is positive.
    Reasonable,
    /// Fewer procedures; the conclusion says whether anything has come to the practitioner's attention.
    Limited,
}

impl Assurance {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Reasonable, Self::Limited];

    /// Words for the screen and the report.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Reasonable => "Reasonable assurance",
            Self::Limited => "Limited assurance",
        }
    }
}

/// What the practitioner concludes (ISAE 3000 (Revised), paragraphs 72 to 77).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conclusion {
    /// The operator conforms in all material respects, or nothing has come to attention that says
    /// otherwise.
    Unmodified,
    /// The same, except for a matter that is material and not pervasive.
    Qualified,
    /// The operator does not conform.
    Adverse,
    /// There is not enough evidence to conclude anything.
    Disclaimer,
}

impl Conclusion {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Unmodified,
        Self::Qualified,
        Self::Adverse,
        Self::Disclaimer,
    ];

    /// Words for the screen and the report.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unmodified => "Unmodified",
            Self::Qualified => "Qualified",
            Self::Adverse => "Adverse",
            Self::Disclaimer => "Disclaimer",
        }
    }

    /// Whether a basis for it has to be stated (ISAE 3000 (Revised), paragraph 69(l)(v)).
    #[must_use]
    pub const fn is_modified(self) -> bool {
        !matches!(self, Self::Unmodified)
    }
}

/// What is chosen of the engagement, rather than written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct EngagementTerms {
    /// The level of assurance.
    pub assurance: Option<Assurance>,
    /// The conclusion.
    pub conclusion: Option<Conclusion>,
    /// The day of the assurance report: not before all evidence was there.
    pub dated: Option<Day>,
    /// The day of the assertion.
    pub asserted_on: Option<Day>,
}

/// What is written of the engagement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EngagementText {
    /// The practitioner's firm.
    Firm,
    /// The licence under which the practitioner practises.
    Licence,
    /// The firm's address.
    Address,
    /// The reference under which the standard's governance approved the assessor.
    Approval,
    /// To whom the report is addressed.
    Addressees,
    /// Who is meant to use it.
    IntendedUsers,
    /// Who answers for what is assessed.
    ResponsibleParty,
    /// What the responsible party and the practitioner each answer for.
    Responsibilities,
    /// What the responsible party asserts in writing.
    Assertion,
    /// Who asserts it.
    AssertedBy,
    /// By which standard the engagement was performed.
    Conduct,
    /// What the firm's quality management is.
    QualityManagement,
    /// Independence and other ethical requirements.
    Independence,
    /// A summary of the work performed.
    Work,
    /// Significant inherent limitations.
    Limitations,
    /// For which purpose the criteria are designed.
    Purpose,
    /// To whom the report's use is restricted.
    Restrictions,
    /// What happened after the period.
    SubsequentEvents,
    /// What a modified conclusion rests on.
    Basis,
    /// The conclusion, in the practitioner's words.
    Wording,
    /// Where the practitioner practises.
    Place,
}

impl EngagementText {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 21] = [
        Self::Addressees,
        Self::IntendedUsers,
        Self::Wording,
        Self::Basis,
        Self::ResponsibleParty,
        Self::Assertion,
        Self::AssertedBy,
        Self::Responsibilities,
        Self::Conduct,
        Self::QualityManagement,
        Self::Independence,
        Self::Work,
        Self::Limitations,
        Self::Purpose,
        Self::Restrictions,
        Self::SubsequentEvents,
        Self::Firm,
        Self::Licence,
        Self::Address,
        Self::Approval,
        Self::Place,
    ];

    /// How long it may be.
    #[must_use]
    pub const fn limit(self) -> TextLimit {
        match self {
            Self::Firm
            | Self::Licence
            | Self::Approval
            | Self::ResponsibleParty
            | Self::AssertedBy
            | Self::Place => TextLimit::Line,
            _ => TextLimit::Paragraph,
        }
    }

    /// Whether an assessment of this kind says it. What an operator finds of itself is no assurance,
    /// and none of its words is used for it.
    #[must_use]
    pub const fn is_of(self, kind: AssessmentKind) -> bool {
        match kind {
            AssessmentKind::Independent => true,
            AssessmentKind::SelfAssessment => {
                matches!(self, Self::Assertion | Self::AssertedBy | Self::Place)
            }
        }
    }

    /// Whether it belongs to one report alone, and is not carried on into the next one.
    const fn is_of_one_report(self) -> bool {
        matches!(
            self,
            Self::Assertion
                | Self::AssertedBy
                | Self::Work
                | Self::SubsequentEvents
                | Self::Basis
                | Self::Wording
        )
    }
}

/// On what terms somebody assesses, and what they conclude.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct Engagement {
    /// What is chosen.
    pub terms: EngagementTerms,
    /// What is written; what is empty is not kept.
    pub texts: BTreeMap<EngagementText, String>,
}

impl Engagement {
    /// A text; empty where nothing is written.
    #[must_use]
    pub fn text(&self, text: EngagementText) -> &str {
        self.texts.get(&text).map_or("", String::as_str)
    }

    /// Whether anything but white space is written.
    #[must_use]
    pub fn says(&self, text: EngagementText) -> bool {
        !self.text(text).trim().is_empty()
    }

    /// Whether nothing is chosen or written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What an assessment of this kind says of it: what belongs to the other kind stays where it is
    /// and is not reported.
    #[must_use]
    pub fn of_kind(&self, kind: AssessmentKind) -> Self {
        let terms = match kind {
            AssessmentKind::Independent => self.terms,
            AssessmentKind::SelfAssessment => EngagementTerms {
                asserted_on: self.terms.asserted_on,
                ..EngagementTerms::default()
            },
        };
        let texts = self.texts.iter().filter(|(text, _)| text.is_of(kind));
        Self {
            terms,
            texts: texts.map(|(text, says)| (*text, says.clone())).collect(),
        }
    }

    /// What stays true of the next assessment by the same people: nothing that was concluded, asserted
    /// or done.
    #[must_use]
    pub(crate) fn for_the_next(&self) -> Self {
        let texts = self.texts.iter();
        let texts = texts.filter(|(text, _)| !text.is_of_one_report());
        Self {
            terms: EngagementTerms {
                assurance: self.terms.assurance,
                ..EngagementTerms::default()
            },
            texts: texts.map(|(text, says)| (*text, says.clone())).collect(),
        }
    }
}
