//! A signed JSON as the files that the page makes of it.

use std::path::{Path, PathBuf};

use assay_dossier::{DrawUnsignedError, FileKind, Held, Standing, draw_unsigned};
use assay_exchange::{
    MadeFile,
    ciso_assistant::{self, CisoAssistantError},
    oscal::{self, OscalError},
    page,
    xlsx::{self, XlsxError},
};
use assay_report::{
    document::Report,
    groups,
    outline::{Extent, to_markdown},
    picture::PictureFiles,
};

use crate::{
    Exit,
    arguments::{FormArguments, RenderArguments},
    at_hand::AtHand,
    document::Document,
    reading, terminal,
    verify::Verdict,
    words,
    writing::{self, WriteError},
};

/// The largest picture that is read, in bytes: all of those of a report have that at most.
const LARGEST_PICTURE: u64 = 20 * 1024 * 1024;

/// Why nothing was made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RenderError {
    /// It has no such form either.
    #[error("only a report is exchanged with other programs; this is a {what}")]
    NotExchanged {
        /// What it is.
        what: &'static str,
    },
    /// There are no OSCAL documents of it.
    #[error("no OSCAL document was made: {0}")]
    Oscal(#[from] OscalError),
    /// There are no files for CISO Assistant of it.
    #[error("nothing was made for CISO Assistant: {0}")]
    CisoAssistant(#[from] CisoAssistantError),
    /// There is no workbook of it.
    #[error("no workbook was made: {0}")]
    Xlsx(#[from] XlsxError),
    /// Several files are no stream.
    #[error("these are several files; name a folder for them")]
    SeveralFiles,
    /// The folder cannot be made.
    #[error("{}: {error}", .path.display())]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// It is a PDF.
    #[error("{} is a PDF; give the JSON, which is attached to it", .path.display())]
    NoJson {
        /// Which file.
        path: PathBuf,
    },
    /// What it says cannot be read.
    #[error("{}: {why}", .path.display())]
    NotShown {
        /// Which file.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// It does not hold.
    #[error(
        "{} is not valid, so that nothing is made of it; “assay verify” says why, and “assay show” what it says",
        .path.display()
    )]
    NotValid {
        /// Which file.
        path: PathBuf,
    },
    /// It has no such form.
    #[error("only a report has the specification's summary of controls; this is a {what}")]
    NoSummary {
        /// What it is.
        what: &'static str,
    },
    /// It cannot be drawn.
    #[error("the PDF was not drawn: {0}")]
    Draw(#[from] DrawUnsignedError),
    /// It was not written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Makes one file, and writes it.
pub(crate) fn run(arguments: &RenderArguments) -> Result<Exit, Box<dyn std::error::Error>> {
    let at_hand = AtHand::read(&arguments.at_hand)?;
    let path = arguments.file.as_path();
    let document = Document::read(path, &at_hand)?;
    let standing = document.checked.standing();
    if standing == Standing::Fails {
        let path = path.to_owned();
        terminal::say_error(&RenderError::NotValid { path });
        return Ok(Exit::NotValid);
    }
    let output = arguments.output.clone();
    let output = output.unwrap_or_else(|| path.with_extension(arguments.form.ending()));
    let held = held(arguments, &document)?;
    if let Some(make) = several(&arguments.form) {
        in_folder(&output, arguments.force, || make(exchangeable(held)?))?;
    } else {
        let made = made(arguments, &document.bytes, held, &at_hand)?;
        if output == Path::new("-") {
            terminal::print_bytes(&made)?;
        } else {
            writing::write(&output, &made, arguments.force)?;
            terminal::say(&words::written(&output, made.len()));
        }
    }
    if standing == Standing::NotChecked {
        let why = document.checked.outcome.advice();
        terminal::say(&words::about(path, why));
    }
    Ok(Verdict::from(standing).into())
}

/// What the file says.
fn held<'d>(arguments: &RenderArguments, document: &'d Document) -> Result<&'d Held, RenderError> {
    let path = || arguments.file.clone();
    if document.checked.kind == FileKind::Pdf {
        return Err(RenderError::NoJson { path: path() });
    }
    let held = document.checked.held.as_ref();
    held.map_err(|why| RenderError::NotShown {
        path: path(),
        why: why.to_string(),
    })
}

fn made(
    arguments: &RenderArguments,
    json: &[u8],
    held: &Held,
    at_hand: &AtHand,
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let report = || {
        held.report()
            .ok_or(RenderError::NoSummary { what: held.noun() })
    };
    let form = &arguments.form;
    Ok(if form.csv {
        groups::csv(report()?)
    } else if form.html {
        groups::html(report()?).into_bytes()
    } else if form.markdown {
        to_markdown(&held.outline()).into_bytes()
    } else if form.page {
        page::page(exchangeable(held)?).bytes
    } else if form.xlsx {
        let made = xlsx::workbook(exchangeable(held)?);
        made.map_err(RenderError::Xlsx)?.bytes
    } else {
        drawn(arguments, json, held, at_hand)?
    })
}

/// What makes several files of a report.
type Several = fn(&Report) -> Result<Vec<MadeFile>, RenderError>;

/// How a form is made that has several files.
fn several(form: &FormArguments) -> Option<Several> {
    if form.oscal {
        Some(|report| Ok(oscal::documents(report)?))
    } else if form.ciso_assistant {
        Some(|report| Ok(ciso_assistant::files(report)?))
    } else {
        None
    }
}

/// Makes files and writes them into a folder: all of them, or none where one is there already.
fn in_folder(
    folder: &Path,
    force: bool,
    make: impl FnOnce() -> Result<Vec<MadeFile>, RenderError>,
) -> Result<(), RenderError> {
    if folder == Path::new("-") {
        return Err(RenderError::SeveralFiles);
    }
    let files = make()?;
    let paths = files.iter().map(|file| folder.join(file.name));
    let paths: Vec<PathBuf> = paths.collect();
    if !force && let Some(path) = paths.iter().find(|path| path.exists()) {
        let path = path.clone();
        return Err(WriteError::Exists { path }.into());
    }
    std::fs::create_dir_all(folder).map_err(|error| RenderError::Folder {
        path: folder.to_owned(),
        error,
    })?;
    for (file, path) in files.iter().zip(&paths) {
        writing::write(path, &file.bytes, force)?;
        terminal::say(&words::written(path, file.bytes.len()));
    }
    Ok(())
}

fn exchangeable(held: &Held) -> Result<&Report, RenderError> {
    held.report()
        .ok_or(RenderError::NotExchanged { what: held.noun() })
}

fn drawn(
    arguments: &RenderArguments,
    json: &[u8],
    held: &Held,
    at_hand: &AtHand,
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut pictures = PictureFiles::new();
    for path in &arguments.pictures {
        pictures.add(reading::whole(path, LARGEST_PICTURE)?);
    }
    let extent = if arguments.form.executive {
        Extent::Executive
    } else {
        Extent::Full
    };
    let drawn = draw_unsigned(json, held, extent, &at_hand.fonts(), &pictures);
    let drawn = drawn.map_err(RenderError::Draw)?;
    if !drawn.substituted.is_empty() {
        terminal::say(&words::lacking(&drawn.substituted));
    }
    Ok(drawn.bytes)
}
