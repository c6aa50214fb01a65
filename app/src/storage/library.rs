//! The list of assessments on this device, and what is not part of any one of them: identities,
//! known signers and settings.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::StorageError;
use super::database::Database;
use crate::browser::indexed_db::{CreateIfMissing, Key, KeysFrom, Layout, Write};

const ASSESSMENTS: &str = "assessments";
const IDENTITIES: &str = "identities";
const SIGNERS: &str = "signers";
const SETTINGS: &str = "settings";

/// The library's layout. A new object store raises the version.
fn layout() -> Layout {
    Layout {
        name: "assay-library".to_owned(),
        version: 1,
        stores: &[ASSESSMENTS, IDENTITIES, SIGNERS, SETTINGS],
    }
}

/// What the list of assessments shows of one; the assessment itself is the truth, this is a copy
/// for the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LibraryEntry {
    /// The assessment's UUID.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The operator that is assessed; empty while unnamed.
    #[serde(default)]
    pub operator: String,
    /// Whether it is the example.
    #[serde(default)]
    pub example: bool,
    /// When it was made, in milliseconds since 1970-01-01T00:00:00Z.
    pub created: u64,
    /// When it was last changed, likewise.
    pub changed: u64,
    /// How far it is.
    #[serde(default)]
    pub counts: Counts,
    /// The last backup that is known to be good.
    #[serde(default)]
    pub last_backup: Option<LastBackup>,
    /// When it was deleted; it can be brought back until the page that deleted it is closed.
    #[serde(default)]
    pub deleted: Option<u64>,
}

/// How far an assessment is, in controls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// All of them.
    pub controls: u32,
    /// Those with a status other than Not Tested.
    pub tested: u32,
    /// Those whose status fails.
    pub failing: u32,
}

/// A backup that was written and read back, or opened again by the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastBackup {
    /// When it was made, in milliseconds since 1970-01-01T00:00:00Z.
    pub at: u64,
    /// The number of the last journal entry in it.
    pub seq: u64,
    /// The file's name.
    pub name: String,
}

/// An identity at rest. The bytes are the seal's own format, in which the key is encrypted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredIdentity {
    /// The key's fingerprint, unique among the identities.
    pub fingerprint: String,
    /// The identity as the seal wrote it.
    pub bytes: Vec<u8>,
}

/// A signer whose fingerprint the user has compared with the signer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownSigner {
    /// The key's fingerprint.
    pub fingerprint: String,
    /// The name under which the user knows the signer.
    pub name: String,
    /// When it was confirmed, in milliseconds since 1970-01-01T00:00:00Z.
    pub confirmed: u64,
}

/// The names of the settings that are kept on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKey {
    /// The assessment that was open last.
    LastOpened,
    /// The identity that signed last.
    LastIdentity,
    /// The assessor's name for the journal, as last entered.
    AssessorName,
    /// Which one-time hints were dismissed.
    DismissedHints,
}

impl SettingKey {
    fn key(self) -> Key {
        Key::Text(
            match self {
                Self::LastOpened => "last-opened",
                Self::LastIdentity => "last-identity",
                Self::AssessorName => "assessor-name",
                Self::DismissedHints => "dismissed-hints",
            }
            .to_owned(),
        )
    }
}

/// The library of this device (in Chromium one for all `file://` pages, in Firefox one per path).
pub struct Library {
    database: Database,
}

impl Library {
    /// Opens the library, making it on the first visit.
    ///
    /// # Errors
    /// [`StorageError::Missing`], [`StorageError::BlockedByOtherTab`],
    /// [`StorageError::NewerVersion`], and whatever else the browser says.
    pub async fn open() -> Result<Self, StorageError> {
        let database = Database::open(layout(), CreateIfMissing::Yes).await?;
        Ok(Self { database })
    }

    /// The assessments, the last changed first, without the deleted ones. An entry that cannot be
    /// read is left out here and reported by [`Library::damaged_entries`].
    ///
    /// # Errors
    /// [`StorageError`] when the library cannot be read.
    pub async fn list(&self) -> Result<Vec<LibraryEntry>, StorageError> {
        let mut entries = self.all_entries().await?;
        entries.retain(|entry| entry.deleted.is_none());
        entries.sort_by(|a, b| b.changed.cmp(&a.changed).then_with(|| a.id.cmp(&b.id)));
        Ok(entries)
    }

    /// One entry of the list, deleted or not.
    ///
    /// # Errors
    /// [`StorageError::Damaged`] when it cannot be understood, or as [`Library::list`].
    pub async fn entry(&self, id: &str) -> Result<Option<LibraryEntry>, StorageError> {
        let bytes = self.database.get(ASSESSMENTS, &text_key(id)).await?;
        bytes
            .map(|bytes| parse(&bytes, "An entry of the list of assessments"))
            .transpose()
    }

    /// Adds or replaces an entry of the list.
    ///
    /// # Errors
    /// [`StorageError`] when it cannot be written.
    pub async fn upsert(&self, entry: &LibraryEntry) -> Result<(), StorageError> {
        self.put(ASSESSMENTS, &text_key(&entry.id), &json(entry)?)
            .await
    }

    /// Marks an assessment as deleted. It disappears from the list, and for good when a later
    /// start [sweeps](super::sweep); until this page is closed it can be brought back.
    ///
    /// # Errors
    /// [`StorageError::NotFound`] when the list has no such entry, or as [`Library::upsert`].
    pub async fn forget(&self, id: &str, now: u64) -> Result<(), StorageError> {
        self.mark(id, Some(now)).await?;
        super::sweep::protect(id).await;
        Ok(())
    }

    /// Brings back an assessment that was deleted.
    ///
    /// # Errors
    /// [`StorageError::NotFound`] when the list has no such entry any more, or as
    /// [`Library::upsert`].
    pub async fn restore(&self, id: &str) -> Result<(), StorageError> {
        self.mark(id, None).await?;
        super::sweep::unprotect(id);
        Ok(())
    }

    /// The identifiers of the entries that cannot be understood; their assessments may still open.
    ///
    /// # Errors
    /// As [`Library::list`].
    pub async fn damaged_entries(&self) -> Result<Vec<String>, StorageError> {
        let records = self.database.records(ASSESSMENTS, KeysFrom::First).await?;
        Ok(records
            .into_iter()
            .filter(|(_, bytes)| serde_json::from_slice::<LibraryEntry>(bytes).is_err())
            .filter_map(|(key, _)| text_of(key))
            .collect())
    }

    /// The identities, in the order of their fingerprints.
    ///
    /// # Errors
    /// [`StorageError`] when the library cannot be read.
    pub async fn identities(&self) -> Result<Vec<StoredIdentity>, StorageError> {
        let records = self.database.records(IDENTITIES, KeysFrom::First).await?;
        Ok(records
            .into_iter()
            .filter_map(|(key, bytes)| {
                Some(StoredIdentity {
                    fingerprint: text_of(key)?,
                    bytes,
                })
            })
            .collect())
    }

    /// Adds or replaces an identity.
    ///
    /// # Errors
    /// [`StorageError`] when it cannot be written.
    pub async fn put_identity(&self, identity: &StoredIdentity) -> Result<(), StorageError> {
        let key = text_key(&identity.fingerprint);
        self.put(IDENTITIES, &key, &identity.bytes).await
    }

    /// Removes an identity, for good.
    ///
    /// # Errors
    /// [`StorageError`] when it cannot be removed.
    pub async fn remove_identity(&self, fingerprint: &str) -> Result<(), StorageError> {
        self.remove(IDENTITIES, fingerprint).await
    }

    /// The signers that the user has confirmed.
    ///
    /// # Errors
    /// [`StorageError`] when the library cannot be read.
    pub async fn known_signers(&self) -> Result<Vec<KnownSigner>, StorageError> {
        self.all(SIGNERS).await
    }

    /// Adds or replaces a confirmed signer.
    ///
    /// # Errors
    /// [`StorageError`] when it cannot be written.
    pub async fn put_known_signer(&self, signer: &KnownSigner) -> Result<(), StorageError> {
        self.put(SIGNERS, &text_key(&signer.fingerprint), &json(signer)?)
            .await
    }

    /// Makes a signer unknown again.
    ///
    /// # Errors
    /// [`StorageError`] when it cannot be removed.
    pub async fn remove_known_signer(&self, fingerprint: &str) -> Result<(), StorageError> {
        self.remove(SIGNERS, fingerprint).await
    }

    /// A setting, or `None` while it was never set.
    ///
    /// # Errors
    /// [`StorageError`] when the library cannot be read.
    pub async fn setting(&self, key: SettingKey) -> Result<Option<String>, StorageError> {
        let bytes = self.database.get(SETTINGS, &key.key()).await?;
        Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
    }

    /// Sets a setting.
    ///
    /// # Errors
    /// [`StorageError`] when it cannot be written.
    pub async fn set_setting(&self, key: SettingKey, value: &str) -> Result<(), StorageError> {
        self.put(SETTINGS, &key.key(), value.as_bytes()).await
    }

    /// All entries that can be understood, deleted or not.
    pub(super) async fn all_entries(&self) -> Result<Vec<LibraryEntry>, StorageError> {
        self.all(ASSESSMENTS).await
    }

    /// Removes an entry for good.
    pub(super) async fn remove_entry(&self, id: &str) -> Result<(), StorageError> {
        self.remove(ASSESSMENTS, id).await
    }

    async fn mark(&self, id: &str, deleted: Option<u64>) -> Result<(), StorageError> {
        let mut entry = self.entry(id).await?.ok_or(StorageError::NotFound)?;
        entry.deleted = deleted;
        self.upsert(&entry).await
    }

    async fn all<T: DeserializeOwned>(&self, store: &'static str) -> Result<Vec<T>, StorageError> {
        let records = self.database.records(store, KeysFrom::First).await?;
        Ok(records
            .into_iter()
            .filter_map(|(_, bytes)| serde_json::from_slice(&bytes).ok())
            .collect())
    }

    async fn put(&self, store: &'static str, key: &Key, bytes: &[u8]) -> Result<(), StorageError> {
        let operation = Write::Put(store, key.clone(), bytes);
        Ok(self.database.write(&[operation]).await?)
    }

    async fn remove(&self, store: &'static str, key: &str) -> Result<(), StorageError> {
        let operation = Write::Remove(store, text_key(key));
        Ok(self.database.write(&[operation]).await?)
    }
}

fn text_key(text: &str) -> Key {
    Key::Text(text.to_owned())
}

fn text_of(key: Key) -> Option<String> {
    match key {
        Key::Text(text) => Some(text),
        Key::Number(_) => None,
    }
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, StorageError> {
    serde_json::to_vec(value).map_err(|error| StorageError::Other {
        name: "Serialisation".to_owned(),
        message: error.to_string(),
    })
}

fn parse<T: DeserializeOwned>(bytes: &[u8], what: &str) -> Result<T, StorageError> {
    serde_json::from_slice(bytes).map_err(|_| StorageError::Damaged {
        what: what.to_owned(),
    })
}
