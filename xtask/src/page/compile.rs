//! Compiles both programs, the page's own and the one beside it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::Sender;

use serde_json::Value;

use super::Profile;
use super::program::Files;
use crate::command::{run, run_with_lines};
use crate::error::TaskError;
use crate::step::step;
use crate::tools::wasm_target::{TARGET, WasmCompiler};
use crate::workspace::Workspace;

/// Compiles them in one go, so that the last step of each, which one processor does alone, goes on beside the other's.
/// Whoever waits for one is given the path of its module as soon as that is there.
pub(super) fn programs(
    workspace: &Workspace,
    compiler: WasmCompiler,
    profile: Profile,
    waiting: [(Files, Sender<PathBuf>); 2],
) -> Result<(), TaskError> {
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
        .args(["--target", TARGET, "--profile", profile])
        // What is built is told line by line; what a person reads stays as it is.
        .args(["--message-format", "json-render-diagnostics"]);
    step("Compile the page and the program beside it", || {
        run_with_lines(&mut cargo, |line| {
            let Some(path) = module(line) else {
                return;
            };
            let of_it = |(files, _): &&(Files, Sender<PathBuf>)| path.ends_with(files.compiled);
            if let Some((_, who)) = waiting.iter().find(of_it) {
                // When a tool is missing, nobody waits for it any more.
                _ = who.send(path);
            }
        })
    })
}

/// The module that a line of cargo's says to be built. The form of the lines is stable: "External tools", in the book
/// of cargo.
fn module(line: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(line).ok()?;
    if message["reason"] != "compiler-artifact" {
        return None;
    }
    let files = message["filenames"].as_array()?;
    let paths = files.iter().filter_map(Value::as_str).map(PathBuf::from);
    paths
        .into_iter()
        .find(|path| path.extension().is_some_and(|ending| ending == "wasm"))
}

/// Writes what connects a program to the browser, beside the module, into a folder.
pub(super) fn bind(
    bindgen: &Path,
    compiled: &Path,
    files: Files,
    folder: &Path,
) -> Result<(), TaskError> {
    let mut command = Command::new(bindgen);
    run(command.arg(compiled).arg(files.global).arg(folder))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::module;

    #[test]
    fn a_module_is_told_from_what_else_is_built() {
        let told = |reason: &str, files: &str| {
            module(&format!(
                r#"{{"reason":"{reason}","target":{{"name":"x"}},"filenames":[{files}]}}"#
            ))
        };
        let rlib = r#""/t/libx.rlib""#;
        let wasm = r#""/t/libx.rlib","/t/assay_worker.wasm""#;
        assert_eq!(told("compiler-artifact", rlib), None);
        assert_eq!(
            told("compiler-artifact", wasm).as_deref(),
            Some(Path::new("/t/assay_worker.wasm"))
        );
        assert_eq!(told("build-script-executed", wasm), None);
        assert_eq!(module("warning: something that is no message"), None);
    }
}
