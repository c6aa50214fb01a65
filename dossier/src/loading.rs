//! From what is on disk to an assessment, also when a part of it is damaged.

use assay_assessment::{
    Change, EditionReference, Entry, Journal, JournalError, LoadError, Record, Recovered, Snapshot,
    Timestamp,
};
use assay_catalog::{Catalog, Editions};

use crate::stored::Stored;

/// Why what is on disk gives no assessment at all. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadStoredError {
    /// Nothing is stored: no entry and no snapshot.
    #[error("nothing of the assessment is stored")]
    NothingStored,
    /// The edition that the assessment was made against is not at hand.
    #[error(
        "the assessment was made against an edition that is not here: {} (SHA-256 {})",
        .0.title(), .0.sha256
    )]
    EditionNotHere(Box<EditionReference>),
    /// Not even the first entry is sound, and no snapshot is intact.
    #[error(transparent)]
    Unreadable(#[from] LoadError),
}

/// What was wrong with a stored journal. What could be saved of it lies open, read-only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// What is wrong, and with which entry.
    pub reason: DamageReason,
    /// After how many entries of the journal the assessment stood as it lies open.
    pub sound: u64,
    /// How many stored entries lie behind that. They are kept as they are.
    pub beyond: u64,
    /// How many entries the snapshot holds that it was brought back from; `None` when the journal
    /// before the damage reaches at least as far.
    pub snapshot: Option<u64>,
}

/// What is wrong with a stored journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DamageReason {
    /// An entry is not what was written.
    Chain(JournalError),
    /// An entry cannot be applied, or the first is missing.
    Refused(LoadError),
    /// It ends before a snapshot of it does.
    EndsEarly {
        /// How many entries it has.
        entries: u64,
        /// How many it had when the snapshot was made.
        held: u64,
    },
    /// Its last entry is not the one that a snapshot was made after.
    LastChanged,
}

/// An assessment that was read from the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The assessment with its journal: the stored one as far as it is sound, or a new one when
    /// [`Damage::snapshot`] says that it was brought back from a snapshot.
    pub record: Record,
    /// How many entries the newest fitting snapshot holds; 0 without one.
    pub snapshot: u64,
    /// What was wrong, if anything was.
    pub damage: Option<Damage>,
}

/// Makes an assessment out of what is on disk: the chain is verified, the newest snapshot that
/// fits it is taken, and the entries after it are replayed. When the chain is broken, ends too
/// early, or an entry cannot be applied, the part before it is taken, or an intact snapshot with
/// the sound entries that follow it, whichever reaches further.
///
/// It is read with the edition that it was made against, which its first entry names, or where that
/// is damaged, an intact snapshot.
///
/// # Errors
/// [`LoadStoredError`] when there is nothing at all, nothing of it can be read, or its edition is not
/// at hand.
pub fn load(stored: &Stored, editions: &Editions) -> Result<Loaded, LoadStoredError> {
    if stored.is_empty() {
        return Err(LoadStoredError::NothingStored);
    }
    let snapshots: Vec<Snapshot> = stored
        .intact_snapshots()
        .filter_map(|(_, bytes)| serde_json::from_slice(bytes).ok())
        .collect();
    let named = editions_named(stored, &snapshots);
    let found = named.iter().find_map(|each| each.find_in(editions));
    let catalog = match (found, named.into_iter().next()) {
        (Some(found), _) => found.catalog,
        (None, Some(needed)) => return Err(LoadStoredError::EditionNotHere(Box::new(needed))),
        // Nothing names an edition, so whichever is taken, nothing can be read.
        (None, None) => Editions::bundled_release(),
    };
    let by_journal = by_journal(stored, &snapshots, catalog);
    match by_snapshot(stored, &snapshots, &by_journal, catalog) {
        Some(brought_back) => Ok(brought_back),
        None => by_journal.map_err(LoadStoredError::Unreadable),
    }
}

/// The edition that a stored assessment was made against, as far as anything of it says so.
#[must_use]
pub fn edition_named(stored: &Stored) -> Option<EditionReference> {
    let snapshots: Vec<Snapshot> = stored
        .intact_snapshots()
        .filter_map(|(_, bytes)| serde_json::from_slice(bytes).ok())
        .collect();
    editions_named(stored, &snapshots).into_iter().next()
}

/// The edition that the first entry names, and those that intact snapshots name: the same, unless
/// something is damaged.
fn editions_named(stored: &Stored, snapshots: &[Snapshot]) -> Vec<EditionReference> {
    let first = stored.entries.iter().find(|(seq, _)| *seq == 0);
    let opening =
        first.and_then(
            |(_, bytes)| match serde_json::from_slice::<Entry>(bytes).ok()?.change {
                Change::Open(opening) => Some(opening.edition),
                _ => None,
            },
        );
    let by_snapshots = snapshots
        .iter()
        .map(|each| each.assessment.edition().clone());
    opening.into_iter().chain(by_snapshots).collect()
}

/// What the sound part of the journal gives.
fn by_journal(
    stored: &Stored,
    snapshots: &[Snapshot],
    catalog: &'static Catalog,
) -> Result<Loaded, LoadError> {
    let entries = stored.entries.iter().map(|(_, bytes)| bytes.clone());
    let (journal, broken) = Journal::verify(entries);
    let (record, snapshot, refused) = match newest(&journal, snapshots, catalog) {
        Ok((record, snapshot)) => (record, snapshot, None),
        Err(error) => {
            let before = before_refusal(&journal, snapshots, &error, catalog);
            let (record, snapshot) = before.ok_or_else(|| error.clone())?;
            (record, snapshot, Some(error))
        }
    };
    let sound = record.journal().next_seq();
    let reason = refused
        .map(DamageReason::Refused)
        .or(broken.map(DamageReason::Chain));
    let damage = reason.map(|reason| Damage {
        reason,
        sound,
        beyond: stored_from(stored, sound),
        snapshot: None,
    });
    Ok(Loaded {
        record,
        snapshot,
        damage,
    })
}

/// What an intact snapshot gives that the journal does not lead to, if it reaches at least as far
/// as the journal does: then entries before it are damaged or lost.
fn by_snapshot(
    stored: &Stored,
    snapshots: &[Snapshot],
    by_journal: &Result<Loaded, LoadError>,
    catalog: &'static Catalog,
) -> Option<Loaded> {
    let reach = by_journal
        .as_ref()
        .map_or(0, |loaded| loaded.record.journal().next_seq());
    let (at, by) = last_signature(stored);
    let (held, Recovered { record, entries }) = snapshots
        .iter()
        // The oldest first: of those that reach equally far, the last one is taken.
        .rev()
        .filter(|snapshot| snapshot.entries > 0 && stands_beside(snapshot, by_journal))
        .filter_map(|snapshot| {
            let later = stored.entries.iter();
            let later = later.filter(|(seq, _)| *seq >= snapshot.entries);
            let later = later.map(|(_, bytes)| bytes.as_slice());
            let recovered = Record::recover(snapshot, later, at, &by, catalog).ok()?;
            Some((snapshot.entries, recovered))
        })
        .max_by_key(|(_, recovered)| recovered.entries)
        .filter(|(_, recovered)| recovered.entries >= reach)?;
    let reason = match by_journal {
        Err(error) => DamageReason::Refused(error.clone()),
        Ok(Loaded {
            damage: Some(damage),
            ..
        }) => damage.reason.clone(),
        Ok(_) if entries > reach => DamageReason::EndsEarly {
            entries: reach,
            held,
        },
        Ok(_) => DamageReason::LastChanged,
    };
    Some(Loaded {
        record,
        snapshot: held,
        damage: Some(Damage {
            reason,
            sound: entries,
            beyond: stored_from(stored, entries),
            snapshot: Some(held),
        }),
    })
}

/// Whether a snapshot is of another journal than the one that was read.
fn stands_beside(snapshot: &Snapshot, by_journal: &Result<Loaded, LoadError>) -> bool {
    by_journal.as_ref().map_or(true, |loaded| {
        loaded.record.journal().head_before(snapshot.entries) != Some(snapshot.head)
    })
}

/// The record by the newest snapshot that fits, or by the journal alone.
fn newest(
    journal: &Journal,
    snapshots: &[Snapshot],
    catalog: &'static Catalog,
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
    catalog: &'static Catalog,
) -> Option<(Record, u64)> {
    let refused = error.seq()?;
    let sound = journal.stored().iter().take(usize::try_from(refused).ok()?);
    let (journal, _) = Journal::verify(sound.map(|bytes| bytes.to_vec()));
    newest(&journal, snapshots, catalog).ok()
}

/// How many entries are stored from number `first` on.
fn stored_from(stored: &Stored, first: u64) -> u64 {
    let from = stored.entries.iter().filter(|(seq, _)| *seq >= first);
    from.count() as u64
}

/// When and by whom the last entry was made that can be read at all.
fn last_signature(stored: &Stored) -> (Timestamp, String) {
    let entries = stored.entries.iter().rev();
    let mut readable = entries.filter_map(|(_, bytes)| serde_json::from_slice::<Entry>(bytes).ok());
    readable.next().map_or_else(
        || (Timestamp::from_milliseconds(0), String::new()),
        |entry| (entry.at, entry.by),
    )
}
