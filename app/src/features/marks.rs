//! Statuses as marks.

use assay_assessment::{Status, conformance::Verdict};

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
