//! Reading a file whole, or its beginning.

use js_sys::Uint8Array;
use thiserror::Error;

use super::{PickedFile, Pieces};
use crate::browser::{Cancellation, js};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 512 * 1024 * 1024;

/// What is said of a file that ends before the size that it had.
pub(super) const SHORTER: &str = "it became shorter while it was read";

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The user stopped it.
    #[error("Reading \"{name}\" was cancelled; nothing was added.")]
    Cancelled {
        /// The file's name.
        name: String,
    },
    /// The file is larger than [`LARGEST_FILE`].
    #[error(
        "\"{name}\" is larger than 512 MB, which is more than the page can hold. Keep it elsewhere \
         and add a link to it."
    )]
    TooLarge {
        /// The file's name.
        name: String,
    },
    /// The browser could not read it: it was moved, changed or deleted since it was chosen, or it
    /// is a folder.
    #[error(
        "\"{name}\" could not be read ({message}). It may have been moved, changed or deleted, or \
         it may be a folder. Choose it again."
    )]
    Unreadable {
        /// The file's name.
        name: String,
        /// The browser's words.
        message: String,
    },
}

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

/// The bytes `start..end` of a file or blob, all of them or an error's message.
pub(super) async fn read_slice(
    blob: &web_sys::Blob,
    start: u64,
    end: u64,
) -> Result<Vec<u8>, String> {
    let words = |exception: wasm_bindgen::JsValue| js::name_and_message(&exception).1;
    let slice = blob
        .slice_with_f64_and_f64(start as f64, end as f64)
        .map_err(words)?;
    let buffer = js::settle(slice.array_buffer()).await.map_err(words)?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    if bytes.len() as u64 == end - start {
        Ok(bytes)
    } else {
        Err(SHORTER.to_owned())
    }
}
