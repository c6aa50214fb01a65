//! From what is on disk to an assessment, also when a part of it is damaged. Pure: tested without
//! a browser.

use assay_assessment::{Journal, LoadError, Record, Snapshot};
use assay_catalog::Catalog;

use super::DeskError;
use crate::storage::Stored;

/// What was wrong with a stored journal. It lies open as it was before the damage, read-only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// What is wrong, and with which entry.
    pub reason: String,
    /// How many entries could be read.
    pub sound: u64,
    /// How many stored entries lie behind the damage. They are kept as they are.
    pub beyond: u64,
}

/// An assessment that was read from the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The assessment with the sound part of its journal.
    pub record: Record,
    /// How many entries the newest fitting snapshot holds; 0 without one.
    pub snapshot: u64,
    /// What was wrong, if anything was.
    pub damage: Option<Damage>,
}

/// Makes an assessment out of what is on disk: the chain is verified, the newest snapshot that
/// fits it is taken, and the entries after it are replayed. When the chain is broken, or an entry
/// cannot be applied, the part before it is taken.
///
/// # Errors
/// [`DeskError::Unreadable`] when not even the first entry is sound.
pub fn load(stored: Stored, catalog: &Catalog) -> Result<Loaded, DeskError> {
    let total = stored.entries.len() as u64;
    let (journal, broken) = Journal::verify(stored.entries.into_iter().map(|(_, bytes)| bytes));
    let snapshots: Vec<Snapshot> = stored
        .snapshots
        .iter()
        .rev()
        .filter_map(|(_, bytes)| serde_json::from_slice(bytes).ok())
        .collect();

    let (record, snapshot, refused) = match newest(&journal, &snapshots, catalog) {
        Ok((record, snapshot)) => (record, snapshot, None),
        Err(error) => {
            let before = before_refusal(&journal, &snapshots, &error, catalog);
            let (record, snapshot) = before.ok_or_else(|| DeskError::Unreadable(error.clone()))?;
            (record, snapshot, Some(error))
        }
    };
    let sound = record.journal().next_seq();
    let reason = refused
        .map(|error| error.to_string())
        .or(broken.map(|error| error.to_string()));
    let damage = reason.map(|reason| Damage {
        reason,
        sound,
        beyond: total.saturating_sub(sound),
    });
    Ok(Loaded {
        record,
        snapshot,
        damage,
    })
}

/// The record by the newest snapshot that fits, or by the journal alone.
fn newest(
    journal: &Journal,
    snapshots: &[Snapshot],
    catalog: &Catalog,
) -> Result<(Record, u64), LoadError> {
    for snapshot in snapshots {
        let fits =
            snapshot.entries > 0 && journal.head_before(snapshot.entries) == Some(snapshot.head);
        if fits && let Ok(record) = Record::load(journal.clone(), Some(snapshot.clone()), catalog) {
            return Ok((record, snapshot.entries));
        }
    }
    Record::load(journal.clone(), None, catalog).map(|record| (record, 0))
}

/// The record up to, but without, the entry that was refused.
fn before_refusal(
    journal: &Journal,
    snapshots: &[Snapshot],
    error: &LoadError,
    catalog: &Catalog,
) -> Option<(Record, u64)> {
    let refused = error.seq()?;
    let sound = journal.stored().iter().take(usize::try_from(refused).ok()?);
    let (journal, _) = Journal::verify(sound.map(|bytes| bytes.to_vec()));
    newest(&journal, snapshots, catalog).ok()
}
