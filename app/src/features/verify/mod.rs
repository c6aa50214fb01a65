//! Verify: drop reports and evidence packs, see who signed each, whether it is as it was signed and agrees with itself,
//! and what it says.

mod checks;
mod compare;
mod countersign;
mod disclosures;
mod known_signer;
mod named_files;
mod outcome_view;
mod pack_view;
mod publish;
mod room;
mod signature_view;
mod stamp_view;
mod stamping;
mod view;

pub use view::VerifyView;
