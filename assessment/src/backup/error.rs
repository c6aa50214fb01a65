use super::{MOST_BYTES, MOST_MEMBERS};
use crate::EditionReference;

/// Why a backup could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteBackupError {
    /// The files are larger or more than a backup may hold.
    #[error(
        "A backup of this assessment would need {} in {members} files, and at most {} in {MOST_MEMBERS} files fit. No file was written. Keep the largest evidence files elsewhere: remove them here, add links to them, and save again.",
        gigabytes(*bytes), gigabytes(MOST_BYTES)
    )]
    TooLarge {
        /// The number of bytes that it would have at least.
        bytes: u64,
        /// The number of members that it would have at least.
        members: usize,
    },
    /// The journal or the snapshot is larger than what is read.
    #[error(
        "The backup's {name} would be larger than any that is read. No file was written. Please report this."
    )]
    TextTooLarge {
        /// The member.
        name: &'static str,
    },
    /// Files were not given in the order of their digests, which would be an error of ours.
    #[error("The backup's files are not in their order. Please report this.")]
    Order,
}

/// A number of bytes in gigabytes of 10^9 bytes, rounded up to a tenth.
fn gigabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000_000);
    format!("{}.{} GB", tenths / 10, tenths % 10)
}

/// Why a file was refused as a backup. Nothing was taken from it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadBackupError {
    /// The file is something else.
    #[error(
        "This file is not a backup of Assay. Choose a file that \"Save a backup\" wrote, with the ending .assay."
    )]
    NotABackup,
    /// A newer edition of Assay wrote the file.
    #[error(
        "This backup has format version {found}, and this edition of Assay reads up to version {newest}; open it with a newer Assay.",
        newest = super::manifest::VERSION
    )]
    NewerVersion {
        /// The version that the file names.
        found: u64,
    },
    /// The assessment was made against an edition that is not at hand.
    #[error(
        "This backup is of an assessment against an edition that is not here: {} (SHA-256 {}). Open it with the Assay that made it.",
        .needed.title(), .needed.sha256
    )]
    EditionNotHere {
        /// The edition that the backup names.
        needed: Box<EditionReference>,
    },
    /// The file is a backup, but something in it was changed or lost.
    #[error(
        "This backup is damaged: {member}: {why}. Nothing was taken from it; open an older backup."
    )]
    Damaged {
        /// The member where the damage shows; "the archive" for the file as a whole.
        member: String,
        /// What is wrong there.
        why: String,
    },
    /// The file is larger than a backup may be.
    #[error(
        "This backup is too large: {what} is {found}, and at most {most} is read; it was not written by Assay."
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
