use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Write},
};

use zip::{CompressionMethod, DateTime, System, ZipWriter, write::SimpleFileOptions};

use super::{
    EVIDENCE_FOLDER, JOURNAL, MANIFEST, MOST_BYTES, MOST_MEMBERS, Manifest, Member, SNAPSHOT,
    WriteBackupError,
};
use crate::{Assessment, Record, Sha256Digest, Timestamp};

/// A backup that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenBackup {
    /// The bytes of the `.assay` file.
    pub bytes: Vec<u8>,
    /// Files that the assessment names, but whose bytes were not given, or were not those that
    /// were hashed when the file was added. The manifest lists them; tell the user.
    pub missing: Vec<Sha256Digest>,
}

/// Writes a backup of a record with the files of its evidence library.
///
/// Every file that is given goes in, so also one whose item was removed, and removing can be
/// undone after the backup was read. A file whose bytes do not have the digest that it is given
/// under is left out.
///
/// # Errors
/// [`WriteBackupError::TooLarge`] when the files do not fit; without files there is always room.
pub fn write(
    record: &Record,
    evidence: impl IntoIterator<Item = (Sha256Digest, Vec<u8>)>,
    created: Timestamp,
) -> Result<WrittenBackup, WriteBackupError> {
    let journal = journal_lines(record);
    let snapshot = record.snapshot().to_bytes();
    let mut size = (journal.len() + snapshot.len()) as u64;
    let mut files = BTreeMap::new();
    for (digest, bytes) in evidence {
        size = size.saturating_add(bytes.len() as u64);
        if size > MOST_BYTES || files.len() + 4 > MOST_MEMBERS {
            return Err(WriteBackupError::TooLarge {
                bytes: size,
                members: files.len() + 1,
            });
        }
        if Sha256Digest::of(&bytes) == digest {
            files.insert(digest, bytes);
        }
    }
    let missing = missing_files(record.assessment(), |digest| files.contains_key(&digest));

    let mut contents: Vec<(String, Vec<u8>)> = files
        .into_iter()
        .map(|(digest, bytes)| (format!("{EVIDENCE_FOLDER}{digest}"), bytes))
        .collect();
    contents.push((JOURNAL.to_owned(), journal));
    contents.push((SNAPSHOT.to_owned(), snapshot));
    let members = contents
        .iter()
        .map(|(name, bytes)| Member::of(name, bytes))
        .collect();
    let manifest = Manifest::of(record, members, missing.clone(), created);
    contents.push((MANIFEST.to_owned(), manifest.to_bytes()));
    contents.sort();
    Ok(WrittenBackup {
        bytes: archive(contents)?,
        missing,
    })
}

/// The files that an assessment names and of which `is_there` says no; sorted, none twice.
pub(super) fn missing_files(
    assessment: &Assessment,
    is_there: impl Fn(Sha256Digest) -> bool,
) -> Vec<Sha256Digest> {
    let named: BTreeSet<Sha256Digest> = assessment
        .evidence()
        .values()
        .filter_map(|item| item.sha256())
        .collect();
    named
        .into_iter()
        .filter(|digest| !is_there(*digest))
        .collect()
}

fn journal_lines(record: &Record) -> Vec<u8> {
    let mut lines = Vec::new();
    for entry in record.journal().stored() {
        lines.extend_from_slice(entry);
        lines.push(b'\n');
    }
    lines
}

fn archive(contents: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, WriteBackupError> {
    // Each of these would otherwise depend on the machine, the clock or the crate's features.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let failed = |error: &dyn std::fmt::Display| WriteBackupError::Archive(error.to_string());
    let size: usize = contents
        .iter()
        .map(|(name, bytes)| bytes.len() + 2 * name.len() + 128)
        .sum();
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(size)));
    for (name, bytes) in contents {
        writer
            .start_file(name, options)
            .map_err(|error| failed(&error))?;
        writer.write_all(&bytes).map_err(|error| failed(&error))?;
    }
    let cursor = writer.finish().map_err(|error| failed(&error))?;
    Ok(cursor.into_inner())
}
