//! One signed document, read and checked.

use std::path::{Path, PathBuf};

use assay_dossier::{CheckError, Checked, LARGEST_FILE, check_in_stages};

use crate::{
    at_hand::AtHand,
    reading::{self, ReadError},
};

/// A file and what was found of it.
pub(crate) struct Document {
    pub(crate) bytes: Vec<u8>,
    pub(crate) checked: Checked,
}

/// Why nothing can be said of a file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DocumentError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It is none that is signed.
    #[error("{}: {error}", .path.display())]
    Check {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        error: CheckError,
    },
}

impl Document {
    pub(crate) fn read(path: &Path, at_hand: &AtHand) -> Result<Self, DocumentError> {
        let bytes = reading::whole(path, LARGEST_FILE)?;
        let checked = check_in_stages(
            &bytes,
            &at_hand.editions,
            &at_hand.authorities,
            &at_hand.fonts(),
            &mut |_| {},
        );
        let checked = checked.map_err(|error| DocumentError::Check {
            path: path.to_owned(),
            error,
        })?;
        Ok(Self { bytes, checked })
    }
}
