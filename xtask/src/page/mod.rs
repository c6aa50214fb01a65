//! Builds the page and puts it into one file.
//!
//! Cargo compiles the page's program and the one beside it, wasm-bindgen's library (`xtask/bindgen`) writes what connects each to the browser; from
//! these, the styles and `app/index.html` are written:
//!
//! - `assay.html`: the page as one file, to be opened from a disk;
//! - `index.html`, `service-worker.js`, `manifest.webmanifest`, `icons/`: the same page to be served,
//!   installable, kept by the browser for use without a network.

mod bytes;
mod compile;
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

pub(crate) use later::{FirstScreen, LIST as FIRST_SCREEN};

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use self::program::Program;
use crate::error::TaskError;
use crate::step::readable_size;
use crate::tools::bindgen;
use crate::tools::cache::ToolCache;
use crate::tools::esbuild;
use crate::tools::npm::NpmPackage;
use crate::tools::wasm_target::WasmCompiler;
use crate::workspace::Workspace;

/// The largest single file that may be released, in bytes: it travels by mail and on old sticks. Zstandard
/// takes 0.4 MB more than xz, and opens the page in a fifth less time; a program in two parts takes 0.15 MB more than one
/// in one part, and saves a quarter.
const LARGEST_PAGE: usize = 4_100_000;

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

/// The names of the functions of a page that records, by their numbers, a line each.
pub(crate) const RECORDED_NAMES: &str = "target/page/recorded-names.txt";

impl Profile {
    /// The folder of the finished pages.
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
    let (tools, page, beside) = programs(workspace, profile)?;
    glue::check(&page.glue)?;
    glue::check(&beside.glue)?;
    let parts = parts(workspace, &tools, page, &beside, profile)?;
    finish(workspace, &parts, profile)
}

/// Both programs, and the tools with which the rest of the page is made. What is not there yet is built beside the
/// programs, and each program is finished as soon as it is compiled: the compiler's last minutes, with the other one,
/// leave a processor to that.
fn programs(
    workspace: &Workspace,
    profile: Profile,
) -> Result<(Tools, Program, Program), TaskError> {
    let compiler = WasmCompiler::find_or_install(workspace)?;
    create_folder(&workspace.path(program::FOLDER))?;
    std::thread::scope(|scope| {
        let (page_is_there, page) = channel();
        let (beside_is_there, beside) = channel();
        let compiling = scope.spawn(move || {
            let waiting = [
                (program::PAGE, page_is_there),
                (program::WORKER, beside_is_there),
            ];
            compile::programs(workspace, compiler, profile, waiting)
        });
        let tools = Tools::find_or_install(workspace, profile)?;
        let take = |compiled: Receiver<PathBuf>, files| {
            let module = compiled.recv().ok()?;
            Some(program::take(workspace, &tools, &module, files))
        };
        let (page, beside) = std::thread::scope(|scope| {
            let page = scope.spawn(|| take(page, program::PAGE));
            let beside = take(beside, program::WORKER);
            (joined(page), beside)
        });
        joined(compiling)?;
        let missing = || {
            TaskError::Wrong(
                "cargo ended well, but did not say where the programs are: is it older than rust-toolchain.toml asks for?"
                    .to_owned(),
            )
        };
        let (page, beside) = (page.ok_or_else(missing)?, beside.ok_or_else(missing)?);
        Ok((tools, page?, beside?))
    })
}

/// What a thread gave; its panic goes on here.
fn joined<Value>(thread: std::thread::ScopedJoinHandle<'_, Value>) -> Value {
    match thread.join() {
        Ok(value) => value,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// What the compiled programs are made into a page with.
struct Tools {
    /// What connects them to the browser: `xtask/bindgen`.
    bindgen: PathBuf,
    /// What makes programs, scripts and styles smaller; not while the page is worked on.
    shrinking: Option<Shrinking>,
    /// The script that holds Zstandard's decoder.
    zstddec: PathBuf,
}

/// What makes a release small.
struct Shrinking {
    /// wasm-opt.
    wasm_opt: PathBuf,
    /// esbuild.
    esbuild: PathBuf,
}

impl Tools {
    fn find_or_install(workspace: &Workspace, profile: Profile) -> Result<Tools, TaskError> {
        let cache = ToolCache::open()?;
        let shrinking = match profile {
            Profile::Dev => None,
            Profile::Release | Profile::Recording => Some(Shrinking {
                wasm_opt: NpmPackage::BINARYEN.find_or_install(&cache)?,
                esbuild: NpmPackage::ESBUILD.find_or_install(&cache)?,
            }),
        };
        Ok(Tools {
            bindgen: bindgen::build(workspace)?,
            shrinking,
            zstddec: NpmPackage::ZSTDDEC.find_or_install(&cache)?,
        })
    }

    /// Shortens scripts and styles in place, in a release.
    fn shorten<'p>(&self, files: impl IntoIterator<Item = &'p PathBuf>) -> Result<(), TaskError> {
        let Some(tools) = &self.shrinking else {
            return Ok(());
        };
        files
            .into_iter()
            .try_for_each(|file| esbuild::shorten(&tools.esbuild, file))
    }
}

/// Where the program's styles are put together: one style sheet out of the many.
const STYLES: &str = "target/page/assay.css";

/// Everything that goes into the pages, packed and shortened.
fn parts(
    workspace: &Workspace,
    tools: &Tools,
    page: Program,
    beside: &Program,
    profile: Profile,
) -> Result<document::Parts, TaskError> {
    let first = workspace.path(document::FIRST_STYLES);
    write(&first, styles::first(workspace)?.as_bytes())?;
    let styles = workspace.path(STYLES);
    write(&styles, styles::collect(workspace)?.as_bytes())?;
    let lock = workspace.path(document::LOCK);
    write(&lock, lock::join(workspace)?.as_bytes())?;
    let boot = document::BOOT.map(|name| workspace.path("target/page").join(name));
    for (name, script) in document::BOOT.iter().zip(&boot) {
        let source = workspace.path("public/boot").join(name);
        std::fs::copy(&source, script).map_err(TaskError::file(&source))?;
    }
    tools.shorten([&first, &styles, &lock].into_iter().chain(&boot))?;
    let unpacker = unpacker::module(&read(&tools.zstddec)?)?;
    let styles = read(&styles)?;
    let glue = document::Glue {
        page: page.glue.clone(),
        beside: beside.glue.clone(),
    };
    let first_screen = FirstScreen::read(&read(&workspace.path(FIRST_SCREEN))?);
    let page = page.part(&first_screen, profile)?;
    if profile == Profile::Recording {
        let names = page.moved.join("\n");
        write(&workspace.path(RECORDED_NAMES), names.as_bytes())?;
    }
    let packed = program::pack(unpacker, &page, &styles, beside, profile)?;
    let mut parts = document::Parts::read(workspace, packed, glue)?;
    if profile == Profile::Recording {
        parts.record(workspace)?;
    }
    Ok(parts)
}

/// Writes both pages in place of those that were there.
fn finish(
    workspace: &Workspace,
    parts: &document::Parts,
    profile: Profile,
) -> Result<BuiltPage, TaskError> {
    let single = parts.compose(kind::Kind::SingleFile)?;
    println!("   assay.html: {}", readable_size(single.len()));
    if profile == Profile::Release && single.len() > LARGEST_PAGE {
        return Err(TaskError::Wrong(format!(
            "assay.html is {} bytes, and must not be larger than {LARGEST_PAGE}: see what made it grow \
             before raising the limit",
            single.len()
        )));
    }
    let folder = profile.folder(workspace);
    match std::fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(TaskError::file(&folder)(error));
        }
        _ => create_folder(&folder)?,
    }
    let single_file = folder.join("assay.html");
    write(&single_file, &single)?;
    served::write_beside(workspace, &folder, &parts.compose(kind::Kind::Served)?)?;
    Ok(BuiltPage {
        folder,
        single_file,
    })
}

fn create_folder(folder: &Path) -> Result<(), TaskError> {
    std::fs::create_dir_all(folder).map_err(TaskError::file(folder))
}

fn read(path: &Path) -> Result<String, TaskError> {
    std::fs::read_to_string(path).map_err(TaskError::file(path))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), TaskError> {
    std::fs::write(path, bytes).map_err(TaskError::file(path))
}
