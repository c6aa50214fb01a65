//! Finds the tools a task needs, or installs them; what is there is never installed again.
//!
//! | Tool | Where from |
//! | --- | --- |
//! | Rust's WebAssembly target | rustup, else Debian's `rustc-web` ([`wasm_target`]) |
//! | what connects programs to the browser | this work tree ([`bindgen`]) |
//! | wasm-bindgen's test runner, geckodriver, cargo-deny | crates.io ([`cargo_tool`]) |
//! | wasm-opt, axe | npm's `binaryen` and `axe-core` ([`npm`]) |
//! | browsers and PDF tools | Debian ([`system`]) |

pub(crate) mod bindgen;
pub(crate) mod cache;
pub(crate) mod cargo_tool;
pub(crate) mod esbuild;
pub(crate) mod npm;
pub(crate) mod system;
pub(crate) mod wasm_opt;
pub(crate) mod wasm_target;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::TaskError;

/// The search path for programs, with some folders in front of it.
pub(crate) fn search_path_with(folders: &[&Path]) -> Result<OsString, TaskError> {
    let present = std::env::var_os("PATH").unwrap_or_default();
    let all = folders
        .iter()
        .map(|folder| folder.to_path_buf())
        .chain(std::env::split_paths(&present));
    std::env::join_paths(all).map_err(|error| {
        TaskError::Wrong(format!(
            "a tool lies in a folder that PATH cannot name: {error}"
        ))
    })
}

/// The first of some programs that is on the search path.
pub(crate) fn find_program(names: &[&str]) -> Option<PathBuf> {
    let present = std::env::var_os("PATH")?;
    names
        .iter()
        .flat_map(|name| std::env::split_paths(&present).map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}
