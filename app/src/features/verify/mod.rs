//! Verify: drop a report, see who signed it, whether it is as it was signed, and what it says.

mod check;
mod view;

pub use check::{CheckError, Checked, FileKind, Signed, check};
pub use view::VerifyView;
