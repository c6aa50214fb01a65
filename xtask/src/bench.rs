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
        ["reports"] => return reports(workspace),
        ["packs"] => Profile::Release,
        _ => {
            let usage = "cargo xtask bench [documents | reports | packs | --dev]";
            return Err(TaskError::Usage(usage.to_owned()));
        }
    };
    let of_packs = options == ["packs"];
    if !of_packs {
        documents(workspace)?;
        reports(workspace)?;
    }
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
    if of_packs {
        command.args(["--", "packs"]);
    }
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

/// How many reports are verified.
const MANY: &str = "1000";

/// How long many reports take to be verified and written as tables.
fn reports(workspace: &Workspace) -> Result<(), TaskError> {
    let folder = workspace.path("target/bench/reports");
    let example = |name: &str| {
        let mut command = Command::new("cargo");
        command
            .current_dir(workspace.root())
            .args(["run", "--quiet", "--release", "--package", "assay-dossier"])
            .args(["--example", name, "--"]);
        command
    };
    step("Sign many reports", || {
        if folder.is_dir() {
            std::fs::remove_dir_all(&folder).map_err(TaskError::file(&folder))?;
        }
        run(example("many_reports").arg(&folder).args([MANY, "1"]))
    })?;
    step("Build the command line", || {
        run(Command::new("cargo").current_dir(workspace.root()).args([
            "build",
            "--package",
            "assay-cli",
            "--profile",
            "command-line",
        ]))
    })?;
    let assay = workspace.target().join("command-line/assay");
    step("Figures of many reports", || {
        run(example("portfolio").arg(assay).arg(&folder))
    })
}
