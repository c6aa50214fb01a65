//! `cargo xtask check`: what must hold before a change is landed, without running the page.

use std::process::Command;
use std::time::Duration;

use crate::command::{run, run_at_most};
use crate::error::TaskError;
use crate::licences;
use crate::step::step;
use crate::tools::cache::ToolCache;
use crate::tools::cargo_tool::CargoTool;
use crate::tools::wasm_target::{TARGET, WasmCompiler};
use crate::workspace::Workspace;

/// How long the list of known vulnerabilities may take to arrive before it counts as out of reach.
const ADVISORIES_LIMIT: Duration = Duration::from_secs(60);

/// The crates that must build for the browser without knowing one.
const BELOW_THE_PAGE: [&str; 9] = [
    "assay-catalog",
    "assay-import",
    "assay-assessment",
    "assay-desk",
    "assay-report",
    "assay-exchange",
    "assay-seal",
    "assay-dossier",
    "assay-jobs",
];

/// Formatting, lints on both targets, dependencies, architecture.
pub(crate) fn check(workspace: &Workspace) -> Result<(), TaskError> {
    let cargo = || {
        let mut command = Command::new("cargo");
        command.current_dir(workspace.root());
        command
    };
    let compiler = WasmCompiler::find_or_install(workspace)?;
    let for_the_browser = |words: &[&str]| -> Result<Command, TaskError> {
        let mut command = cargo();
        compiler.apply(&mut command, workspace)?;
        command
            .args(words)
            .args(["--target", TARGET, "--profile", "page-dev"]);
        Ok(command)
    };

    step("Formatting", || {
        run(cargo().args(["fmt", "--all", "--check"]))
    })?;
    step("Lints, native", || {
        run(cargo().args([
            "clippy",
            "--all-targets",
            "--features",
            "assay-tests/end-to-end",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    step(
        "Lints of the page and the program beside it, for WebAssembly",
        || {
            run(
                for_the_browser(&["clippy", "--package", "assay-app", "--all-targets"])?
                    .args(["--", "-D", "warnings"]),
            )?;
            run(
                for_the_browser(&["clippy", "--package", "assay-worker", "--lib"])?
                    .args(["--", "-D", "warnings"]),
            )
        },
    )?;
    step("The list of licences", || licences::check(workspace))?;
    step(
        "Everything below the page builds for WebAssembly by itself",
        || {
            // One by one, so that none leans on features that only the page switches on.
            BELOW_THE_PAGE.iter().try_for_each(|package| {
                run(&mut for_the_browser(&["check", "--package", package])?)
            })
        },
    )?;
    step("Architecture", || {
        run(cargo().args(["test", "--package", "assay-tests"]).args([
            "--test",
            "architecture",
            "--test",
            "circles",
        ]))
    })?;
    dependencies(workspace)
}

/// cargo-deny: licences, sources, bans; known vulnerabilities where their list can be reached.
fn dependencies(workspace: &Workspace) -> Result<(), TaskError> {
    let program = CargoTool::CARGO_DENY.find_or_install(&ToolCache::open()?)?;
    let deny = |words: &[&str]| {
        let mut command = Command::new(&program);
        command
            .current_dir(workspace.root())
            .args(["--all-features", "--locked"])
            .args(words);
        command
    };
    step("Licences, sources and bans of dependencies", || {
        run(&mut deny(&[
            "check",
            "--hide-inclusion-graph",
            "licenses",
            "bans",
            "sources",
        ]))
    })?;
    let fetched = step("List of known vulnerabilities", || {
        run_at_most(&mut deny(&["fetch", "db"]), ADVISORIES_LIMIT)
    });
    if fetched.is_err() {
        println!(
            "   not reachable from here, so known vulnerabilities are not checked in this run"
        );
        return Ok(());
    }
    step("Known vulnerabilities of dependencies", || {
        run(&mut deny(&["check", "--disable-fetch", "advisories"]))
    })
}
