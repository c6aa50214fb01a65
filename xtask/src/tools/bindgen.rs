//! The program that connects compiled programs to the browser. It is of this work tree, so that `Cargo.lock` keeps it in
//! the version of the library that they are compiled with.

use std::path::PathBuf;
use std::process::Command;

use crate::command::run;
use crate::error::TaskError;
use crate::step::step;
use crate::workspace::Workspace;

/// The name of the package, of its program, and of nothing else.
const PROGRAM: &str = "xtask-bindgen";
/// How it is compiled: `Cargo.toml` says why.
const PROFILE: &str = "bindgen";

/// Builds it where it is not there yet, and gives its path.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf, TaskError> {
    step("Build what connects programs to the browser", || {
        run(Command::new("cargo").current_dir(workspace.root()).args([
            "build",
            "--package",
            PROGRAM,
            "--profile",
            PROFILE,
        ]))
    })?;
    let folder = workspace.target().join(PROFILE);
    Ok(folder.join(format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX)))
}
