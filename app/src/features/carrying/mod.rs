//! Assessments that carry on from another one: the dialog that begins one, and what was carried over
//! beside the control or risk that it is about.
//!
//! ```text
//! dialog.rs   against which edition, under which title
//! earlier.rs  what the assessment before found, and how to confirm it
//! ```

mod dialog;
mod earlier;

pub use self::{
    dialog::{CarryOnDialog, CarryingOn},
    earlier::{EarlierControlPart, EarlierRiskPart, mark_of_confirmation},
};
