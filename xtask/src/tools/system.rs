//! Tools that come with the operating system's packages.

use std::path::PathBuf;
use std::process::Command;

use super::find_program;
use crate::command::{probe, run};
use crate::error::TaskError;
use crate::step::step;

/// A program of the operating system.
pub(crate) struct SystemTool {
    /// The program's names, the preferred one first.
    pub(crate) programs: &'static [&'static str],
    /// Debian's packages that bring it.
    pub(crate) packages: &'static [&'static str],
}

/// Chromium, which opens the page in tests.
pub(crate) const CHROMIUM: SystemTool = SystemTool {
    programs: &["chromium", "chromium-browser", "google-chrome"],
    packages: &["chromium", "fonts-liberation"],
};
/// The program that drives Chromium.
pub(crate) const CHROMEDRIVER: SystemTool = SystemTool {
    programs: &["chromedriver"],
    packages: &["chromium-driver"],
};
/// OpenSSL, which answers as a time stamping authority and verifies what is signed.
pub(crate) const OPENSSL: SystemTool = SystemTool {
    programs: &["openssl"],
    packages: &["openssl"],
};
/// Firefox, which opens the page in tests.
pub(crate) const FIREFOX: SystemTool = SystemTool {
    programs: &["firefox-esr", "firefox"],
    packages: &["firefox-esr", "fonts-liberation"],
};
/// Node's package manager, which brings wasm-opt.
pub(crate) const NPM: SystemTool = SystemTool {
    programs: &["npm"],
    packages: &["nodejs", "npm"],
};

/// Python, which runs other people's verifiers.
pub(crate) const PYTHON: SystemTool = SystemTool {
    programs: &["python3"],
    packages: &["python3", "python3-venv"],
};

impl SystemTool {
    /// The program's path; installed with apt-get if this is Debian and the person may do so.
    pub(crate) fn find_or_install(&self) -> Result<PathBuf, TaskError> {
        if let Some(path) = find_program(self.programs) {
            return Ok(path);
        }
        install_packages(self.packages)?;
        find_program(self.programs).ok_or_else(|| missing(self.programs[0], self.packages))
    }
}

/// Installs Debian packages, or says in one line what to install.
pub(crate) fn install_packages(packages: &[&str]) -> Result<(), TaskError> {
    if !may_use_apt() {
        return Err(missing(packages[0], packages));
    }
    step(
        &format!("Install {} with apt-get", packages.join(" ")),
        || {
            // A new machine has no package lists yet; one that has them is spared the update.
            run(&mut apt_install(packages)).or_else(|_| {
                run(Command::new("apt-get").args(["update", "-q"]))?;
                run(&mut apt_install(packages))
            })
        },
    )
    .map_err(|_| missing(packages[0], packages))
}

fn apt_install(packages: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "-q", "-y", "--no-install-recommends"])
        .args(packages);
    command
}

/// Whether this is a Debian-like machine and the person is its administrator.
pub(crate) fn may_use_apt() -> bool {
    find_program(&["apt-get"]).is_some()
        && probe(Command::new("id").arg("-u")).is_some_and(|answer| answer.trim() == "0")
}

fn missing(tool: &str, packages: &[&str]) -> TaskError {
    TaskError::Missing {
        tool: tool.to_owned(),
        remedy: format!(
            "install it, on Debian with `sudo apt-get install {}`",
            packages.join(" ")
        ),
    }
}
