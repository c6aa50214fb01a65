use serde::{Deserialize, Serialize};

use crate::{BasisPoints, Day, EarlierRisk, Money, ScaleLevel, Scales};

/// How probable it is that the risk is realised within a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Probability {
    /// One of the five levels; its number follows the assessment's scales.
    Level(ScaleLevel),
    /// A number entered directly, in basis points.
    Exact(BasisPoints),
}

impl Probability {
    /// The number behind it.
    #[must_use]
    pub const fn resolve(self, scales: &Scales) -> BasisPoints {
        match self {
            Self::Level(level) => scales.probability_of(level),
            Self::Exact(points) => points,
        }
    }
}

/// The impact in parts, by the factors that the specification lists under "Assessing Financial
/// Impact".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct ImpactFactors {
    /// What is lost at once: penalties, stolen or destroyed assets.
    pub direct_cost: Money,
    /// The employees' time for the incident, communication and follow-up.
    pub staff_time: Money,
    /// New mitigations, replacement or additional infrastructure.
    pub remediation: Money,
    /// Compensation and legal costs.
    pub compensation_and_legal: Money,
    /// What the incident keeps the operator from earning.
    pub lost_opportunity: Money,
}

impl ImpactFactors {
    /// The factors with their words, in the specification's order.
    #[must_use]
    pub const fn parts(&self) -> [(&'static str, Money); 5] {
        [
            ("Direct cost", self.direct_cost),
            ("Staff time", self.staff_time),
            ("Remediation", self.remediation),
            ("Compensation and legal", self.compensation_and_legal),
            ("Lost opportunity", self.lost_opportunity),
        ]
    }

    /// The sum, at most [`Money::MOST`].
    #[must_use]
    pub fn total(&self) -> Money {
        self.parts()
            .into_iter()
            .fold(Money::ZERO, |total, (_, part)| total.saturating_add(part))
    }
}

/// What it costs when the risk is realised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Impact {
    /// One of the five levels; its amount follows the assessment's scales.
    Level(ScaleLevel),
    /// An amount entered directly.
    Exact(Money),
    /// An amount in parts.
    Factors(ImpactFactors),
}

impl Impact {
    /// The amount behind it.
    #[must_use]
    pub fn resolve(self, scales: &Scales) -> Money {
        match self {
            Self::Level(level) => scales.impact_of(level),
            Self::Exact(amount) => amount,
            Self::Factors(factors) => factors.total(),
        }
    }
}

/// A probability and an impact; either may still be missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Score {
    /// How probable.
    pub probability: Option<Probability>,
    /// How costly.
    pub impact: Option<Impact>,
}

/// What is decided about a risk (ISO 31000:2018, section 6.5; NIST SP 800-39, task 3-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Treatment {
    /// Lower its probability or impact.
    Mitigate,
    /// Live with it; needs an [`Acceptance`].
    Accept,
    /// Let somebody else bear it, such as an insurer.
    Transfer,
    /// Stop doing what brings it.
    Avoid,
}

impl Treatment {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Mitigate, Self::Accept, Self::Transfer, Self::Avoid];

    /// The word for it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mitigate => "Mitigate",
            Self::Accept => "Accept",
            Self::Transfer => "Transfer",
            Self::Avoid => "Avoid",
        }
    }
}

/// Who accepted a risk, when and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The name of the person who accepts it; one line.
    pub by: String,
    /// The day of the decision.
    pub on: Day,
    /// Why it is acceptable; plain text.
    pub reason: String,
    /// The last day for which it is accepted; then somebody has to decide again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// What was found and decided of one risk. The default is a risk that nobody has touched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "camelCase")]
pub struct RiskFinding {
    /// Before mitigation.
    pub inherent: Score,
    /// After mitigation.
    pub residual: Score,
    /// What the mitigation costs.
    pub mitigation_cost: Option<Money>,
    /// What is decided.
    pub treatment: Option<Treatment>,
    /// Who answers for the risk (ISO 31073, "risk owner"); one line.
    pub owner: String,
    /// The day by which the treatment is to be in place.
    pub due: Option<Day>,
    /// Who accepted it and why.
    pub acceptance: Option<Acceptance>,
    /// The assessor's note, Markdown.
    pub note: String,
    /// That it is of an assessment before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub earlier: Option<EarlierRisk>,
}
