//! Risk scoring: exposure = probability x impact, and what follows from it.
//!
//! All arithmetic is in integers. An exposure is `probability x impact / 10000`, rounded half up
//! to a whole minor unit; it never exceeds the impact. A ratio is kept as its two integers and
//! compared by cross-multiplication, so ranking never rounds.

use std::cmp::Ordering;

use assay_catalog::{Catalog, RiskId};
use serde::{Deserialize, Serialize};

use crate::{Assessment, BasisPoints, Money, RiskFinding, ScaleLevel, Scales, Score};

/// A cell of the 5x5 matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MatrixCell {
    /// The row.
    pub probability: ScaleLevel,
    /// The column.
    pub impact: ScaleLevel,
}

impl MatrixCell {
    /// How severe a risk in this cell is.
    ///
    /// The bands follow the sum of the two levels, as the screens and the report draw them: 2 to
    /// 4 is very low, 5 low, 6 moderate, 7 high, and 8 to 10 very high.
    #[must_use]
    pub const fn rating(self) -> Rating {
        match self.probability.number() + self.impact.number() {
            0..=4 => Rating::VeryLow,
            5 => Rating::Low,
            6 => Rating::Moderate,
            7 => Rating::High,
            _ => Rating::VeryHigh,
        }
    }
}

/// How severe a risk is, in the words of NIST SP 800-30, table I-3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rating {
    /// The two levels add up to 4 at most.
    VeryLow,
    /// To 5.
    Low,
    /// To 6.
    Moderate,
    /// To 7.
    High,
    /// To 8 at least.
    VeryHigh,
}

impl Rating {
    /// All five, the least severe first.
    pub const ALL: [Self; 5] = [
        Self::VeryLow,
        Self::Low,
        Self::Moderate,
        Self::High,
        Self::VeryHigh,
    ];

    /// 1 to 5.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The standard's word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::VeryLow => "Very low",
            Self::Low => "Low",
            Self::Moderate => "Moderate",
            Self::High => "High",
            Self::VeryHigh => "Very high",
        }
    }
}

/// A complete score with everything that follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exposure {
    /// The probability.
    pub probability: BasisPoints,
    /// The impact.
    pub impact: Money,
    /// Probability x impact, in minor units.
    pub amount: Money,
    /// The cell of the matrix.
    pub cell: MatrixCell,
}

impl Exposure {
    /// The exposure of a score, or `None` while its probability or its impact is missing.
    #[must_use]
    pub fn of(score: &Score, scales: &Scales) -> Option<Self> {
        let probability = score.probability?.resolve(scales);
        let impact = score.impact?.resolve(scales);
        Some(Self {
            probability,
            impact,
            amount: multiply(probability, impact),
            cell: MatrixCell {
                probability: scales.probability_level(probability),
                impact: scales.impact_level(impact),
            },
        })
    }
}

/// Exposure removed per cost of mitigation, as the two integers (both in minor units).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    /// Inherent minus residual exposure; negative when the exposure grew.
    pub removed: i64,
    /// What the mitigation costs; above zero.
    pub cost: Money,
}

impl Worth {
    /// The ratio in hundredths, rounded half away from zero: 1250 means 12.5 times its cost.
    #[must_use]
    pub fn hundredths(self) -> i64 {
        let cost = i128::from(self.cost.minor_units());
        let scaled = i128::from(self.removed) * 100;
        let half = if scaled < 0 { -(cost / 2) } else { cost / 2 };
        // A removed exposure is at most 10^13, so the quotient always fits.
        i64::try_from((scaled + half) / cost.max(1)).unwrap_or(i64::MAX)
    }
}

impl PartialOrd for Worth {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Worth {
    /// By ratio, exactly; equal ratios by what is removed.
    fn cmp(&self, other: &Self) -> Ordering {
        let ours = i128::from(self.removed) * i128::from(other.cost.minor_units());
        let theirs = i128::from(other.removed) * i128::from(self.cost.minor_units());
        ours.cmp(&theirs)
            .then(self.removed.cmp(&other.removed))
            .then(self.cost.cmp(&other.cost))
    }
}

/// Where one risk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RiskStanding {
    /// The risk.
    pub risk: RiskId,
    /// Before mitigation.
    pub inherent: Option<Exposure>,
    /// After mitigation.
    pub residual: Option<Exposure>,
    /// Exposure removed per cost of mitigation, when both scores are there and the cost is above
    /// zero.
    pub worth: Option<Worth>,
}

impl RiskStanding {
    /// Where a risk stands, by what was found of it.
    #[must_use]
    pub fn of(risk: RiskId, finding: &RiskFinding, scales: &Scales) -> Self {
        let inherent = Exposure::of(&finding.inherent, scales);
        let residual = Exposure::of(&finding.residual, scales);
        let mut standing = Self {
            risk,
            inherent,
            residual,
            worth: None,
        };
        standing.worth = match (standing.removed(), finding.mitigation_cost) {
            (Some(removed), Some(cost)) if cost > Money::ZERO => Some(Worth { removed, cost }),
            _ => None,
        };
        standing
    }

    /// The exposure that counts now: the residual one, or the inherent one while there is none.
    #[must_use]
    pub const fn current(&self) -> Option<Exposure> {
        match self.residual {
            Some(residual) => Some(residual),
            None => self.inherent,
        }
    }

    /// Inherent minus residual exposure in minor units; negative when the exposure grew.
    #[must_use]
    pub fn removed(&self) -> Option<i64> {
        let minor_units =
            |exposure: Exposure| i64::try_from(exposure.amount.minor_units()).unwrap_or(i64::MAX);
        Some(minor_units(self.inherent?) - minor_units(self.residual?))
    }
}

/// Where every risk of the register stands, in its order: the active ones of the edition, then the
/// assessor's own.
#[must_use]
pub fn standings(assessment: &Assessment, catalog: &Catalog) -> Vec<RiskStanding> {
    let untouched = RiskFinding::default();
    assessment
        .register(catalog)
        .map(|risk| {
            let finding = assessment.risk_if_touched(risk.id()).unwrap_or(&untouched);
            RiskStanding::of(risk.id(), finding, assessment.scales())
        })
        .collect()
}

/// The scored risks by current exposure, the greatest first; equal ones in the order in which they
/// are given, which is the edition's.
#[must_use]
pub fn ranking(standings: &[RiskStanding]) -> Vec<RiskStanding> {
    let mut ranked: Vec<_> = standings
        .iter()
        .filter(|standing| standing.current().is_some())
        .copied()
        .collect();
    ranked.sort_by(|a, b| {
        let amount = |standing: &RiskStanding| standing.current().map(|exposure| exposure.amount);
        amount(b).cmp(&amount(a))
    });
    ranked
}

/// The risks whose mitigation has a price, by exposure removed per cost, the best first; equal ones in
/// the order in which they are given.
#[must_use]
pub fn priorities(standings: &[RiskStanding]) -> Vec<RiskStanding> {
    let mut ranked: Vec<_> = standings
        .iter()
        .filter(|standing| standing.worth.is_some())
        .copied()
        .collect();
    ranked.sort_by_key(|standing| std::cmp::Reverse(standing.worth));
    ranked
}

/// Some risks and the sum of their exposures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many risks.
    pub risks: u32,
    /// The sum, in minor units.
    pub exposure: u64,
}

impl Sum {
    fn add(&mut self, amount: Money) {
        self.risks += 1;
        // 74 risks of at most 10^13 each stay far below 2^53.
        self.exposure = self.exposure.saturating_add(amount.minor_units());
    }
}

/// Sums of exposure before and after mitigation.
///
/// Only the risks that are scored both before and after are compared: a risk without a residual
/// score would otherwise count as removed. Every other risk is counted beside them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TotalExposure {
    /// How many risks are scored both before and after; the two sums are of these.
    pub compared: u32,
    /// The sum of their inherent exposures, in minor units.
    pub inherent: u64,
    /// The sum of their residual exposures, in minor units.
    pub residual: u64,
    /// The risks with an inherent exposure alone.
    pub inherent_only: Sum,
    /// The risks with a residual exposure alone.
    pub residual_only: Sum,
    /// How many risks have neither.
    pub unscored: u32,
}

impl TotalExposure {
    /// Sums up where the risks stand.
    #[must_use]
    pub fn of(standings: &[RiskStanding]) -> Self {
        let amount = |exposure: Option<Exposure>| exposure.map(|exposure| exposure.amount);
        Self::of_amounts(
            standings
                .iter()
                .map(|standing| (amount(standing.inherent), amount(standing.residual))),
        )
    }

    /// Sums up pairs of inherent and residual exposure, one for each risk.
    #[must_use]
    pub fn of_amounts(risks: impl IntoIterator<Item = (Option<Money>, Option<Money>)>) -> Self {
        let mut total = Self::default();
        for risk in risks {
            match risk {
                (Some(inherent), Some(residual)) => {
                    total.compared += 1;
                    total.inherent = total.inherent.saturating_add(inherent.minor_units());
                    total.residual = total.residual.saturating_add(residual.minor_units());
                }
                (Some(inherent), None) => total.inherent_only.add(inherent),
                (None, Some(residual)) => total.residual_only.add(residual),
                (None, None) => total.unscored += 1,
            }
        }
        total
    }

    /// What mitigation removed from the compared risks, in minor units; negative when the
    /// exposure grew.
    #[must_use]
    pub fn removed(&self) -> i64 {
        // Both sums are far below 2^53.
        i64::try_from(self.inherent).unwrap_or(i64::MAX)
            - i64::try_from(self.residual).unwrap_or(i64::MAX)
    }
}

fn multiply(probability: BasisPoints, impact: Money) -> Money {
    let certain = u128::from(BasisPoints::CERTAIN.get());
    let product = u128::from(probability.get()) * u128::from(impact.minor_units());
    let rounded = (product + certain / 2) / certain;
    // The quotient is at most the impact, which is an amount already.
    u64::try_from(rounded)
        .ok()
        .and_then(|units| Money::from_minor_units(units).ok())
        .unwrap_or(impact)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Impact, Probability};

    fn money(units: u64) -> Money {
        Money::from_minor_units(units).unwrap()
    }

    proptest! {
        #[test]
        fn exposure_is_the_product_rounded_half_up_and_never_above_the_impact(
            points in 0_u64..=10_000, units in 0_u64..=Money::MOST.minor_units()
        ) {
            let exposure = multiply(BasisPoints::new(points).unwrap(), money(units));
            prop_assert!(exposure <= money(units));
            let exact = u128::from(points) * u128::from(units);
            let doubled = u128::from(exposure.minor_units()) * 20_000;
            // Twice the distance to the exact product is at most one unit, and half goes up.
            prop_assert!(doubled <= exact * 2 + 10_000 && doubled + 10_000 > exact * 2);
        }

        #[test]
        fn more_probable_or_more_costly_is_never_less_exposed(
            low in 0_u64..=10_000, high in 0_u64..=10_000, units in 0_u64..=Money::MOST.minor_units()
        ) {
            let (low, high) = (low.min(high), low.max(high));
            prop_assert!(multiply(BasisPoints::new(low).unwrap(), money(units))
                <= multiply(BasisPoints::new(high).unwrap(), money(units)));
        }

        #[test]
        fn worth_compares_as_its_exact_ratio(
            removed in -1_000_i64..1_000, cost in 1_u64..1_000, other in -1_000_i64..1_000, price in 1_u64..1_000
        ) {
            let (a, b) = (Worth { removed, cost: money(cost) }, Worth { removed: other, cost: money(price) });
            let exact = (i128::from(removed) * i128::from(price)).cmp(&(i128::from(other) * i128::from(cost)));
            if exact != Ordering::Equal {
                prop_assert_eq!(a.cmp(&b), exact);
            }
        }
    }

    #[test]
    fn the_greatest_numbers_do_not_overflow() {
        assert_eq!(multiply(BasisPoints::CERTAIN, Money::MOST), Money::MOST);
        let worth = Worth {
            removed: i64::try_from(Money::MOST.minor_units()).unwrap(),
            cost: money(1),
        };
        assert_eq!(worth.hundredths(), 1_000_000_000_000_000);
        assert_eq!(
            Worth {
                removed: -150,
                cost: money(100)
            }
            .hundredths(),
            -150
        );
    }

    #[test]
    fn a_score_without_one_of_its_halves_has_no_exposure() {
        let scales = Scales::default();
        let half = Score {
            probability: Some(Probability::Level(ScaleLevel::ALL[2])),
            impact: None,
        };
        assert_eq!(Exposure::of(&half, &scales), None);
        let whole = Score {
            impact: Some(Impact::Exact(money(10_000_000))),
            ..half
        };
        let exposure = Exposure::of(&whole, &scales).unwrap();
        assert_eq!(exposure.amount, money(2_000_000));
        assert_eq!(
            (
                exposure.cell.probability.number(),
                exposure.cell.impact.number()
            ),
            (3, 3)
        );
    }
}
