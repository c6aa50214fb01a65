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
//!
//! A backup may be larger than memory, so neither [`BackupWriter`] nor [`BackupReader`] reads or
//! writes anything itself: one gives the bytes between the evidence files, the other says which
//! bytes it needs. [`write`] and [`read`] drive them over small backups in memory.

mod check;
mod error;
mod manifest;
mod read;
mod sums;
mod verification;
mod write;

pub use self::{
    error::{ReadBackupError, WriteBackupError},
    manifest::{Manifest, Member},
    read::{Backup, BackupReader, Contents, FileInBackup, read},
    sums::{FileSums, RunningSums, StateError},
    verification::{Verification, Verified},
    write::{BackupWriter, EndOfBackup, WrittenBackup, named_files, write},
};

/// The most bytes of a backup: what the places within an archive can name without its 64-bit
/// extension.
pub const MOST_BYTES: u64 = crate::archive::MOST_BYTES;

/// The most members of a backup, evidence files included.
pub const MOST_MEMBERS: usize = 20_000;

/// The most bytes of one evidence file: what fits into a page's memory and one record of its store.
pub const MOST_FILE_BYTES: u64 = 512 * 1024 * 1024;

/// The most bytes of a manifest, a journal or a snapshot, which are read whole.
pub const MOST_TEXT_BYTES: u64 = 256 * 1024 * 1024;

/// The JSON Schema of the manifest.
pub const SCHEMA: &str = include_str!("../schema/assay-backup-1.schema.json");

const MANIFEST: &str = "manifest.json";
const JOURNAL: &str = "journal.jsonl";
const SNAPSHOT: &str = "snapshot.json";
/// The edition file, where no build carries the edition.
const EDITION: &str = "edition.json";
const EVIDENCE_FOLDER: &str = "evidence/";

/// How many bytes of a file [`begins_like_one`] looks at.
pub const BEGINNING: usize = 128;

/// Whether a file that begins so was meant as a backup of Assay, sound or not, whatever it is called:
/// it is a ZIP archive whose first member is one of a backup's.
#[must_use]
pub fn begins_like_one(bytes: &[u8]) -> bool {
    // The name of the first member stands 30 bytes behind the beginning (APPNOTE 4.3.7).
    let first = bytes.get(30..).unwrap_or_default();
    bytes.starts_with(crate::archive::HEADER)
        && [EDITION, MANIFEST, JOURNAL, SNAPSHOT, EVIDENCE_FOLDER]
            .iter()
            .any(|name| first.starts_with(name.as_bytes()))
}
