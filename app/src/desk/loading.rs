//! From what is on disk to an assessment, with what the user is told when there is none.

use assay_catalog::Editions;
use assay_dossier::{LoadStoredError, Stored};

use super::DeskError;
pub use assay_dossier::{Damage, Loaded};

/// Makes an assessment out of what is on disk, as far as it is sound: [`assay_dossier::load()`].
///
/// # Errors
/// [`DeskError::NothingStored`], [`DeskError::Unreadable`] and [`DeskError::EditionNotHere`].
pub fn load(stored: &Stored, editions: &Editions) -> Result<Loaded, DeskError> {
    assay_dossier::load(stored, editions).map_err(|error| match error {
        LoadStoredError::NothingStored => DeskError::NothingStored,
        LoadStoredError::Unreadable(error) => DeskError::Unreadable(error),
        LoadStoredError::EditionNotHere(needed) => DeskError::EditionNotHere(needed),
    })
}
