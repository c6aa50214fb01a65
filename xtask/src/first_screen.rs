//! `cargo xtask first-screen`: looks in Chromium which functions the page calls until its first screen is drawn, and
//! writes them down for the next builds.

use std::process::Command;

use crate::command::output;
use crate::error::TaskError;
use crate::page::{self, FirstScreen, Profile};
use crate::test::browsers;
use crate::workspace::Workspace;

/// Builds a page that records, opens it as a person would, and writes the list.
pub(crate) fn first_screen(workspace: &Workspace) -> Result<(), TaskError> {
    let built = page::build(workspace, Profile::Recording)?;
    let mut command = Command::new("cargo");
    browsers(&mut command)?;
    command
        .current_dir(workspace.root())
        .env("ASSAY_PAGE", &built.single_file)
        .env("ASSAY_SERVED", &built.folder)
        .args(["run", "--quiet", "--package", "assay-tests"])
        .args(["--features", "bench", "--bin", "first_screen"]);
    let called = output(&mut command)?;
    let names = workspace.path(page::RECORDED_NAMES);
    let names = std::fs::read_to_string(&names).map_err(TaskError::file(&names))?;
    let names: Vec<&str> = names.lines().collect();
    let called = called
        .lines()
        .filter_map(|number| number.parse::<usize>().ok());
    let first = FirstScreen::of(called.filter_map(|number| names.get(number).copied()));
    let list = workspace.path(page::FIRST_SCREEN);
    std::fs::write(&list, first.list()).map_err(TaskError::file(&list))?;
    println!("{}: {} names", list.display(), first.list().lines().count());
    Ok(())
}
