use assay_assessment::archive::Fault;

use super::{MOST_LINES, MOST_PACK_BYTES, MOST_PACK_FILES, MOST_PACK_REPORTS, PACK_SUMS};
use crate::{check::Standing, words::pack as words};

/// Why a pack could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WritePackError {
    /// The files are larger or more than a pack may hold.
    #[error(
        "The pack would need {} in {files} files, and at most {} in {MOST_PACK_FILES} files fit. Keep the largest evidence files elsewhere: hand them over beside the pack, and add links to them.",
        words::gigabytes(*bytes), words::gigabytes(MOST_PACK_BYTES)
    )]
    TooLarge {
        /// The number of bytes that it would have at least.
        bytes: u64,
        /// The number of files that it would have at least.
        files: usize,
    },
    /// The index would be larger than anybody can read.
    #[error(
        "The index of the pack would have {lines} lines, and at most {MOST_LINES} are written. Link each piece of evidence to fewer controls and risks."
    )]
    IndexTooLarge {
        /// How many lines: each piece of evidence once for each control and risk that it supports.
        lines: usize,
    },
    /// There is no report to go with the evidence.
    #[error("A pack holds at least one signed report; sign the report first.")]
    NoReport,
    /// There are more reports than are read.
    #[error(
        "A pack holds at most {MOST_PACK_REPORTS} reports, requests and public editions; choose those that belong to the evidence."
    )]
    TooManyReports,
    /// A file that should go in as a report is none.
    #[error(
        "“{name}” is no report, request or public edition of Assay, so it is not put into the pack."
    )]
    NotAReport {
        /// What it is called.
        name: String,
    },
    /// A report is about another assessment.
    #[error("“{name}” is the report of another assessment, so it is not put into the pack.")]
    OtherAssessment {
        /// What it is called.
        name: String,
    },
    /// The bytes that were read are not those of a file that the pack is to hold. Say so by
    /// [`super::PackWriter::changed`], and go on.
    #[error(
        "This is no file that belongs into the pack: its bytes are others than those that were added."
    )]
    OtherBytes,
    /// Files were not given in the order of the plan, which would be an error of ours.
    #[error("The files of the pack are not in their order. Please report this.")]
    Order,
    /// The signature is not by the signer, or not over the checksums.
    #[error("The signature does not fit the pack. Please report this.")]
    Signature,
}

/// Why nothing can be said of a pack, or of a folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadPackError {
    /// It is no ZIP archive, or holds no list of checksums.
    #[error("this is no evidence pack of Assay: it holds no {PACK_SUMS}")]
    NotAPack,
    /// The pack lies in a folder of the archive.
    #[error(
        "somebody put the unpacked pack into this archive anew, in the folder “{folder}”; unpack the archive, and check that folder"
    )]
    InAFolder {
        /// Which.
        folder: String,
    },
    /// A file is compressed or encrypted: somebody else packed the files anew.
    #[error(
        "“{name}” in it is compressed or encrypted, so somebody packed the files anew; unpack the archive with the program of your system, and check the folder"
    )]
    PackedAnew {
        /// Which file.
        name: String,
    },
    /// The archive as such is damaged, or was made to be read in two ways.
    #[error("this archive is damaged: {}; ask for it again", words::fault(*.0))]
    Damaged(Fault),
    /// There are bytes in it that belong to no file.
    #[error(
        "this archive holds bytes before or behind “{name}” that belong to no file, which no pack of Assay does; ask for it again"
    )]
    Hidden {
        /// Beside which file.
        name: String,
    },
    /// A name would lead out of the folder into which it is unpacked, or means something else on another system.
    #[error(
        "this archive holds a file by the name “{name}”, which is not safe to unpack; do not unpack it, and ask for the pack again"
    )]
    UnsafeName {
        /// The name, with what cannot be seen written out.
        name: String,
    },
    /// It is a link or a device, or has two names.
    #[error(
        "“{name}” in this archive is no plain file: it is a link or a device, or has a second name; do not unpack it, and ask for the pack again"
    )]
    NotAFile {
        /// Which.
        name: String,
    },
    /// Two files have the same name, or names that some systems take for the same.
    #[error(
        "two files have the name “{name}”, of which only one would be unpacked; ask for the pack again"
    )]
    SameName {
        /// Which name.
        name: String,
    },
    /// The list of checksums is none.
    #[error("line {line} of {PACK_SUMS} is no line of an evidence pack; ask for the pack again")]
    Sums {
        /// The number of the line, from 1.
        line: usize,
    },
    /// It is larger than what is read.
    #[error("{what} is {found}, and at most {most} is read; no pack of Assay is so large")]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// How large it is.
        found: u64,
        /// How large it may be.
        most: u64,
    },
    /// The file became shorter while it was read.
    #[error("the file changed while it was read; try again")]
    Shortened,
    /// Something was asked for before all was read, which would be an error of ours.
    #[error("the pack was not read to its end; please report this")]
    NotAtItsEnd,
}

impl ReadPackError {
    /// Whether it speaks against the file, if that was meant as a pack, or only says that nothing can be said of it.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match self {
            Self::Damaged(_)
            | Self::Hidden { .. }
            | Self::UnsafeName { .. }
            | Self::NotAFile { .. }
            | Self::SameName { .. }
            | Self::Sums { .. } => Standing::Fails,
            Self::NotAPack
            | Self::InAFolder { .. }
            | Self::PackedAnew { .. }
            | Self::TooLarge { .. }
            | Self::Shortened
            | Self::NotAtItsEnd => Standing::NotChecked,
        }
    }

    /// Whether it is said of archives that hold a list of checksums only, and so of none that has nothing to do with Assay.
    #[must_use]
    pub const fn is_of_a_pack(&self) -> bool {
        matches!(
            self,
            Self::InAFolder { .. } | Self::PackedAnew { .. } | Self::Sums { .. }
        )
    }
}

pub(super) fn bound(what: &'static str, found: u64, most: u64) -> Result<(), ReadPackError> {
    if found > most {
        Err(ReadPackError::TooLarge { what, found, most })
    } else {
        Ok(())
    }
}
