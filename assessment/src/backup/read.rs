use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use assay_catalog::Catalog;
use serde::Deserialize;
use zip::{
    CompressionMethod, ZipArchive,
    read::{ArchiveOffset, Config},
    result::ZipError,
};

use super::{
    EVIDENCE_FOLDER, JOURNAL, MANIFEST, MOST_BYTES, MOST_MEMBERS, Manifest, Member,
    ReadBackupError, SNAPSHOT,
    manifest::{FORMAT, VERSION},
    write::missing_files,
};
use crate::{EditionReference, Journal, Record, Sha256Digest, Timestamp};

/// What a ZIP archive begins with: the signature of the first member's header.
const ZIP_BEGINNING: &[u8] = b"PK\x03\x04";

/// The name of the file as a whole in [`ReadBackupError::Damaged`].
const ARCHIVE: &str = "the archive";

/// What a backup holds, all of it verified.
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

/// Reads a backup, and verifies every digest in it, the chain of its journal, and that snapshot
/// and manifest follow from the journal.
///
/// # Errors
/// [`ReadBackupError`] says why the file was refused. Any bytes may be given: nothing is
/// decompressed, and no more memory is used than a small multiple of their number.
pub fn read(bytes: &[u8], catalog: &Catalog) -> Result<Backup, ReadBackupError> {
    bound("its size in bytes", bytes.len() as u64, MOST_BYTES)?;
    if !bytes.starts_with(ZIP_BEGINNING) {
        return Err(ReadBackupError::NotABackup);
    }
    let mut archive = open(bytes)?;
    let Some(manifest_place) = archive.index_for_name_raw(MANIFEST.as_bytes()) else {
        return Err(ReadBackupError::NotABackup);
    };
    let manifest_bytes = member_bytes(&mut archive, manifest_place)?;
    let manifest = read_manifest(&manifest_bytes)?;
    let ours = EditionReference::of(catalog);
    if manifest.edition != ours {
        return Err(ReadBackupError::OtherEdition {
            found: Box::new(manifest.edition),
            ours: Box::new(ours),
        });
    }

    let mut journal = None;
    let mut snapshot = None;
    let mut evidence = Vec::new();
    let mut members = Vec::new();
    for place in 0..archive.len() {
        let name = member_name(&archive, place)?;
        if name == MANIFEST {
            continue;
        }
        let content = member_bytes(&mut archive, place)?;
        let member = Member::of(&name, &content);
        match name.as_str() {
            JOURNAL => journal = Some(content),
            SNAPSHOT => snapshot = Some(content),
            _ => {
                if name.strip_prefix(EVIDENCE_FOLDER) != Some(&member.sha256.to_string()) {
                    let why = "its bytes do not have the digest that its name says";
                    return Err(damaged(name, why));
                }
                evidence.push((member.sha256, content));
            }
        }
        members.push(member);
    }
    members.sort_by(|a, b| a.name.cmp(&b.name));
    evidence.sort_by_key(|(digest, _)| *digest);
    check_members(&manifest.members, &members)?;

    let record = read_journal(&journal.ok_or_else(|| lost(JOURNAL))?, catalog)?;
    if snapshot.ok_or_else(|| lost(SNAPSHOT))? != record.snapshot().to_bytes() {
        return Err(damaged(SNAPSHOT, "it does not follow from the journal"));
    }
    let missing = missing_files(record.assessment(), |digest| {
        evidence
            .binary_search_by_key(&digest, |(each, _)| *each)
            .is_ok()
    });
    let expected = Manifest::of(&record, members, missing.clone(), manifest.created);
    if expected.to_bytes() != manifest_bytes {
        let why = "it does not say what the other members hold";
        return Err(damaged(MANIFEST, why));
    }
    Ok(Backup {
        record,
        evidence,
        created: manifest.created,
        missing,
    })
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn open(bytes: &[u8]) -> Result<Archive<'_>, ReadBackupError> {
    let config = Config {
        archive_offset: ArchiveOffset::Known(0),
    };
    let in_archive = |error: &ZipError| damaged(ARCHIVE, error.to_string());
    let mut archive =
        ZipArchive::with_config(config, Cursor::new(bytes)).map_err(|error| in_archive(&error))?;
    bound(
        "the number of files in it",
        archive.len() as u64,
        MOST_MEMBERS as u64,
    )?;
    if archive.has_duplicate_names() {
        return Err(damaged(ARCHIVE, "two of its files have the same name"));
    }
    // Without this check a small file could claim the same bytes for many members.
    if archive
        .has_overlapping_entries()
        .map_err(|error| in_archive(&error))?
    {
        return Err(damaged(ARCHIVE, "its files overlap each other"));
    }
    Ok(archive)
}

fn member_name(archive: &Archive<'_>, place: usize) -> Result<String, ReadBackupError> {
    let name = archive.name_for_index(place).and_then(Result::ok);
    let name = name.ok_or_else(|| damaged(ARCHIVE, "a file in it has an unreadable name"))?;
    let is_evidence = name
        .strip_prefix(EVIDENCE_FOLDER)
        .is_some_and(|digest| digest.parse::<Sha256Digest>().is_ok());
    if is_evidence || [MANIFEST, JOURNAL, SNAPSHOT].contains(&name.as_ref()) {
        Ok(name.into_owned())
    } else {
        let shown: String = name.chars().take(80).flat_map(char::escape_debug).collect();
        Err(damaged(shown, "no backup holds a file of that name"))
    }
}

fn member_bytes(archive: &mut Archive<'_>, place: usize) -> Result<Vec<u8>, ReadBackupError> {
    let name = member_name(archive, place)?;
    let in_member = |error: &dyn std::fmt::Display| damaged(name.as_str(), error.to_string());
    let mut member = archive.by_index(place).map_err(|error| in_member(&error))?;
    if member.compression() != CompressionMethod::Stored
        || member.encrypted()
        || member.size() != member.compressed_size()
    {
        return Err(in_member(&"it is compressed, which no backup of Assay is"));
    }
    // The members do not overlap, so that all of them together are no larger than the file.
    let mut content = Vec::with_capacity(usize::try_from(member.size()).unwrap_or(0));
    // Reading to the end also compares the checksum, which guards the manifest.
    member
        .read_to_end(&mut content)
        .map_err(|error| in_member(&error))?;
    Ok(content)
}

fn read_manifest(bytes: &[u8]) -> Result<Manifest, ReadBackupError> {
    /// What every version of the format will keep.
    #[derive(Deserialize)]
    struct Header {
        format: String,
        version: u64,
    }
    let unreadable = |error: &serde_json::Error| damaged(MANIFEST, error.to_string());
    match serde_json::from_slice::<Header>(bytes) {
        Ok(header) if header.format != FORMAT => Err(ReadBackupError::NotABackup),
        Ok(header) if header.version > VERSION => Err(ReadBackupError::NewerVersion {
            found: header.version,
        }),
        Ok(_) => serde_json::from_slice(bytes).map_err(|error| unreadable(&error)),
        // Other programs also name a file so; ours always begins in the same way.
        Err(_) if !mentions_format(bytes) => Err(ReadBackupError::NotABackup),
        Err(error) => Err(unreadable(&error)),
    }
}

fn mentions_format(bytes: &[u8]) -> bool {
    bytes
        .windows(FORMAT.len())
        .any(|window| window == FORMAT.as_bytes())
}

fn read_journal(lines: &[u8], catalog: &Catalog) -> Result<Record, ReadBackupError> {
    let Some(lines) = lines.strip_suffix(b"\n") else {
        return Err(damaged(JOURNAL, "its last line is cut off"));
    };
    let entries = lines.split(|byte| *byte == b'\n').map(<[u8]>::to_vec);
    let (journal, error) = Journal::verify(entries);
    match error {
        Some(error) => Err(damaged(JOURNAL, error.to_string())),
        None => Record::load(journal, None, catalog)
            .map_err(|error| damaged(JOURNAL, error.to_string())),
    }
}

/// Compares the members found, sorted by name, with those that the manifest lists, and names the
/// first difference.
fn check_members(listed: &[Member], found: &[Member]) -> Result<(), ReadBackupError> {
    let by_name: BTreeMap<&str, &Member> = listed
        .iter()
        .map(|member| (member.name.as_str(), member))
        .collect();
    for member in found {
        match by_name.get(member.name.as_str()) {
            None => return Err(damaged(&*member.name, "the manifest does not list it")),
            Some(each) if *each != member => {
                let why = "its bytes are not those that the manifest lists";
                return Err(damaged(&*member.name, why));
            }
            Some(_) => {}
        }
    }
    let is_there = |name: &str| {
        found
            .binary_search_by(|each| each.name.as_str().cmp(name))
            .is_ok()
    };
    match by_name.keys().find(|name| !is_there(name)) {
        Some(name) => Err(lost(name)),
        None => Ok(()),
    }
}

fn bound(what: &'static str, found: u64, most: u64) -> Result<(), ReadBackupError> {
    if found > most {
        Err(ReadBackupError::TooLarge { what, found, most })
    } else {
        Ok(())
    }
}

fn lost(member: &str) -> ReadBackupError {
    let shown: String = member
        .chars()
        .take(80)
        .flat_map(char::escape_debug)
        .collect();
    damaged(shown, "it is missing from the archive")
}

fn damaged(member: impl Into<String>, why: impl Into<String>) -> ReadBackupError {
    ReadBackupError::Damaged {
        member: member.into(),
        why: why.into(),
    }
}
