//! What an assessment's database holds besides evidence, as it is on disk.

pub use assay_dossier::{Stored, with_checksum};
