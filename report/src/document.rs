//! The report as a document: owned, complete, versioned. This *is* the JSON format.
//!
//! A report holds everything that a reader needs: statements, titles, names of levels. To show
//! one, neither the catalog nor the assessment is needed. It has no floating-point numbers:
//! probabilities are basis points, amounts are minor units of one currency.

mod assemble;
mod controls;
mod deficiencies;
mod engagement;
mod evidence;
mod frame;
mod logo;
mod presentation;
mod procedures;
mod read;
mod risks;

pub use assemble::Circumstances;
pub(crate) use assemble::{OWN_CATEGORY, register_figures, score_part};
pub use controls::{
    AssessedPart, ConformancePart, ControlPart, CriterionPart, EarlierControlPart, GroupPart,
    ItemPart, SectionPart, TallyPart, TextPart, VerdictPart,
};
pub use deficiencies::DeficiencyPart;
pub(crate) use deficiencies::in_order;
pub use engagement::EngagementPart;
pub use evidence::{
    AbsencePart, ActionPart, EvidenceContent, EvidencePart, FindingItem, FindingPart, PicturePart,
};
pub use frame::{
    AssessorPart, CarriedFromPart, EditionPart, EditionReferencePart, JournalPart, LevelPart,
    LocalDayPart, OperatorPart, PeriodPart, ProvenancePart, RequirementLevelPart, Role, ScalesPart,
    SigningParty, TermPart, WithdrawnFindingsPart, WithdrawnPart,
};
pub use logo::{Logo, LogoError, MOST_LOGO_BYTES, MOST_LOGO_PIXELS};
pub use presentation::{DateFormat, LeavablePart, NumberFormat, Paper, PdfEdition, Presentation};
pub use procedures::ProcedurePart;
pub use read::{Problem, ReportError};
pub use risks::{
    AcceptancePart, AddressingControl, CategoryPart, EarlierRiskPart, FactorPart, ImpactPart,
    MitigationPart, Named, ProbabilityPart, RegisterPart, RetiredPart, RiskPart, ScorePart,
    SumPart, TotalsPart, total_exposure,
};

use assay_assessment::AssessmentKind;
use serde::{Deserialize, Serialize};

/// The format's name, in the document's member `format`.
pub const FORMAT: &str = "assay-report";
/// The newest version of the format that this program writes and reads.
pub const VERSION: u64 = 1;
/// The JSON-LD context that a Data Integrity proof repeats.
pub const CONTEXT: &str = "https://w3id.org/security/data-integrity/v2";

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Report {
    /// JSON-LD contexts; holds [`CONTEXT`].
    #[serde(rename = "@context")]
    pub context: Vec<String>,
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u64,
    /// The assessment's identifier as a URN.
    pub id: String,
    /// Language of the texts, BCP 47.
    pub language: String,
    /// Whether this is an example and no statement about anybody.
    pub example: bool,
    /// When the report was generated, RFC 3339 in UTC, by the clock of the device.
    pub generated_at: String,
    /// The day on which that was where the device is. The first reports lack it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_day: Option<LocalDayPart>,
    /// The program and its version.
    pub generator: String,
    /// The assessment's title.
    pub title: String,
    /// Who assesses whom.
    pub kind: AssessmentKind,
    /// The operator that was assessed.
    pub operator: OperatorPart,
    /// What was assessed and what was not, in Markdown.
    pub scope: String,
    /// The days that the assessment speaks about.
    pub period: PeriodPart,
    /// The people who assessed.
    pub assessors: Vec<AssessorPart>,
    /// The terms of the engagement and its conclusion, or the assertion of the operator's management.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engagement: Option<EngagementPart>,
    /// The keys that are meant to sign, listed before the first signature.
    pub signing_parties: Vec<SigningParty>,
    /// How the pages are drawn; left out where they are drawn in the usual way.
    #[serde(default, skip_serializing_if = "Presentation::is_usual")]
    pub presentation: Presentation,
    /// The catalog that the report quotes.
    pub edition: EditionPart,
    /// The catalog that the assessment was made against, when it is another.
    pub assessed_against: Option<EditionReferencePart>,
    /// The assessment that this one carries on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_from: Option<CarriedFromPart>,
    /// The end of the hash chain of all changes.
    pub journal: JournalPart,
    /// Currency, and the five levels of probability and impact.
    pub scales: ScalesPart,
    /// The verdict over all controls.
    pub conformance: ConformancePart,
    /// Every section, group and control of the catalog, in its order.
    pub sections: Vec<SectionPart>,
    /// The risk register.
    pub register: RegisterPart,
    /// What the assessment before found about what the catalog does not have any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<WithdrawnFindingsPart>,
    /// The evidence library.
    pub evidence: Vec<EvidencePart>,
    /// The actions agreed.
    pub actions: Vec<ActionPart>,
    /// The assessor's findings, the gravest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deficiencies: Vec<DeficiencyPart>,
    /// What the X-ray found, by rule.
    pub findings: Vec<FindingPart>,
    /// The catalog's mitigations, with their text.
    pub mitigations: Vec<MitigationPart>,
    /// The catalog's glossary.
    pub glossary: Vec<TermPart>,
}

impl Report {
    /// The report as a JSON value, ready to be signed.
    ///
    /// # Errors
    /// Only if serialisation fails, which no report does: names of members are all texts.
    pub fn to_value(&self) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::to_value(self)
    }

    /// Reads a report, signed or not (a member `proof` is passed over).
    ///
    /// # Errors
    /// [`ReportError`] with every problem and its place.
    pub fn from_value(value: serde_json::Value) -> Result<Self, ReportError> {
        read::report(value)
    }

    /// All controls in the catalog's order.
    pub fn controls(&self) -> impl Iterator<Item = &ControlPart> {
        self.sections
            .iter()
            .flat_map(|section| &section.groups)
            .flat_map(|group| &group.controls)
    }

    /// All active risks in the catalog's order.
    pub fn risks(&self) -> impl Iterator<Item = &RiskPart> {
        self.register
            .categories
            .iter()
            .flat_map(|category| &category.risks)
    }
}
