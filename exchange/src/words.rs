//! Every sentence that only these files say.

use assay_report::document::{AbsencePart, Report};

/// What a file is and where it comes from.
pub(crate) fn made_of(report: &Report) -> String {
    format!(
        "Made by {} of the report {}, whose journal ends with {} after {} entries. This file is signed by nobody: what counts is the report, as far as somebody signed it. Properties, parts and facets of another namespace than OSCAL's are those of the report's own format.{}",
        assay_report::GENERATOR,
        report.id,
        report.journal.head,
        report.journal.entries,
        if report.example {
            format!(" {AN_EXAMPLE}")
        } else {
            String::new()
        }
    )
}

/// Where the catalog comes from.
pub(crate) const OF_THE_EDITION: &str =
    "What a report quotes of this edition. It is signed by nobody.";

/// That there is no plan of the system's security.
pub(crate) const NO_SYSTEM_SECURITY_PLAN: &str = "There is no system security plan: the standard asks for none, and the report names none. OSCAL demands the reference.";

/// What the catalog is to the other files.
pub(crate) const THE_CATALOG: &str = "The controls of the edition that was assessed.";

/// What the plan is.
pub(crate) const THE_PLAN: &str = "What was to be assessed, as far as the report states it.";

/// What evidence is known by.
pub(crate) const BY_DIGEST: &str =
    "Whoever keeps the evidence has the file: it is the one with this digest.";

/// That a file was not as it was taken in.
pub(crate) fn absent(absence: AbsencePart) -> String {
    let what = match absence {
        AbsencePart::Missing => "it was missing.",
        AbsencePart::Changed => "it was changed, or could not be read.",
    };
    format!("When the report was made, the file was not there as it was taken in: {what}")
}

/// That no day is stated.
pub(crate) const NO_DAY: &str =
    "The report states no day of this; what stands as the time is when the report was made.";

/// What the program is to the assessment.
pub(crate) const THE_PROGRAM: &str = "The program with which the assessment was recorded.";

/// Where nothing is stated.
pub(crate) const NOT_STATED: &str = "Not stated.";

/// That a control has no finding.
pub(crate) const NO_VERDICT: &str = "The report gives no verdict on this control that OSCAL's two states could hold, so that there is no finding about it.";

/// Whose an observation of a rule is.
pub(crate) const OF_A_RULE: &str =
    "Found by the program in what is recorded; it is not a judgement of the assessor.";

/// Before what an earlier assessment found of a control.
pub(crate) const EARLIER: &str = "What the assessment before found";

/// What an earlier assessment found about what there is no more.
pub(crate) const WITHDRAWN: &str =
    "What the assessment before found about what the edition does not have any more";

/// What the evidence of a risk is called.
pub(crate) const EVIDENCE_OF_RISK: &str = "Evidence about the risk";

/// Why a control that is partial is not satisfied.
pub(crate) const PARTIAL: &str =
    "Partial or incomplete: a part of the control is in place, and not all of it.";

/// What the mapping rests on.
pub(crate) const MAPPING: &str = "Which criteria of other standards the edition names beside its controls. It names them and does not say how each corresponds, so that the relationship is a word of ours; OSCAL demands method, rationale and status, which the edition does not state either.";

/// What stands for the criteria.
pub(crate) const CRITERIA: &str = "Criteria of other standards, by the names that the edition uses. They are not in this file, and the edition names no OSCAL catalog that has them.";

/// What the results are to the plan of action and milestones.
pub(crate) const THE_RESULTS: &str = "What was found. Findings, risks and observations here are some of those there, under the same UUIDs.";

/// That nobody answers a finding.
pub(crate) const UNANSWERED: &str = "The report names no action that answers this finding.";

/// That nothing mends a control.
pub(crate) const UNMENDED: &str =
    "The control is not satisfied, and the report names no action that mends it.";

/// At the end of a cell that goes on in the next row.
pub(crate) const GOES_ON: &str = " [goes on in the next row]";

/// At the beginning of a cell that goes on from the row above.
pub(crate) const GOES_ON_FROM: &str = "[goes on from the row above] ";

/// That a workbook is not signed.
pub(crate) const NOT_SIGNED: &str = "This workbook is signed by nobody. What counts is the report that it is made of, as far as somebody signed it.";

/// That a report is an example.
pub(crate) const AN_EXAMPLE: &str = "It is an example, and says nothing about anybody.";

/// That a page is not signed.
pub(crate) const PAGE_NOT_SIGNED: &str = "This page is signed by nobody. What counts is the report that it is made of, as far as somebody signed it. “This document” is the PDF of that report wherever it stands below.";

/// Before a picture's alternative text.
pub(crate) const PICTURE: &str = assay_report::outline::MARKDOWN_PICTURE;

/// Before a logo's.
pub(crate) const LOGO: &str = assay_report::outline::MARKDOWN_LOGO;

/// Behind a text of the edition that is not in the words of its publisher.
pub(crate) const SUMMARY: &str = "(summary)";

/// Beside a title that is not in the words of the edition's publisher.
pub(crate) const TITLE_SUMMARY: &str =
    "The title is a summary, and not in the words of the publisher.";

/// The same of a risk's title and description.
pub(crate) const RISK_SUMMARY: &str =
    "Title and description are summaries, and not in the words of the publisher.";

/// The same of its description alone.
pub(crate) const DESCRIPTION_SUMMARY: &str =
    "The description is a summary, and not in the words of the publisher.";

/// What a library for CISO Assistant is, who made it, and how it marks summaries.
pub(crate) fn the_library(edition: &str) -> String {
    format!(
        "{edition}. {OF_THE_EDITION} Made by Assay, by neither the publisher nor the makers of CISO Assistant. Behind what is not in the words of the publisher stands “{SUMMARY}”."
    )
}

/// Where what is said of a control comes from.
pub(crate) fn taken_from(report: &Report) -> String {
    let example = if report.example { AN_EXAMPLE } else { "" };
    format!(
        "Taken from the report {}, whose journal ends with {} after {} entries. Here it is signed by nobody: what counts is the report, as far as somebody signed it. {example}",
        report.id, report.journal.head, report.journal.entries,
    )
}

/// That an action is late.
pub(crate) const OVERDUE: &str = "when the report was made";

/// Before a risk that the assessor added.
pub(crate) const OWN_RISK: &str = "Addresses a risk that the assessor added";

/// Above how a control was assessed.
pub(crate) const FOUND_SO: &str = "Assessment";
