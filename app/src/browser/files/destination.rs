//! Where a file of any size is written to, piece by piece: the file that the user chose in the save
//! dialog, or a download, whose pieces the browser keeps on its own disk until it is handed over.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::{SaveError, Saved, Source};
use crate::browser::{Buffer, js, timers};
use crate::words;

/// How many bytes are handed over at a time.
const PIECE: u64 = 8 * 1024 * 1024;

/// How often a piece is given to a browser that loses it.
const ATTEMPTS: u32 = 40;

/// How long is waited in between, in milliseconds.
const BETWEEN_ATTEMPTS: u32 = 500;

/// How long a download may take to fetch its bytes from the page, in milliseconds.
const DOWNLOAD_TIME: u32 = 600_000;

/// A file that is being written.
#[derive(Debug)]
pub struct Destination {
    name: String,
    media_type: String,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// The chosen file, and the stream into what takes its place when it is closed.
    File { handle: JsValue, stream: JsValue },
    /// The pieces of the download so far.
    Download { pieces: Array },
}

/// A file that was written to its end.
#[derive(Debug)]
pub struct Written {
    name: String,
    blob: web_sys::Blob,
    is_file: bool,
}

/// Lets the user choose where to save. Call it from a click or a key press, and suggest a new name
/// each time: the save dialog empties an existing file before the first byte.
///
/// # Errors
/// [`SaveError::Cancelled`], and [`SaveError::NotWritten`] when nothing can be written there.
pub async fn choose(suggested_name: &str, media_type: &str) -> Result<Destination, SaveError> {
    let place = |name: String, place| Destination {
        name,
        media_type: media_type.to_owned(),
        place,
    };
    let Some(handle) = choose_place(suggested_name, media_type).await? else {
        let pieces = Array::new();
        return Ok(place(suggested_name.to_owned(), Place::Download { pieces }));
    };
    let name = js::property(&handle, "name")
        .and_then(|name| name.as_string())
        .unwrap_or_else(|| suggested_name.to_owned());
    match js::call_and_wait(&handle, "createWritable", &[]).await {
        Ok(stream) => Ok(place(name, Place::File { handle, stream })),
        Err(exception) => Err(not_written(&name, &exception)),
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

impl Destination {
    /// The name that the user gave it, or the suggested one. It may hold anything.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// [`SaveError::Full`], [`SaveError::NoRoom`] and [`SaveError::NotWritten`]; then [abandon](Self::abandon) it.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), SaveError> {
        for piece in bytes.chunks(usize::try_from(PIECE).unwrap_or(usize::MAX)) {
            // It is given back as soon as the browser has taken it: Firefox let such pieces pile up.
            let held = Buffer::of(piece);
            self.add(&Uint8Array::new(held.as_js())).await?;
        }
        Ok(())
    }

    /// Puts the file in place.
    ///
    /// # Errors
    /// As [`Destination::write`].
    pub async fn finish(self) -> Result<Written, SaveError> {
        let failed = |exception: JsValue| not_written(&self.name, &exception);
        let (blob, is_file) = match &self.place {
            Place::File { handle, stream } => {
                js::call_and_wait(stream, "close", &[])
                    .await
                    .map_err(failed)?;
                let file = js::call_and_wait(handle, "getFile", &[]).await;
                (file.and_then(JsCast::dyn_into).map_err(failed)?, true)
            }
            Place::Download { pieces } => {
                let options = web_sys::BlobPropertyBag::new();
                options.set_type(&self.media_type);
                let blob = web_sys::Blob::new_with_blob_sequence_and_options(pieces, &options);
                (blob.map_err(failed)?, false)
            }
        };
        Ok(Written {
            name: self.name.clone(),
            blob,
            is_file,
        })
    }

    /// Lets go of what was written. The chosen file, which the dialog made or emptied, is taken away
    /// again where the browser lets a page.
    pub async fn abandon(self) {
        if let Place::File { handle, stream } = &self.place {
            let _ = js::call_and_wait(stream, "abort", &[]).await;
            let file = js::call_and_wait(handle, "getFile", &[]).await;
            let file: Result<web_sys::File, _> = file.and_then(JsCast::dyn_into);
            if file.is_ok_and(|file| file.size() == 0.0) {
                let _ = js::call_and_wait(handle, "remove", &[]).await;
            }
        }
    }

    async fn add(&mut self, bytes: &Uint8Array) -> Result<(), SaveError> {
        match &self.place {
            Place::File { stream, .. } => {
                let written = js::call_and_wait(stream, "write", &[bytes]).await;
                written.map_err(|exception| not_written(&self.name, &exception))?;
            }
            Place::Download { pieces } => match piece_on_disk(bytes).await {
                Ok(piece) => _ = pieces.push(&piece),
                Err(exception) if is_lost(&exception) => {
                    let name = words::name(&self.name);
                    return Err(SaveError::NoRoom { name });
                }
                Err(exception) => return Err(not_written(&self.name, &exception)),
            },
        }
        Ok(())
    }
}

/// A Blob of these bytes that the browser holds outside the page's memory.
///
/// Chromium finds out how much it may keep only some time after the first Blob, and loses what goes
/// beyond 500 MB until then: such a piece is made again.
async fn piece_on_disk(bytes: &Uint8Array) -> Result<web_sys::Blob, JsValue> {
    let mut attempt = 1;
    loop {
        match arrived(piece(bytes).await?).await {
            Err(exception) if attempt < ATTEMPTS && is_lost(&exception) => {
                attempt += 1;
                timers::sleep(BETWEEN_ATTEMPTS).await;
            }
            outcome => return outcome,
        }
    }
}

/// A Blob of these bytes. Firefox keeps a Blob that a page makes in memory, but the body of an answer
/// on its disk, so an answer is made of it.
async fn piece(bytes: &Uint8Array) -> Result<web_sys::Blob, JsValue> {
    let response = js::window().and_then(|window| js::method(&window, "Response"));
    if let Some(response) = response
        && let Ok(answer) = Reflect::construct(&response, &Array::of1(bytes))
        && let Ok(blob) = js::call_and_wait(&answer, "blob", &[]).await
        && let Ok(blob) = blob.dyn_into()
    {
        return Ok(blob);
    }
    web_sys::Blob::new_with_u8_array_sequence(&Array::of1(bytes))
}

/// Waits until the browser has taken a Blob's bytes from the page: what its last byte can be read of
/// is no longer in the page's memory. Otherwise the next pieces would come before the first are gone.
async fn arrived(blob: web_sys::Blob) -> Result<web_sys::Blob, JsValue> {
    let last = blob.slice_with_f64((blob.size() - 1.0).max(0.0))?;
    js::settle(last.array_buffer()).await?;
    Ok(blob)
}

/// Whether the browser has lost what it was given to keep.
fn is_lost(exception: &JsValue) -> bool {
    js::name_and_message(exception).0 == "NotReadableError"
}

impl Written {
    /// The file, to be read back.
    #[must_use]
    pub fn source(&self) -> Source {
        Source::new(self.blob.clone(), words::name(&self.name))
    }

    /// Whether it is a file on the user's disk, and not yet to be handed over.
    #[must_use]
    pub const fn is_file(&self) -> bool {
        self.is_file
    }

    /// What to say when it did not read back as it was written.
    #[must_use]
    pub fn different(&self) -> SaveError {
        SaveError::Different {
            name: words::name(&self.name),
        }
    }

    /// After it was read back: a download is handed to the browser.
    ///
    /// # Errors
    /// [`SaveError::NotWritten`].
    pub fn hand_over(self) -> Result<Saved, SaveError> {
        let name = words::name(&self.name);
        if self.is_file {
            return Ok(Saved::ReadBack { name });
        }
        match start_download(&self.name, &self.blob) {
            Ok(()) => Ok(Saved::HandedToBrowser { name }),
            Err(exception) => Err(not_written(&self.name, &exception)),
        }
    }
}

fn not_written(name: &str, exception: &JsValue) -> SaveError {
    let (kind, message) = js::name_and_message(exception);
    let name = words::name(name);
    if kind == "QuotaExceededError" {
        SaveError::Full { name }
    } else {
        SaveError::NotWritten { name, message }
    }
}

/// Hands a file to the browser through a link with a `download` attribute.
fn start_download(name: &str, blob: &web_sys::Blob) -> Result<(), JsValue> {
    let document = js::document().ok_or(JsValue::UNDEFINED)?;
    let body = document.body().ok_or(JsValue::UNDEFINED)?;
    let address = web_sys::Url::create_object_url_with_blob(blob)?;
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
