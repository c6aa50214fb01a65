//! What can be brought back when a journal is broken before a snapshot that is intact.

use assay_catalog::Catalog;

use super::{Record, Snapshot};
use crate::{Sha256Digest, Timestamp, journal::read_after, rebuild::UnsoundError};

/// An assessment that was brought back from a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The assessment. Its own journal is lost in part, so it has a new one, which makes it by
    /// edits from the beginning; nothing in it can be taken back.
    pub record: Record,
    /// After how many entries of the lost journal it stands like this.
    pub entries: u64,
}

impl Record {
    /// Brings an assessment back from a snapshot whose journal is broken somewhere before it: the
    /// snapshot, and of the stored entries that follow it (the first has the snapshot's `entries`
    /// as its number) those that are one unbroken chain from there and can be applied.
    ///
    /// The new journal bears the time and name of the last of those entries, or without one `at`
    /// and `by`, so that the same bytes on disk always give the same record.
    ///
    /// # Errors
    /// [`UnsoundError`] when the snapshot holds what no edit lets in.
    pub fn recover<'a>(
        snapshot: &Snapshot,
        later: impl IntoIterator<Item = &'a [u8]>,
        at: Timestamp,
        by: &str,
        catalog: &'static Catalog,
    ) -> Result<Recovered, UnsoundError> {
        snapshot.assessment.check(catalog)?;
        let mut standing = Self::resting(snapshot.assessment.clone(), catalog);
        let (mut entries, mut head) = (snapshot.entries, snapshot.head);
        let (mut at, mut by) = (at, by.to_owned());
        for bytes in later {
            let Ok(entry) = read_after(bytes, entries, head) else {
                break;
            };
            let (made_at, made_by) = (entry.at, entry.by.clone());
            // An entry that cannot be applied changes nothing.
            if standing.replay(entry).is_err() {
                break;
            }
            (at, by) = (made_at, made_by);
            entries += 1;
            head = Sha256Digest::of(bytes);
        }
        let assessment = standing.assessment;
        let opening = assessment.opening.clone();
        let record = Self::made_of(opening, assessment.rebuilding_edits(), at, &by, catalog)?;
        Ok(Recovered { record, entries })
    }
}
