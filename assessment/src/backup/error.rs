use super::{MOST_BYTES, MOST_MEMBERS};
use crate::EditionReference;

/// Why a backup could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteBackupError {
    /// The files are larger or more than a backup may hold.
    #[error(
        "the evidence files are too large for one backup ({bytes} bytes in {members} files; at most {MOST_BYTES} bytes in {MOST_MEMBERS} files fit). Save the backup without the evidence files, and keep those by themselves"
    )]
    TooLarge {
        /// The number of bytes so far.
        bytes: u64,
        /// The number of members so far.
        members: usize,
    },
    /// The archive could not be put together, which would be an error of ours.
    #[error("the backup could not be put together: {0}")]
    Archive(String),
}

/// Why a file was refused as a backup. Nothing was taken from it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadBackupError {
    /// The file is something else.
    #[error(
        "this file is not a backup of Assay; choose a file that \"Save a backup\" wrote, with the ending .assay"
    )]
    NotABackup,
    /// A newer edition of Assay wrote the file.
    #[error(
        "this backup has format version {found}, and this edition of Assay reads up to version {newest}; open it with a newer Assay",
        newest = super::manifest::VERSION
    )]
    NewerVersion {
        /// The version that the file names.
        found: u64,
    },
    /// The assessment was made against another edition of the catalog.
    #[error(
        "this backup was made against another edition of the catalog ({} {} of {}, SHA-256 {}); open it with the Assay that made it. This Assay holds {} {} of {}, SHA-256 {}",
        .found.name, .found.version, .found.date, .found.sha256,
        .ours.name, .ours.version, .ours.date, .ours.sha256
    )]
    OtherEdition {
        /// The edition that the backup names.
        found: Box<EditionReference>,
        /// The edition of this Assay.
        ours: Box<EditionReference>,
    },
    /// The file is a backup, but something in it was changed or lost.
    #[error(
        "this backup is damaged: {member}: {why}. Nothing was taken from it; open an older backup"
    )]
    Damaged {
        /// The member where the damage shows; "the archive" for the file as a whole.
        member: String,
        /// What is wrong there.
        why: String,
    },
    /// The file is larger than a backup may be.
    #[error(
        "this backup is too large: {what} is {found}, and at most {most} is read; it was not written by Assay"
    )]
    TooLarge {
        /// What is too large, such as "its size in bytes".
        what: &'static str,
        /// How large it is.
        found: u64,
        /// How large it may be.
        most: u64,
    },
}
