//! Packages from npm, each in a folder of its own in the cache of tools.

use std::path::PathBuf;
use std::process::Command;

use super::{cache::ToolCache, system};
use crate::command::run;
use crate::error::TaskError;
use crate::step::step;

/// A package at one version, and the file of it that is used.
pub(crate) struct NpmPackage {
    name: &'static str,
    version: &'static str,
    /// Where the file is, from the folder of the package's installation.
    file: &'static str,
}

impl NpmPackage {
    /// wasm-opt, which shrinks the compiled page.
    pub(crate) const BINARYEN: NpmPackage = NpmPackage {
        name: "binaryen",
        version: "132.0.0",
        file: "node_modules/.bin/wasm-opt",
    };

    /// esbuild, which shortens scripts and styles.
    pub(crate) const ESBUILD: NpmPackage = NpmPackage {
        name: "esbuild",
        version: "0.28.2",
        file: "node_modules/.bin/esbuild",
    };

    /// Zstandard's decoder as WebAssembly, which unpacks the program when the page starts: it goes into the
    /// page.
    pub(crate) const ZSTDDEC: NpmPackage = NpmPackage {
        name: "zstddec",
        version: "0.3.4",
        file: "node_modules/zstddec/dist/zstddec-stream.mjs",
    };

    /// axe, which finds violations of WCAG in a page that is shown.
    pub(crate) const AXE: NpmPackage = NpmPackage {
        name: "axe-core",
        version: "4.14.1",
        file: "node_modules/axe-core/axe.min.js",
    };

    /// Its version.
    pub(crate) const fn version(&self) -> &'static str {
        self.version
    }

    /// The package's file; installed into the cache if it is not there.
    pub(crate) fn find_or_install(&self, cache: &ToolCache) -> Result<PathBuf, TaskError> {
        let NpmPackage {
            name,
            version,
            file,
        } = self;
        let folder = cache.folder().join(format!("{name}-{version}"));
        let wanted = folder.join(file);
        if wanted.is_file() {
            return Ok(wanted);
        }
        let npm = system::NPM.find_or_install()?;
        let _installing = cache.lock()?;
        if !wanted.is_file() {
            step(&format!("Install {name} {version} from npm"), || {
                std::fs::create_dir_all(&folder).map_err(TaskError::file(&folder))?;
                run(Command::new(npm)
                    .args([
                        "install",
                        "--no-audit",
                        "--no-fund",
                        "--no-package-lock",
                        "--prefix",
                    ])
                    .arg(&folder)
                    .arg(format!("{name}@{version}")))
            })?;
        }
        Ok(wanted)
    }
}
