//! The journal: every change ever made, each entry chained to the one before it.

use serde::{Deserialize, Serialize};

use crate::{Edit, Opening, Sha256Digest, TextLimit, Timestamp, order_of_risks};

/// Whether an entry was made by hand, or by taking one back or making it again. With it, a
/// replayed journal also gives the undo steps that stood open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryMode {
    /// Made by hand.
    Do,
    /// Takes the last step back.
    Undo,
    /// Makes the step that was taken back last again.
    Redo,
}

/// What an entry does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// Begins the assessment; only the first entry does.
    Open(Opening),
    /// Takes over what another assessment held, when this one was made as its copy or as the
    /// example. It is no step that can be taken back.
    Import(Edit),
    /// Changes the assessment.
    Edit {
        /// By hand, or by undo or redo.
        mode: EntryMode,
        /// The change.
        edit: Edit,
    },
}

/// One entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Entry {
    /// Its number; the first is 0.
    pub seq: u64,
    /// When the device's clock said that it was made.
    pub at: Timestamp,
    /// Who made it, as far as the page was told; one line.
    pub by: String,
    /// What it does.
    pub change: Change,
    /// The digest of the entry before; all zeros for the first.
    pub previous_hash: Sha256Digest,
}

/// Why a journal cannot be read on from some entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// There is no entry at all.
    #[error("the journal is empty")]
    Empty,
    /// An entry is no entry.
    #[error("entry {seq} of the journal cannot be read: {reason}")]
    Unreadable {
        /// The number that the entry should have.
        seq: u64,
        /// What the parser says.
        reason: String,
    },
    /// An entry has another number than its place.
    #[error("entry {expected} of the journal is missing; entry {found} stands in its place")]
    Gap {
        /// The number expected.
        expected: u64,
        /// The number found.
        found: u64,
    },
    /// An entry does not follow from the one before it.
    #[error(
        "entry {0} of the journal does not follow from the one before it: one of them was changed"
    )]
    BrokenChain(u64),
    /// The bytes are not the canonical ones, so that their digest would be ambiguous.
    #[error(
        "entry {0} of the journal is not in canonical form: it was changed or was not written by Assay"
    )]
    NotCanonical(u64),
}

impl JournalError {
    /// The number of the entry that is wrong; `None` when there is no entry at all.
    #[must_use]
    pub const fn seq(&self) -> Option<u64> {
        match self {
            Self::Empty => None,
            Self::Unreadable { seq, .. } | Self::BrokenChain(seq) | Self::NotCanonical(seq) => {
                Some(*seq)
            }
            Self::Gap { expected, .. } => Some(*expected),
        }
    }
}

impl Entry {
    /// The entry in canonical JSON (RFC 8785): the bytes that are stored, and hashed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Only a map with keys that are no strings, or a float, makes the serialisation fail, and
        // an entry holds neither.
        serde_json_canonicalizer::to_vec(self).unwrap_or_default()
    }
}

/// The part of an entry that links the chain; parsing only this makes verifying fast.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Link {
    seq: u64,
    previous_hash: Sha256Digest,
}

/// The stored bytes of all entries in order, verified to be one unbroken chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Journal {
    entries: Vec<Box<[u8]>>,
    head: Option<Sha256Digest>,
}

impl Journal {
    /// A journal without entries.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
            head: None,
        }
    }

    /// Takes stored entries, in order, as far as they are one unbroken chain.
    ///
    /// Returns the sound part, and the first error with it if there was one: what lies behind a
    /// broken link cannot be trusted, but must not be thrown away by the caller either.
    pub fn verify(stored: impl IntoIterator<Item = Vec<u8>>) -> (Self, Option<JournalError>) {
        let mut journal = Self::new();
        for bytes in stored {
            if let Err(error) = journal.take(bytes) {
                return (journal, Some(error));
            }
        }
        let empty = journal.entries.is_empty().then_some(JournalError::Empty);
        (journal, empty)
    }

    /// Appends one stored entry that another writer made.
    ///
    /// # Errors
    /// [`JournalError`] when it does not follow from the entry before; nothing is appended then.
    pub fn take(&mut self, bytes: Vec<u8>) -> Result<(), JournalError> {
        self.check_link(&bytes)?;
        self.push(bytes);
        Ok(())
    }

    /// Reads a stored entry that would be the next one, without appending it.
    pub(crate) fn read_next(&self, bytes: &[u8]) -> Result<Entry, JournalError> {
        read_after(bytes, self.next_seq(), self.head())
    }

    /// Writes the next entry, and returns it.
    pub(crate) fn write(&mut self, at: Timestamp, by: &str, change: Change) -> Entry {
        let entry = Entry {
            seq: self.next_seq(),
            at,
            by: TextLimit::Line.clip(by),
            change,
            previous_hash: self.head(),
        };
        self.push(entry.to_bytes());
        entry
    }

    /// The number of entries, which is also the number of the next one.
    #[must_use]
    pub fn next_seq(&self) -> u64 {
        self.entries.len() as u64
    }

    /// The digest of the last entry; all zeros when there is none.
    #[must_use]
    pub fn head(&self) -> Sha256Digest {
        self.head.unwrap_or(Sha256Digest::from_bytes([0; 32]))
    }

    /// The digest of the entry before the one with number `seq`; `None` beyond the end.
    #[must_use]
    pub fn head_before(&self, seq: u64) -> Option<Sha256Digest> {
        let seq = usize::try_from(seq).ok()?;
        match seq.checked_sub(1) {
            None => Some(Sha256Digest::from_bytes([0; 32])),
            Some(last) => self.entries.get(last).map(|bytes| Sha256Digest::of(bytes)),
        }
    }

    /// The stored bytes of all entries, in order.
    #[must_use]
    pub fn stored(&self) -> &[Box<[u8]>] {
        &self.entries
    }

    /// Reads the entries from number `from` on.
    ///
    /// # Errors
    /// The item is a [`JournalError`] when the entry holds something this edition of Assay does
    /// not know, or is not in canonical form.
    pub fn entries_from(
        &self,
        from: u64,
    ) -> impl Iterator<Item = Result<Entry, JournalError>> + '_ {
        let start = usize::try_from(from)
            .unwrap_or(usize::MAX)
            .min(self.entries.len());
        self.entries[start..]
            .iter()
            .zip(start as u64..)
            .map(|(bytes, seq)| read(bytes, seq))
    }

    fn check_link(&self, bytes: &[u8]) -> Result<(), JournalError> {
        check_link(bytes, self.next_seq(), self.head())
    }

    fn push(&mut self, bytes: Vec<u8>) {
        self.head = Some(Sha256Digest::of(&bytes));
        self.entries.push(bytes.into());
    }
}

/// Reads a stored entry that stands behind `seq` others, the last of which has the digest `head`.
pub(crate) fn read_after(
    bytes: &[u8],
    seq: u64,
    head: Sha256Digest,
) -> Result<Entry, JournalError> {
    check_link(bytes, seq, head)?;
    read(bytes, seq)
}

fn check_link(bytes: &[u8], expected: u64, head: Sha256Digest) -> Result<(), JournalError> {
    // Canonical JSON has no line break between its tokens and escapes those within texts (RFC
    // 8785, section 3.2). Asked here, so that an entry is always one line of a file.
    if bytes.iter().any(|byte| *byte < b' ') {
        return Err(JournalError::NotCanonical(expected));
    }
    let link: Link = serde_json::from_slice(bytes).map_err(|error| JournalError::Unreadable {
        seq: expected,
        reason: error.to_string(),
    })?;
    if link.seq != expected {
        return Err(JournalError::Gap {
            expected,
            found: link.seq,
        });
    }
    if link.previous_hash != head {
        return Err(JournalError::BrokenChain(expected));
    }
    Ok(())
}

fn read(bytes: &[u8], seq: u64) -> Result<Entry, JournalError> {
    let entry: Entry = serde_json::from_slice(bytes).map_err(|error| JournalError::Unreadable {
        seq,
        reason: error.to_string(),
    })?;
    if let Some(field) = overflow(&entry) {
        return Err(JournalError::Unreadable {
            seq,
            reason: format!("its {field} does not fit on one line"),
        });
    }
    let written = entry.to_bytes();
    if written == bytes || order_of_risks::first_wrote(bytes, &written) {
        Ok(entry)
    } else {
        Err(JournalError::NotCanonical(seq))
    }
}

/// The first field that does not fit, of those that no [`Edit`] checks.
fn overflow(entry: &Entry) -> Option<&'static str> {
    let opening = match &entry.change {
        Change::Open(opening) => Some(&opening.edition),
        Change::Import(_) | Change::Edit { .. } => None,
    };
    let of_edition = opening.into_iter().flat_map(|edition| {
        [
            ("edition's name", &edition.name),
            ("edition's version", &edition.version),
            ("edition's date", &edition.date),
        ]
    });
    of_edition
        .chain([("author", &entry.by)])
        .find(|(_, text)| !TextLimit::Line.admits(text))
        .map(|(field, _)| field)
}
