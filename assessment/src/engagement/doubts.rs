//! What in an engagement contradicts something else in the assessment.

use assay_catalog::Catalog;

use super::{Assurance, Conclusion, EngagementText};
use crate::{
    Assessment, AssessmentKind, Day,
    conformance::{Conformance, Verdict},
};

/// A reason to look at the engagement again. Each is for the practitioner to judge: none of them keeps
/// a report from being signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// The conclusion is unmodified, and so many mandatory controls fail.
    UnmodifiedWhileFailing(u32),
    /// The conclusion says that the operator conforms, wholly or but for something, and so many mandatory
    /// controls are Not Tested. What fails is enough for the other ones.
    ConcludedUntested(u32),
    /// The conclusion is adverse, and no mandatory control fails.
    AdverseWhileNoneFails,
    /// The wording is the one that is offered for another conclusion.
    WordingOfAnother(Assurance, Conclusion),
    /// The report is dated before the last day on which a control was assessed.
    DatedBeforeTheWork {
        /// The report's day.
        dated: Day,
        /// The last day.
        worked: Day,
    },
    /// The report is dated before the assertion was made.
    DatedBeforeTheAssertion,
    /// The report is dated on a day that has not come yet.
    DatedInFuture,
}

/// What contradicts what, the gravest first. `today` is the device's day.
#[must_use]
pub fn doubts(assessment: &Assessment, catalog: &Catalog, today: Day) -> Vec<Doubt> {
    let engagement = assessment.engagement();
    let terms = engagement.terms;
    if assessment.details().kind != AssessmentKind::Independent {
        return Vec::new();
    }
    let conformance = Conformance::of(assessment, catalog);
    let mandatory = conformance.mandatory;
    let (failing, untested) = (mandatory.failing(), mandatory.not_tested);
    let mut doubts = Vec::new();
    if let Some(conclusion) = terms.conclusion {
        if conclusion == Conclusion::Unmodified && failing > 0 {
            doubts.push(Doubt::UnmodifiedWhileFailing(failing));
        }
        let conforms = matches!(conclusion, Conclusion::Unmodified | Conclusion::Qualified);
        if conforms && untested > 0 {
            doubts.push(Doubt::ConcludedUntested(untested));
        }
        if conclusion == Conclusion::Adverse
            && conformance.verdict() != Verdict::DoesNotConform
            && untested == 0
        {
            doubts.push(Doubt::AdverseWhileNoneFails);
        }
        doubts.extend(wording_of_another(assessment, conclusion));
    }
    if let Some(dated) = terms.dated {
        let assessed = assessment
            .controls
            .values()
            .filter_map(|found| found.assessed.as_ref());
        if let Some(worked) = assessed.map(|assessed| assessed.on).max()
            && dated < worked
        {
            doubts.push(Doubt::DatedBeforeTheWork { dated, worked });
        }
        if terms.asserted_on.is_some_and(|asserted| dated < asserted) {
            doubts.push(Doubt::DatedBeforeTheAssertion);
        }
        if dated > today {
            doubts.push(Doubt::DatedInFuture);
        }
    }
    doubts
}

/// Whether the wording is one that is offered for another level or conclusion.
fn wording_of_another(assessment: &Assessment, conclusion: Conclusion) -> Option<Doubt> {
    let engagement = assessment.engagement();
    let wording = engagement.text(EngagementText::Wording).trim();
    let chosen = engagement.terms.assurance;
    let others = Assurance::ALL
        .into_iter()
        .flat_map(|level| Conclusion::ALL.map(|each| (level, each)));
    others
        .filter(|(level, each)| (Some(*level), *each) != (chosen, conclusion))
        .find(|(level, each)| assessment.conclusion_offered(*level, *each) == wording)
        .map(|(level, each)| Doubt::WordingOfAnother(level, each))
}
