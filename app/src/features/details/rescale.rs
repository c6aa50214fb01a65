//! What happens to the amounts of an assessment when its currency gets other decimals.
//!
//! Amounts are kept in minor units. With another number of decimals the same number of minor units
//! would be another amount, so every amount that was entered is counted anew: 12.50 with two
//! decimals is 1250, and with none it is 13. Halves are rounded up.

use assay_assessment::{Assessment, Edit, Impact, ImpactFactors, Money, Score};
use assay_catalog::RiskId;

/// An amount is too large to be counted with as many decimals.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "an amount of risk {0} is too large to be counted with that many decimals; lower it, or use fewer decimals"
)]
pub(super) struct TooLargeError(RiskId);

/// A number of minor units in units with another number of decimals, rounded half up; the largest
/// number when it does not fit.
pub(super) fn rescale(units: u64, from: u8, to: u8) -> u64 {
    let factor = 10_u64.saturating_pow(u32::from(from.abs_diff(to)));
    if to >= from {
        units.saturating_mul(factor)
    } else {
        units.saturating_add(factor / 2) / factor
    }
}

/// The edits that count every amount of every risk anew.
///
/// # Errors
/// [`TooLargeError`] names the first risk whose amounts do not fit.
pub(super) fn rescaling_edits(
    assessment: &Assessment,
    risks: impl Iterator<Item = RiskId>,
    to: u8,
) -> Result<Vec<Edit>, TooLargeError> {
    let from = assessment.scales().currency().decimals();
    let mut edits = Vec::new();
    if from == to {
        return Ok(edits);
    }
    for risk in risks {
        let Some(finding) = assessment.risk_if_touched(risk) else {
            continue;
        };
        let again = |amount: Money| {
            Money::from_minor_units(rescale(amount.minor_units(), from, to))
                .map_err(|_| TooLargeError(risk))
        };
        let inherent = rescaled_score(finding.inherent, again)?;
        let residual = rescaled_score(finding.residual, again)?;
        let cost = finding.mitigation_cost.map(again).transpose()?;
        if inherent != finding.inherent {
            edits.push(Edit::SetInherentScore {
                risk,
                score: inherent,
            });
        }
        if residual != finding.residual {
            edits.push(Edit::SetResidualScore {
                risk,
                score: residual,
            });
        }
        if cost != finding.mitigation_cost {
            edits.push(Edit::SetMitigationCost { risk, cost });
        }
    }
    Ok(edits)
}

fn rescaled_score(
    score: Score,
    again: impl Fn(Money) -> Result<Money, TooLargeError>,
) -> Result<Score, TooLargeError> {
    let impact = match score.impact {
        Some(Impact::Exact(amount)) => Some(Impact::Exact(again(amount)?)),
        Some(Impact::Factors(factors)) => Some(Impact::Factors(ImpactFactors {
            direct_cost: again(factors.direct_cost)?,
            staff_time: again(factors.staff_time)?,
            remediation: again(factors.remediation)?,
            compensation_and_legal: again(factors.compensation_and_legal)?,
            lost_opportunity: again(factors.lost_opportunity)?,
        })),
        other => other,
    };
    Ok(Score { impact, ..score })
}

#[cfg(test)]
mod tests {
    use assay_assessment::{AssessmentId, EditionReference, Opening};
    use assay_catalog::Catalog;

    use super::*;

    fn money(units: u64) -> Money {
        Money::from_minor_units(units).unwrap()
    }

    fn assessment(risk: RiskId, cost: u64) -> Assessment {
        let catalog = Catalog::bundled();
        let mut assessment = Assessment::open(Opening {
            assessment: AssessmentId::from_random([7; 16]),
            edition: EditionReference::of(catalog),
            example: false,
        });
        let exact = Score {
            probability: None,
            impact: Some(Impact::Exact(money(1_250))),
        };
        let parts = Score {
            probability: None,
            impact: Some(Impact::Factors(ImpactFactors {
                staff_time: money(149),
                ..ImpactFactors::default()
            })),
        };
        for edit in [
            Edit::SetInherentScore { risk, score: exact },
            Edit::SetResidualScore { risk, score: parts },
            Edit::SetMitigationCost {
                risk,
                cost: Some(money(cost)),
            },
        ] {
            let _undo = edit.apply(&mut assessment, catalog).unwrap();
        }
        assessment
    }

    #[test]
    fn amounts_stay_what_they_are_and_halves_are_rounded_up() {
        assert_eq!(rescale(1_250, 2, 0), 13);
        assert_eq!(rescale(1_249, 2, 0), 12);
        assert_eq!(rescale(12, 0, 2), 1_200);
        assert_eq!(rescale(u64::MAX, 0, 8), u64::MAX);
        assert_eq!(rescale(u64::MAX, 8, 0), u64::MAX / 100_000_000);
    }

    #[test]
    fn every_amount_of_a_risk_is_counted_anew() {
        let risk: RiskId = "SLS6".parse().unwrap();
        let mut assessment = assessment(risk, 50_000);
        let edits = rescaling_edits(&assessment, [risk].into_iter(), 0).unwrap();
        assert_eq!(edits.len(), 3);
        for edit in edits {
            let _undo = edit.apply(&mut assessment, Catalog::bundled()).unwrap();
        }
        let finding = assessment.risk(risk);
        assert_eq!(finding.inherent.impact, Some(Impact::Exact(money(13))));
        assert_eq!(
            finding
                .residual
                .impact
                .map(|impact| impact.resolve(assessment.scales())),
            Some(money(1))
        );
        assert_eq!(finding.mitigation_cost, Some(money(500)));
    }

    #[test]
    fn an_amount_that_does_not_fit_names_its_risk() {
        let risk: RiskId = "SLS6".parse().unwrap();
        let assessment = assessment(risk, Money::MOST.minor_units());
        let error = rescaling_edits(&assessment, [risk].into_iter(), 3).unwrap_err();
        assert!(error.to_string().contains("SLS6"));
        assert_eq!(
            rescaling_edits(&assessment, [risk].into_iter(), 2),
            Ok(vec![])
        );
    }
}
