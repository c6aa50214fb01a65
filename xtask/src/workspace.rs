//! Where things are in the work tree.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::TaskError;

/// The work tree that the task was started in. Every path a task writes to lies in it, except the
/// cache of tools and where a release is built again, so that several work trees can be built at once.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Looks from the current folder upwards for the folder that holds `app/index.html`.
    pub(crate) fn find() -> Result<Workspace, TaskError> {
        let current = Path::new(".")
            .canonicalize()
            .map_err(TaskError::file(Path::new(".")))?;
        current
            .ancestors()
            .find(|folder| folder.join("app/index.html").is_file())
            .map(|folder| Workspace {
                root: folder.to_owned(),
            })
            .ok_or_else(|| TaskError::Usage("run this inside the Assay work tree".to_owned()))
    }

    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A file or folder of the work tree, from its path with forward slashes.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A command of cargo's about everything that this machine's own processor runs. Which part of it is built is left to
    /// say: whatever that is, it is built with the features that all of it needs, so that no verb builds anew what another
    /// one has built.
    pub(crate) fn natively(&self, verb: &str) -> Command {
        let mut command = Command::new("cargo");
        command.current_dir(&self.root);
        command.args([verb, "--workspace", "--exclude", "assay-worker"]);
        command
    }

    /// Where cargo puts what it compiles: `$CARGO_TARGET_DIR`, else `target`.
    pub(crate) fn target(&self) -> PathBuf {
        std::env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| self.root.join("target"), |folder| self.root.join(folder))
    }

    /// The version of a package in `Cargo.lock`.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String, TaskError> {
        let path = self.path("Cargo.lock");
        let lock = std::fs::read_to_string(&path).map_err(TaskError::file(&path))?;
        let heading = format!("name = \"{package}\"");
        lock.lines()
            .skip_while(|line| *line != heading)
            .nth(1)
            .and_then(|line| line.strip_prefix("version = \""))
            .and_then(|rest| rest.strip_suffix('"'))
            .map(str::to_owned)
            .ok_or_else(|| {
                TaskError::Wrong(format!(
                    "Cargo.lock does not name {package}: run `cargo metadata` to complete it"
                ))
            })
    }
}
