//! The compiled programs, as wasm-bindgen left them, packed for their way inside the page: the page's own,
//! which Trunk builds, and the one beside it.

use std::io::Write;
use std::path::Path;

use lzma_rust2::{CheckType, XzOptions, XzWriter};

use super::{Profile, read, text};
use crate::error::TaskError;
use crate::step::{readable_size, step};
use crate::tools::cache::ToolCache;
use crate::tools::npm::NpmPackage;
use crate::tools::wasm_opt;

/// The page's program, as Trunk leaves it in its staging folder.
pub(crate) const PAGE: Files = Files {
    name: "the program",
    module: "assay-app_bg.wasm",
    glue: "assay-app.js",
};

/// The program beside the page.
pub(crate) const WORKER: Files = Files {
    name: "the program beside it",
    module: "assay_worker_bg.wasm",
    glue: "assay_worker.js",
};

/// Which files a program consists of.
#[derive(Clone, Copy)]
pub(crate) struct Files {
    name: &'static str,
    module: &'static str,
    /// The script that connects it to the browser.
    pub(crate) glue: &'static str,
}

/// The program and what connects it to the browser.
pub(crate) struct Program {
    /// The WebAssembly module as xz, as text ([`text::from_bytes`]).
    pub(crate) packed_module: String,
    /// wasm-bindgen's script, which defines `wasm_bindgen`, or `assay_worker`.
    pub(crate) glue: String,
}

/// The bounds of the dictionary, in bytes: the smallest that xz has, and what an unpacker may be asked
/// to set aside.
const SMALLEST_DICTIONARY: u32 = 4096;
const LARGEST_DICTIONARY: u32 = 16 << 20;

/// Takes a program out of the folder in which wasm-bindgen left it: a release is shrunk first.
pub(crate) fn take(folder: &Path, files: Files, profile: Profile) -> Result<Program, TaskError> {
    let module = folder.join(files.module);
    if profile == Profile::Release {
        let optimiser = NpmPackage::BINARYEN.find_or_install(&ToolCache::open()?)?;
        step(&format!("Shrink {} with wasm-opt", files.name), || {
            wasm_opt::shrink(&optimiser, &module)
        })?;
    }
    let bytes = std::fs::read(&module).map_err(TaskError::file(&module))?;
    let packed = step(&format!("Pack {}", files.name), || xz(&bytes, profile))?;
    let glue = read(&folder.join(files.glue))?;
    println!(
        "   {}: {}, {} packed; glue: {}",
        files.name,
        readable_size(bytes.len()),
        readable_size(packed.len()),
        readable_size(glue.len())
    );
    Ok(Program {
        packed_module: text::from_bytes(&packed),
        glue,
    })
}

/// xz with the check that the page's unpacker knows. The same bytes always give the same file.
fn xz(bytes: &[u8], profile: Profile) -> Result<Vec<u8>, TaskError> {
    let mut options = XzOptions::with_preset(match profile {
        Profile::Release => 9,
        Profile::Dev => 0,
    });
    options.set_check_sum_type(CheckType::Crc32);
    // A dictionary larger than the program gains nothing, and the unpacker would set it aside.
    let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    options.lzma_options.dict_size = size.clamp(SMALLEST_DICTIONARY, LARGEST_DICTIONARY);
    let failed = |error| TaskError::Wrong(format!("the program could not be packed: {error}"));
    let mut writer = XzWriter::new(Vec::new(), options).map_err(failed)?;
    writer.write_all(bytes).map_err(failed)?;
    writer.finish().map_err(failed)
}

/// Empties a folder: the page carries inside what Trunk left there.
pub(crate) fn remove_everything_in(folder: &Path) -> Result<(), TaskError> {
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
