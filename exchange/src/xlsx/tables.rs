//! The sheets of a workbook.

mod answers;
mod controls;
mod risks;
mod whole;

use assay_report::document::Report;

use super::cell::Sheet;

/// All sheets. Those that a report has nothing for stand there without rows, so that each workbook has the same.
pub(super) fn all(report: &Report) -> Vec<Sheet> {
    vec![
        whole::report(report),
        controls::controls(report),
        controls::procedures(report),
        risks::risks(report),
        answers::findings(report),
        answers::actions(report),
        answers::evidence(report),
        answers::rules(report),
        answers::earlier(report),
        risks::mitigations(report),
    ]
}
