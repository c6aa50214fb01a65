//! esbuild, which shortens the scripts and styles of the page.

use std::path::Path;
use std::process::Command;

use crate::command::run;
use crate::error::TaskError;

/// Shortens a `.js` or `.css` file in place. The names that a script gives to the page stay.
pub(crate) fn shorten(program: &Path, file: &Path) -> Result<(), TaskError> {
    let mut outfile = std::ffi::OsString::from("--outfile=");
    outfile.push(file);
    run(Command::new(program)
        .args([
            "--minify",
            "--charset=utf8",
            "--log-level=warning",
            "--allow-overwrite",
        ])
        .arg(file)
        .arg(outfile))
}
