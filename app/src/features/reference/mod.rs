//! What the edition says beside its controls and risks: mitigations by section, terms, and the works
//! that it refers to. From each, one comes to the risks and controls that it belongs to.
//!
//! ```text
//! entries.rs   the entries in their order, and which of them a filter leaves (pure)
//! view.rs      the room: the list, and what stands beside it while nothing is open
//! detail.rs    a mitigation or a section, with risks and controls
//! terms.rs     the glossary, and the works
//! ```

mod detail;
mod entries;
mod terms;
mod view;

pub use entries::ReferenceFilter;
pub use view::ReferenceView;
