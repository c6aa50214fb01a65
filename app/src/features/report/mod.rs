//! Report: look at it, sign it, save it as JSON and as PDF.

mod export;
mod font;
pub mod paper;
mod sign_form;
mod signer;
mod view;

pub use paper::ReportPaper;
pub use view::ReportView;
