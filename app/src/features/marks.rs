//! Statuses and findings as marks.

use assay_assessment::{Deficiency, Severity, Status, conformance::Verdict};
use assay_dossier::Standing;

use crate::components::Mark;

/// The mark of a control's status.
#[must_use]
pub const fn mark_of_status(status: Status) -> Mark {
    match status {
        Status::NotTested => Mark::Open,
        Status::Implemented => Mark::Pass,
        Status::NotApplicable => Mark::NotApplicable,
        Status::Partial => Mark::Partial,
        Status::Fails => Mark::Fail,
    }
}

/// The mark of a verdict.
#[must_use]
pub const fn mark_of_verdict(verdict: Verdict) -> Mark {
    match verdict {
        Verdict::NotYetDetermined => Mark::Open,
        Verdict::Conforms => Mark::Pass,
        Verdict::DoesNotConform => Mark::Fail,
    }
}

/// The mark of a severity: a shape of its own for each.
#[must_use]
pub const fn mark_of_severity(severity: Option<Severity>) -> Mark {
    match severity {
        None => Mark::Open,
        Some(Severity::Low) => Mark::Information,
        Some(Severity::Moderate) => Mark::Partial,
        Some(Severity::High) => Mark::Attention,
        Some(Severity::Critical) => Mark::Fail,
    }
}

/// The mark of a finding: how grave it is while it stands.
#[must_use]
pub fn mark_of_deficiency(deficiency: &Deficiency) -> Mark {
    if deficiency.stands() {
        mark_of_severity(deficiency.terms.severity)
    } else {
        Mark::Pass
    }
}

/// The sign of what was found.
#[must_use]
pub const fn mark_of_standing(standing: Standing) -> Mark {
    match standing {
        Standing::Holds => Mark::Pass,
        Standing::Fails => Mark::Fail,
        Standing::NotChecked => Mark::Attention,
    }
}
