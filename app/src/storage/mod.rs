//! Everything that is kept on this device, and the only way to it: see `README.md` beside this
//! file for what is stored where, what always holds, and what happens when something fails.
//!
//! It deals in bytes and sequence numbers. What a journal entry means, and whether the chain of
//! entries is sound, is for `assay_assessment::journal` to say.

mod error;

mod assessment_store;
mod library;
mod stored;
mod sweep;

mod follower;
mod writer;

mod save_queue;
mod saver;

mod database;

pub use assessment_store::{AssessmentStore, MetaKey, SNAPSHOTS_KEPT};
pub use error::StorageError;
pub use follower::Follower;
pub use library::{
    Counts, KnownSigner, LastBackup, Library, LibraryEntry, SettingKey, StoredIdentity,
};
pub use save_queue::{NextStep, SaveQueue, SaveState, Urgency};
pub use saver::{JournalSink, NoStore, Saver};
pub use stored::{Stored, with_checksum};
pub use sweep::sweep;
pub use writer::{Claim, WriterLock, claim_writer, wait_for_writer};
