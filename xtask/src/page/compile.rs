//! Compiles both programs, the page's own and the one beside it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Profile;
use super::program::Files;
use crate::command::run;
use crate::error::TaskError;
use crate::step::step;
use crate::tools::wasm_target::{TARGET, WasmCompiler};
use crate::workspace::Workspace;

/// Compiles them in one go, so that the last step of each, which one processor does alone, goes on beside the other's.
/// Gives the folder of the compiled modules.
pub(super) fn programs(
    workspace: &Workspace,
    compiler: WasmCompiler,
    profile: Profile,
) -> Result<PathBuf, TaskError> {
    let profile = match profile {
        Profile::Release | Profile::Recording => "release",
        Profile::Dev => "page-dev",
    };
    let mut cargo = Command::new("cargo");
    compiler.apply(&mut cargo, workspace)?;
    cargo
        .current_dir(workspace.root())
        .args(["build", "--package", "assay-app", "--bin", "assay-app"])
        .args(["--package", "assay-worker", "--lib"])
        .args(["--target", TARGET, "--profile", profile]);
    step("Compile the page and the program beside it", || {
        run(&mut cargo)
    })?;
    let built = compiler.target_folder(workspace);
    Ok(built.join(TARGET).join(profile))
}

/// Lets wasm-bindgen write what connects a program to the browser, beside the module, into a folder.
pub(super) fn bind(
    bindgen: &Path,
    compiled: &Path,
    files: Files,
    folder: &Path,
) -> Result<(), TaskError> {
    let mut command = Command::new(bindgen);
    command
        .args(["--target", "no-modules"])
        .args(["--no-modules-global", files.global])
        .args(["--no-typescript", "--out-dir"])
        .arg(folder)
        .arg(compiled.join(files.compiled));
    run(&mut command)
}
