//! Reports: one document and one outline, written as JSON and PDF.
