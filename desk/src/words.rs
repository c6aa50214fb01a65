//! What is told the user, where it depends on what is being done. Errors have their own words beside them.

use crate::error::StorageError;

impl StorageError {
    /// What the error means when it keeps the changes of an open assessment from being saved, and what
    /// to do: they are in the page's memory, so nothing here may lead to a reload.
    #[must_use]
    pub fn while_saving(&self) -> String {
        match self {
            Self::Full => "The disk, or this browser's share of it, is full: the latest changes are only in this window. Keep it open, and save a backup to another disk. They are saved as soon as there is room.".to_owned(),
            Self::Gone => "The browser has thrown away what it kept of this assessment, as it does when the disk is full: what you see is only in this window. Keep it open, and save a backup to another disk. It is saved again as soon as there is room.".to_owned(),
            Self::WrittenByOther { .. } => format!(
                "{self} What you see here is not saved: keep this window open, and save a backup of it. A new window shows the other's changes."
            ),
            _ => format!(
                "{self} The latest changes are only in this window: keep it open, and save a backup."
            ),
        }
    }
}
