//! The identities and known signers of this device.

use assay_seal::{Fingerprint, StoredIdentity};

use super::{Desk, DeskError};
use crate::{
    browser::clock,
    storage::{self, KnownAuthority, KnownSigner, SettingKey, StorageError},
};

impl Desk {
    /// The identities on this device, the one that signed last first. What cannot be read as an
    /// identity is left out and kept as it is.
    ///
    /// # Errors
    /// [`DeskError`] when the library cannot be read.
    pub async fn identities(&self) -> Result<Vec<StoredIdentity>, DeskError> {
        let library = self.opened_library().await?;
        let last = library.setting(SettingKey::LastIdentity).await?;
        let mut identities: Vec<StoredIdentity> = library
            .identities()
            .await?
            .iter()
            .filter_map(|stored| serde_json::from_slice(&stored.bytes).ok())
            .collect();
        identities.sort_by_key(|identity| {
            (
                last.as_deref() != Some(&identity.fingerprint().to_string()),
                identity.created().milliseconds(),
            )
        });
        Ok(identities)
    }

    /// Keeps an identity. Its key is encrypted; an unencrypted one cannot be passed here.
    ///
    /// # Errors
    /// [`DeskError`] when it is not on disk.
    pub async fn keep_identity(&self, identity: &StoredIdentity) -> Result<(), DeskError> {
        let bytes = serde_json::to_vec(identity).map_err(|error| {
            DeskError::Storage(StorageError::Other {
                name: "Serialisation".to_owned(),
                message: error.to_string(),
            })
        })?;
        let fingerprint = identity.fingerprint().to_string();
        self.library()?
            .put_identity(&storage::StoredIdentity { fingerprint, bytes })
            .await?;
        Ok(())
    }

    /// Removes an identity from this device, for good.
    ///
    /// # Errors
    /// [`DeskError`] when it is still there.
    pub async fn remove_identity(&self, fingerprint: Fingerprint) -> Result<(), DeskError> {
        Ok(self
            .library()?
            .remove_identity(&fingerprint.to_string())
            .await?)
    }

    /// Remembers which identity signed last.
    ///
    /// # Errors
    /// [`DeskError`] when it is not on disk.
    pub async fn remember_signing(&self, fingerprint: Fingerprint) -> Result<(), DeskError> {
        Ok(self
            .library()?
            .set_setting(SettingKey::LastIdentity, &fingerprint.to_string())
            .await?)
    }

    /// The signers whose fingerprint the user has compared.
    ///
    /// # Errors
    /// [`DeskError`] when the library cannot be read.
    pub async fn known_signers(&self) -> Result<Vec<KnownSigner>, DeskError> {
        Ok(self.opened_library().await?.known_signers().await?)
    }

    /// Remembers that the user has compared a fingerprint with the signer, and how.
    ///
    /// # Errors
    /// [`DeskError`] when it is not on disk.
    pub async fn know_signer(
        &self,
        fingerprint: &str,
        name: &str,
        why: &str,
    ) -> Result<(), DeskError> {
        let signer = KnownSigner {
            fingerprint: fingerprint.to_owned(),
            name: name.to_owned(),
            confirmed: clock::now(),
            why: why.to_owned(),
        };
        Ok(self.library()?.put_known_signer(&signer).await?)
    }

    /// The time stamping authorities whose certificate the user has compared.
    ///
    /// # Errors
    /// [`DeskError`] when the library cannot be read.
    pub async fn known_authorities(&self) -> Result<Vec<KnownAuthority>, DeskError> {
        Ok(self.opened_library().await?.known_authorities().await?)
    }

    /// Remembers that the user has compared an authority's certificate, and how.
    ///
    /// # Errors
    /// [`DeskError`] when it is not on disk.
    pub async fn know_authority(
        &self,
        fingerprint: &str,
        name: &str,
        der: &[u8],
        why: &str,
    ) -> Result<KnownAuthority, DeskError> {
        let authority = KnownAuthority {
            fingerprint: fingerprint.to_owned(),
            name: name.to_owned(),
            confirmed: clock::now(),
            why: why.to_owned(),
            der: der.to_vec(),
        };
        self.library()?.put_known_authority(&authority).await?;
        Ok(authority)
    }

    /// Makes an authority unknown again.
    ///
    /// # Errors
    /// [`DeskError`] when it is still known.
    pub async fn forget_authority(&self, fingerprint: &str) -> Result<(), DeskError> {
        Ok(self.library()?.remove_known_authority(fingerprint).await?)
    }

    /// Makes a signer unknown again.
    ///
    /// # Errors
    /// [`DeskError`] when it is still known.
    pub async fn forget_signer(&self, fingerprint: &str) -> Result<(), DeskError> {
        Ok(self.library()?.remove_known_signer(fingerprint).await?)
    }
}
