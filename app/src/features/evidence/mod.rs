//! Evidence: the library, and the way in for files and links.
//!
//! A file's bytes go to the store first and only then, by an edit, into the library: an item
//! never names bytes that are not on disk.

mod absence;
mod adder;
mod checking;
mod detail;
mod facts;
mod ingest;
mod intake;
mod library;
mod line;
mod link_form;
mod linking;
mod opening;
mod picture;

pub use adder::EvidenceAdder;
pub use facts::EvidenceFacts;
pub use intake::{Intake, provide_intake};
pub use library::{EvidenceFilter, EvidenceView};
pub use line::{EvidenceLine, EvidenceLines, facts_of};
pub use linking::{LinkExisting, LinkExistingButton};
pub use opening::{save_copy, whole};
