//! Everything that is kept on this device, and the only way to it: see `README.md` beside this
//! file for what is stored where, what always holds, and what happens when something fails.
//!
//! It deals in bytes and sequence numbers. What a journal entry means, and whether the chain of
//! entries is sound, is for `assay_assessment::journal` to say.

mod error;

mod assessment_store;
mod deletion;
mod editions;
mod evidence_reader;
mod evidence_records;
mod evidence_store;
mod evidence_writer;
mod library;
mod report_files;
mod stored;

mod writer;

mod database;

pub use assay_desk::{SaveState, StorageError};
pub use assessment_store::{AssessmentStore, MetaKey, SNAPSHOTS_KEPT};
pub use deletion::{Deleted, Deletion, sweep};
pub use editions::{EditionSource, EditionStore, claim_editions, hold_editions};
pub use evidence_reader::{EvidenceReader, ReadEvidenceError};
pub use evidence_store::EvidenceState;
pub use evidence_writer::EvidenceWriter;
pub use library::{
    Counts, KnownAuthority, KnownSigner, LastBackup, Library, LibraryEntry, SettingKey,
    StoredIdentity,
};
pub use report_files::{ReportFile, ReportFileStore, ReportFileUse};
pub use stored::{Stored, with_checksum};
pub use writer::{Claim, WriterLock, claim_patiently, claim_writer, hold_open, wait_for_writer};
