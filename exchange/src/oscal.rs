//! OSCAL, the Open Security Controls Assessment Language of NIST: a catalog, an assessment plan, assessment results, a
//! plan of action and milestones, and a mapping to criteria of other standards.
//!
//! What OSCAL has a place for stands there; the rest stands in properties of our namespace ([`NAMESPACE`]), so that
//! nothing of the report is lost. What OSCAL demands and a report does not state is said not to be stated.

mod catalog;
mod evidence;
mod findings;
mod frame;
mod identifiers;
mod mapping;
mod milestones;
mod observations;
mod plan;
mod results;
mod risks;
mod value;

use assay_report::document::Report;

pub use identifiers::NAMESPACE;

use self::frame::Frame;
use crate::MadeFile;

/// The version of OSCAL.
pub const VERSION: &str = "1.2.1";

/// The file of the catalog.
pub const CATALOG: &str = "catalog.json";
/// The file of the assessment plan.
pub const PLAN: &str = "assessment-plan.json";
/// The file of the assessment results.
pub const RESULTS: &str = "assessment-results.json";
/// The file of the plan of action and milestones.
pub const MILESTONES: &str = "plan-of-action-and-milestones.json";
/// The file of the mapping to other standards.
pub const MAPPING: &str = "mapping-collection.json";

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub enum OscalError {
    /// It does not say when it was made.
    #[error(
        "the report does not say when it was made, which each OSCAL document has to; make the report again"
    )]
    Moment,
    /// It has no controls.
    #[error("the report has no controls, so that there is nothing that OSCAL could say of them")]
    NoControls,
    /// It could not be written as JSON.
    #[error("the documents could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// A report as OSCAL documents, which belong into one folder, because they name each other. The catalog, the plan and
/// the results are always there; a plan of action and milestones where something is to be done, and a mapping where
/// the edition names criteria of other standards.
///
/// # Errors
/// [`OscalError`] for a report without a moment or without controls.
pub fn documents(report: &Report) -> Result<Vec<MadeFile>, OscalError> {
    if report.controls().next().is_none() {
        return Err(OscalError::NoControls);
    }
    let frame = Frame::of(report)?;
    let results = results::Parts::of(&frame);
    let mut files = vec![
        frame::file(CATALOG, "catalog", catalog::document(&frame))?,
        frame::file(PLAN, "assessment-plan", plan::document(&frame))?,
    ];
    let milestones = milestones::document(&frame, &results);
    let document = results::document(&frame, results);
    files.push(frame::file(RESULTS, "assessment-results", document)?);
    if let Some(document) = milestones {
        let root = "plan-of-action-and-milestones";
        files.push(frame::file(MILESTONES, root, document)?);
    }
    if let Some(document) = mapping::document(&frame) {
        files.push(frame::file(MAPPING, "mapping-collection", document)?);
    }
    Ok(files)
}
