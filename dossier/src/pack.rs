//! The evidence pack: one ZIP archive with the signed reports, the evidence files under names that say which control
//! they belong to, an index, and checksums that the same key signed. Whoever receives it needs nothing of ours.
//!
//! | member | content |
//! | --- | --- |
//! | `VERIFY.txt` | how to check the pack, in plain words |
//! | `evidence/<control or risk>/<name>` | the evidence files, each once; `evidence/unlinked/` has those that support nothing |
//! | `reports/<name>` | the signed files as they were produced |
//! | `INDEX.csv`, `index.html` | which evidence supports what, and in which file it is |
//! | `SHA256SUMS` | the SHA-256 of each of these, as coreutils write it |
//! | `SHA256SUMS.sig` | an SSH signature over that file |
//!
//! All members are stored, not compressed. The same assessment, files, key and time give the same bytes. A pack may be
//! larger than memory, so nothing here reads or writes: [`PackWriter`] gives the bytes between the evidence files,
//! [`PackReader`] and [`FolderReader`] say which bytes they need, and both come to a [`PackCheck`].

mod check;
mod drive;
mod error;
mod index;
mod members;
mod names;
mod plan;
mod read;
mod sums;
mod write;

pub use check::{
    CheckedFile, EvidenceCompared, FileState, NamedEvidence, PackCheck, PackRead, PackSignature,
    ReportInside,
};
pub use drive::{CheckPackError, PackCheckedWith, ReadFile, check_pack, check_pack_folder};
pub use error::{ReadPackError, WritePackError};
pub use members::FolderReader;
pub(crate) use names::principal;
pub use plan::{AbsentFile, PackedFile, Packing, PlannedFile};
pub use read::PackReader;
pub use sums::is_of_a_pack;
pub use write::{EndOfPack, PackWriter, UnsignedPack};

use assay_assessment::{archive, backup};

/// The most bytes of a pack: what the places within an archive can name without its 64-bit extension.
pub const MOST_PACK_BYTES: u64 = archive::MOST_BYTES;

/// The most files of a pack.
pub const MOST_PACK_FILES: usize = 20_000;

/// The most bytes of one file in a pack that Assay writes.
pub const MOST_PACK_FILE_BYTES: u64 = backup::MOST_FILE_BYTES;

/// The ending of a pack's name, without the point.
pub const PACK_ENDING: &str = "evidence.zip";

/// The list of checksums, by which a folder is known for an unpacked pack.
pub const PACK_SUMS: &str = "SHA256SUMS";

/// What the signature is for, by the word that `ssh-keygen -Y verify -n` takes.
pub const PACK_NAMESPACE: &str = "file";

/// The most reports, requests and public editions in a pack: each is held in memory while it is checked.
pub const MOST_PACK_REPORTS: usize = 64;

/// The most lines of an index: each piece of evidence once for each control and risk that it supports.
pub(crate) const MOST_LINES: usize = 100_000;

/// The most bytes of a list of checksums.
const MOST_SUMS_BYTES: u64 = 8 * 1024 * 1024;

/// The most bytes of its signature.
const MOST_SIGNATURE_BYTES: u64 = 16 * 1024;

/// How many bytes are wanted at a time.
const PIECE: u64 = 4 * 1024 * 1024;

pub(crate) const SIGNATURE: &str = "SHA256SUMS.sig";
pub(crate) const VERIFY: &str = "VERIFY.txt";
pub(crate) const INDEX_CSV: &str = "INDEX.csv";
pub(crate) const INDEX_HTML: &str = "index.html";
const REPORTS_FOLDER: &str = "reports/";
const EVIDENCE_FOLDER: &str = "evidence/";

/// Whether a file that begins so was written as a pack by Assay, sound or not, whatever it is called. One that somebody
/// packed anew may begin otherwise.
#[must_use]
pub(crate) fn begins_like_one(bytes: &[u8]) -> bool {
    // The name of the first member stands 30 bytes behind the beginning (APPNOTE 4.3.7).
    let first = bytes.get(30..).unwrap_or_default();
    bytes.starts_with(archive::HEADER) && first.starts_with(VERIFY.as_bytes())
}
