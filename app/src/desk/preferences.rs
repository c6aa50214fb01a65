//! What was chosen last on this device, for the next time.

use assay_report::document::Presentation;

use super::{Desk, DeskError};
use crate::storage::{SettingKey, StorageError};

impl Desk {
    /// How the pages of a report were drawn last; the usual way where nothing was chosen, or what was kept cannot
    /// be read.
    ///
    /// # Errors
    /// [`DeskError`] when the library cannot be read.
    pub async fn presentation(&self) -> Result<Presentation, DeskError> {
        let library = self.opened_library().await?;
        let kept = library.setting(SettingKey::Presentation).await?;
        let kept = kept.and_then(|text| serde_json::from_str(&text).ok());
        let mut chosen: Presentation = kept.unwrap_or_default();
        // A logo whose file is gone cannot be drawn.
        if let Some(logo) = &chosen.logo
            && self.logo_file(logo).await?.is_none()
        {
            chosen.logo = None;
        }
        Ok(chosen)
    }

    /// Keeps how the pages of a report are drawn.
    ///
    /// # Errors
    /// [`DeskError`] when it is not on disk.
    pub async fn remember_presentation(&self, chosen: &Presentation) -> Result<(), DeskError> {
        let text = serde_json::to_string(chosen).map_err(|error| StorageError::Other {
            name: "Serialisation".to_owned(),
            message: error.to_string(),
        })?;
        let library = self.library()?;
        Ok(library.set_setting(SettingKey::Presentation, &text).await?)
    }
}
