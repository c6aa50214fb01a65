//! Risks of the assessor's own, beside those of the edition.
//!
//! ```text
//! adding.rs  the dialog that adds one
//! says.rs    what one says, as fields; the controls that address it; taking it away
//! ```

mod adding;
mod says;

pub use self::{
    adding::AddRisk,
    says::{OwnRiskControls, OwnRiskSays, RemoveOwnRisk},
};
