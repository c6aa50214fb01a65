//! Dossiers: what is handed over of an assessment, and what is stored of it. Turns an assessment into
//! signed files, and what somebody handed over or a disk gave back into what it says.
//!
//! - [`produce`]: from an assessment to signed files that were read back.
//! - [`sign_public`]: from a signed report to its public edition, with what that leaves out.
//! - [`draw_unsigned`]: the PDF of a signed JSON, as it is before anybody signs it.
//! - [`draft`] and [`draft_public`]: the pages as they would be signed now, to be looked at before.
//! - [`PackWriter`]: the evidence pack, written in pieces; [`check_pack`] and [`check_pack_folder`] check one.
//! - [`check_backup`]: whether a backup is whole, without opening it.
//! - [`check_disclosures`]: what was disclosed of a public edition, compared with it.
//! - [`check`]: what can be said about a file: its signatures, its contents, its pages.
//! - [`countersign`]: a file that was received, signed by somebody else as well.
//! - [`stamp_query`] and [`stamp`]: what a time stamping authority is asked for a file, and its answer.
//! - [`load`]: from what is stored of an assessment to the assessment, as far as it is sound.
//! - [`HandedKind`]: what kind of file it is, told by its content.
//! - [`file_name`]: what a file is called.
//!
//! Bytes and values in, bytes and values out: nothing here knows a browser, a clock or randomness, so
//! the same arguments give the same result.

mod backup;
mod check;
mod countersign;
mod draft;
mod drawing;
mod held;
mod kind;
mod known_list;
mod loading;
mod names;
mod pack;
mod produce;
mod produced;
mod publish;
mod roles;
mod signer;
mod stamping;
mod stored;
mod words;

pub use backup::{CheckBackupError, check_backup};
pub use check::{
    CheckDisclosuresError, CheckError, CheckStage, Checked, CheckedDisclosures, Compared,
    Contradiction, FileKind, Finding, Known, Named, Namesake, NotDrawn, NotShown, Outcome, Pages,
    Part, Remark, Restored, Signed, Stamp, StampFinding, Standing, Vouched, check,
    check_disclosures, check_in_stages, compare_certificate_fingerprint, compare_disclosures,
    compare_fingerprint, namesakes,
};
pub use countersign::{
    CountersignError, Countersigned, Countersigning, Obstacle, countersign, obstacle,
};
pub use draft::{Draft, DraftError, DraftOf, DraftStage, Drafting, draft, draft_public};
pub use drawing::{DrawUnsignedError, Drawing, draw_unsigned};
pub use held::Held;
pub use kind::{HandedKind, LARGEST_FILE};
pub use known_list::{
    KnownListError, LARGEST_KNOWN_LIST, ListedSigner, NewSigners, new_signers, read_known_list,
    write_known_list,
};
pub use loading::{Damage, DamageReason, LoadStoredError, Loaded, edition_named, load};
pub use names::file_name;
pub use pack::{
    AbsentFile, CheckPackError, CheckedFile, EndOfPack, EvidenceCompared, FileState, FolderReader,
    MOST_PACK_BYTES, MOST_PACK_FILE_BYTES, MOST_PACK_FILES, MOST_PACK_REPORTS, NamedEvidence,
    PACK_ENDING, PACK_NAMESPACE, PACK_SUMS, PackCheck, PackCheckedWith, PackRead, PackReader,
    PackSignature, PackWriter, PackedFile, Packing, PlannedFile, ReadFile, ReadPackError,
    ReportInside, UnsignedPack, WritePackError, check_pack, check_pack_folder, is_of_a_pack,
};
pub use produce::{ProduceError, SignStage, Signing, assemble, produce, sign, sign_in_stages};
pub use produced::{Format, ProducedFile, SignedReport};
pub use publish::{PublishError, Publishing, SignedPublic, sign_public, sign_public_in_stages};
pub use roles::{ROLES, role_named};
pub use signer::{Signer, signing_party};
pub use stamping::{StampError, StampQuery, Stamped, stamp, stamp_query};
pub use stored::{Stored, with_checksum};
