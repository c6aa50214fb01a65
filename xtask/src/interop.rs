//! `cargo xtask interop`: what the page exported, and files of every kind that is signed, verified by software that
//! is not ours.

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
const VERIFIERS: [SystemTool; 9] = [
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
    SystemTool {
        programs: &["shasum"],
        packages: &["perl"],
    },
    SystemTool {
        programs: &["soffice"],
        packages: &["libreoffice-calc-nogui"],
    },
    SystemTool {
        programs: &["unzip"],
        packages: &["unzip"],
    },
];

/// Finds or installs every verifier, and gives the Python that has those from PyPI.
pub(crate) fn prepare(workspace: &Workspace) -> Result<PathBuf, TaskError> {
    for verifier in &VERIFIERS {
        verifier.find_or_install()?;
    }
    find_or_make_python(workspace)
}

/// Checks every file that the end-to-end tests left in `target/interop`, and what is signed without a browser; with
/// `native` only the latter.
pub(crate) fn interop(workspace: &Workspace, options: &[&str]) -> Result<(), TaskError> {
    let python = prepare(workspace)?;
    match options {
        [] => {
            exported(workspace, &python)?;
            native(workspace, &python)
        }
        ["native"] => native(workspace, &python),
        _ => Err(TaskError::Usage("cargo xtask interop [native]".to_owned())),
    }
}

/// What the page exported.
fn exported(workspace: &Workspace, python: &Path) -> Result<(), TaskError> {
    let exports = workspace.path("target/interop");
    for kind in ["json", "pdf", "zip"] {
        if !holds(&exports, kind) {
            return Err(TaskError::Wrong(format!(
                "{} holds no .{kind} file: `cargo xtask test end-to-end` exports one",
                exports.display()
            )));
        }
    }
    let others = exports.join("other-programs");
    if !holds(&others, "json") {
        return Err(TaskError::Wrong(format!(
            "{} holds no OSCAL: `cargo xtask test end-to-end` makes it in the page",
            others.display()
        )));
    }
    step("Verify exported files with other people's software", || {
        run(checks(workspace, python).arg(&exports))
    })
}

/// How many reports the queries of the README are asked of.
const MANY: &str = "1000";

/// What the libraries sign without a browser: several signers, certificates, time stamps, public editions, and many
/// reports at once; what the command line makes of it for other programs; and the commands of the README.
fn native(workspace: &Workspace, python: &Path) -> Result<(), TaskError> {
    let folder = workspace.path("target/interop/signed");
    let many = workspace.path("target/interop/many");
    let programs = workspace.target().join("debug");
    let example = |name: &str| programs.join("examples").join(name);
    step("Sign files of every kind", || {
        run(workspace.natively("build").args(["--bin", "assay"]).args([
            "--example",
            "handed_over",
            "--example",
            "many_reports",
        ]))?;
        for folder in [&folder, &many] {
            if folder.is_dir() {
                // Those of an earlier run may be of another kind.
                std::fs::remove_dir_all(folder).map_err(TaskError::file(folder))?;
            }
        }
        run(Command::new(example("handed_over"))
            .arg("write")
            .arg(&folder))
    })?;
    step("Sign many reports", || {
        let reports = many.join("reports");
        run(Command::new(example("many_reports"))
            .arg(reports)
            .args([MANY, "1"]))
    })?;
    step("Verify them with other people's software", || {
        run(checks(workspace, python)
            .arg(&folder)
            .arg(example("handed_over"))
            .arg(workspace.path("README.md"))
            .arg(&many)
            .arg(&programs))
    })
}

fn checks(workspace: &Workspace, python: &Path) -> Command {
    let mut command = Command::new(python);
    command
        .arg(workspace.path("tests/interop/check.py"))
        .env("PYTHONDONTWRITEBYTECODE", "1");
    command
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
        step("Install other people's verifiers from PyPI", || {
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
