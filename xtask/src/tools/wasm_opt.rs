//! wasm-opt, which shrinks the compiled page.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{cache::ToolCache, system};
use crate::command::run;
use crate::error::TaskError;
use crate::step::step;

/// The version of npm's `binaryen`.
const VERSION: &str = "132.0.0";

/// What rustc's WebAssembly target uses and every supported engine loads. `--all-features` would let
/// wasm-opt write instructions that no engine knows yet.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The program that npm's `binaryen` brings; installed into the cache if it is not there.
pub(crate) fn find_or_install(cache: &ToolCache) -> Result<PathBuf, TaskError> {
    let folder = cache.folder().join(format!("binaryen-{VERSION}"));
    let program = folder.join("node_modules/.bin/wasm-opt");
    if program.is_file() {
        return Ok(program);
    }
    let npm = system::NPM.find_or_install()?;
    let _installing = cache.lock()?;
    if !program.is_file() {
        step(&format!("Install binaryen {VERSION} from npm"), || {
            std::fs::create_dir_all(&folder).map_err(TaskError::file(&folder))?;
            run(Command::new(npm)
                .args([
                    "install",
                    "--no-audit",
                    "--no-fund",
                    "--no-package-lock",
                    "--prefix",
                ])
                .arg(&folder)
                .arg(format!("binaryen@{VERSION}")))
        })?;
    }
    Ok(program)
}

/// Shrinks a module in place and strips names and debugging sections.
pub(crate) fn shrink(program: &Path, module: &Path) -> Result<(), TaskError> {
    run(Command::new(program)
        .args(FEATURES)
        .args([
            "-Oz",
            "--strip-debug",
            "--strip-producers",
            "--strip-target-features",
        ])
        .arg(module)
        .arg("-o")
        .arg(module))
}
