//! Report: look at it, sign it, save it as JSON and as PDF, and with its evidence as a pack.

mod drafts;
mod export;
mod font;
mod identity_choice;
mod just_signed;
mod logo;
mod others;
mod pack_form;
pub mod paper;
mod pictures;
mod presenting;
mod presenting_fields;
mod sign_form;
mod signer;
mod view;

pub use font::OwnFonts;
pub use identity_choice::{IdentityChoice, IdentityField, with_identities};
pub use others::EnteredOthers;
pub use paper::ReportPaper;
pub use presenting::logo_of;
pub use view::ReportView;
