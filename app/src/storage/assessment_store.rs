//! One assessment on disk: its journal, its snapshots and its evidence files.

use super::StorageError;
use super::database::Database;
use super::stored::{Stored, with_checksum};
use crate::browser::indexed_db::{
    self, CreateIfMissing, IndexedDbError, Key, KeysFrom, Layout, Write,
};
use crate::browser::{Cancellation, sha256};

const JOURNAL: &str = "journal";
const SNAPSHOTS: &str = "snapshots";
const EVIDENCE: &str = "evidence";
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
    database: Database,
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

    /// Writes journal entries in one transaction; resolves when they are on disk. An entry that
    /// is there already with the same bytes counts as written, so that an append whose outcome
    /// was lost can be repeated; one with other bytes is never overwritten.
    ///
    /// # Errors
    /// [`StorageError::WrittenByOther`] when the journal has another entry of one of the numbers,
    /// [`StorageError::Full`], and whatever else the browser says. None of the entries is then on
    /// disk that was not before.
    pub async fn append(&self, entries: &[(u64, Vec<u8>)]) -> Result<(), StorageError> {
        match self.database.write(&additions(entries)).await {
            Err(IndexedDbError::AlreadyExists) => {
                let missing = self.not_yet_written(entries).await?;
                match self.database.write(&additions(&missing)).await {
                    Err(IndexedDbError::AlreadyExists) => Err(StorageError::WrittenByOther {
                        seq: missing.first().map_or(0, |(seq, _)| *seq),
                    }),
                    outcome => Ok(outcome?),
                }
            }
            outcome => Ok(outcome?),
        }
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

    /// Keeps an evidence file under its SHA-256 (64 lower-case hexadecimal digits), after checking
    /// that it is the bytes' own. A file that is there already is not written again.
    ///
    /// # Errors
    /// [`StorageError::HashMismatch`], [`StorageError::Full`], and whatever else the browser says.
    pub async fn put_evidence(&self, sha256: &str, bytes: &[u8]) -> Result<(), StorageError> {
        if hash_of(bytes).await? != sha256 {
            return Err(StorageError::HashMismatch);
        }
        if self.has_evidence(sha256).await? {
            return Ok(());
        }
        let operation = Write::Put(EVIDENCE, text_key(sha256), bytes);
        Ok(self.database.write(&[operation]).await?)
    }

    /// An evidence file's bytes, or `None` when they are not on this device. They are hashed
    /// again, so that what is returned is what was put in.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] when the bytes no longer have this SHA-256, and whatever else the
    /// browser says.
    pub async fn evidence(&self, sha256: &str) -> Result<Option<Vec<u8>>, StorageError> {
        let Some(bytes) = self.database.get(EVIDENCE, &text_key(sha256)).await? else {
            return Ok(None);
        };
        if hash_of(&bytes).await? == sha256 {
            Ok(Some(bytes))
        } else {
            Err(StorageError::Damaged {
                what: format!("The evidence file with SHA-256 {sha256}"),
            })
        }
    }

    /// Whether an evidence file's bytes are on this device.
    ///
    /// # Errors
    /// [`StorageError`] when the store cannot be read.
    pub async fn has_evidence(&self, sha256: &str) -> Result<bool, StorageError> {
        Ok(self.database.has(EVIDENCE, &text_key(sha256)).await?)
    }

    /// The SHA-256 of every evidence file on this device, in order.
    ///
    /// # Errors
    /// [`StorageError`] when the store cannot be read.
    pub async fn evidence_hashes(&self) -> Result<Vec<String>, StorageError> {
        let keys = self.database.keys(EVIDENCE, KeysFrom::First).await?;
        Ok(keys
            .into_iter()
            .filter_map(|key| match key {
                Key::Text(text) => Some(text),
                Key::Number(_) => None,
            })
            .collect())
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

    /// Of these entries, those that the journal lacks.
    async fn not_yet_written(
        &self,
        entries: &[(u64, Vec<u8>)],
    ) -> Result<Vec<(u64, Vec<u8>)>, StorageError> {
        let mut missing = Vec::new();
        for (seq, bytes) in entries {
            match self.database.get(JOURNAL, &Key::Number(*seq)).await? {
                None => missing.push((*seq, bytes.clone())),
                Some(found) if found == *bytes => {}
                Some(_) => return Err(StorageError::WrittenByOther { seq: *seq }),
            }
        }
        Ok(missing)
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

fn text_key(text: &str) -> Key {
    Key::Text(text.to_owned())
}

async fn hash_of(bytes: &[u8]) -> Result<String, StorageError> {
    // Nobody holds this cancellation, so it is never set.
    sha256::hash(bytes, |_| {}, &Cancellation::new())
        .await
        .map_err(|_| StorageError::HashMismatch)
}
