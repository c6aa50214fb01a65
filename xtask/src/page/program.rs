//! The compiled program, as wasm-bindgen left it for Trunk.

use std::io::Write;
use std::path::Path;

use base64::Engine;
use flate2::{Compression, GzBuilder};

use super::{Profile, read};
use crate::error::TaskError;
use crate::step::{readable_size, step};
use crate::tools::cache::ToolCache;
use crate::tools::npm::NpmPackage;
use crate::tools::wasm_opt;

/// The program and what connects it to the browser.
pub(crate) struct Program {
    /// The WebAssembly module, gzipped, in base64.
    pub(crate) packed_module: String,
    /// wasm-bindgen's script, which defines `wasm_bindgen`.
    pub(crate) glue: String,
}

/// Takes the program out of Trunk's staging folder: a release is shrunk first. What Trunk wrote is
/// removed, because the page carries it inside.
pub(crate) fn take(staging: &Path, profile: Profile) -> Result<Program, TaskError> {
    let module = staging.join("assay-app_bg.wasm");
    let script = staging.join("assay-app.js");
    if profile == Profile::Release {
        let optimiser = NpmPackage::BINARYEN.find_or_install(&ToolCache::open()?)?;
        step("Shrink the program with wasm-opt", || {
            wasm_opt::shrink(&optimiser, &module)
        })?;
    }
    let bytes = std::fs::read(&module).map_err(TaskError::file(&module))?;
    let packed = gzip(&bytes, profile)?;
    let glue = read(&script)?;
    println!(
        "   program: {}, {} gzipped; glue: {}",
        readable_size(bytes.len()),
        readable_size(packed.len()),
        readable_size(glue.len())
    );
    remove_everything_in(staging)?;
    Ok(Program {
        packed_module: base64::engine::general_purpose::STANDARD.encode(packed),
        glue,
    })
}

/// The same bytes always give the same gzip: it carries no name and no time.
pub(crate) fn gzip(bytes: &[u8], profile: Profile) -> Result<Vec<u8>, TaskError> {
    let level = match profile {
        Profile::Release => Compression::best(),
        Profile::Dev => Compression::fast(),
    };
    let mut encoder = GzBuilder::new().mtime(0).write(Vec::new(), level);
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map_err(|error| TaskError::Wrong(format!("gzip failed: {error}")))
}

fn remove_everything_in(folder: &Path) -> Result<(), TaskError> {
    for entry in std::fs::read_dir(folder).map_err(TaskError::file(folder))? {
        let path = entry.map_err(TaskError::file(folder))?.path();
        let removed = if path.is_dir() {
            std::fs::remove_dir_all(&path)
        } else {
            std::fs::remove_file(&path)
        };
        removed.map_err(TaskError::file(&path))?;
    }
    Ok(())
}
