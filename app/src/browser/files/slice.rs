//! The bytes of a part of a file, and why they cannot be had.

use js_sys::Uint8Array;
use thiserror::Error;

use crate::browser::js;

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
    /// The file is larger than [`LARGEST_FILE`](super::LARGEST_FILE).
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
