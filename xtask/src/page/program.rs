//! The compiled programs, the page's own and the one beside it, packed for their way inside the page.

use std::cell::RefCell;
use std::io::Write;
use std::path::Path;
use std::rc::Rc;

use zstd::Encoder;

use super::later::FirstScreen;
use super::split::{self, Purpose};
use super::{Profile, Tools, compile, glue, read, write};
use crate::error::TaskError;
use crate::step::{readable_size, step};
use crate::tools::wasm_opt;
use crate::workspace::Workspace;

/// Where wasm-bindgen leaves both.
pub(super) const FOLDER: &str = "target/page/programs";

/// The page's program.
pub(crate) const PAGE: Files = Files {
    name: "the program",
    is_divided: true,
    compiled: "assay-app.wasm",
    global: "wasm_bindgen",
    module: "assay-app_bg.wasm",
    glue: "assay-app.js",
};

/// The program beside the page.
pub(crate) const WORKER: Files = Files {
    name: "the program beside it",
    is_divided: false,
    compiled: "assay_worker.wasm",
    global: "assay_worker",
    module: "assay_worker_bg.wasm",
    glue: "assay_worker.js",
};

/// Which files a program consists of.
#[derive(Clone, Copy)]
pub(crate) struct Files {
    name: &'static str,
    /// Whether it is divided, by the names of its functions.
    is_divided: bool,
    /// The module as cargo leaves it.
    pub(super) compiled: &'static str,
    /// What the page calls it by.
    pub(super) global: &'static str,
    /// The module as wasm-bindgen leaves it.
    module: &'static str,
    /// The script that connects it to the browser.
    glue: &'static str,
}

/// A program as wasm-bindgen left it, shrunk in a release.
pub(crate) struct Program {
    /// The WebAssembly module.
    module: Vec<u8>,
    /// wasm-bindgen's script, which defines `wasm_bindgen`, or `assay_worker`.
    pub(crate) glue: String,
}

/// The first part of the page's module, its styles, the second part and the module beside it as one Zstandard frame:
/// what the modules have in common is there once. The first screen needs the stream as far as the styles go, the
/// other ones as far as the second part goes, the worker all of it.
pub(crate) struct Packed {
    /// What unpacks it: a WebAssembly module.
    pub(crate) unpacker: Vec<u8>,
    /// The stream as far as the first screen needs it.
    pub(crate) page: Vec<u8>,
    /// On from there, as far as the page needs it.
    pub(crate) later: Vec<u8>,
    /// The rest of it.
    pub(crate) rest: Vec<u8>,
    /// How long the first part of the page's module is, unpacked.
    pub(crate) page_module: usize,
    /// How long the styles are, in bytes of UTF-8.
    pub(crate) styles: usize,
    /// How long the second part of the page's module is, unpacked; 0 when there is one part only.
    pub(crate) later_module: usize,
}

/// How far back a repetition is looked for, as a power of two: all of both programs, and no more than an
/// unpacker may be asked to set aside.
const WINDOW: u32 = 24;

/// Takes a compiled module and the script that connects it to the browser; in a release both are shrunk.
pub(super) fn take(
    workspace: &Workspace,
    tools: &Tools,
    compiled: &Path,
    files: Files,
) -> Result<Program, TaskError> {
    let folder = workspace.path(FOLDER);
    step(&format!("Connect {} to the browser", files.name), || {
        compile::bind(&tools.bindgen, compiled, files, &folder)
    })?;
    let glue = folder.join(files.glue);
    if files.is_divided {
        write(&glue, glue::in_parts(&read(&glue)?)?.as_bytes())?;
    }
    tools.shorten([&glue])?;
    let module = folder.join(files.module);
    if let Some(tools) = &tools.shrinking {
        step(&format!("Shrink {} with wasm-opt", files.name), || {
            wasm_opt::shrink(&tools.wasm_opt, &module, files.is_divided)
        })?;
    }
    let module = std::fs::read(&module).map_err(TaskError::file(&module))?;
    let glue = read(&glue)?;
    println!(
        "   {}: {}, glue: {}",
        files.name,
        readable_size(module.len()),
        readable_size(glue.len())
    );
    Ok(Program { module, glue })
}

/// Packs both, and the page's styles. The same bytes always give the same stream.
pub(crate) fn pack(
    unpacker: Vec<u8>,
    page: &Parted,
    styles: &str,
    beside: &Program,
    profile: Profile,
) -> Result<Packed, TaskError> {
    let packed = step("Pack the programs", || {
        zstandard(
            unpacker,
            [&page.first, styles.as_bytes(), &page.later, &beside.module],
            profile,
        )
        .map_err(|error| TaskError::Wrong(format!("the programs could not be packed: {error}")))
    })?;
    println!(
        "   packed: {} for the first screen, {} for the others, {} for the program beside the page",
        readable_size(packed.page.len()),
        readable_size(packed.later.len()),
        readable_size(packed.rest.len())
    );
    Ok(packed)
}

/// A program in one or two parts.
pub(crate) struct Parted {
    /// What is started.
    pub(crate) first: Vec<u8>,
    /// What comes later; empty when there is one part only.
    pub(crate) later: Vec<u8>,
    /// The names of the functions that come later, by their numbers.
    pub(crate) moved: Vec<String>,
}

impl Program {
    /// Divides the page's program: what the first screen needs, and the rest. A page that is being worked on stays in
    /// one part, with the names of its functions.
    pub(crate) fn part(
        self,
        first_screen: &FirstScreen,
        profile: Profile,
    ) -> Result<Parted, TaskError> {
        let purpose = match profile {
            Profile::Dev => {
                return Ok(Parted {
                    first: self.module,
                    later: Vec::new(),
                    moved: Vec::new(),
                });
            }
            Profile::Release => Purpose::Run,
            Profile::Recording => Purpose::Record,
        };
        let split = split::split(
            &self.module,
            |name| purpose == Purpose::Record || first_screen.does_without(name),
            purpose,
        );
        let split = split.map_err(|error| {
            TaskError::Wrong(format!("the page's program could not be divided: {error}"))
        })?;
        println!(
            "   {} of its {} functions come later: {} and {}",
            split.moved.len(),
            split.functions,
            readable_size(split.first.len()),
            readable_size(split.later.len())
        );
        Ok(Parted {
            first: split.first,
            later: split.later,
            moved: split.moved,
        })
    }
}

/// One frame (RFC 8878) with the check that the unpacker knows: the first part of the page's module, the styles, the
/// second part, the module beside it.
fn zstandard(
    unpacker: Vec<u8>,
    [page, styles, later, beside]: [&[u8]; 4],
    profile: Profile,
) -> std::io::Result<Packed> {
    let level = match profile {
        Profile::Release => 22,
        Profile::Dev | Profile::Recording => 1,
    };
    let written = Written::default();
    let mut encoder = Encoder::new(written.clone(), level)?;
    encoder.window_log(WINDOW)?;
    encoder.include_checksum(true)?;
    // The window is then no larger than what is packed, and an unpacker sets aside no more than that.
    let length = page.len() + styles.len() + later.len() + beside.len();
    encoder.set_pledged_src_size(Some(length as u64))?;
    encoder.write_all(page)?;
    encoder.write_all(styles)?;
    // Ends a block, so that nothing of what comes after is needed to unpack what came before.
    encoder.flush()?;
    let styles_end = written.0.borrow().len();
    encoder.write_all(later)?;
    encoder.flush()?;
    let later_ends = written.0.borrow().len();
    encoder.write_all(beside)?;
    encoder.finish()?;
    let mut stream = written.0.take();
    let rest = stream.split_off(later_ends);
    let later_stream = stream.split_off(styles_end);
    Ok(Packed {
        unpacker,
        page: stream,
        later: later_stream,
        rest,
        page_module: page.len(),
        styles: styles.len(),
        later_module: later.len(),
    })
}

/// Bytes that can be counted while somebody writes them.
#[derive(Clone, Default)]
struct Written(Rc<RefCell<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use zstd::Decoder;

    use super::{Profile, zstandard};

    #[test]
    fn the_first_screen_and_the_page_need_no_more_of_the_stream_than_their_part() {
        let page: Vec<u8> = (0..200_000_u32).flat_map(u32::to_le_bytes).collect();
        let beside: Vec<u8> = page.iter().map(|byte| byte ^ 1).collect();
        let styles = b"a{}";
        let later: Vec<u8> = page.iter().map(|byte| byte ^ 2).collect();
        let parts = [page.as_slice(), styles, &later, &beside];
        let packed = zstandard(Vec::new(), parts, Profile::Dev).unwrap();
        assert_eq!((packed.page_module, packed.styles), (page.len(), 3));
        assert_eq!(packed.later_module, later.len());
        for (stream, holds) in [
            (packed.page.clone(), [page.as_slice(), styles].concat()),
            (
                [packed.page.clone(), packed.later.clone()].concat(),
                [page.as_slice(), styles, &later].concat(),
            ),
        ] {
            let mut own = vec![0; holds.len()];
            let mut reader = Decoder::new(stream.as_slice()).unwrap();
            reader.read_exact(&mut own).unwrap();
            assert!(own == holds);
        }
        let (mut all, stream) = (
            Vec::new(),
            [packed.page, packed.later, packed.rest].concat(),
        );
        Decoder::new(stream.as_slice())
            .unwrap()
            .read_to_end(&mut all)
            .unwrap();
        assert!(all == parts.concat());
    }
}
