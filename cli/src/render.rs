//! A signed JSON as the files that the page makes of it.

use std::path::{Path, PathBuf};

use assay_dossier::{DrawUnsignedError, FileKind, Held, Standing, draw_unsigned};
use assay_report::{
    groups,
    outline::{Extent, to_markdown},
    picture::PictureFiles,
};

use crate::{
    Exit,
    arguments::RenderArguments,
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
    let made = made(arguments, &document, &at_hand)?;
    let output = arguments.output.clone();
    let output = output.unwrap_or_else(|| path.with_extension(arguments.form.ending()));
    if output == Path::new("-") {
        terminal::print_bytes(&made)?;
    } else {
        writing::write(&output, &made, arguments.force)?;
        terminal::say(&words::written(&output, made.len()));
    }
    if standing == Standing::NotChecked {
        let why = document.checked.outcome.advice();
        terminal::say(&words::about(path, why));
    }
    Ok(Verdict::from(standing).into())
}

fn made(
    arguments: &RenderArguments,
    document: &Document,
    at_hand: &AtHand,
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let path = || arguments.file.clone();
    if document.checked.kind == FileKind::Pdf {
        return Err(RenderError::NoJson { path: path() }.into());
    }
    let held = document.checked.held.as_ref();
    let held = held.map_err(|why| RenderError::NotShown {
        path: path(),
        why: why.to_string(),
    })?;
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
    } else {
        drawn(arguments, &document.bytes, held, at_hand)?
    })
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
