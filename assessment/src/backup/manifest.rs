use serde::{Deserialize, Serialize};

use crate::{AssessmentId, EditionReference, Record, Sha256Digest, Timestamp};

/// Says that a ZIP archive is a backup of Assay.
pub(super) const FORMAT: &str = "assay-backup";

/// The version that this edition of Assay writes, and the newest that it reads.
pub(super) const VERSION: u64 = 1;

/// One member of the archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Its name, such as `journal.jsonl` or `evidence/<sha256>`.
    pub name: String,
    /// The number of its bytes.
    pub size: u64,
    /// The digest of its bytes.
    pub sha256: Sha256Digest,
}

impl Member {
    pub(super) fn of(name: impl Into<String>, bytes: &[u8]) -> Self {
        Self {
            name: name.into(),
            size: bytes.len() as u64,
            sha256: Sha256Digest::of(bytes),
        }
    }
}

/// What a backup holds. Everything in it follows from the other members but `created`, so that
/// a reader can check all of it. [`super::SCHEMA`] says the same to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Always `assay-backup`.
    pub format: String,
    /// The version of the format; this edition of Assay writes 1.
    pub version: u64,
    /// Which assessment it holds.
    pub assessment: AssessmentId,
    /// The assessment's title, for people who look into the archive.
    pub title: String,
    /// When the device's clock said that the backup was made; milliseconds since 1970.
    pub created: Timestamp,
    /// The catalog that the assessment was made against.
    pub edition: EditionReference,
    /// The number of entries in the journal.
    pub entries: u64,
    /// The digest of the journal's last entry.
    pub head: Sha256Digest,
    /// Every other member, sorted by name.
    pub members: Vec<Member>,
    /// Files that the assessment names, but whose bytes were not there; sorted.
    pub missing: Vec<Sha256Digest>,
}

impl Manifest {
    /// The manifest of a record. `members` is sorted by name, `missing` by digest.
    pub(super) fn of(
        record: &Record,
        members: Vec<Member>,
        missing: Vec<Sha256Digest>,
        created: Timestamp,
    ) -> Self {
        let assessment = record.assessment();
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            assessment: assessment.id().clone(),
            title: assessment.details().title.clone(),
            created,
            edition: assessment.edition().clone(),
            entries: record.journal().next_seq(),
            head: record.journal().head(),
            members,
            missing,
        }
    }

    /// The manifest in canonical JSON (RFC 8785).
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // A manifest holds no float and no map, and its integers stay below 2^53, so this cannot
        // fail.
        serde_json_canonicalizer::to_vec(self).unwrap_or_default()
    }
}
