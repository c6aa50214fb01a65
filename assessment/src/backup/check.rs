//! Whether the parts of a backup follow from each other.

use std::collections::BTreeMap;

use assay_catalog::{Catalog, CatalogError, Editions};
use serde::Deserialize;

use super::{
    EDITION, EVIDENCE_FOLDER, JOURNAL, MANIFEST, Manifest, Member, ReadBackupError, SNAPSHOT,
    manifest::{FORMAT, VERSION},
};
use crate::{
    Sha256Digest,
    archive::{Entry, Fault},
};

/// The name of the file as a whole in [`ReadBackupError::Damaged`].
pub(super) const ARCHIVE: &str = "the archive";

/// Reads the manifest, and refuses what is none of ours.
pub(super) fn manifest(bytes: &[u8]) -> Result<Manifest, ReadBackupError> {
    read_manifest(bytes)
}

/// The edition that a manifest names, if it is at hand.
pub(super) fn edition(
    manifest: &Manifest,
    editions: &Editions,
) -> Result<&'static Catalog, ReadBackupError> {
    match manifest.edition.find_in(editions) {
        Some(found) => Ok(found.catalog),
        None => Err(ReadBackupError::EditionNotHere {
            needed: Box::new(manifest.edition.clone()),
        }),
    }
}

/// Reads the edition file that came with a backup, which must be of the edition that its manifest
/// names, and adds the edition to those at hand. One that is at hand is not read again.
pub(super) fn edition_file(
    bytes: &[u8],
    manifest: &Manifest,
    editions: &mut Editions,
) -> Result<(), ReadBackupError> {
    let sha256 = Sha256Digest::of(bytes).to_string();
    if editions.holds(&sha256) && is_named(manifest, &sha256, editions) {
        return Ok(());
    }
    let text =
        std::str::from_utf8(bytes).map_err(|_| damaged(EDITION, "it is not text in UTF-8"))?;
    let read = editions
        .add(text)
        .map_err(|error| damaged(EDITION, first_problem(&error)))?;
    if is_named(manifest, read.edition().sha256(), editions) {
        Ok(())
    } else {
        Err(damaged(
            EDITION,
            "it is another edition than the one that the manifest names",
        ))
    }
}

/// Whether the edition that a manifest names is the one with this SHA-256. An assessment that an
/// earlier build made names a bundled edition by the SHA-256 that it had then.
fn is_named(manifest: &Manifest, sha256: &str, editions: &Editions) -> bool {
    let found = manifest.edition.find_in(editions);
    found.is_some_and(|found| found.catalog.edition().sha256() == sha256)
}

fn first_problem(error: &CatalogError) -> String {
    match error.problems() {
        [] => error.to_string(),
        [only] => only.to_string(),
        [first, more @ ..] => format!("{first}, and {} more", more.len()),
    }
}

/// What is wrong with the archive, in words.
pub(super) const fn words(fault: Fault) -> &'static str {
    match fault {
        // The list of files stands at the end, so that is what a file cut short has lost.
        Fault::List => {
            "the list of its files, which stands at its end, is missing or damaged; the file was \
             cut short or not copied whole"
        }
        Fault::Name => "a file in it has an unreadable name",
        Fault::Overlap => "its files overlap each other",
        Fault::NotStored => "it is compressed or encrypted, which no backup of Assay is",
        Fault::Contradiction => {
            "what stands before its bytes contradicts the list of files at the archive's end"
        }
    }
}

/// Refuses names that no backup holds, and names that stand there twice.
pub(super) fn names(entries: &[Entry]) -> Result<(), ReadBackupError> {
    for entry in entries {
        let name = entry.name.as_str();
        if ![MANIFEST, JOURNAL, SNAPSHOT, EDITION].contains(&name) && digest_of(name).is_none() {
            return Err(damaged(shown(name), "no backup holds a file of that name"));
        }
    }
    let mut names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(damaged(ARCHIVE, "two of its files have the same name"));
    }
    Ok(())
}

/// The digest in an evidence file's name.
pub(super) fn digest_of(name: &str) -> Option<Sha256Digest> {
    name.strip_prefix(EVIDENCE_FOLDER)?.parse().ok()
}

fn read_manifest(bytes: &[u8]) -> Result<Manifest, ReadBackupError> {
    /// What every version of the format will keep.
    #[derive(Deserialize)]
    struct Header {
        format: String,
        version: u64,
    }
    let unreadable = |error: &serde_json::Error| damaged(MANIFEST, where_json_fails(error));
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

/// Compares the members found, sorted by name, with those that the manifest lists, and names the
/// first difference.
pub(super) fn check_members(listed: &[Member], found: &[Member]) -> Result<(), ReadBackupError> {
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

/// Where text that should be JSON goes wrong, without the parser's words.
fn where_json_fails(error: &serde_json::Error) -> String {
    match error.line() {
        // The parser numbers lines from 1; 0 says that it is about the whole.
        0 => "it does not hold what a backup of Assay holds there".to_owned(),
        line => format!(
            "it does not hold what a backup of Assay holds there, from line {line}, column {} on",
            error.column()
        ),
    }
}

pub(super) fn bound(what: &'static str, found: u64, most: u64) -> Result<(), ReadBackupError> {
    if found > most {
        Err(ReadBackupError::TooLarge { what, found, most })
    } else {
        Ok(())
    }
}

pub(super) fn lost(member: &str) -> ReadBackupError {
    damaged(shown(member), "it is missing from the archive")
}

/// A name from an archive, cut and without control characters.
pub(super) fn shown(name: &str) -> String {
    name.chars().take(80).flat_map(char::escape_debug).collect()
}

pub(super) fn damaged(member: impl Into<String>, why: impl Into<String>) -> ReadBackupError {
    ReadBackupError::Damaged {
        member: member.into(),
        why: why.into(),
    }
}
