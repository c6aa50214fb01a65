//! What an assessment's database holds besides evidence, as it is on disk.

use assay_assessment::Sha256Digest;

/// An assessment's journal and snapshots as they are on disk: unverified. Of a record that cannot
/// be read the bytes are empty, so that one such record does not hide all the others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stored {
    /// The snapshots by how many journal entries are in them, oldest first, each behind its
    /// checksum.
    pub snapshots: Vec<(u64, Vec<u8>)>,
    /// The journal's entries by number, oldest first.
    pub entries: Vec<(u64, Vec<u8>)>,
}

impl Stored {
    /// Whether nothing of an assessment is there: what is left when keeping it was interrupted before
    /// its journal was written, and may be filled without overwriting anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.snapshots.is_empty()
    }

    /// The snapshots that are what was written, newest first, by how many journal entries are in
    /// them. A journal's chain vouches for its entries; a snapshot has only its checksum.
    pub fn intact_snapshots(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.snapshots
            .iter()
            .rev()
            .filter_map(|(entries, stored)| Some((*entries, without_checksum(stored)?)))
    }
}

/// A snapshot as it is stored: the SHA-256 of its bytes as 64 lower-case hexadecimal digits, a line
/// break, and the bytes.
#[must_use]
pub fn with_checksum(bytes: &[u8]) -> Vec<u8> {
    let mut stored = Sha256Digest::of(bytes).to_string().into_bytes();
    stored.push(b'\n');
    stored.extend_from_slice(bytes);
    stored
}

/// The bytes behind the checksum, or `None` when they are not those that were written.
fn without_checksum(stored: &[u8]) -> Option<&[u8]> {
    let (checksum, rest) = stored.split_at_checked(64)?;
    let bytes = rest.strip_prefix(b"\n")?;
    (Sha256Digest::of(bytes).to_string().as_bytes() == checksum).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_intact_snapshot_comes_back_and_a_changed_one_does_not(
            bytes: Vec<u8>, place: prop::sample::Index, change in 1_u8..
        ) {
            let mut stored = with_checksum(&bytes);
            prop_assert_eq!(without_checksum(&stored), Some(bytes.as_slice()));
            let place = place.index(stored.len());
            stored[place] ^= change;
            prop_assert_eq!(without_checksum(&stored), None);
            prop_assert_eq!(without_checksum(&stored[..place]), None);
        }
    }

    #[test]
    fn the_newest_comes_first_and_what_cannot_be_read_is_left_out() {
        let stored = Stored {
            snapshots: vec![
                (200, with_checksum(b"older")),
                (400, Vec::new()),
                (600, with_checksum(b"newer")),
            ],
            entries: Vec::new(),
        };
        let intact: Vec<_> = stored.intact_snapshots().collect();
        assert_eq!(intact, [(600, b"newer".as_slice()), (200, b"older")]);
    }
}
