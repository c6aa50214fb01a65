//! Giving a file to the user.
//!
//! Where the browser has a save dialog (Chromium) the file is written through it, read back and
//! compared. Elsewhere it is handed to the browser as a download, and nobody can know whether it
//! reached the disk: [`Saved`] keeps the two apart.

use js_sys::{Array, Uint8Array};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};

use super::read::read_slice;
use crate::browser::{js, timers};

/// How many bytes are written to or compared with a file at a time.
const SLICE: usize = 4 * 1024 * 1024;

/// How long a download may take to fetch its bytes from the page, in milliseconds.
const DOWNLOAD_TIME: u32 = 120_000;

/// What is known about a file that was saved.
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
    /// The disk is full.
    #[error("\"{name}\" was not saved: the disk is full. Choose another place and save again.")]
    Full {
        /// The name that the user gave it.
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
    match choose_place(suggested_name, media_type).await? {
        Some(handle) => write_and_read_back(&handle, suggested_name, bytes).await,
        None => download(suggested_name, media_type, bytes),
    }
}

/// The file that the user chose in the save dialog, or `None` when there is no such dialog.
async fn choose_place(
    suggested_name: &str,
    media_type: &str,
) -> Result<Option<JsValue>, SaveError> {
    let Some(window) = js::window().map(JsValue::from) else {
        return Ok(None);
    };
    if js::method(&window, "showSaveFilePicker").is_none() {
        return Ok(None);
    }
    let mut properties = vec![("suggestedName", JsValue::from_str(suggested_name))];
    if let Some((_, suffix)) = suggested_name.rsplit_once('.') {
        let suffixes = Array::of1(&JsValue::from_str(&format!(".{suffix}")));
        let accept = js::object(&[(media_type, suffixes.into())]);
        let kind = js::object(&[("accept", accept)]);
        properties.push(("types", Array::of1(&kind).into()));
    }
    match js::call_and_wait(&window, "showSaveFilePicker", &[&js::object(&properties)]).await {
        Ok(handle) => Ok(Some(handle)),
        Err(exception) => match js::name_and_message(&exception).0.as_str() {
            "AbortError" => Err(SaveError::Cancelled),
            // No user gesture, or a policy forbids the dialog: a download still works.
            _ => Ok(None),
        },
    }
}

async fn write_and_read_back(
    handle: &JsValue,
    suggested_name: &str,
    bytes: &[u8],
) -> Result<Saved, SaveError> {
    let name = js::property(handle, "name")
        .and_then(|name| name.as_string())
        .unwrap_or_else(|| suggested_name.to_owned());
    let not_written = |exception: JsValue| {
        let (kind, message) = js::name_and_message(&exception);
        let name = name.clone();
        if kind == "QuotaExceededError" {
            SaveError::Full { name }
        } else {
            SaveError::NotWritten { name, message }
        }
    };
    if let Err(exception) = write(handle, bytes).await {
        return Err(not_written(exception));
    }
    let file: web_sys::File = js::call_and_wait(handle, "getFile", &[])
        .await
        .and_then(JsCast::dyn_into)
        .map_err(not_written)?;
    if is_same(&file, bytes).await {
        Ok(Saved::ReadBack { name })
    } else {
        Err(SaveError::Different { name })
    }
}

/// Writes through a temporary file that the browser puts in place when it is closed.
async fn write(handle: &JsValue, bytes: &[u8]) -> Result<(), JsValue> {
    let stream = js::call_and_wait(handle, "createWritable", &[]).await?;
    for slice in bytes.chunks(SLICE) {
        let slice = Uint8Array::from(slice);
        if let Err(exception) = js::call_and_wait(&stream, "write", &[&slice]).await {
            let _ = js::call_and_wait(&stream, "abort", &[]).await;
            return Err(exception);
        }
    }
    js::call_and_wait(&stream, "close", &[]).await.map(|_| ())
}

async fn is_same(file: &web_sys::File, bytes: &[u8]) -> bool {
    if file.size() != bytes.len() as f64 {
        return false;
    }
    let mut offset = 0;
    for expected in bytes.chunks(SLICE) {
        let end = offset + expected.len() as u64;
        match read_slice(file, offset, end).await {
            Ok(found) if found == expected => offset = end,
            _ => return false,
        }
    }
    true
}

/// Hands the bytes to the browser through a link with a `download` attribute.
fn download(name: &str, media_type: &str, bytes: &[u8]) -> Result<Saved, SaveError> {
    start_download(name, media_type, bytes).map_err(|exception| SaveError::NotWritten {
        name: name.to_owned(),
        message: js::name_and_message(&exception).1,
    })?;
    Ok(Saved::HandedToBrowser {
        name: name.to_owned(),
    })
}

fn start_download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let document = js::document().ok_or(JsValue::UNDEFINED)?;
    let body = document.body().ok_or(JsValue::UNDEFINED)?;
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.set_hidden(true);
    body.append_child(&link)?;
    link.click();
    link.remove();
    wasm_bindgen_futures::spawn_local(async move {
        timers::sleep(DOWNLOAD_TIME).await;
        let _ = web_sys::Url::revoke_object_url(&address);
    });
    Ok(())
}
