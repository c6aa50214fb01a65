//! Divides a program into what the first screen needs and the rest, which is loaded when it is called first.
//!
//! Browsers take in a program as a whole before the first of its functions runs, and the page's first screen needs
//! about a fifth of them. So the functions that only later screens need go into a second module, and the first one
//! keeps a stub of a few bytes in the place of each: it calls through a table of its own, and has the second module
//! loaded before it does so for the first time. Both share memory, tables and globals; nothing in the program's
//! source knows of it. Emscripten's `SPLIT_MODULE` and Binaryen's `wasm-split` work the same way, but the latter is
//! in no package that the build can fetch.
//!
//! Which functions go is a question of time only: one that is in the wrong part is found all the same.

mod first;
mod second;
mod source;
#[cfg(test)]
mod tests;

use std::convert::Infallible;

use thiserror::Error;
use wasm_encoder::reencode;
use wasm_encoder::{ExportKind, RefType, TableType};
use wasmparser::{BinaryReaderError, Validator};

use self::source::Source;

/// Where the first module imports from what loads the second, and the name of that function there.
const LOADER: (&str, &str) = ("assay-later", "load");

/// Where the second module imports from what the first one gives out.
const FIRST: &str = "assay-first";

/// As what the first module gives out the table of the functions that went.
const TABLE: &str = "assay-later";

/// What is done with the second part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// It fills the table when it is loaded.
    Run,
    /// It gives out its functions by their numbers in the table, so that somebody can put in one after the other and
    /// learns which are called (`public/boot/recording.js`).
    Record,
}

/// Why a program could not be divided.
#[derive(Debug, Error)]
pub(crate) enum SplitError {
    /// It is no module, or what came out is none.
    #[error(transparent)]
    Module(#[from] BinaryReaderError),
    /// It could not be written again.
    #[error(transparent)]
    Written(#[from] reencode::Error<Infallible>),
    /// It has what is not divided here.
    #[error("the program {0}, which is not divided here")]
    Unknown(&'static str),
}

/// A program in two modules.
pub(crate) struct Split {
    /// What starts.
    pub(crate) first: Vec<u8>,
    /// What is loaded later.
    pub(crate) later: Vec<u8>,
    /// The names of the functions in the second, by their numbers in the table.
    pub(crate) moved: Vec<String>,
    /// How many functions there are in all.
    pub(crate) functions: usize,
}

/// Divides a module: the functions whose names `is_for_later` picks go into the second part. Those without a name
/// stay. Names and other custom sections are in neither.
///
/// # Errors
/// [`SplitError`] when it is no valid module, or imports a memory, a table or a global.
pub(crate) fn split(
    module: &[u8],
    is_for_later: impl Fn(&str) -> bool,
    purpose: Purpose,
) -> Result<Split, SplitError> {
    let source = Source::read(module)?;
    let later = source.chosen(is_for_later);
    let needed = source.needed_by(&later, purpose)?;
    let first = first::write(&source, module, &later, &needed)?;
    let second = second::write(&source, &later, &needed, purpose)?;
    for part in [&first, &second] {
        Validator::new().validate_all(part)?;
    }
    let names = later.iter().map(|place| source.name(*place).to_owned());
    Ok(Split {
        first,
        later: second,
        moved: names.collect(),
        functions: source.bodies.len(),
    })
}

/// The table of the functions that went.
fn table_of(later: &[u32]) -> TableType {
    let size = later.len() as u64;
    TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: size,
        maximum: Some(size),
        shared: false,
    }
}

/// As what the first module gives out a thing of its own. No name of a function in Rust begins so.
fn shared(what: ExportKind, index: u32) -> String {
    let letter = match what {
        ExportKind::Table => "t",
        ExportKind::Memory => "m",
        ExportKind::Global => "g",
        _ => "",
    };
    format!("{index}{letter}")
}

/// Indices of WebAssembly are of 32 bits (core specification, section 5.5.1), and the length of what was read fits.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
