//! Report: look at it, sign it, save it as JSON and as PDF.

mod export;
mod font;
mod identity_choice;
mod others;
pub mod paper;
mod pictures;
mod presenting;
mod save_file;
mod sign_form;
mod signer;
mod view;

pub use identity_choice::{IdentityChoice, IdentityField, with_identities};
pub use paper::ReportPaper;
pub use save_file::SaveFile;
pub use view::ReportView;
