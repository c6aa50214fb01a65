//! The specification's own summary of controls: a row for each control group, with the columns that
//! ValOS gives it (appendix "Summary of Controls"), as a table of the report, as CSV and as HTML.

mod csv;
mod html;

use std::collections::BTreeSet;

use assay_assessment::Status;

pub use self::{csv::csv, html::html};
use crate::document::{GroupPart, Report};

/// What the columns are called, in the specification's words.
pub const COLUMNS: [&str; 6] = [
    "Control Group",
    "Control(s)",
    "Status",
    "Comments",
    "Risks",
    "External Controls",
];

/// How a group's status follows from those of its controls, for the reader.
pub const RULE: &str = "The status of a control group is the gravest of its controls: it fails where a control \
     fails, is partial where one is partial, and is not tested where one is not tested. What is not \
     applicable counts only where no control of the group is anything else.";

/// A control group in the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow<'r> {
    /// The group.
    pub group: &'r GroupPart,
    /// What follows from the statuses of its controls ([`RULE`]).
    pub status: Status,
    /// What is to be said of its controls: the reason of each that has one, and the status of each that
    /// has another than the group and is not simply implemented.
    pub comments: Vec<String>,
    /// Identifiers of the risks that its controls address, in the order in which the controls name them.
    pub risks: Vec<&'r str>,
    /// External standards and criteria of the group and its controls.
    pub external: Vec<&'r str>,
}

/// The summary: the groups in the edition's order.
#[must_use]
pub fn rows(report: &Report) -> Vec<GroupRow<'_>> {
    let groups = report.sections.iter().flat_map(|section| &section.groups);
    groups.map(row).collect()
}

/// The status of a group with controls of these statuses ([`RULE`]).
pub fn status_of(statuses: impl IntoIterator<Item = Status>) -> Status {
    let gravity = |status: &Status| match status {
        Status::NotApplicable => 0,
        Status::Implemented => 1,
        Status::NotTested => 2,
        Status::Partial => 3,
        Status::Fails => 4,
    };
    let gravest = statuses.into_iter().max_by_key(gravity);
    gravest.unwrap_or(Status::NotTested)
}

/// A status in the words of the specification's table, which says there what passes and what fails.
pub(crate) const fn status_words(status: Status) -> &'static str {
    match status {
        Status::NotTested => "Not Tested",
        Status::Implemented => "Implemented",
        Status::NotApplicable => "Not Applicable (passes)",
        Status::Partial => "Partial / Incomplete (fails)",
        Status::Fails => "Fails",
    }
}

fn row(group: &GroupPart) -> GroupRow<'_> {
    let controls = || group.controls.iter();
    let status = status_of(controls().map(|control| control.status));
    let comments = controls().filter_map(|control| {
        let reason = control.reason.trim();
        let word = control.status.label();
        match reason {
            // The status of the group says it, or that nothing is to be said.
            "" if control.status == status || control.status == Status::Implemented => None,
            "" => Some(format!("{}: {word}", control.id)),
            reason if group.controls.len() == 1 => Some(reason.to_owned()),
            reason => Some(format!("{}: {word}: {reason}", control.id)),
        }
    });
    let mut seen = BTreeSet::new();
    let risks = controls().flat_map(|control| &control.risks);
    let risks = risks.map(|risk| risk.id.as_str());
    let risks = risks.filter(|risk| seen.insert(*risk)).collect();
    let criteria = controls().flat_map(|control| &control.criteria);
    let criteria = criteria.map(|criterion| criterion.label.as_str());
    let mut named = BTreeSet::new();
    let standards = group.standards.iter().map(String::as_str);
    let external = standards.chain(criteria).filter(|name| named.insert(*name));
    GroupRow {
        group,
        status,
        comments: comments.collect(),
        risks,
        external: external.collect(),
    }
}
