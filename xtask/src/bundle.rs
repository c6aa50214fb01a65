//! `cargo xtask bundle`: the single file.

use crate::error::TaskError;
use crate::page::{self, Profile};
use crate::workspace::Workspace;

/// Builds the page and says where its single file is.
pub(crate) fn bundle(workspace: &Workspace, options: &[&str]) -> Result<(), TaskError> {
    let profile = match options {
        [] => Profile::Release,
        ["--dev"] => Profile::Dev,
        _ => return Err(TaskError::Usage("cargo xtask bundle [--dev]".to_owned())),
    };
    let built = page::build(workspace, profile)?;
    println!("{}", built.single_file.display());
    Ok(())
}
