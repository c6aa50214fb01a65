//! Report: look at it, sign it, save it as JSON and as PDF.

mod export;
mod font;
pub mod paper;
mod produce;
mod sign_form;
mod view;

pub use paper::ReportPaper;
pub use produce::{ProduceError, SignedReport, assemble, produce};
pub use view::ReportView;
