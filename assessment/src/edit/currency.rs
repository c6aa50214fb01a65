//! Another currency, in which every amount stays what it is.

use std::mem;

use super::{Edit, EditError};
use crate::{Assessment, Currency, Impact, ImpactFactors, Money, RiskFinding, Score};

/// Sets the currency and writes every amount in its minor units; returns the one before.
pub(super) fn set_currency(
    assessment: &mut Assessment,
    currency: Currency,
) -> Result<Currency, EditError> {
    let before = assessment.scales.currency().clone();
    let mut conversion = Conversion {
        from: &before,
        to: currency.decimals(),
        refused: Vec::new(),
    };
    let scales = match assessment.scales.in_currency(currency.clone()) {
        Ok(scales) => Some(scales),
        Err(levels) => {
            for level in levels {
                let amount = assessment.scales.impact_of(level);
                conversion.refuse(amount, &format!("impact of level {}", level.number()));
            }
            None
        }
    };
    let mut converted = assessment.risks.clone();
    for (risk, finding) in &mut converted {
        conversion.finding(finding, &risk.to_string());
    }
    match scales {
        Some(scales) if conversion.refused.is_empty() => {
            assessment.scales = scales;
            assessment.risks = converted;
            Ok(before)
        }
        _ => Err(EditError::AmountsNotExact {
            decimals: currency.decimals(),
            amounts: mem::take(&mut conversion.refused),
        }),
    }
}

impl Edit {
    /// Whether no amount of a risk becomes another one because the decimals change under it.
    ///
    /// Asked of what is made anew. The first Assay wrote other decimals into the scales and then
    /// each amount, rounded; those journals are replayed as they stand.
    pub(crate) fn keeps_amounts(&self, assessment: &Assessment) -> Result<(), EditError> {
        match self {
            Self::SetScales { scales }
                if scales.currency().decimals() != assessment.scales.currency().decimals()
                    && assessment.risks.values().any(has_amounts) =>
            {
                Err(EditError::DecimalsOfAmounts)
            }
            Self::Several { edits } => edits
                .iter()
                .try_for_each(|edit| edit.keeps_amounts(assessment)),
            _ => Ok(()),
        }
    }
}

fn has_amounts(finding: &RiskFinding) -> bool {
    let entered =
        |score: &Score| matches!(score.impact, Some(Impact::Exact(_) | Impact::Factors(_)));
    finding.mitigation_cost.is_some() || entered(&finding.inherent) || entered(&finding.residual)
}

/// Amounts on their way into another number of decimals.
struct Conversion<'a> {
    from: &'a Currency,
    to: u8,
    /// What cannot be written exactly.
    refused: Vec<String>,
}

impl Conversion<'_> {
    fn finding(&mut self, finding: &mut RiskFinding, risk: &str) {
        self.score(
            &mut finding.inherent,
            &format!("of {risk} before mitigation"),
        );
        self.score(
            &mut finding.residual,
            &format!("of {risk} after mitigation"),
        );
        if let Some(cost) = &mut finding.mitigation_cost {
            self.amount(cost, &format!("cost of mitigation of {risk}"));
        }
    }

    fn score(&mut self, score: &mut Score, of: &str) {
        match &mut score.impact {
            Some(Impact::Exact(amount)) => self.amount(amount, &format!("impact {of}")),
            Some(Impact::Factors(factors)) => self.factors(factors, of),
            // A level's amount is the scales' matter.
            Some(Impact::Level(_)) | None => {}
        }
    }

    fn factors(&mut self, factors: &mut ImpactFactors, of: &str) {
        let decimals_change = self.from.decimals() != self.to;
        let before = *factors;
        let ImpactFactors {
            direct_cost,
            staff_time,
            remediation,
            compensation_and_legal,
            lost_opportunity,
        } = factors;
        let refused_before = self.refused.len();
        for (amount, name) in [
            (direct_cost, "direct cost"),
            (staff_time, "staff time"),
            (remediation, "remediation"),
            (compensation_and_legal, "compensation and legal"),
            (lost_opportunity, "lost opportunity"),
        ] {
            self.amount(amount, &format!("{name} {of}"));
        }
        // Each part may be counted where their sum is cut, and a sum that is cut in one of the two
        // would be another amount in the other; the way back would be refused then.
        let cut = is_cut(&before) || is_cut(factors);
        if decimals_change && self.refused.len() == refused_before && cut {
            self.refuse(before.total(), &format!("sum of the impact {of}"));
        }
    }

    fn amount(&mut self, amount: &mut Money, what: &str) {
        match amount.with_decimals(self.from.decimals(), self.to) {
            Some(again) => *amount = again,
            None => self.refuse(*amount, what),
        }
    }

    fn refuse(&mut self, amount: Money, what: &str) {
        let written = self.from.format_money(amount);
        self.refused.push(format!("{written} ({what})"));
    }
}

/// Whether the parts add up to more than is counted, so that their total is less than their sum.
fn is_cut(factors: &ImpactFactors) -> bool {
    let sum: u64 = factors
        .parts()
        .iter()
        .map(|(_, part)| part.minor_units())
        .sum();
    Money::from_minor_units(sum).is_err()
}
