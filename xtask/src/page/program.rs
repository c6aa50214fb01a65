//! The compiled program, as wasm-bindgen left it for Trunk, packed for its way inside the page.

use std::io::Write;
use std::path::Path;

use lzma_rust2::{CheckType, XzOptions, XzWriter};

use super::{Profile, read, text};
use crate::error::TaskError;
use crate::step::{readable_size, step};
use crate::tools::cache::ToolCache;
use crate::tools::npm::NpmPackage;
use crate::tools::wasm_opt;

/// The name that wasm-bindgen gives to the script that connects the program to the browser.
pub(crate) const GLUE: &str = "assay-app.js";

/// The program and what connects it to the browser.
pub(crate) struct Program {
    /// The WebAssembly module as xz, as text ([`text::from_bytes`]).
    pub(crate) packed_module: String,
    /// wasm-bindgen's script, which defines `wasm_bindgen`.
    pub(crate) glue: String,
    /// The script that unpacks xz, which defines `xz-decompress`.
    pub(crate) unpacker: String,
}

/// The bounds of the dictionary, in bytes: the smallest that xz has, and what an unpacker may be asked
/// to set aside.
const SMALLEST_DICTIONARY: u32 = 4096;
const LARGEST_DICTIONARY: u32 = 16 << 20;

/// Takes the program out of Trunk's staging folder: a release is shrunk first. What Trunk wrote is
/// removed, because the page carries it inside.
pub(crate) fn take(staging: &Path, profile: Profile) -> Result<Program, TaskError> {
    let module = staging.join("assay-app_bg.wasm");
    let script = staging.join(GLUE);
    if profile == Profile::Release {
        let optimiser = NpmPackage::BINARYEN.find_or_install(&ToolCache::open()?)?;
        step("Shrink the program with wasm-opt", || {
            wasm_opt::shrink(&optimiser, &module)
        })?;
    }
    let bytes = std::fs::read(&module).map_err(TaskError::file(&module))?;
    let packed = step("Pack the program", || xz(&bytes, profile))?;
    let glue = read(&script)?;
    println!(
        "   program: {}, {} packed; glue: {}",
        readable_size(bytes.len()),
        readable_size(packed.len()),
        readable_size(glue.len())
    );
    remove_everything_in(staging)?;
    Ok(Program {
        packed_module: text::from_bytes(&packed),
        glue,
        unpacker: read(&NpmPackage::XZ_DECOMPRESS.find_or_install(&ToolCache::open()?)?)?,
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
