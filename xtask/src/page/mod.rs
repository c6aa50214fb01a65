//! Builds the page with Trunk and puts it into one file.
//!
//! Trunk compiles `app/` and runs wasm-bindgen; its two hooks come back to this program. The one
//! before the build collects the styles, the one after it writes, from `app/index.html` and the
//! compiled program:
//!
//! - `assay.html`: the page as one file, to be opened from a disk;
//! - `index.html`, `service-worker.js`, `manifest.webmanifest`, `icons/`: the same page to be served,
//!   installable, kept by the browser for use without a network.

mod bytes;
mod document;
mod glue;
mod kind;
mod later;
mod lock;
mod policy;
mod program;
mod served;
mod split;
mod styles;
mod text;
mod unpacker;
mod worker;

pub(crate) use later::{FirstScreen, LIST as FIRST_SCREEN};

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::run;
use crate::error::TaskError;
use crate::step::{readable_size, step};
use crate::tools::cache::ToolCache;
use crate::tools::cargo_tool::CargoTool;
use crate::tools::esbuild;
use crate::tools::npm::NpmPackage;
use crate::tools::wasm_target::WasmCompiler;
use crate::workspace::Workspace;

/// The largest single file that may be released, in bytes: it travels by mail and on old sticks. Zstandard
/// takes 0.4 MB more than xz, and opens the page in a fifth less time; a program in two parts takes 0.15 MB more than one
/// in one part, and saves a quarter. Public editions, certificates of authorities and time stamps came in since.
const LARGEST_PAGE: usize = 4_300_000;

/// How the page is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Profile {
    /// As small as can be: what people get.
    Release,
    /// Quick to build again, with names in stack traces: for work on the page.
    Dev,
    /// As a release, but it notes which functions are called (`public/boot/recording.js`).
    Recording,
}

/// Tells Trunk's hook that a page is built that records.
const RECORDS: &str = "ASSAY_PAGE_RECORDS";

/// The names of the functions of a page that records, by their numbers, a line each.
pub(crate) const RECORDED_NAMES: &str = "target/page/recorded-names.txt";

impl Profile {
    /// The folder that Trunk fills.
    fn folder(self, workspace: &Workspace) -> PathBuf {
        match self {
            Profile::Release => workspace.path("dist"),
            Profile::Dev => workspace.path("target/page-dev"),
            Profile::Recording => workspace.path("target/page-recording"),
        }
    }
}

/// The folder of a finished build: the single file and the served page.
pub(crate) struct BuiltPage {
    /// The folder to serve.
    pub(crate) folder: PathBuf,
    /// The single file.
    pub(crate) single_file: PathBuf,
}

/// Builds the page and says how large it is.
pub(crate) fn build(workspace: &Workspace, profile: Profile) -> Result<BuiltPage, TaskError> {
    let cache = ToolCache::open()?;
    let compiler = WasmCompiler::find_or_install(workspace)?;
    let trunk = CargoTool::TRUNK.find_or_install(&cache)?;
    let locked = workspace.locked_version("wasm-bindgen")?;
    let bindgen = CargoTool::wasm_bindgen(&locked).find_or_install(&cache)?;
    if profile != Profile::Dev {
        NpmPackage::BINARYEN.find_or_install(&cache)?;
        NpmPackage::ESBUILD.find_or_install(&cache)?;
    }
    NpmPackage::ZSTDDEC.find_or_install(&cache)?;
    let own = std::env::current_exe().map_err(TaskError::file(Path::new("xtask")))?;

    let folder = profile.folder(workspace);
    worker::build(workspace, compiler, &bindgen, profile)?;
    let mut command = Command::new(trunk);
    let folders: Vec<&Path> = [&own, &bindgen]
        .into_iter()
        .filter_map(|program| program.parent())
        .collect();
    compiler.apply(&mut command, workspace, &folders)?;
    command
        .current_dir(workspace.root())
        // Trunk reads any value but `true` and `false` as a mistake.
        .env_remove("NO_COLOR")
        .env_remove("TRUNK_TOOLS_WASM_BINDGEN")
        .args([
            "build",
            "--offline",
            "true",
            "--skip-version-check",
            "--dist",
        ])
        .arg(&folder);
    match profile {
        Profile::Release => command.arg("--release"),
        Profile::Recording => command.arg("--release").env(RECORDS, "1"),
        Profile::Dev => command.args(["--cargo-profile", "page-dev"]),
    };
    step("Build the page with Trunk", || run(&mut command))?;
    Ok(BuiltPage {
        single_file: folder.join("assay.html"),
        folder,
    })
}

/// Where the program's styles are put together: one style sheet out of the many.
const STYLES: &str = "target/page/assay.css";

/// Trunk's hook before the build: the styles of what is seen before the program runs, and the program's own.
pub(crate) fn collect_styles(workspace: &Workspace) -> Result<(), TaskError> {
    let folder = workspace.path("target/page");
    std::fs::create_dir_all(&folder).map_err(TaskError::file(&folder))?;
    let first = styles::first(workspace)?;
    write(&workspace.path(document::FIRST_STYLES), first.as_bytes())?;
    write(
        &workspace.path(STYLES),
        styles::collect(workspace)?.as_bytes(),
    )
}

/// Trunk's hook after the build: the finished pages, in place of what Trunk left in its staging folder.
pub(crate) fn inline_page(workspace: &Workspace) -> Result<(), TaskError> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or_else(|| {
            TaskError::Usage(
                "Trunk calls this as its hook; run `cargo xtask bundle` instead".to_owned(),
            )
        })?;
    let profile = match std::env::var("TRUNK_PROFILE").as_deref() {
        Ok("release") if std::env::var_os(RECORDS).is_some() => Profile::Recording,
        Ok("release") => Profile::Release,
        _ => Profile::Dev,
    };
    let beside = workspace.path(worker::FOLDER);
    let lock = workspace.path(document::LOCK);
    write(&lock, lock::join(workspace)?.as_bytes())?;
    let boot = document::BOOT.map(|name| workspace.path("target/page").join(name));
    for (name, script) in document::BOOT.iter().zip(&boot) {
        let source = workspace.path("public/boot").join(name);
        std::fs::copy(&source, script).map_err(TaskError::file(&source))?;
    }
    let glue = staging.join(program::PAGE.glue);
    write(&glue, glue::in_parts(&read(&glue)?)?.as_bytes())?;
    if profile != Profile::Dev {
        let shortener = NpmPackage::ESBUILD.find_or_install(&ToolCache::open()?)?;
        step("Shorten the styles and the scripts", || {
            esbuild::shorten(&shortener, &workspace.path(document::FIRST_STYLES))?;
            esbuild::shorten(&shortener, &workspace.path(STYLES))?;
            esbuild::shorten(&shortener, &glue)?;
            esbuild::shorten(&shortener, &beside.join(program::WORKER.glue))?;
            for script in &boot {
                esbuild::shorten(&shortener, script)?;
            }
            esbuild::shorten(&shortener, &lock)
        })?;
    }
    let page = program::take(&staging, program::PAGE, profile)?;
    let beside = program::take(&beside, program::WORKER, profile)?;
    program::remove_everything_in(&staging)?;
    glue::check(&page.glue)?;
    glue::check(&beside.glue)?;
    let unpacker = unpacker::module(&read(
        &NpmPackage::ZSTDDEC.find_or_install(&ToolCache::open()?)?,
    )?)?;
    let styles = read(&workspace.path(STYLES))?;
    let scripts = document::Glue {
        page: page.glue.clone(),
        beside: beside.glue.clone(),
    };
    let first_screen = FirstScreen::read(&read(&workspace.path(FIRST_SCREEN))?);
    let page = page.part(&first_screen, profile)?;
    if profile == Profile::Recording {
        let names = page.moved.join("\n");
        write(&workspace.path(RECORDED_NAMES), names.as_bytes())?;
    }
    let packed = program::pack(unpacker, &page, &styles, &beside, profile)?;
    let mut parts = document::Parts::read(workspace, packed, scripts)?;
    if profile == Profile::Recording {
        parts.record(workspace)?;
    }

    let single = parts.compose(kind::Kind::SingleFile)?;
    write(&staging.join("assay.html"), &single)?;
    let page = parts.compose(kind::Kind::Served)?;
    served::write_beside(workspace, &staging, &page)?;

    println!("   assay.html: {}", readable_size(single.len()));
    if profile == Profile::Release && single.len() > LARGEST_PAGE {
        return Err(TaskError::Wrong(format!(
            "assay.html is {} bytes, and must not be larger than {LARGEST_PAGE}: see what made it grow \
             before raising the limit",
            single.len()
        )));
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, TaskError> {
    std::fs::read_to_string(path).map_err(TaskError::file(path))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), TaskError> {
    std::fs::write(path, bytes).map_err(TaskError::file(path))
}
