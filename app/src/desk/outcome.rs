//! What writing a large file comes to, alike for backups and evidence packs.

use super::DeskError;
use crate::browser::files::{Destination, SaveError, Written};

/// Gives up what was begun: nothing of it is kept. Gives what the user is told.
pub(super) async fn given_up(destination: Destination, error: DeskError) -> DeskError {
    let name = crate::words::name(destination.name());
    destination.abandon().await;
    match error {
        DeskError::Stopped => SaveError::Stopped { name }.into(),
        error => error,
    }
}

/// Whether what was written counts, by whether it was the same when it was read back.
///
/// # Errors
/// What the user is told where it does not count: the check was stopped, or found something else.
pub(super) fn counts(written: &Written, is_same: Result<bool, DeskError>) -> Result<(), DeskError> {
    let name = || written.source().name().to_owned();
    match is_same {
        Ok(true) => Ok(()),
        Err(DeskError::Stopped) if written.is_file() => {
            Err(SaveError::Unchecked { name: name() }.into())
        }
        Err(DeskError::Stopped) => Err(SaveError::Stopped { name: name() }.into()),
        Ok(false) | Err(_) => Err(written.different().into()),
    }
}
