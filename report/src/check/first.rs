//! The first reports, which followed other rules: no day of the place, no ratings, sums of whatever was
//! scored, and no verdict while anything was Not Tested.

use assay_assessment::Money;

use crate::document::{ConformancePart, Report, RiskPart, ScorePart, TotalsPart, VerdictPart};

/// Whether a report is one of the first: they lack the day of the place.
pub(super) fn is_one(report: &Report) -> bool {
    report.local_day.is_none()
}

/// What such a report says where one of today says what is given.
pub(super) fn by_their_rules(report: &mut Report) {
    report.local_day = None;
    verdict(&mut report.conformance);
    for section in &mut report.sections {
        verdict(&mut section.conformance);
        for group in &mut section.groups {
            verdict(&mut group.conformance);
        }
    }
    let categories = &mut report.register.categories;
    for risk in categories.iter_mut().flat_map(|each| &mut each.risks) {
        risk.inherent.rating = None;
        risk.residual.rating = None;
    }
    let sum = |of: fn(&RiskPart) -> &ScorePart| {
        let risks = categories.iter().flat_map(|category| &category.risks);
        let exposures = risks.filter_map(|risk| of(risk).exposure);
        exposures.fold((0_u64, 0_u32), |(sum, count), exposure: Money| {
            (
                sum.saturating_add(exposure.minor_units()),
                count.saturating_add(1),
            )
        })
    };
    let (inherent, inherent_scored) = sum(|risk| &risk.inherent);
    let (residual, residual_scored) = sum(|risk| &risk.residual);
    report.register.totals = TotalsPart {
        compared: None,
        inherent,
        residual,
        inherent_only: None,
        residual_only: None,
        unscored: None,
        inherent_scored: Some(inherent_scored),
        residual_scored: Some(residual_scored),
    };
}

fn verdict(conformance: &mut ConformancePart) {
    if conformance.mandatory.not_tested + conformance.recommended.not_tested > 0 {
        conformance.verdict = VerdictPart::NotYetDetermined;
    }
}
