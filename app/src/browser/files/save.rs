//! Giving a file to the user.
//!
//! Where the browser has a save dialog (Chromium) the file is written through it, read back and
//! compared. Elsewhere it is handed to the browser as a download, and nobody can know whether it
//! reached the disk: [`Saved`] keeps the two apart.

use thiserror::Error;

use super::{Source, destination::choose};

/// How many bytes are written to or compared with a file at a time.
const SLICE: usize = 4 * 1024 * 1024;

/// What is known about a file that was saved. Names are written so that they can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It was written, read back, and is the same byte for byte.
    ReadBack {
        /// The name that the user gave it.
        name: String,
    },
    /// It was handed to the browser as a download; whether it is on disk only the user can see.
    HandedToBrowser {
        /// The name that was suggested.
        name: String,
    },
}

/// Why a file was not saved.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SaveError {
    /// The user closed the dialog.
    #[error("Saving was cancelled; no file was written.")]
    Cancelled,
    /// The user stopped it while it was written.
    #[error("Saving \"{name}\" was cancelled; nothing of it was kept.")]
    Stopped {
        /// The name that the user gave it, or the suggested one.
        name: String,
    },
    /// The user stopped it while it was read back.
    #[error(
        "\"{name}\" was written, but it was not read back, because that was cancelled. Do not rely \
         on it: open it here to check it, or save again."
    )]
    Unchecked {
        /// The name that the user gave it.
        name: String,
    },
    /// The disk is full.
    #[error("\"{name}\" was not saved: the disk is full. Choose another place and save again.")]
    Full {
        /// The name that the user gave it.
        name: String,
    },
    /// The browser, which keeps a download until it is whole, lost a part of it again and again.
    #[error(
        "\"{name}\" was not saved: this browser has no room to put it together. Free some space on \
         this device's disk, then save again."
    )]
    NoRoom {
        /// The suggested name.
        name: String,
    },
    /// The file could not be written.
    #[error("\"{name}\" was not saved ({message}). Choose another place and save again.")]
    NotWritten {
        /// The name that the user gave it, or the suggested one.
        name: String,
        /// The browser's words.
        message: String,
    },
    /// What is in the file is not what was written.
    #[error(
        "\"{name}\" was written, but reading it back gave something else. Do not rely on it: \
         choose another disk and save again."
    )]
    Different {
        /// The name that the user gave it.
        name: String,
    },
}

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
