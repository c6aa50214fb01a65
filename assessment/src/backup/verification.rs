//! Verifying a backup step by step, once its texts are there.

use assay_catalog::{Catalog, Editions};

use super::{
    Contents, EDITION, FileInBackup, JOURNAL, MANIFEST, MOST_FILE_BYTES, Manifest, Member,
    ReadBackupError, SNAPSHOT,
    check::{self, bound, damaged},
    write::missing_files,
};
use crate::{Journal, Record, archive::Entry, order_of_risks};

/// A backup whose texts are there, on the way to being verified. Each step takes a moment for a long journal, so
/// whoever has something else to do does it between two of them.
#[derive(Debug)]
pub struct Verification {
    catalog: &'static Catalog,
    parts: Parts,
    step: Step,
}

/// What has to follow from the journal.
#[derive(Debug)]
struct Parts {
    manifest: Manifest,
    manifest_bytes: Vec<u8>,
    members: Vec<Member>,
    files: Vec<FileInBackup>,
    snapshot: Vec<u8>,
}

/// What is verified next.
#[derive(Debug)]
enum Step {
    /// The chain of the journal's entries, which are these lines.
    Chain(Vec<u8>),
    /// What the entries make.
    Entries(Journal),
    /// That everything else follows from it.
    Rest(Box<Record>),
}

/// How far a verification is.
#[derive(Debug)]
pub enum Verified {
    /// There is more to verify.
    InPart(Box<Verification>),
    /// All of it is, but for the bytes of the evidence files.
    Wholly(Box<Contents>),
}

impl Verification {
    /// Compares the texts, whose checksums were compared, and what the archive lists with the manifest.
    pub(super) fn begin(
        editions: &Editions,
        entries: Vec<Entry>,
        [manifest_bytes, journal, snapshot]: [Vec<u8>; 3],
        edition: Option<Vec<u8>>,
    ) -> Result<Self, ReadBackupError> {
        let manifest = check::manifest(&manifest_bytes)?;
        let catalog = check::edition(&manifest, editions)?;
        let mut members = vec![
            Member::of(JOURNAL, &journal),
            Member::of(SNAPSHOT, &snapshot),
        ];
        members.extend(edition.iter().map(|bytes| Member::of(EDITION, bytes)));
        let mut files = Vec::new();
        for entry in entries {
            if let Some(digest) = check::digest_of(&entry.name) {
                bound(
                    "the size of one of its files in bytes",
                    entry.size,
                    MOST_FILE_BYTES,
                )?;
                members.push(Member {
                    name: entry.name.clone(),
                    size: entry.size,
                    sha256: digest,
                });
                files.push(FileInBackup { digest, entry });
            }
        }
        members.sort_by(|a, b| a.name.cmp(&b.name));
        files.sort_by_key(FileInBackup::digest);
        check::check_members(&manifest.members, &members)?;
        Ok(Self {
            catalog,
            parts: Parts {
                manifest,
                manifest_bytes,
                members,
                files,
                snapshot,
            },
            step: Step::Chain(journal),
        })
    }

    /// Verifies one thing more.
    ///
    /// # Errors
    /// [`ReadBackupError`] says what contradicts what.
    pub fn go_on(self) -> Result<Verified, ReadBackupError> {
        let step = match self.step {
            Step::Chain(lines) => Step::Entries(read_journal(&lines)?),
            Step::Entries(journal) => {
                let record = Record::load(journal, None, self.catalog);
                let record = record.map_err(|error| damaged(JOURNAL, error.to_string()))?;
                Step::Rest(Box::new(record))
            }
            Step::Rest(record) => {
                return self
                    .parts
                    .contents(*record)
                    .map(Box::new)
                    .map(Verified::Wholly);
            }
        };
        Ok(Verified::InPart(Box::new(Self { step, ..self })))
    }
}

impl Parts {
    /// All of it, if it follows from the record that the journal makes.
    fn contents(self, record: Record) -> Result<Contents, ReadBackupError> {
        let written = record.snapshot().to_bytes();
        if self.snapshot != written && !order_of_risks::first_wrote(&self.snapshot, &written) {
            return Err(damaged(SNAPSHOT, "it does not follow from the journal"));
        }
        let missing = missing_files(record.assessment(), |digest| {
            self.files
                .binary_search_by_key(&digest, FileInBackup::digest)
                .is_ok()
        });
        let created = self.manifest.created;
        let expected = Manifest::of(&record, self.members, missing.clone(), created);
        if expected.to_bytes() != self.manifest_bytes {
            let why = "it does not say what the other members hold";
            return Err(damaged(MANIFEST, why));
        }
        Ok(Contents {
            record,
            created,
            missing,
            files: self.files,
            manifest: self.manifest_bytes,
        })
    }
}

fn read_journal(lines: &[u8]) -> Result<Journal, ReadBackupError> {
    let Some(lines) = lines.strip_suffix(b"\n") else {
        return Err(damaged(JOURNAL, "its last line is cut off"));
    };
    let entries = lines.split(|byte| *byte == b'\n').map(<[u8]>::to_vec);
    let (journal, error) = Journal::verify(entries);
    match error {
        Some(error) => Err(damaged(JOURNAL, error.to_string())),
        None => Ok(journal),
    }
}
