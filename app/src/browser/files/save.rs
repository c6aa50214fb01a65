//! Giving a file to the user.
//!
//! Where the browser has a save dialog (Chromium) the file is written through it, read back and
//! compared. Elsewhere it is handed to the browser as a download, and nobody can know whether it
//! reached the disk: [`Saved`] keeps the two apart.

use super::{SaveError, Saved, Source, destination::choose};

/// How many bytes are written to or compared with a file at a time.
const SLICE: usize = 4 * 1024 * 1024;

/// Saves `bytes` under a name that the user can change. Call it from a click or a key press, and
/// suggest a new name each time: the save dialog empties an existing file before the first byte.
///
/// # Errors
/// [`SaveError`]; after [`SaveError::Different`] and the errors of writing a damaged file may be
/// on the disk.
pub async fn save(
    suggested_name: &str,
    media_type: &str,
    bytes: &[u8],
) -> Result<Saved, SaveError> {
    let mut destination = choose(suggested_name, media_type).await?;
    for slice in bytes.chunks(SLICE) {
        if let Err(error) = destination.write(slice).await {
            destination.abandon().await;
            return Err(error);
        }
    }
    let written = destination.finish().await?;
    if is_same(&written.source(), bytes).await {
        written.hand_over()
    } else {
        Err(written.different())
    }
}

async fn is_same(file: &Source, bytes: &[u8]) -> bool {
    if file.size() != bytes.len() as u64 {
        return false;
    }
    let mut offset = 0;
    for expected in bytes.chunks(SLICE) {
        let end = offset + expected.len() as u64;
        match file.bytes(offset..end).await {
            Ok(found) if found == expected => offset = end,
            _ => return false,
        }
    }
    true
}
