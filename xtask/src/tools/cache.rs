//! The folder that keeps built tools between runs and work trees.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::error::TaskError;

/// The cache of tools: `$ASSAY_TOOLS`, else `$XDG_CACHE_HOME/assay/tools`, else
/// `~/.cache/assay/tools`. It is the only place outside the work tree that a task writes to, but for where a release is
/// built again.
pub(crate) struct ToolCache {
    folder: PathBuf,
}

impl ToolCache {
    /// Names the folder and creates it if it is not there yet.
    pub(crate) fn open() -> Result<ToolCache, TaskError> {
        let variable = |name| {
            std::env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        let folder = variable("ASSAY_TOOLS")
            .or_else(|| variable("XDG_CACHE_HOME").map(|cache| cache.join("assay/tools")))
            .or_else(|| std::env::home_dir().map(|home| home.join(".cache/assay/tools")))
            .ok_or_else(|| {
                TaskError::Usage(
                    "there is no home folder: set ASSAY_TOOLS to a folder for built tools"
                        .to_owned(),
                )
            })?;
        std::fs::create_dir_all(&folder).map_err(TaskError::file(&folder))?;
        Ok(ToolCache { folder })
    }

    /// The folder itself.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where `cargo install` puts programs.
    pub(crate) fn programs(&self) -> PathBuf {
        self.folder.join("bin")
    }

    /// Waits until no other task is installing, and keeps others waiting until the returned file is
    /// dropped. Whoever calls this looks again for the tool afterwards: the other task may have
    /// installed it meanwhile.
    pub(crate) fn lock(&self) -> Result<File, TaskError> {
        let path = self.folder.join("install.lock");
        let file = File::create(&path).map_err(TaskError::file(&path))?;
        if file.try_lock().is_err() {
            println!("   another task is installing tools; waiting for it");
            file.lock().map_err(TaskError::file(&path))?;
        }
        Ok(file)
    }
}
