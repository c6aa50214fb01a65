//! Checking files: what the page says of each, and one exit status for all.

mod disclosures;
mod found;
mod gather;
mod look;
mod pack;
mod told;

use std::path::{Path, PathBuf};

use assay_dossier::{Known, KnownListError, LARGEST_KNOWN_LIST, read_known_list};
use assay_report::document::Report;

pub(crate) use self::found::{Found, Kind, Verdict};
use self::{
    found::{LeftOut, Verification},
    gather::{Candidate, gather},
    look::{Looked, look},
};
use crate::{
    Exit,
    arguments::VerifyArguments,
    at_hand::{AtHand, AtHandError},
    on_all_cores::on_all_cores,
    reading::{self, ReadError},
    table::Rows,
    terminal::{self, Progress},
    words,
};

/// Why nothing was checked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VerifyError {
    /// What was given beside the files cannot be used.
    #[error(transparent)]
    AtHand(#[from] AtHandError),
    /// The list of signers cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is none.
    #[error("{}: {error}", .path.display())]
    Trust {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        error: KnownListError,
    },
}

/// What files are checked with, and whose signatures count.
pub(crate) struct Asked {
    pub(crate) at_hand: AtHand,
    pub(crate) trust: Option<Vec<Known>>,
    /// What rows are made with, of each report.
    pub(crate) rows: Option<fn(&Report) -> Rows>,
}

/// Checks what was named, and says what was found.
pub(crate) fn run(arguments: &VerifyArguments) -> Result<Exit, Box<dyn std::error::Error>> {
    let trust = arguments.trust.as_deref().map(known_signers).transpose()?;
    let at_hand = AtHand::read(&arguments.at_hand).map_err(VerifyError::AtHand)?;
    let verification = verify(
        &arguments.files,
        &Asked {
            at_hand,
            trust,
            rows: None,
        },
    );
    if arguments.json {
        let json = serde_json::to_string_pretty(&verification)?;
        terminal::print(&format!("{}\n", terminal::safe_json(&json)))?;
    } else {
        terminal::print(&terminal::safe(&told::told(&verification)))?;
    }
    Ok(verification.verdict.into())
}

/// The signers of a list that the page saved.
pub(crate) fn known_signers(path: &Path) -> Result<Vec<Known>, VerifyError> {
    // One byte more, so that the reader of lists says what is wrong.
    let bytes = reading::whole(path, LARGEST_KNOWN_LIST as u64 + 1)?;
    let list = read_known_list(&bytes).map_err(|error| VerifyError::Trust {
        path: path.to_owned(),
        error,
    })?;
    let known = list.into_iter().map(|signer| Known {
        name: signer.name,
        fingerprint: signer.fingerprint.to_string(),
    });
    Ok(known.collect())
}

/// What was found of files and folders, in the order in which they were named, and of each folder by name.
pub(crate) fn verify(paths: &[PathBuf], asked: &Asked) -> Verification {
    let gathered = gather(paths);
    let mut left_out = gathered.left_out;
    let looked = {
        let progress = Progress::of(gathered.candidates.len());
        on_all_cores(
            &gathered.candidates,
            |candidate| look(candidate, asked),
            |done| progress.show(done),
        )
    };
    let mut files: Vec<Found> = Vec::new();
    for (Candidate { path, .. }, looked) in gathered.candidates.iter().zip(looked) {
        match looked {
            Looked::File(found) => files.push(*found),
            Looked::LeftOut(why) => left_out.push(LeftOut::of(path, why)),
        }
    }
    disclosures::compare(&mut files, asked);
    found::name_files(&mut files);
    left_out.sort_by(|one, other| one.path.cmp(&other.path));
    if files.is_empty() {
        files.push(Found::cannot_tell(
            paths.first().map_or(Path::new("."), PathBuf::as_path),
            words::NOTHING_FOUND,
        ));
    }
    Verification::of(files, left_out)
}
