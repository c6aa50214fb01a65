//! One assessment on disk: its journal, its snapshots and its evidence files.

use super::StorageError;
use super::database::Database;
use super::evidence_records::{BeingKept, EVIDENCE};
use super::stored::{Stored, with_checksum};
use crate::browser::indexed_db::{
    self, CreateIfMissing, IndexedDbError, Key, KeysFrom, Layout, Write,
};

const JOURNAL: &str = "journal";
const SNAPSHOTS: &str = "snapshots";
const META: &str = "meta";

/// The beginning of the names of the assessments' databases; the UUID follows.
const NAME_PREFIX: &str = "assay-assessment-";

/// How many snapshots are kept. More than one, because the newest may turn out to be damaged.
pub const SNAPSHOTS_KEPT: usize = 3;

/// The layout of an assessment's database. A new object store raises the version.
fn layout(id: &str) -> Layout {
    Layout {
        name: format!("{NAME_PREFIX}{id}"),
        version: 1,
        stores: &[JOURNAL, SNAPSHOTS, EVIDENCE, META],
    }
}

/// The names of the small records beside the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetaKey {
    /// The last backup that is known to be good.
    LastBackup,
    /// Where the assessor was: a route.
    LastPlace,
}

impl MetaKey {
    fn key(self) -> Key {
        Key::Text(
            match self {
                Self::LastBackup => "last-backup",
                Self::LastPlace => "last-place",
            }
            .to_owned(),
        )
    }
}

/// An assessment's open database.
pub struct AssessmentStore {
    id: String,
    pub(super) database: Database,
    pub(super) being_kept: BeingKept,
}

impl AssessmentStore {
    /// Makes the database of a new assessment, or opens it if it exists.
    ///
    /// # Errors
    /// [`StorageError`] when the browser does not let it be made.
    pub async fn create(id: &str) -> Result<Self, StorageError> {
        let database = Database::open(layout(id), CreateIfMissing::Yes).await?;
        Ok(Self {
            id: id.to_owned(),
            database,
            being_kept: BeingKept::default(),
        })
    }

    /// Opens the database of an assessment that exists, and reads its journal and snapshots.
    ///
    /// # Errors
    /// [`StorageError::NotFound`] when there is none (none is made),
    /// [`StorageError::NewerVersion`], and whatever else the browser says.
    pub async fn open(id: &str) -> Result<(Self, Stored), StorageError> {
        let database = Database::open(layout(id), CreateIfMissing::No).await?;
        let store = Self {
            id: id.to_owned(),
            database,
            being_kept: BeingKept::default(),
        };
        let stored = store.read_all().await?;
        Ok((store, stored))
    }

    /// The assessment's UUID.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The journal and the snapshots as they are on disk now. A record that cannot be read is
    /// there without its bytes, and does not keep the others from being read.
    ///
    /// # Errors
    /// [`StorageError`] when not even the journal's numbers can be read.
    pub async fn read_all(&self) -> Result<Stored, StorageError> {
        // The snapshots first: otherwise one that another window writes between the two readings
        // would seem to stand beyond the journal's end. A journal alone is enough to open it.
        let snapshots = self.database.readable_records(SNAPSHOTS).await;
        let entries = self.database.readable_records(JOURNAL).await?;
        Ok(Stored {
            snapshots: numbered(snapshots.unwrap_or_default()),
            entries: numbered(entries),
        })
    }

    /// Adds journal entries in one transaction; resolves when they are on disk. An entry that is there
    /// already is never overwritten.
    ///
    /// # Errors
    /// [`StorageError::AlreadyThere`] when the journal has an entry of one of the numbers, maybe because
    /// the answer to an earlier attempt was lost. [`StorageError::NotFound`] when the entry before the
    /// first is not there, because the browser has thrown it away: then [`Self::make_again`] is due.
    /// [`StorageError::Full`], and whatever else the browser says. None of the entries is then on disk
    /// that was not before, unless the connection was lost just after it was written.
    pub async fn append(&self, entries: &[(u64, Vec<u8>)]) -> Result<(), StorageError> {
        self.database.write(&additions(entries)).await?;
        // Only afterwards: a page that is being closed has no time to look before it writes.
        let before = entries.first().and_then(|(seq, _)| seq.checked_sub(1));
        match before {
            Some(before) if !self.database.has(JOURNAL, &Key::Number(before)).await? => {
                Err(StorageError::NotFound)
            }
            _ => Ok(()),
        }
    }

    /// Makes the database again after the browser has thrown it away; one that is there is opened.
    ///
    /// # Errors
    /// [`StorageError`] when the browser does not let it be made.
    pub async fn make_again(&self) -> Result<(), StorageError> {
        Ok(self.database.make_again().await?)
    }

    /// Whether the journal is there, as far as can be told without reading it: `false` when the
    /// database or the journal's first entry is gone.
    ///
    /// # Errors
    /// [`StorageError`] when that cannot be told now.
    pub async fn is_there(&self) -> Result<bool, StorageError> {
        match self.database.has(JOURNAL, &Key::Number(0)).await {
            Ok(is_there) => Ok(is_there),
            Err(IndexedDbError::NoSuchDatabase) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether the browser has not taken the connection away, as it does when it throws a store away.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.database.is_connected()
    }

    /// The journal's entries from this number on, oldest first: what a follower has not seen.
    ///
    /// # Errors
    /// [`StorageError`] when they cannot be read.
    pub async fn read_from(&self, seq: u64) -> Result<Vec<(u64, Vec<u8>)>, StorageError> {
        let records = self
            .database
            .records(JOURNAL, KeysFrom::Number(seq))
            .await?;
        Ok(numbered(records))
    }

    /// Writes a snapshot of the assessment after its first `entries` journal entries, behind a
    /// checksum, and in the same transaction removes all but the newest [`SNAPSHOTS_KEPT`].
    ///
    /// # Errors
    /// [`StorageError`] when it cannot be written; the older ones are then all still there.
    pub async fn write_snapshot(&self, entries: u64, bytes: &[u8]) -> Result<(), StorageError> {
        let bytes = &with_checksum(bytes);
        let mut kept = self.database.keys(SNAPSHOTS, KeysFrom::First).await?;
        kept.retain(|key| *key != Key::Number(entries));
        kept.push(Key::Number(entries));
        kept.sort();
        let surplus = kept.len().saturating_sub(SNAPSHOTS_KEPT);
        let mut operations = vec![Write::Put(SNAPSHOTS, Key::Number(entries), bytes)];
        for key in kept.into_iter().take(surplus) {
            operations.push(Write::Remove(SNAPSHOTS, key));
        }
        Ok(self.database.write(&operations).await?)
    }

    /// A small record beside the journal.
    ///
    /// # Errors
    /// [`StorageError`] when the store cannot be read.
    pub async fn meta(&self, key: MetaKey) -> Result<Option<Vec<u8>>, StorageError> {
        Ok(self.database.get(META, &key.key()).await?)
    }

    /// Writes a small record beside the journal.
    ///
    /// # Errors
    /// [`StorageError`] when it cannot be written.
    pub async fn set_meta(&self, key: MetaKey, bytes: &[u8]) -> Result<(), StorageError> {
        let operation = Write::Put(META, key.key(), bytes);
        Ok(self.database.write(&[operation]).await?)
    }

    /// Closes the connection, so that another tab can upgrade or delete the database; the next
    /// operation opens it again.
    pub fn close(&self) {
        self.database.close();
    }

    /// Deletes an assessment's database with everything in it, for good.
    ///
    /// # Errors
    /// [`StorageError::BlockedByOtherTab`] when another tab keeps it open, and whatever else the
    /// browser says.
    pub async fn delete_database(id: &str) -> Result<(), StorageError> {
        Ok(indexed_db::delete(&layout(id).name).await?)
    }

    /// The UUIDs of all assessments that have a database on this device, listed in the library or
    /// not; `None` where the browser does not tell.
    pub async fn ids_on_this_device() -> Option<Vec<String>> {
        let names = indexed_db::list().await?;
        Some(
            names
                .iter()
                .filter_map(|name| name.strip_prefix(NAME_PREFIX))
                .map(str::to_owned)
                .collect(),
        )
    }

    /// The database's name.
    #[must_use]
    pub fn database_name(&self) -> &str {
        self.database.name()
    }
}

fn additions(entries: &[(u64, Vec<u8>)]) -> Vec<Write<'_>> {
    entries
        .iter()
        .map(|(seq, bytes)| Write::Add(JOURNAL, Key::Number(*seq), bytes))
        .collect()
}

fn numbered(records: Vec<(Key, Vec<u8>)>) -> Vec<(u64, Vec<u8>)> {
    records
        .into_iter()
        .filter_map(|(key, bytes)| match key {
            Key::Number(number) => Some((number, bytes)),
            Key::Text(_) => None,
        })
        .collect()
}
