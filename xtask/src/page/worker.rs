//! Builds the program beside the page, which Trunk does not know.

use std::path::Path;
use std::process::Command;

use super::Profile;
use crate::command::run;
use crate::error::TaskError;
use crate::step::step;
use crate::tools::wasm_target::{TARGET, WasmCompiler};
use crate::workspace::Workspace;

/// Where wasm-bindgen leaves it.
pub(super) const FOLDER: &str = "target/page/worker";

/// Compiles it, and lets wasm-bindgen write what connects it to the browser.
pub(super) fn build(
    workspace: &Workspace,
    compiler: WasmCompiler,
    bindgen: &Path,
    profile: Profile,
) -> Result<(), TaskError> {
    let profile = match profile {
        Profile::Release | Profile::Recording => "release",
        Profile::Dev => "page-dev",
    };
    let mut cargo = Command::new("cargo");
    compiler.apply(&mut cargo, workspace, &[])?;
    cargo
        .current_dir(workspace.root())
        .args(["build", "--package", "assay-worker", "--lib"])
        .args(["--target", TARGET, "--profile", profile]);
    step("Build the program beside the page", || run(&mut cargo))?;
    let module = compiler
        .target_folder(workspace)
        .join(TARGET)
        .join(profile)
        .join("assay_worker.wasm");
    let mut command = Command::new(bindgen);
    command
        .args([
            "--target",
            "no-modules",
            "--no-modules-global",
            "assay_worker",
        ])
        .args(["--no-typescript", "--out-dir"])
        .arg(workspace.path(FOLDER))
        .arg(module);
    run(&mut command)
}
