//! Checking files: what the page says of each, and one exit status for all.

mod disclosures;
mod found;
mod gather;
mod look;
mod pack;
mod told;

use std::convert::Infallible;
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
    on_all_cores::{cores, on_all_cores},
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

/// How many files each core is handed before what was found of them is. With more, more is in memory; with fewer, cores wait
/// more often for the last one.
const AT_A_TIME: usize = 16;

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
    let asked = Asked {
        at_hand,
        trust,
        rows: None,
    };
    let Ok(verification) = verify(&arguments.files, &asked, |_| Ok::<(), Infallible>(()));
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

/// What was found of files and folders, in the order in which they were named, and of each folder by name. They are looked at
/// some at a time; `each` is handed every file in that order, to take from it what need not be kept until the last, and may
/// end it. Disclosures are compared after that.
pub(crate) fn verify<E>(
    paths: &[PathBuf],
    asked: &Asked,
    mut each: impl FnMut(&mut Found) -> Result<(), E>,
) -> Result<Verification, E> {
    let gathered = gather(paths);
    let mut left_out = gathered.left_out;
    let mut files: Vec<Found> = Vec::new();
    let progress = Progress::of(gathered.candidates.len());
    let mut before = 0;
    for some in gathered.candidates.chunks(AT_A_TIME * cores()) {
        let looked = on_all_cores(
            some,
            |candidate| look(candidate, asked),
            |done| progress.show(before + done),
        );
        for (Candidate { path, .. }, looked) in some.iter().zip(looked) {
            match looked {
                Looked::File(mut found) => {
                    each(&mut found)?;
                    files.push(*found);
                }
                Looked::LeftOut(why) => left_out.push(LeftOut::of(path, why)),
            }
        }
        before += some.len();
    }
    drop(progress);
    disclosures::compare(&mut files, asked);
    found::name_files(&mut files);
    left_out.sort_by(|one, other| one.path.cmp(&other.path));
    if files.is_empty() {
        let path = paths.first().map_or(Path::new("."), PathBuf::as_path);
        let mut nothing = Found::cannot_tell(path, words::NOTHING_FOUND);
        each(&mut nothing)?;
        files.push(nothing);
    }
    Ok(Verification::of(files, left_out))
}
