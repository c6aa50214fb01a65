//! `cargo xtask bench`: figures of the documents and of the built page, as tables for a note. No thresholds.

use std::io::Write;
use std::process::Command;

use flate2::{Compression, write::GzEncoder};

use crate::command::run;
use crate::error::TaskError;
use crate::page::{self, Profile};
use crate::step::{readable_size, step};
use crate::test::browsers;
use crate::workspace::Workspace;

/// Measures how the documents are made, natively; then builds the release page, says how large it is, and measures it
/// in Chromium over `file://`.
pub(crate) fn bench(workspace: &Workspace, options: &[&str]) -> Result<(), TaskError> {
    let profile = match options {
        [] => Profile::Release,
        ["--dev"] => Profile::Dev,
        ["documents"] => return documents(workspace),
        _ => {
            let usage = "cargo xtask bench [documents | --dev]";
            return Err(TaskError::Usage(usage.to_owned()));
        }
    };
    documents(workspace)?;
    let built = page::build(workspace, profile)?;
    let file = std::fs::read(&built.single_file).map_err(TaskError::file(&built.single_file))?;
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed
        .write_all(&file)
        .map_err(TaskError::file(&built.single_file))?;
    let packed = packed
        .finish()
        .map_err(TaskError::file(&built.single_file))?;

    let mut command = Command::new("cargo");
    browsers(&mut command)?;
    command
        .current_dir(workspace.root())
        .env("ASSAY_PAGE", &built.single_file)
        .env("ASSAY_SERVED", &built.folder)
        .args([
            "run",
            "--quiet",
            "--package",
            "assay-tests",
            "--features",
            "bench",
            "--bin",
            "bench",
        ]);
    step("Figures of the page in Chromium", || {
        println!("\n| what | figure | how often |");
        println!("| --- | --- | --- |");
        println!("| Size of the file | {} |  |", readable_size(file.len()));
        println!(
            "| Size of the file, gzip | {} |  |",
            readable_size(packed.len())
        );
        run(&mut command)
    })
}

/// How long the PDFs take, how much memory, and how large they are: natively, built for release.
fn documents(workspace: &Workspace) -> Result<(), TaskError> {
    let mut command = Command::new("cargo");
    command.current_dir(workspace.root()).args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "assay-dossier",
        "--example",
        "documents",
    ]);
    step("Figures of the documents", || run(&mut command))
}
