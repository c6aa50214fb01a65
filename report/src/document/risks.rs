//! The risk register.

use assay_assessment::{BasisPoints, Day, Money, ScaleLevel, Status, Treatment};
use serde::{Deserialize, Serialize};

use super::TextPart;

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
    /// The letters that its risks begin with.
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

/// Sums of exposure in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TotalsPart {
    /// Before mitigation.
    pub inherent: u64,
    /// After mitigation.
    pub residual: u64,
    /// How many risks are scored before mitigation.
    pub inherent_scored: u32,
    /// How many risks are scored after mitigation.
    pub residual_scored: u32,
}

/// A risk with what was found of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct RiskPart {
    /// Its identifier, such as `KEC9`.
    pub id: String,
    /// The risk vector.
    pub title: String,
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
