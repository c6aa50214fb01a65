//! Fonts and the logo for reports, as they are kept on this device.

use std::rc::Rc;

use assay_assessment::Sha256Digest;
use assay_report::document::Logo;
use leptos::prelude::*;

use super::{Desk, DeskError};
use crate::{
    beside::Sums,
    browser::clock,
    storage::{ReportFile, ReportFileStore, ReportFileUse},
};

/// A font of the user's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFont {
    /// SHA-256 of its file.
    pub sha256: String,
    /// What its file is called.
    pub name: String,
    /// Its file.
    pub bytes: Rc<[u8]>,
}

impl Desk {
    /// The fonts that the user gave to reports, in the order in which they were given. One that is not whole is left out;
    /// what is in it, whoever draws with it looks at anyway.
    ///
    /// # Errors
    /// [`DeskError`] when they cannot be read.
    pub async fn own_fonts(&self) -> Result<Vec<OwnFont>, DeskError> {
        let store = self.report_file_store().await?;
        let mut fonts = Vec::new();
        for about in store.list().await? {
            if about.used_as != ReportFileUse::Font {
                continue;
            }
            let bytes = store.bytes(&about.sha256).await?;
            if let Some(bytes) = bytes.filter(|bytes| bytes.len() as u64 == about.bytes) {
                fonts.push(OwnFont {
                    sha256: about.sha256,
                    name: about.name,
                    bytes: bytes.into(),
                });
            }
        }
        Ok(fonts)
    }

    /// Keeps a font.
    ///
    /// # Errors
    /// [`DeskError`]; then it is not kept.
    pub async fn keep_font(&self, name: &str, bytes: Vec<u8>) -> Result<OwnFont, DeskError> {
        let sha256 = self
            .keep_report_file(ReportFileUse::Font, name, &bytes)
            .await?;
        Ok(OwnFont {
            sha256,
            name: name.to_owned(),
            bytes: bytes.into(),
        })
    }

    /// Keeps the file of a logo, in the place of the one before.
    ///
    /// # Errors
    /// [`DeskError`]; then it is not kept.
    pub async fn keep_logo(&self, name: &str, bytes: &[u8]) -> Result<(), DeskError> {
        let sha256 = self
            .keep_report_file(ReportFileUse::Logo, name, bytes)
            .await?;
        let store = self.report_file_store().await?;
        for earlier in store.list().await? {
            if earlier.used_as == ReportFileUse::Logo && earlier.sha256 != sha256 {
                store.remove(&earlier.sha256).await?;
            }
        }
        Ok(())
    }

    /// The file of a logo; `None` where it is not on this device.
    ///
    /// # Errors
    /// [`DeskError`] when it cannot be read.
    pub async fn logo_file(&self, logo: &Logo) -> Result<Option<Vec<u8>>, DeskError> {
        let store = self.report_file_store().await?;
        let bytes = store.bytes(&logo.sha256.to_string()).await?;
        Ok(bytes.filter(|bytes| Sha256Digest::of(bytes) == logo.sha256))
    }

    /// Removes a file that was kept for reports.
    ///
    /// # Errors
    /// [`DeskError`]; then it is still here.
    pub async fn remove_report_file(&self, sha256: &str) -> Result<(), DeskError> {
        Ok(self.report_file_store().await?.remove(sha256).await?)
    }

    /// Gives the SHA-256 under which the file is kept.
    async fn keep_report_file(
        &self,
        used_as: ReportFileUse,
        name: &str,
        bytes: &[u8],
    ) -> Result<String, DeskError> {
        let mut sums = Sums::new();
        sums.add(bytes).await;
        let about = ReportFile {
            sha256: sums.finish().sha256.to_string(),
            used_as,
            name: name.to_owned(),
            bytes: bytes.len() as u64,
            kept: clock::now(),
        };
        let store = self.report_file_store().await?;
        store.keep(&about, bytes).await?;
        Ok(about.sha256)
    }

    async fn report_file_store(&self) -> Result<Rc<ReportFileStore>, DeskError> {
        if let Some(store) = self.report_file_store.get_value() {
            return Ok(store);
        }
        let store = Rc::new(ReportFileStore::open().await?);
        self.report_file_store.set_value(Some(Rc::clone(&store)));
        Ok(store)
    }
}
