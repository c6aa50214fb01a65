//! Reports: one document and one outline, written as JSON and PDF.
//!
//! Data flows one way: an assessment and the catalog become a report document (which is
//! the JSON format), the report becomes an [`outline::Outline`], and the PDF and the screen
//! are drawn from the outline.

pub mod check;
mod compose;
pub mod csv;
pub mod document;
pub mod groups;
pub mod html;
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

/// The formats that this crate defines, each with its JSON Schema.
pub const SCHEMAS: [(&str, &str); 4] = [
    (
        document::FORMAT,
        include_str!("../schema/assay-report-1.schema.json"),
    ),
    (
        public::FORMAT,
        include_str!("../schema/assay-public-report-1.schema.json"),
    ),
    (
        "assay-disclosures",
        include_str!("../schema/assay-disclosures-1.schema.json"),
    ),
    (
        request::FORMAT,
        include_str!("../schema/assay-status-update-request-1.schema.json"),
    ),
];
