//! The list of assessments on this device, and what is not part of any one of them: identities,
//! known signers and settings.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::StorageError;
use super::database::Database;
use crate::browser::indexed_db::{Key, KeysFrom, Layout, Write};

pub(super) const ASSESSMENTS: &str = "assessments";
const IDENTITIES: &str = "identities";
const SIGNERS: &str = "signers";
pub(super) const SETTINGS: &str = "settings";

/// The stores of which the page keeps a copy in memory. An assessment is listed again when it is saved
/// again; one that is not open is gone with the browser's store.
const COPIED: [&str; 3] = [IDENTITIES, SIGNERS, SETTINGS];

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
    /// The last backup that is known to be good, as the assessment's database has it.
    #[serde(default)]
    pub last_backup: Option<LastBackup>,
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
    /// When it was opened again and compared with what is here, in milliseconds since
    /// 1970-01-01T00:00:00Z.
    #[serde(default)]
    pub checked: Option<u64>,
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
    /// How the fingerprint was compared, in the user's words; empty where none were asked for or given.
    #[serde(default)]
    pub why: String,
}

/// A time stamping authority whose certificate the user has compared with what the authority says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownAuthority {
    /// The fingerprint of its certificate.
    pub fingerprint: String,
    /// The name in the certificate.
    pub name: String,
    /// When it was confirmed, in milliseconds since 1970-01-01T00:00:00Z.
    pub confirmed: u64,
    /// How the fingerprint was compared, in the user's words; empty where none were given.
    pub why: String,
    /// The certificate in DER.
    pub der: Vec<u8>,
}

/// What the keys of known authorities begin with. They are kept among the settings: a store of their own would raise the
/// library's version, and an earlier build on the same device could then open nothing at all.
const AUTHORITY: &str = "authority:";

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
    /// How the pages of a report were drawn last, as JSON.
    Presentation,
}

impl SettingKey {
    fn key(self) -> Key {
        Key::Text(
            match self {
                Self::LastOpened => "last-opened",
                Self::LastIdentity => "last-identity",
                Self::AssessorName => "assessor-name",
                Self::DismissedHints => "dismissed-hints",
                Self::Presentation => "presentation",
            }
            .to_owned(),
        )
    }
}

/// The library of this device (in Chromium one for all `file://` pages, in Firefox one per path).
pub struct Library {
    pub(super) database: Database,
    /// What the stores in [`COPIED`] held at the last look, by store and key. It is small, and is
    /// written again when the browser has thrown the library away.
    copy: RefCell<BTreeMap<(&'static str, String), Vec<u8>>>,
}

impl Library {
    /// Opens the library, making it on the first visit.
    ///
    /// # Errors
    /// [`StorageError::Missing`], [`StorageError::BlockedByOtherTab`],
    /// [`StorageError::NewerVersion`], and whatever else the browser says.
    pub async fn open() -> Result<Self, StorageError> {
        let library = Self {
            database: Database::open_for_good(layout()).await?,
            copy: RefCell::default(),
        };
        for store in COPIED {
            library.records(store).await?;
        }
        Ok(library)
    }

    /// The assessments, the last changed first, without the deleted ones. An entry that cannot be
    /// read is left out here and reported by [`Library::damaged_entries`].
    ///
    /// # Errors
    /// [`StorageError`] when the library cannot be read.
    pub async fn list(&self) -> Result<Vec<LibraryEntry>, StorageError> {
        let mut entries = self.all_entries().await?;
        let deletions = self.deletions().await?;
        entries.retain(|entry| !deletions.contains_key(&entry.id));
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

    /// The identifiers of the entries that cannot be understood; their assessments may still open.
    ///
    /// # Errors
    /// As [`Library::list`].
    pub async fn damaged_entries(&self) -> Result<Vec<String>, StorageError> {
        let records = self.records(ASSESSMENTS).await?;
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
        let records = self.records(IDENTITIES).await?;
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

    /// The time stamping authorities that the user has confirmed.
    ///
    /// # Errors
    /// [`StorageError`] when the library cannot be read.
    pub async fn known_authorities(&self) -> Result<Vec<KnownAuthority>, StorageError> {
        let records = self.records(SETTINGS).await?.into_iter();
        let authorities = records.filter_map(|(key, bytes)| {
            let is_one = text_of(key).is_some_and(|key| key.starts_with(AUTHORITY));
            is_one
                .then(|| serde_json::from_slice(&bytes).ok())
                .flatten()
        });
        Ok(authorities.collect())
    }

    /// Adds or replaces a confirmed authority.
    ///
    /// # Errors
    /// [`StorageError`] when it cannot be written.
    pub async fn put_known_authority(
        &self,
        authority: &KnownAuthority,
    ) -> Result<(), StorageError> {
        let key = text_key(&format!("{AUTHORITY}{}", authority.fingerprint));
        self.put(SETTINGS, &key, &json(authority)?).await
    }

    /// Makes an authority unknown again.
    ///
    /// # Errors
    /// [`StorageError`] when it cannot be removed.
    pub async fn remove_known_authority(&self, fingerprint: &str) -> Result<(), StorageError> {
        self.remove(SETTINGS, &format!("{AUTHORITY}{fingerprint}"))
            .await
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

    async fn all<T: DeserializeOwned>(&self, store: &'static str) -> Result<Vec<T>, StorageError> {
        let records = self.records(store).await?;
        Ok(records
            .into_iter()
            .filter_map(|(_, bytes)| serde_json::from_slice(&bytes).ok())
            .collect())
    }

    /// All records of a store.
    pub(super) async fn records(
        &self,
        store: &'static str,
    ) -> Result<Vec<(Key, Vec<u8>)>, StorageError> {
        let mut records = self.database.records(store, KeysFrom::First).await?;
        if self.write_copy_back().await? {
            records = self.database.records(store, KeysFrom::First).await?;
        }
        if COPIED.contains(&store) {
            let mut copy = self.copy.borrow_mut();
            copy.retain(|(other, _), _| *other != store);
            copy.extend(
                records.iter().filter_map(|(key, bytes)| {
                    Some(((store, text_of(key.clone())?), bytes.clone()))
                }),
            );
        }
        Ok(records)
    }

    pub(super) async fn put(
        &self,
        store: &'static str,
        key: &Key,
        bytes: &[u8],
    ) -> Result<(), StorageError> {
        let operation = Write::Put(store, key.clone(), bytes);
        self.database.write(&[operation]).await?;
        if COPIED.contains(&store)
            && let Some(key) = text_of(key.clone())
        {
            let mut copy = self.copy.borrow_mut();
            copy.insert((store, key), bytes.to_vec());
        }
        self.write_copy_back().await?;
        Ok(())
    }

    pub(super) async fn remove(&self, store: &'static str, key: &str) -> Result<(), StorageError> {
        let operation = Write::Remove(store, text_key(key));
        self.database.write(&[operation]).await?;
        self.copy.borrow_mut().remove(&(store, key.to_owned()));
        self.write_copy_back().await?;
        Ok(())
    }

    /// Writes the copy into a library that had to be made anew; says whether it had to be.
    async fn write_copy_back(&self) -> Result<bool, StorageError> {
        if !self.database.take_is_anew() {
            return Ok(false);
        }
        let copy = self.copy.borrow().clone();
        let operations: Vec<Write<'_>> = copy
            .iter()
            .map(|((store, key), bytes)| Write::Put(store, text_key(key), bytes))
            .collect();
        match self.database.write(&operations).await {
            Ok(()) => Ok(true),
            Err(error) => {
                // There is no room yet; the copy is still to be written.
                self.database.is_still_anew();
                Err(error.into())
            }
        }
    }
}

fn text_key(text: &str) -> Key {
    Key::Text(text.to_owned())
}

pub(super) fn text_of(key: Key) -> Option<String> {
    match key {
        Key::Text(text) => Some(text),
        Key::Number(_) => None,
    }
}

pub(super) fn json(value: &impl Serialize) -> Result<Vec<u8>, StorageError> {
    serde_json::to_vec(value).map_err(|error| StorageError::Other {
        name: "Serialisation".to_owned(),
        message: error.to_string(),
    })
}

pub(super) fn parse<T: DeserializeOwned>(bytes: &[u8], what: &str) -> Result<T, StorageError> {
    serde_json::from_slice(bytes).map_err(|_| StorageError::Damaged {
        what: what.to_owned(),
    })
}
