//! The signers whom somebody knows, as a file: for another device, or for a colleague. Reads what may come from anybody.

use assay_assessment::Timestamp;
use assay_seal::{Fingerprint, json};
use serde::{Deserialize, Serialize};

use crate::check::{Known, alike};

/// What the format calls itself.
const FORMAT: &str = "assay-known-signers";

/// The version that is written and read.
const VERSION: u32 = 1;

/// The largest file that is read, in bytes.
pub const LARGEST_KNOWN_LIST: usize = 1024 * 1024;

/// The most signers of a list.
const MOST: usize = 1_000;

/// The most characters of a name or a reason.
const LONGEST: usize = 500;

/// A signer whom somebody knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedSigner {
    /// The name.
    pub name: String,
    /// The key's fingerprint.
    pub fingerprint: Fingerprint,
    /// Since when, `2026-11-22T09:30:00Z`.
    pub since: String,
    /// Why: how the fingerprint was compared. May be empty.
    pub why: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownList {
    format: String,
    version: u32,
    signers: Vec<ListedSigner>,
}

/// Why a file is not read as a list of signers. Nothing of it is taken then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KnownListError {
    /// It is larger than lists are.
    #[error("the file is larger than 1 MB, which no list of signers is")]
    TooLarge,
    /// It is no JSON that is read in one way only.
    #[error("the file cannot be read: {0}")]
    NotJson(String),
    /// It is something else.
    #[error("the file is no list of known signers; choose one that Assay saved")]
    OtherFormat,
    /// It is of a newer version.
    #[error(
        "the list is of version {0}, and this Assay reads version {VERSION}; open it with a newer Assay"
    )]
    OtherVersion(u32),
    /// It holds more than a list does.
    #[error(
        "the list has more than {MOST} signers, or a name or a reason of more than {LONGEST} characters"
    )]
    TooMuch,
    /// A signer has no name, or a time that is none.
    #[error("the signer number {0} of the list has no name, or a time that is none")]
    Signer(usize),
}

/// The bytes of a list.
///
/// # Errors
/// Only if serialisation fails, which it does not: all names of members are texts.
pub fn write_known_list(signers: &[ListedSigner]) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec_pretty(&KnownList {
        format: FORMAT.to_owned(),
        version: VERSION,
        signers: signers.to_vec(),
    })
}

/// Reads a list.
///
/// # Errors
/// [`KnownListError`]
pub fn read_known_list(bytes: &[u8]) -> Result<Vec<ListedSigner>, KnownListError> {
    if bytes.len() > LARGEST_KNOWN_LIST {
        return Err(KnownListError::TooLarge);
    }
    let not_json = |error: &dyn std::fmt::Display| KnownListError::NotJson(error.to_string());
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value = json::parse_strict(text).map_err(|error| not_json(&error))?;
    if value.get("format").and_then(|format| format.as_str()) != Some(FORMAT) {
        return Err(KnownListError::OtherFormat);
    }
    let version = value.get("version").and_then(|version| version.as_u64());
    if version != Some(u64::from(VERSION)) {
        let version = version.and_then(|version| u32::try_from(version).ok());
        return Err(KnownListError::OtherVersion(version.unwrap_or_default()));
    }
    let list = KnownList::deserialize(value).map_err(|error| not_json(&error))?;
    let long = |text: &str| text.chars().count() > LONGEST;
    if list.signers.len() > MOST
        || list
            .signers
            .iter()
            .any(|signer| long(&signer.name) || long(&signer.why))
    {
        return Err(KnownListError::TooMuch);
    }
    for (signer, number) in list.signers.iter().zip(1..) {
        if signer.name.trim().is_empty() || Timestamp::from_rfc3339(&signer.since).is_none() {
            return Err(KnownListError::Signer(number));
        }
    }
    Ok(list.signers)
}

/// What a list has that the user does not know yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSigners {
    /// Those of other keys than the user knows, each once.
    pub new: Vec<ListedSigner>,
    /// How many keys of the list the user knows.
    pub already: usize,
    /// Those among the new ones whose name the user knows by another key, or who are in the list with several: their
    /// fingerprints.
    pub namesakes: Vec<Fingerprint>,
}

/// Compares a list with the signers whom the user knows.
#[must_use]
pub fn new_signers(list: Vec<ListedSigner>, known: &[Known]) -> NewSigners {
    let mut found = NewSigners {
        new: Vec::new(),
        already: 0,
        namesakes: Vec::new(),
    };
    for signer in list {
        let fingerprint = signer.fingerprint.to_string();
        if known.iter().any(|one| one.fingerprint == fingerprint) {
            found.already += 1;
        } else if !found
            .new
            .iter()
            .any(|one| one.fingerprint == signer.fingerprint)
        {
            found.new.push(signer);
        }
    }
    for signer in &found.new {
        let of_known = known.iter().any(|one| alike(&one.name, &signer.name));
        let within = found.new.iter().any(|other| {
            other.fingerprint != signer.fingerprint && alike(&other.name, &signer.name)
        });
        if of_known || within {
            found.namesakes.push(signer.fingerprint);
        }
    }
    found
}
