//! Parts of a report as what an assessment holds.

use assay_assessment::{
    Acceptance, Assessed, ControlFinding, EarlierControl, EarlierRisk, Impact, ImpactFactors,
    Money, Probability, RiskFinding, Scales, Score,
};

use super::Said;
use crate::document::{AssessedPart, ControlPart, RiskPart, ScalesPart, ScorePart};

/// Who filled it in does not stand in a report.
fn assessed(part: &AssessedPart) -> Assessed {
    Assessed {
        on: part.on,
        by: part.by.clone(),
        filled_in: assay_assessment::FilledIn::default(),
    }
}

/// What a report states of a control.
pub(super) fn control_finding(part: &ControlPart) -> ControlFinding {
    ControlFinding {
        status: part.status,
        reason: part.reason.clone(),
        methods: part.methods.iter().copied().collect(),
        assessed: part.assessed.as_ref().map(assessed),
        note: part.note.clone(),
        procedures: part
            .procedures
            .iter()
            .map(|procedure| (procedure.number, procedure.stated()))
            .collect(),
        effectiveness: part.effectiveness,
        earlier: part.earlier.as_ref().map(|earlier| {
            Box::new(EarlierControl {
                carried_as: earlier.carried_as,
                status: earlier.status,
                reason: earlier.reason.clone(),
                methods: earlier.methods.iter().copied().collect(),
                assessed: earlier.assessed.as_ref().map(assessed),
                note: earlier.note.clone(),
            })
        }),
    }
}

/// What a report states of a risk.
pub(super) fn risk_finding(part: &RiskPart) -> RiskFinding {
    RiskFinding {
        inherent: score(&part.inherent),
        residual: score(&part.residual),
        mitigation_cost: part.mitigation_cost,
        treatment: part.treatment,
        owner: part.owner.clone(),
        due: part.due,
        acceptance: part.acceptance.as_ref().map(|acceptance| Acceptance {
            by: acceptance.by.clone(),
            on: acceptance.on,
            reason: acceptance.reason.clone(),
            until: acceptance.until,
        }),
        note: part.note.clone(),
        earlier: part.earlier.as_ref().map(|earlier| EarlierRisk {
            carried_as: earlier.carried_as,
            confirmed: earlier.confirmed_on,
        }),
    }
}

/// The score that a part states. A level that was chosen stands for its anchor; where the report
/// has another number under it, the number is what contradicts.
fn score(part: &ScorePart) -> Score {
    Score {
        probability: part.probability.as_ref().map(|probability| {
            if probability.by_level {
                Probability::Level(probability.level)
            } else {
                Probability::Exact(probability.basis_points)
            }
        }),
        impact: part.impact.as_ref().map(|impact| {
            if impact.by_level {
                return Impact::Level(impact.level);
            }
            if impact.factors.is_empty() {
                return Impact::Exact(impact.amount);
            }
            let amount = |index: usize| {
                impact
                    .factors
                    .get(index)
                    .map_or(Money::ZERO, |factor| factor.amount)
            };
            Impact::Factors(ImpactFactors {
                direct_cost: amount(0),
                staff_time: amount(1),
                remediation: amount(2),
                compensation_and_legal: amount(3),
                lost_opportunity: amount(4),
            })
        }),
    }
}

/// The scales that a report states, or why there are none such.
pub(super) fn scales(part: &ScalesPart) -> Result<Scales, Said> {
    // Reading a report makes sure of five levels in order.
    let [one, two, three, four, five] = part.levels.as_slice() else {
        return Err(Said::FiveLevels);
    };
    Scales::new(
        part.currency.clone(),
        [one, two, three, four, five].map(|level| level.probability),
        [one, two, three, four, five].map(|level| level.impact),
    )
    .map_err(|error| Said::Text(error.to_string()))
}
