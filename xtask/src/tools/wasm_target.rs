//! The compiler for WebAssembly.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{find_program, search_path_with, system};
use crate::command::{probe, run_at_most};
use crate::error::TaskError;
use crate::step::step;
use crate::workspace::Workspace;

/// The target that the page is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How long rustup may try to download the target before it counts as out of reach.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// Debian's Rust for the web: a compiler with the library's sources, which cargo builds once.
const DEBIAN_PACKAGES: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "lld-22",
    "rust-web-clippy",
];

/// A Rust that can compile for WebAssembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WasmCompiler {
    /// The one that also compiles this program; it has the target.
    Active,
    /// Debian's `rustc-web`, for machines on which rustup reaches no server.
    Debian,
}

impl WasmCompiler {
    /// The first of these that works: the active toolchain, Debian's if it is already installed,
    /// the active toolchain after `rustup target add`, Debian's after `apt-get install`.
    pub(crate) fn find_or_install(workspace: &Workspace) -> Result<WasmCompiler, TaskError> {
        if active_has_target(workspace) {
            return Ok(WasmCompiler::Active);
        }
        if debian_is_complete() {
            return Ok(WasmCompiler::Debian);
        }
        if find_program(&["rustup"]).is_some() {
            let added = step(&format!("Add {TARGET} with rustup"), || {
                run_at_most(
                    Command::new("rustup")
                        .args(["target", "add", TARGET])
                        .current_dir(workspace.root()),
                    RUSTUP_LIMIT,
                )
            });
            if added.is_ok() && active_has_target(workspace) {
                return Ok(WasmCompiler::Active);
            }
        }
        if system::may_use_apt()
            && system::install_packages(&DEBIAN_PACKAGES).is_ok()
            && debian_is_complete()
        {
            return Ok(WasmCompiler::Debian);
        }
        Err(TaskError::Missing {
            tool: format!("Rust's target {TARGET}"),
            remedy: format!(
                "run `rustup target add {TARGET}`, or on Debian `sudo apt-get install {}`",
                DEBIAN_PACKAGES.join(" ")
            ),
        })
    }

    /// Where cargo puts what it compiles with this compiler.
    pub(crate) fn target_folder(self, workspace: &Workspace) -> PathBuf {
        match self {
            WasmCompiler::Active => workspace.target(),
            WasmCompiler::Debian => workspace.target().join("web"),
        }
    }

    /// Makes cargo use this compiler. The two compilers never share a target folder.
    pub(crate) fn apply(
        self,
        command: &mut Command,
        workspace: &Workspace,
    ) -> Result<(), TaskError> {
        match self {
            WasmCompiler::Active => {}
            WasmCompiler::Debian => {
                command
                    .env("PATH", search_path_with(&[Path::new("/usr/bin")])?)
                    .env("RUSTC", "/usr/bin/rustc")
                    // Debian ships the library's sources instead of the compiled library.
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22")
                    .env("CARGO_TARGET_DIR", self.target_folder(workspace))
                    // Set by rustup and cargo for the compiler that runs this program.
                    .env_remove("RUSTUP_TOOLCHAIN")
                    .env_remove("LD_LIBRARY_PATH")
                    .env_remove("CARGO");
            }
        }
        Ok(())
    }
}

fn active_has_target(workspace: &Workspace) -> bool {
    probe(
        Command::new("rustc")
            .args(["--print", "target-libdir", "--target", TARGET])
            .current_dir(workspace.root()),
    )
    .and_then(|folder| std::fs::read_dir(folder.trim()).ok())
    .is_some_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

fn debian_is_complete() -> bool {
    let programs = ["/usr/bin/rustc", "/usr/bin/cargo", "/usr/bin/cargo-clippy"];
    programs.iter().all(|path| Path::new(path).is_file())
        && find_program(&["wasm-ld-22"]).is_some()
        && probe(Command::new("/usr/bin/rustc").args(["--print", "sysroot"])).is_some_and(|root| {
            Path::new(root.trim())
                .join("lib/rustlib/src/rust/library/std")
                .is_dir()
        })
}
