//! Tools that are built from crates.io with `cargo install`.

use std::path::PathBuf;
use std::process::Command;

use super::{cache::ToolCache, find_program};
use crate::command::{probe, run};
use crate::error::TaskError;
use crate::step::step;

/// A package on crates.io whose program a task needs.
pub(crate) struct CargoTool<'a> {
    /// The package's name.
    pub(crate) package: &'a str,
    /// The name of the program that is asked for its version.
    pub(crate) program: &'a str,
    /// With what words it is asked.
    pub(crate) asked: &'a [&'a str],
    /// The exact version, or any when it does not matter.
    pub(crate) version: Option<&'a str>,
    /// How much the compiler improves it: the longer its own work takes, the more that is worth.
    pub(crate) build: Build,
    /// About how long building takes on two cores, for the person who waits.
    pub(crate) minutes: u32,
}

/// How a tool is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// As fast as it can be built: it only starts others, or reads little.
    Quick,
    /// So that its own work on a large program takes seconds.
    Improved,
}

impl CargoTool<'static> {
    /// The program that drives Firefox.
    pub(crate) const GECKODRIVER: CargoTool<'static> = CargoTool {
        package: "geckodriver",
        program: "geckodriver",
        asked: &["--version"],
        version: None,
        build: Build::Quick,
        minutes: 1,
    };
    /// Checks licences and sources of dependencies.
    pub(crate) const CARGO_DENY: CargoTool<'static> = CargoTool {
        package: "cargo-deny",
        program: "cargo-deny",
        asked: &["--version"],
        version: None,
        build: Build::Quick,
        minutes: 3,
    };
    /// Lists what is inside of a program, with the licences. Its form is part of what is released, so the version is fixed.
    pub(crate) const CYCLONEDX: CargoTool<'static> = CargoTool {
        package: "cargo-cyclonedx",
        program: "cargo-cyclonedx",
        // It is a word of cargo's, which gives that word on.
        asked: &["cyclonedx", "--version"],
        version: Some("0.5.9"),
        build: Build::Quick,
        minutes: 1,
    };
}

impl<'a> CargoTool<'a> {
    /// What runs tests in a browser. It must have the very version of the library in `Cargo.lock`.
    pub(crate) fn wasm_bindgen_test_runner(version: &'a str) -> CargoTool<'a> {
        CargoTool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen-test-runner",
            asked: &["--version"],
            version: Some(version),
            build: Build::Improved,
            minutes: 2,
        }
    }

    /// The program's path: in the cache, else on the search path, else built now into the cache.
    pub(crate) fn find_or_install(&self, cache: &ToolCache) -> Result<PathBuf, TaskError> {
        if let Some(path) = self.find(cache) {
            return Ok(path);
        }
        let _installing = cache.lock()?;
        if let Some(path) = self.find(cache) {
            return Ok(path);
        }
        let title = format!(
            "Install {} from crates.io (about {} min)",
            self.requirement(),
            self.minutes
        );
        step(&title, || self.install(cache))?;
        self.find(cache).ok_or_else(|| TaskError::Missing {
            tool: self.program.to_owned(),
            remedy: format!(
                "`cargo install {}` ended well, but the program does not run",
                self.requirement()
            ),
        })
    }

    fn find(&self, cache: &ToolCache) -> Option<PathBuf> {
        let in_cache = cache.programs().join(self.program);
        [Some(in_cache), find_program(&[self.program])]
            .into_iter()
            .flatten()
            .find(|path| self.is_wanted(path))
    }

    fn is_wanted(&self, path: &PathBuf) -> bool {
        let Some(answer) = probe(Command::new(path).args(self.asked)) else {
            return false;
        };
        self.version
            .is_none_or(|version| answer.split_whitespace().any(|word| word == version))
    }

    fn install(&self, cache: &ToolCache) -> Result<(), TaskError> {
        let build = cache.folder().join("build").join(self.package);
        // A lock file may ask for versions that a registry's mirror does not have yet.
        let outcome = run(&mut self.cargo_install(cache, &build, true)).or_else(|_| {
            println!("   with its own lock file it did not build; trying the newest dependencies");
            run(&mut self.cargo_install(cache, &build, false))
        });
        // The intermediate files are of no further use; that they cannot be removed harms nothing.
        let _ = std::fs::remove_dir_all(&build);
        outcome.map_err(|_| TaskError::Missing {
            tool: self.program.to_owned(),
            remedy: format!(
                "`cargo install {}` failed; install it by hand or put it on PATH",
                self.requirement()
            ),
        })
    }

    fn cargo_install(&self, cache: &ToolCache, build: &PathBuf, locked: bool) -> Command {
        let mut command = Command::new("cargo");
        command
            // Outside the work tree, so that its compiler and its settings do not apply.
            .current_dir(cache.folder())
            .args(["install", "--root"])
            .arg(cache.folder())
            .arg("--target-dir")
            .arg(build)
            .arg(self.requirement());
        if locked {
            command.arg("--locked");
        }
        if self.build == Build::Quick {
            command
                .arg("--debug")
                // Nobody looks into it, and writing that down takes as long as building it.
                .env("CARGO_PROFILE_DEV_DEBUG", "false");
        }
        command
    }

    fn requirement(&self) -> String {
        match self.version {
            Some(version) => format!("{}@{version}", self.package),
            None => self.package.to_owned(),
        }
    }
}
