use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    EDITION, FileSums, JOURNAL, MANIFEST, MOST_BYTES, MOST_FILE_BYTES, MOST_MEMBERS,
    MOST_TEXT_BYTES, Manifest, Member, SNAPSHOT, WriteBackupError, sums::evidence_name,
};
use crate::{Assessment, EvidenceKind, Record, Sha256Digest, Timestamp, archive};

/// More than a member needs beside its bytes, in its header, the list of files and the manifest.
const BYTES_BESIDE: u64 = 512;

/// Writes a backup from its beginning to its end, without ever holding all of it:
///
/// 1. for each evidence file, in the order of the digests, [`BackupWriter::file`] gives what stands
///    before the file's bytes, and the caller writes that and the bytes;
/// 2. [`BackupWriter::finish`] gives the rest.
#[derive(Debug)]
pub struct BackupWriter<'a> {
    record: &'a Record,
    created: Timestamp,
    journal: Vec<u8>,
    snapshot: Vec<u8>,
    /// The edition file, so that a build that does not know the edition opens the backup too.
    edition: Arc<str>,
    archive: archive::Writer,
    last_file: Option<Sha256Digest>,
    members: Vec<Member>,
}

/// What stands in a backup behind the evidence files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndOfBackup {
    /// The bytes to write.
    pub bytes: Vec<u8>,
    /// The length of the whole backup in bytes.
    pub length: u64,
    /// What [`super::Contents::manifest`] of the written file must be.
    pub manifest: Vec<u8>,
    /// Files that the assessment names and that were not written. The manifest lists them; tell the
    /// user.
    pub missing: Vec<Sha256Digest>,
}

impl<'a> BackupWriter<'a> {
    /// Begins a backup of a record.
    ///
    /// # Errors
    /// [`WriteBackupError::TooLarge`] when a backup with all files that the record names does not
    /// fit: before the first byte.
    pub fn new(record: &'a Record, created: Timestamp) -> Result<Self, WriteBackupError> {
        let journal = journal_lines(record);
        let snapshot = record.snapshot().to_bytes();
        for (name, bytes) in [(JOURNAL, &journal), (SNAPSHOT, &snapshot)] {
            if bytes.len() as u64 > MOST_TEXT_BYTES {
                return Err(WriteBackupError::TextTooLarge { name });
            }
        }
        let writer = Self {
            record,
            created,
            journal,
            snapshot,
            edition: record.catalog().canonical_file(),
            archive: archive::Writer::new(),
            last_file: None,
            members: Vec::new(),
        };
        let files = named_files(record.assessment());
        let bytes = files.values().fold(0, |sum: u64, size| {
            sum.saturating_add(*size).saturating_add(BYTES_BESIDE)
        });
        writer.admit(bytes, files.len())?;
        Ok(writer)
    }

    /// What stands before an evidence file's bytes. A file that is given may be one whose item was
    /// removed: removing can be undone after the backup was read.
    ///
    /// # Errors
    /// [`WriteBackupError::TooLarge`] when the file does not fit, and [`WriteBackupError::Order`].
    pub fn file(&mut self, file: &FileSums) -> Result<Vec<u8>, WriteBackupError> {
        self.admit(file.size, 1)?;
        if file.size > MOST_FILE_BYTES {
            return Err(self.too_large(file.size, 1));
        }
        if self.last_file >= Some(file.sha256) {
            return Err(WriteBackupError::Order);
        }
        self.last_file = Some(file.sha256);
        self.begin(&evidence_name(&file.sha256), file)
    }

    /// The rest of the backup. Files that were not written are listed as missing.
    ///
    /// # Errors
    /// [`WriteBackupError::TooLarge`] when it does not fit.
    pub fn finish(mut self) -> Result<EndOfBackup, WriteBackupError> {
        let (journal, snapshot) = (
            std::mem::take(&mut self.journal),
            std::mem::take(&mut self.snapshot),
        );
        let written: BTreeSet<&str> = self.members.iter().map(|each| each.name.as_str()).collect();
        let missing = missing_files(self.record.assessment(), |digest| {
            written.contains(evidence_name(&digest).as_str())
        });
        let edition = Arc::clone(&self.edition);
        let mut members = Vec::with_capacity(self.members.len() + 3);
        members.push(Member::of(EDITION, edition.as_bytes()));
        members.extend(self.members.iter().cloned());
        members.push(Member::of(JOURNAL, &journal));
        members.push(Member::of(SNAPSHOT, &snapshot));
        let manifest = Manifest::of(self.record, members, missing.clone(), self.created).to_bytes();
        let texts = [
            (EDITION, edition.as_bytes()),
            (JOURNAL, journal.as_slice()),
            (MANIFEST, manifest.as_slice()),
            (SNAPSHOT, snapshot.as_slice()),
        ];
        let mut bytes = Vec::with_capacity(texts.iter().map(|(_, text)| text.len()).sum());
        for (name, content) in texts {
            bytes.extend(self.begin(name, &FileSums::of(content))?);
            bytes.extend_from_slice(content);
        }
        let too_large = self.too_large(0, 0);
        let written = self.archive.written();
        let end = self.archive.end().map_err(|_| too_large)?;
        let length = written + end.len() as u64;
        bytes.extend(end);
        Ok(EndOfBackup {
            bytes,
            length,
            manifest,
            missing,
        })
    }

    /// A member's header, after which its bytes are counted as written.
    fn begin(&mut self, name: &str, sums: &FileSums) -> Result<Vec<u8>, WriteBackupError> {
        let header = self.archive.begin(name, sums.size, sums.crc32());
        let header = header.map_err(|_| self.too_large(sums.size, 1))?;
        self.members.push(sums.member(name));
        Ok(header)
    }

    /// Whether so many more bytes in so many more evidence files fit, with all that follows them.
    fn admit(&self, bytes: u64, files: usize) -> Result<(), WriteBackupError> {
        let fits = self.all_with(bytes) <= MOST_BYTES && self.members_with(files) <= MOST_MEMBERS;
        if fits {
            Ok(())
        } else {
            Err(self.too_large(bytes, files))
        }
    }

    fn all_with(&self, bytes: u64) -> u64 {
        let texts = (self.journal.len() + self.snapshot.len() + self.edition.len()) as u64;
        let beside = (self.members.len() as u64 + 8) * BYTES_BESIDE;
        self.archive
            .written()
            .saturating_add(bytes)
            .saturating_add(texts + beside)
    }

    fn members_with(&self, files: usize) -> usize {
        let texts = 4;
        self.members
            .len()
            .saturating_add(files)
            .saturating_add(texts)
    }

    fn too_large(&self, bytes: u64, files: usize) -> WriteBackupError {
        WriteBackupError::TooLarge {
            bytes: self.all_with(bytes),
            members: self.members_with(files),
        }
    }
}

/// A backup that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenBackup {
    /// The bytes of the `.assay` file.
    pub bytes: Vec<u8>,
    /// Files that the assessment names, but whose bytes were not given, or were not those that
    /// were hashed when the file was added. The manifest lists them; tell the user.
    pub missing: Vec<Sha256Digest>,
}

/// Writes a small backup at once, with the files of its evidence library. A file whose bytes do not
/// have the digest that it is given under is left out.
///
/// # Errors
/// As [`BackupWriter`].
pub fn write(
    record: &Record,
    evidence: impl IntoIterator<Item = (Sha256Digest, Vec<u8>)>,
    created: Timestamp,
) -> Result<WrittenBackup, WriteBackupError> {
    let mut writer = BackupWriter::new(record, created)?;
    let mut bytes = Vec::new();
    for (digest, content) in evidence.into_iter().collect::<BTreeMap<_, _>>() {
        let sums = FileSums::of(&content);
        if sums.sha256 == digest {
            bytes.extend(writer.file(&sums)?);
            bytes.extend(content);
        }
    }
    let end = writer.finish()?;
    bytes.extend(end.bytes);
    Ok(WrittenBackup {
        bytes,
        missing: end.missing,
    })
}

/// The files that an assessment names, with the sizes that it gives; each once.
#[must_use]
pub fn named_files(assessment: &Assessment) -> BTreeMap<Sha256Digest, u64> {
    let items = assessment.evidence().values();
    items
        .filter_map(|item| match item.kind {
            EvidenceKind::File { size, sha256, .. } => Some((sha256, size)),
            EvidenceKind::Link { .. } => None,
        })
        .collect()
}

/// The files that an assessment names and of which `is_there` says no; sorted, none twice.
pub(super) fn missing_files(
    assessment: &Assessment,
    is_there: impl Fn(Sha256Digest) -> bool,
) -> Vec<Sha256Digest> {
    let named = named_files(assessment).into_keys();
    named.filter(|digest| !is_there(*digest)).collect()
}

fn journal_lines(record: &Record) -> Vec<u8> {
    let mut lines = Vec::new();
    for entry in record.journal().stored() {
        lines.extend_from_slice(entry);
        lines.push(b'\n');
    }
    lines
}
