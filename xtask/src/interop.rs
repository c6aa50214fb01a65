//! `cargo xtask interop`: what the page exported, verified by software that is not ours.

use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::command::run;
use crate::error::TaskError;
use crate::step::step;
use crate::tools::cache::ToolCache;
use crate::tools::system::{self, SystemTool};
use crate::workspace::Workspace;

/// The verifiers that come with the operating system.
const VERIFIERS: [SystemTool; 6] = [
    SystemTool {
        programs: &["pdfsig"],
        packages: &["poppler-utils"],
    },
    SystemTool {
        programs: &["pdftotext"],
        packages: &["poppler-utils"],
    },
    SystemTool {
        programs: &["qpdf"],
        packages: &["qpdf"],
    },
    system::OPENSSL,
    SystemTool {
        programs: &["ssh-keygen"],
        packages: &["openssh-client"],
    },
    SystemTool {
        programs: &["sha256sum"],
        packages: &["coreutils"],
    },
];

/// Finds or installs every verifier, and gives the Python that has those from PyPI.
pub(crate) fn prepare(workspace: &Workspace) -> Result<PathBuf, TaskError> {
    for verifier in &VERIFIERS {
        verifier.find_or_install()?;
    }
    find_or_make_python(workspace)
}

/// Checks every file that the end-to-end tests left in `target/interop`.
pub(crate) fn interop(workspace: &Workspace) -> Result<(), TaskError> {
    let python = prepare(workspace)?;
    let exports = workspace.path("target/interop");
    for kind in ["json", "pdf"] {
        if !holds(&exports, kind) {
            return Err(TaskError::Wrong(format!(
                "{} holds no .{kind} file: `cargo xtask test end-to-end` exports one",
                exports.display()
            )));
        }
    }
    step("Verify exported files with other people's software", || {
        run(Command::new(python)
            .arg(workspace.path("tests/interop/check.py"))
            .arg(&exports)
            .env("PYTHONDONTWRITEBYTECODE", "1"))
    })
}

fn holds(folder: &Path, extension: &str) -> bool {
    std::fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|found| found == extension)
        })
    })
}

/// A Python of its own with the packages of `requirements.txt`, in the cache of tools. Other
/// requirements make another one, so that a half-made or outdated one is never used.
fn find_or_make_python(workspace: &Workspace) -> Result<PathBuf, TaskError> {
    let requirements = workspace.path("tests/interop/requirements.txt");
    let wanted = std::fs::read(&requirements).map_err(TaskError::file(&requirements))?;
    let mut digest = base16ct::lower::encode_string(&Sha256::digest(&wanted));
    digest.truncate(8);
    let cache = ToolCache::open()?;
    let folder = cache.folder().join(format!("interop-{digest}"));
    let python = folder.join("bin/python");
    let complete = folder.join("complete");
    if complete.is_file() {
        return Ok(python);
    }
    let base = system::PYTHON.find_or_install()?;
    let _installing = cache.lock()?;
    if !complete.is_file() {
        step("Install pyHanko and openvc-core from PyPI", || {
            let make = || {
                run(Command::new(&base)
                    .args(["-m", "venv", "--clear"])
                    .arg(&folder))
            };
            // Debian keeps the module for this in a package of its own.
            make()
                .or_else(|_| system::install_packages(&["python3-venv"]).and_then(|()| make()))?;
            run(Command::new(&python)
                .args(["-m", "pip", "install", "--quiet", "--requirement"])
                .arg(&requirements))?;
            std::fs::write(&complete, b"").map_err(TaskError::file(&complete))
        })?;
    }
    Ok(python)
}
