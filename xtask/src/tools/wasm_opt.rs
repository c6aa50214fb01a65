//! wasm-opt, which shrinks the compiled page.

use std::path::Path;
use std::process::Command;

use crate::command::run;
use crate::error::TaskError;

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

/// Shrinks a module in place and strips what nobody needs to run it; the names of its functions on demand only.
pub(crate) fn shrink(program: &Path, module: &Path, keeps_names: bool) -> Result<(), TaskError> {
    run(Command::new(program)
        .args(FEATURES)
        .args([
            // A second time would find what the first one made room for: 7 KB of the packed page, for half a minute of everybody's.
            "-Oz",
            // Larger ones stay functions of their own where they are called once: a function that swallows whole jobs is gone
            // over again for each of them, which took four minutes more for 500 bytes less.
            "--one-caller-inline-max-function-size",
            "3000",
            if keeps_names {
                "--debuginfo"
            } else {
                "--strip-debug"
            },
            "--strip-producers",
            "--strip-target-features",
        ])
        .arg(module)
        .arg("-o")
        .arg(module))
}
