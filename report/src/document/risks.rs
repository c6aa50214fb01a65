//! The risk register.

use assay_assessment::exposure::{MatrixCell, Rating, Sum, TotalExposure};
use assay_assessment::{
    BasisPoints, CarriedAs, Confirmation, Day, Money, ScaleLevel, Status, Treatment,
};
use serde::{Deserialize, Serialize};

use super::TextPart;
use super::controls::is_false;

/// The register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RegisterPart {
    /// Categories with their active risks, in the catalog's order.
    pub categories: Vec<CategoryPart>,
    /// Identifiers that are no longer used, and what took their place.
    pub retired: Vec<RetiredPart>,
    /// Sums of exposure.
    pub totals: TotalsPart,
    /// Identifiers of the scored risks, highest current exposure first.
    pub ranking: Vec<String>,
    /// Identifiers of the risks with a cost of mitigation, most removed per cost first.
    pub priorities: Vec<String>,
}

/// A category of risks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CategoryPart {
    /// Its identifier.
    pub id: String,
    /// The letters that its risks begin with, or its identifier where they have none in common.
    pub prefix: String,
    /// Its title.
    pub title: String,
    /// Its introduction.
    pub introduction: Vec<TextPart>,
    /// Its active risks.
    pub risks: Vec<RiskPart>,
}

/// A retired identifier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RetiredPart {
    /// The identifier.
    pub id: String,
    /// The active risks that took its place.
    pub replaced_by: Vec<String>,
}

/// Sums of exposure in minor units, before and after mitigation, of the same risks.
///
/// The first reports summed all risks that were scored before and all that were scored after, and
/// named how many each were. What those say is read and left aside: the sums follow from the risks
/// ([`total_exposure`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TotalsPart {
    /// How many risks are scored both before and after mitigation; the sums are of these.
    /// Missing in the first reports.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<u32>,
    /// The sum of their exposures before mitigation.
    pub inherent: u64,
    /// The sum of their exposures after mitigation.
    pub residual: u64,
    /// The risks that are scored only before mitigation, which the sums leave out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherent_only: Option<SumPart>,
    /// The risks that are scored only after mitigation, which the sums leave out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residual_only: Option<SumPart>,
    /// How many risks are not scored at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unscored: Option<u32>,
    /// How many risks the first reports summed before mitigation. Not written any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherent_scored: Option<u32>,
    /// How many risks the first reports summed after mitigation. Not written any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residual_scored: Option<u32>,
}

/// Some risks and the sum of their exposures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct SumPart {
    /// How many risks.
    pub risks: u32,
    /// The sum of their exposures, in minor units.
    pub exposure: u64,
}

/// The sums that follow from the risks of a report.
pub fn total_exposure<'r>(risks: impl Iterator<Item = &'r RiskPart>) -> TotalExposure {
    TotalExposure::of_amounts(risks.map(|risk| (risk.inherent.exposure, risk.residual.exposure)))
}

impl From<TotalExposure> for TotalsPart {
    fn from(total: TotalExposure) -> Self {
        let sum = |sum: Sum| {
            Some(SumPart {
                risks: sum.risks,
                exposure: sum.exposure,
            })
        };
        Self {
            compared: Some(total.compared),
            inherent: total.inherent,
            residual: total.residual,
            inherent_only: sum(total.inherent_only),
            residual_only: sum(total.residual_only),
            unscored: Some(total.unscored),
            inherent_scored: None,
            residual_scored: None,
        }
    }
}

/// A risk with what was found of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RiskPart {
    /// Its identifier, such as `KEC9`.
    pub id: String,
    /// The risk vector.
    pub title: String,
    /// Whether the assessor added it to those of the catalog: then all its words are the assessor's.
    #[serde(default, skip_serializing_if = "is_false")]
    pub own: bool,
    /// Whether the title is our own summary.
    pub title_summary: bool,
    /// The description, an item each.
    pub description: Vec<String>,
    /// Whether the description is our own summary.
    pub description_summary: bool,
    /// What it arises from.
    pub group: String,
    /// The score before mitigation.
    pub inherent: ScorePart,
    /// The score after mitigation.
    pub residual: ScorePart,
    /// Exposure removed by mitigation, in minor units; negative if it rose.
    pub removed: Option<i64>,
    /// What mitigation costs.
    pub mitigation_cost: Option<Money>,
    /// Exposure removed per unit of cost, in hundredths.
    pub worth_hundredths: Option<i64>,
    /// How the risk is treated.
    pub treatment: Option<Treatment>,
    /// Who owns it.
    pub owner: String,
    /// By when it is treated.
    pub due: Option<Day>,
    /// Who accepted it.
    pub acceptance: Option<AcceptancePart>,
    /// The note, in Markdown.
    pub note: String,
    /// That it is of an assessment before, where this one carries on from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<EarlierRiskPart>,
    /// The controls that address it, with what was found of them.
    pub controls: Vec<AddressingControl>,
    /// The catalog's mitigations for it.
    pub mitigations: Vec<Named>,
    /// Identifiers of the evidence.
    pub evidence: Vec<String>,
    /// Identifiers of the actions.
    pub actions: Vec<String>,
}

/// A score.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ScorePart {
    /// How probable.
    pub probability: Option<ProbabilityPart>,
    /// How grave.
    pub impact: Option<ImpactPart>,
    /// Probability x impact, rounded half up, in minor units; when both are scored.
    pub exposure: Option<Money>,
    /// How severe it is, when both are scored. The first reports lack it: see [`Self::cell`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
}

impl ScorePart {
    /// The cell of the matrix, when both are scored. Its rating is the score's.
    pub fn cell(&self) -> Option<MatrixCell> {
        self.exposure?;
        Some(MatrixCell {
            probability: self.probability.as_ref()?.level,
            impact: self.impact.as_ref()?.level,
        })
    }
}

/// A probability.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ProbabilityPart {
    /// 0 to 10000.
    pub basis_points: BasisPoints,
    /// The level reached.
    pub level: ScaleLevel,
    /// Whether the assessor chose the level, and not the number.
    pub by_level: bool,
}

/// An impact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ImpactPart {
    /// Minor units.
    pub amount: Money,
    /// The level reached.
    pub level: ScaleLevel,
    /// Whether the assessor chose the level, and not the amount.
    pub by_level: bool,
    /// What it is made of, if it was broken down.
    pub factors: Vec<FactorPart>,
}

/// A part of an impact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct FactorPart {
    /// Its name.
    pub label: String,
    /// Minor units.
    pub amount: Money,
}

/// Who accepted a risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct AcceptancePart {
    /// Who.
    pub by: String,
    /// When.
    pub on: Day,
    /// Why.
    pub reason: String,
    /// Until when, where an end is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// That what was found of a risk is of an assessment before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct EarlierRiskPart {
    /// What the two editions say of the risk.
    pub carried_as: CarriedAs,
    /// How far it is confirmed.
    pub confirmation: Confirmation,
    /// The day on which it was confirmed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_on: Option<Day>,
}

/// A control that addresses a risk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct AddressingControl {
    /// Its identifier.
    pub id: String,
    /// Its short title.
    pub short_title: String,
    /// What was found.
    pub status: Status,
}

/// An identifier with its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Named {
    /// The identifier.
    pub id: String,
    /// The title.
    pub title: String,
}

/// A mitigation of the catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct MitigationPart {
    /// The identifier.
    pub id: String,
    /// The title.
    pub title: String,
    /// The text.
    pub text: Vec<TextPart>,
}
