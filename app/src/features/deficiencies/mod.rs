//! Findings: what an assessor brings to the operator's attention, with what management answers and the
//! actions that mend it. In code a finding is a deficiency, because a finding is what the X-ray found.

mod answers;
mod detail;
mod missing;
mod order;
mod view;
mod writing;

pub use order::{DeficiencyFilter, Show};
pub use view::DeficienciesView;
