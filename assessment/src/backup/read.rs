use std::{mem, ops::Range};

use assay_catalog::Editions;

use super::{
    EDITION, FileSums, JOURNAL, MANIFEST, MOST_BYTES, MOST_MEMBERS, MOST_TEXT_BYTES,
    ReadBackupError, SNAPSHOT,
    check::{self, ARCHIVE, bound, damaged},
    verification::{Verification, Verified},
};
use crate::{
    Record, Sha256Digest, Timestamp,
    archive::{self, Entry, Fault},
};

/// How many bytes are wanted at a time.
const PIECE: u64 = 4 * 1024 * 1024;

/// The members that are read whole, in the order in which they are.
const TEXTS: [&str; 3] = [MANIFEST, JOURNAL, SNAPSHOT];

/// Reads all of a backup but its evidence files, by saying which bytes of the file it needs next.
/// Any bytes may be given: nothing is decompressed, and every length is bounded before it is used.
#[derive(Debug)]
pub struct BackupReader {
    editions: Editions,
    length: u64,
    stage: Stage,
    entries: Vec<Entry>,
    texts: Vec<Vec<u8>>,
    edition: Option<Vec<u8>>,
}

#[derive(Debug)]
enum Stage {
    /// What the file begins with.
    Beginning,
    /// The record at its end.
    End,
    /// The list of its members.
    List { members: u64, at: Range<u64> },
    /// The header of one of the texts.
    Header(Entry),
    /// Its bytes.
    Text {
        entry: Entry,
        rest: Range<u64>,
        read: Vec<u8>,
    },
    /// Nothing is wanted any more.
    Done,
}

/// What a backup holds, all of it verified but the bytes of its evidence files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// The assessment with its whole journal, and the steps that can be taken back. Its
    /// [`Record::catalog`] may have come with the backup, and is to be kept with it.
    pub record: Record,
    /// When the device that wrote it said that it did.
    pub created: Timestamp,
    /// Files that the assessment names, but which the backup does not hold; sorted.
    pub missing: Vec<Sha256Digest>,
    /// Where its evidence files are, in the order of their digests.
    pub files: Vec<FileInBackup>,
    /// The bytes of its manifest, which names the digest of every other member.
    pub manifest: Vec<u8>,
}

/// An evidence file within a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInBackup {
    pub(super) digest: Sha256Digest,
    pub(super) entry: Entry,
}

impl BackupReader {
    /// Begins to read a file of so many bytes.
    ///
    /// # Errors
    /// [`ReadBackupError::TooLarge`].
    pub fn new(length: u64, editions: &Editions) -> Result<Self, ReadBackupError> {
        bound("its size in bytes", length, MOST_BYTES)?;
        Ok(Self {
            editions: editions.clone(),
            length,
            stage: Stage::Beginning,
            entries: Vec::new(),
            texts: Vec::new(),
            edition: None,
        })
    }

    /// Which bytes of the file are needed next, a few megabytes at most; `None` when all are known.
    #[must_use]
    pub fn wanted(&self) -> Option<Range<u64>> {
        Some(match &self.stage {
            Stage::Beginning => 0..self.length.min(archive::HEADER.len() as u64),
            Stage::End => self.length.saturating_sub(archive::END_BYTES)..self.length,
            Stage::List { at, .. } => at.clone(),
            Stage::Header(entry) => entry.header(),
            Stage::Text { rest, .. } => rest.start..rest.end.min(rest.start + PIECE),
            Stage::Done => return None,
        })
    }

    /// Takes the bytes that were [wanted](Self::wanted).
    ///
    /// # Errors
    /// [`ReadBackupError`] says why the file is refused.
    pub fn give(&mut self, bytes: &[u8]) -> Result<(), ReadBackupError> {
        self.stage = match mem::replace(&mut self.stage, Stage::Done) {
            Stage::Beginning if !bytes.starts_with(archive::HEADER) => {
                return Err(ReadBackupError::NotABackup);
            }
            Stage::Beginning => Stage::End,
            Stage::End => {
                let read = archive::read_end(bytes, self.length);
                let (members, at) = read.map_err(|fault| of_fault(ARCHIVE, fault))?;
                bound("the number of files in it", members, MOST_MEMBERS as u64)?;
                Stage::List { members, at }
            }
            Stage::List { members, at } => {
                let read = archive::read_list(bytes, members, at.start);
                self.entries = read.map_err(|fault| of_fault(ARCHIVE, fault))?;
                self.next_text()?
            }
            Stage::Header(entry) => {
                let rest = entry.bytes(bytes);
                let rest = rest.map_err(|fault| of_fault(&entry.name, fault))?;
                let text = Stage::Text {
                    entry,
                    rest,
                    read: Vec::new(),
                };
                self.when_read(text)?
            }
            Stage::Text {
                entry,
                rest,
                mut read,
            } => {
                read.extend_from_slice(bytes);
                let text = Stage::Text {
                    entry,
                    rest: rest.start + bytes.len() as u64..rest.end,
                    read,
                };
                self.when_read(text)?
            }
            Stage::Done => Stage::Done,
        };
        Ok(())
    }

    /// Begins to verify what the backup holds, when nothing is wanted any more.
    ///
    /// # Errors
    /// [`ReadBackupError`] says what contradicts what.
    pub fn verify(self) -> Result<Verification, ReadBackupError> {
        let texts: [Vec<u8>; 3] = self
            .texts
            .try_into()
            .map_err(|_| damaged(ARCHIVE, check::words(Fault::List)))?;
        Verification::begin(&self.editions, self.entries, texts, self.edition)
    }

    /// What the backup holds, all of it verified at once.
    ///
    /// # Errors
    /// As [`Self::verify`] and [`Verification::go_on`].
    pub fn finish(self) -> Result<Contents, ReadBackupError> {
        let mut verification = self.verify()?;
        loop {
            match verification.go_on()? {
                Verified::InPart(rest) => verification = *rest,
                Verified::Wholly(contents) => return Ok(*contents),
            }
        }
    }

    /// A text whose bytes are all there is checked and put aside.
    fn when_read(&mut self, stage: Stage) -> Result<Stage, ReadBackupError> {
        match stage {
            Stage::Text { entry, rest, read } if rest.is_empty() => {
                if FileSums::of(&read).crc32 != entry.crc32 {
                    return Err(damaged(entry.name, CHANGED));
                }
                if entry.name == EDITION {
                    let manifest = self.texts.first().map(Vec::as_slice).unwrap_or_default();
                    let manifest = check::manifest(manifest)?;
                    check::edition_file(&read, &manifest, &mut self.editions)?;
                    self.edition = Some(read);
                    return self.next_text();
                }
                if self.texts.is_empty() {
                    // Other programs' archives, and backups of editions that are nowhere, go no
                    // further.
                    let manifest = check::manifest(&read)?;
                    check::names(&self.entries)?;
                    if !self.entries.iter().any(|entry| entry.name == EDITION) {
                        check::edition(&manifest, &self.editions)?;
                    }
                }
                self.texts.push(read);
                self.next_text()
            }
            stage => Ok(stage),
        }
    }

    fn next_text(&self) -> Result<Stage, ReadBackupError> {
        let named = |name: &str| self.entries.iter().find(|entry| entry.name == name);
        if self.texts.len() == 1
            && self.edition.is_none()
            && let Some(entry) = named(EDITION)
        {
            // The rest is read with the edition, so that comes first.
            let what = "the size of its edition in bytes";
            bound(what, entry.size, assay_catalog::MAX_FILE_BYTES as u64)?;
            return Ok(Stage::Header(entry.clone()));
        }
        let Some(name) = TEXTS.get(self.texts.len()) else {
            return Ok(Stage::Done);
        };
        let entry = named(name);
        match entry {
            Some(entry) => {
                bound(
                    "the size of one of its texts in bytes",
                    entry.size,
                    MOST_TEXT_BYTES,
                )?;
                Ok(Stage::Header(entry.clone()))
            }
            None if *name == MANIFEST => Err(ReadBackupError::NotABackup),
            None => Err(check::lost(name)),
        }
    }
}

/// Bytes that are others than those that were written.
const CHANGED: &str =
    "its bytes were changed: they do not have the checksum that was written with them";

impl FileInBackup {
    /// The digest that its name says, which [`Self::check`] compares.
    #[must_use]
    pub const fn digest(&self) -> Sha256Digest {
        self.digest
    }

    /// The number of its bytes.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.entry.size
    }

    /// Where its header is, which must be read before its bytes.
    #[must_use]
    pub fn header(&self) -> Range<u64> {
        self.entry.header()
    }

    /// Where its bytes are, by the bytes of its header.
    ///
    /// # Errors
    /// [`ReadBackupError::Damaged`].
    pub fn bytes(&self, header: &[u8]) -> Result<Range<u64>, ReadBackupError> {
        let bytes = self.entry.bytes(header);
        bytes.map_err(|fault| of_fault(&self.entry.name, fault))
    }

    /// Compares what was read with what the backup says of the file.
    ///
    /// # Errors
    /// [`ReadBackupError::Damaged`].
    pub fn check(&self, read: &FileSums) -> Result<(), ReadBackupError> {
        if read.crc32 != self.entry.crc32 {
            return Err(damaged(&*self.entry.name, CHANGED));
        }
        if read.sha256 != self.digest {
            let why = "its bytes do not have the digest that its name says";
            return Err(damaged(&*self.entry.name, why));
        }
        Ok(())
    }
}

/// What a small backup holds, all of it verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The assessment with its whole journal, and the steps that can be taken back.
    pub record: Record,
    /// The bytes of the evidence files, sorted by digest.
    pub evidence: Vec<(Sha256Digest, Vec<u8>)>,
    /// When the device that wrote it said that it did.
    pub created: Timestamp,
    /// Files that the assessment names, but which the backup does not hold; sorted.
    pub missing: Vec<Sha256Digest>,
}

/// Reads a small backup at once, and verifies every digest in it, the chain of its journal, and
/// that snapshot and manifest follow from the journal.
///
/// # Errors
/// [`ReadBackupError`] says why the file was refused. Any bytes may be given: no more memory is used
/// than a small multiple of their number.
pub fn read(bytes: &[u8], editions: &Editions) -> Result<Backup, ReadBackupError> {
    let part = |range: Range<u64>| {
        let place = |number| usize::try_from(number).ok();
        let range = place(range.start)?..place(range.end)?;
        bytes.get(range)
    };
    let cut = || damaged(ARCHIVE, check::words(Fault::List));
    let mut reader = BackupReader::new(bytes.len() as u64, editions)?;
    while let Some(range) = reader.wanted() {
        reader.give(part(range).ok_or_else(cut)?)?;
    }
    let contents = reader.finish()?;
    let mut evidence = Vec::new();
    for file in &contents.files {
        let range = file.bytes(part(file.header()).ok_or_else(cut)?)?;
        let bytes = part(range).ok_or_else(cut)?;
        file.check(&FileSums::of(bytes))?;
        evidence.push((file.digest(), bytes.to_vec()));
    }
    Ok(Backup {
        record: contents.record,
        evidence,
        created: contents.created,
        missing: contents.missing,
    })
}

fn of_fault(member: &str, fault: Fault) -> ReadBackupError {
    damaged(check::shown(member), check::words(fault))
}
