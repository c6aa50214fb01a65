//! Reports: one document and one outline, written as JSON and PDF.
//!
//! Data flows one way: an assessment and the catalog become a report document (which is
//! the JSON format), the report becomes an [`outline::Outline`], and the PDF and the screen
//! are drawn from the outline.

pub mod check;
mod compose;
pub mod document;
pub mod groups;
pub mod outline;
pub mod public;
pub mod request;
mod tone;
mod words;

pub mod chart;
pub mod markdown;
pub mod pdf;
pub mod picture;

/// The program and its version, as reports and PDFs name it.
pub const GENERATOR: &str = concat!("Assay ", env!("CARGO_PKG_VERSION"));
