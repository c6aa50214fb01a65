//! Reading a file in slices, hashing it on the way.

use js_sys::Uint8Array;
use thiserror::Error;

use super::PickedFile;
use crate::browser::sha256::{RunningHash, SLICE};
use crate::browser::{Cancellation, js, timers};

/// The largest file that is read, in bytes: all of it has to fit into the page's memory, and into
/// one record of the store.
pub const LARGEST_FILE: u64 = 512 * 1024 * 1024;

/// A file's bytes and their SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileContent {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The SHA-256 of the bytes as 64 lower-case hexadecimal digits.
    pub sha256: String,
}

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

/// Reads a file in slices of one megabyte; `on_progress` gets the number of bytes done after each.
///
/// # Errors
/// [`ReadError::Cancelled`], [`ReadError::TooLarge`], [`ReadError::Unreadable`].
pub async fn read(
    file: &PickedFile,
    mut on_progress: impl FnMut(u64),
    cancellation: &Cancellation,
) -> Result<FileContent, ReadError> {
    let size = file.size();
    if size > LARGEST_FILE {
        return Err(ReadError::TooLarge { name: file.name() });
    }
    let mut bytes = Vec::with_capacity(size as usize);
    let mut hash = RunningHash::new();
    let mut offset = 0_u64;
    while offset < size {
        if cancellation.is_cancelled() {
            return Err(ReadError::Cancelled { name: file.name() });
        }
        let end = size.min(offset + SLICE as u64);
        let slice = read_slice(&file.file, offset, end)
            .await
            .map_err(|message| ReadError::Unreadable {
                name: file.name(),
                message,
            })?;
        hash.update(&slice);
        bytes.extend_from_slice(&slice);
        offset = end;
        on_progress(offset);
        // Reading a slice from memory may resolve without letting the page paint.
        timers::yield_to_page().await;
    }
    Ok(FileContent {
        bytes,
        sha256: hash.finish(),
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
        Err("it became shorter while it was read".to_owned())
    }
}
