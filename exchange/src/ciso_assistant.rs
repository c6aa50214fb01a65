//! CISO Assistant (intuitem): the edition as a library, and the audit as a table for its Data Wizard.
//!
//! The library is the same for every report of an edition, so that audits of several operators are of one framework there.
//! Scored risks are not in these files: how probable and how grave something is, is measured there with a matrix that
//! belongs to whoever imports.

mod audit;
mod library;
mod observation;
mod urns;
mod yaml;

use assay_report::document::Report;

use crate::MadeFile;

/// The file of the edition.
pub const LIBRARY: &str = "ciso-assistant-library.yaml";
/// The file of the audit.
pub const AUDIT: &str = "ciso-assistant-audit.csv";

/// The version of what is made of an edition. It is raised when that changes: CISO Assistant takes another library of the
/// same name only with a higher one.
pub const LIBRARY_VERSION: u32 = 1;

/// The most bytes of observations, and of names of threats, of all controls together. What a control names (evidence,
/// findings, actions) stands beside each control that names it, so that a small report could ask for more than any memory
/// holds.
const MOST_OF_MANY: usize = 64 * 1024 * 1024;

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub enum CisoAssistantError {
    /// It has no controls.
    #[error("the report has no controls, so that there is nothing to import; take the JSON")]
    NoControls,
    /// What it states of its controls is too much.
    #[error(
        "what the report states of its controls comes to more than 64 MiB, because many of them name the same; take the JSON"
    )]
    TooLarge,
    /// The library could not be written.
    #[error("the library could not be written: {0}")]
    Json(#[from] serde_json::Error),
}

/// A report as the library of its edition and the table of its audit, which belong together: the table names the controls as
/// the library does.
///
/// # Errors
/// [`CisoAssistantError`] for a report without controls, and for one whose observations or names of threats exceed 64 MiB.
pub fn files(report: &Report) -> Result<Vec<MadeFile>, CisoAssistantError> {
    if report.controls().next().is_none() {
        return Err(CisoAssistantError::NoControls);
    }
    let library = library::Library::of(report)?;
    let table = audit::table(report, &library.controls)?;
    Ok(vec![
        MadeFile {
            name: LIBRARY,
            media_type: "application/yaml",
            bytes: yaml::written(&library.content)?,
        },
        MadeFile {
            name: AUDIT,
            media_type: "text/csv",
            bytes: table,
        },
    ])
}
