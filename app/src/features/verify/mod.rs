//! Verify: drop reports, see who signed each, whether it is as it was signed and agrees with itself,
//! and what it says.

mod checks;
mod compare;
mod countersign;
mod disclosures;
mod named_files;
mod outcome_view;
mod publish;
mod signature_view;
mod stamp_view;
mod stamping;
mod view;

pub use view::VerifyView;
