//! What a browser keeps on disk.

use std::path::PathBuf;

use tempfile::TempDir;

use super::BrowserError;

/// What a browser keeps on disk; it outlives the browser, so that a test can start it again.
pub struct Profile {
    folder: TempDir,
}

impl Profile {
    /// A profile of a browser that was never used.
    pub fn fresh() -> Result<Profile, BrowserError> {
        let folder = tempfile::Builder::new().prefix("assay-test-").tempdir()?;
        for name in ["profile", "home", "downloads"] {
            std::fs::create_dir(folder.path().join(name))?;
        }
        Ok(Profile { folder })
    }

    /// Where the browser puts what the page hands over.
    pub fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    /// The folder that the browser takes for the user's own.
    pub(super) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// What the browser calls its profile.
    pub(super) fn data(&self) -> PathBuf {
        self.folder.path().join("profile")
    }
}
