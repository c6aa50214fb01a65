//! `cargo xtask run`: the page, built and served.

use crate::error::TaskError;
use crate::page::{self, Profile};
use crate::server::Server;
use crate::step::readable_size;
use crate::workspace::Workspace;

/// The port that is tried first, so that the address stays the same from run to run.
const PREFERRED_PORT: u16 = 8730;

/// Builds the release page and serves it until the task is interrupted.
pub(crate) fn run(workspace: &Workspace, options: &[&str]) -> Result<(), TaskError> {
    let profile = match options {
        [] => Profile::Release,
        ["--dev"] => Profile::Dev,
        _ => return Err(TaskError::Usage("cargo xtask run [--dev]".to_owned())),
    };
    let built = page::build(workspace, profile)?;
    let size = std::fs::metadata(&built.single_file)
        .map_err(TaskError::file(&built.single_file))?
        .len();
    let server = Server::start(built.folder, PREFERRED_PORT)?;
    println!();
    println!("Assay is at        {}  (Ctrl-C ends it)", server.address());
    println!(
        "The single file is {}, {}",
        built.single_file.display(),
        readable_size(usize::try_from(size).unwrap_or(usize::MAX))
    );
    server.serve()
}
