//! The backup: one `.assay` file that holds a whole assessment with its journal and its files.
//!
//! It is a ZIP archive (PKWARE APPNOTE 6.3.10) whose members are stored, not compressed, so that
//! nothing in it can grow when it is read, and any archive tool can look into it:
//!
//! | member | content |
//! | --- | --- |
//! | `manifest.json` | [what the backup holds](Manifest), with the size and SHA-256 of every other member |
//! | `journal.jsonl` | the entries of the journal as they are stored, one a line |
//! | `snapshot.json` | the [`crate::Snapshot`] at the journal's end, to look at; the journal is the truth |
//! | `evidence/<sha256>` | the bytes of each file of the evidence library |
//!
//! The same record, files and time give the same bytes: names are sorted and every time within
//! the archive is fixed.

mod error;
mod manifest;
mod read;
mod write;

pub use self::{
    error::{ReadBackupError, WriteBackupError},
    manifest::{Manifest, Member},
    read::{Backup, read},
    write::{WrittenBackup, write},
};

/// The most bytes of a backup. A page's memory holds less than 2^31 bytes in one piece.
pub const MOST_BYTES: u64 = 2_000_000_000;

/// The most members of a backup, evidence files included.
pub const MOST_MEMBERS: usize = 20_000;

const MANIFEST: &str = "manifest.json";
const JOURNAL: &str = "journal.jsonl";
const SNAPSHOT: &str = "snapshot.json";
const EVIDENCE_FOLDER: &str = "evidence/";
