//! Reading a file whole, or its beginning.

use super::{PickedFile, Pieces, ReadError, slice::read_slice};
use crate::browser::Cancellation;

pub use assay_dossier::LARGEST_FILE;

/// Reads a whole file; `on_progress` gets the number of bytes done after each piece.
///
/// # Errors
/// [`ReadError::Cancelled`], [`ReadError::TooLarge`], [`ReadError::Unreadable`].
pub async fn read(
    file: &PickedFile,
    mut on_progress: impl FnMut(u64),
    cancellation: &Cancellation,
) -> Result<Vec<u8>, ReadError> {
    let mut pieces = bounded(file)?;
    let mut bytes = Vec::with_capacity(file.size() as usize);
    while let Some(piece) = pieces.next().await? {
        if cancellation.is_cancelled() {
            return Err(ReadError::Cancelled { name: file.name() });
        }
        bytes.extend_from_slice(&piece);
        on_progress(bytes.len() as u64);
    }
    Ok(bytes)
}

/// The pieces of a file that is not too large.
///
/// # Errors
/// [`ReadError::TooLarge`], [`ReadError::Unreadable`].
pub fn bounded(file: &PickedFile) -> Result<Pieces, ReadError> {
    let size = file.size();
    if size > LARGEST_FILE {
        return Err(ReadError::TooLarge { name: file.name() });
    }
    file.source().pieces(0..size)
}

/// The first bytes of a file, at most so many: enough to tell what it is.
///
/// # Errors
/// [`ReadError::Unreadable`].
pub async fn beginning(file: &PickedFile, most: usize) -> Result<Vec<u8>, ReadError> {
    let end = file.size().min(most as u64);
    let read = read_slice(&file.file, 0, end).await;
    read.map_err(|message| ReadError::Unreadable {
        name: file.name(),
        message,
    })
}
