//! A file that is read from its beginning to its end, in pieces.

use std::ops::Range;

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::{ReadError, Source};
use crate::browser::{js, timers};

/// How many bytes are read at a time.
const PIECE: u32 = 1024 * 1024;

/// After how many bytes the page gets a turn.
const TURN: u64 = 4 * 1024 * 1024;

/// The bytes of a [`Source`] in order.
///
/// Where the browser can, they pass through one buffer that is handed to and fro: reading the 2 GB of a
/// large backup by slices made Chromium's process grow by 250 MB and took forty times as long.
#[derive(Debug)]
pub struct Pieces {
    source: Source,
    at: u64,
    end: u64,
    way: Way,
}

#[derive(Debug)]
enum Way {
    /// A reader that fills the buffer it is given.
    Stream {
        reader: JsValue,
        buffer: ArrayBuffer,
    },
    /// One slice after the other.
    Slices,
}

impl Source {
    /// These bytes of the file, in order and in pieces.
    ///
    /// # Errors
    /// [`ReadError::Unreadable`].
    pub fn pieces(&self, range: Range<u64>) -> Result<Pieces, ReadError> {
        let slice = self
            .blob
            .slice_with_f64_and_f64(range.start as f64, range.end as f64)
            .map_err(|exception| self.unreadable(js::name_and_message(&exception).1))?;
        Ok(Pieces::new(self.clone(), &slice, range))
    }
}

impl Pieces {
    fn new(source: Source, blob: &web_sys::Blob, range: Range<u64>) -> Self {
        let way = stream(blob).map_or(Way::Slices, |reader| Way::Stream {
            reader,
            buffer: ArrayBuffer::new(PIECE),
        });
        Self {
            source,
            at: range.start,
            end: range.end,
            way,
        }
    }

    /// The next bytes, one megabyte at most, or `None` at the end. The page gets a turn now and then.
    ///
    /// # Errors
    /// [`ReadError::Unreadable`], also when the file has become shorter.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, ReadError> {
        if self.at >= self.end {
            return Ok(None);
        }
        let bytes = match &mut self.way {
            Way::Stream { reader, buffer } => fill(reader, buffer)
                .await
                .map_err(|exception| self.source.unreadable(js::name_and_message(&exception).1))?,
            Way::Slices => {
                let end = self.end.min(self.at + u64::from(PIECE));
                self.source.bytes(self.at..end).await?
            }
        };
        if bytes.is_empty() {
            return Err(self.source.became_shorter());
        }
        let before = self.at;
        self.at += bytes.len() as u64;
        if before / TURN != self.at / TURN {
            timers::yield_to_page().await;
        }
        Ok(Some(bytes))
    }
}

impl Drop for Pieces {
    fn drop(&mut self) {
        if let Way::Stream { reader, .. } = &self.way
            && self.at < self.end
        {
            // Nobody reads on, so nobody is told that the browser could not stop.
            let _ = js::call(reader, "cancel", &[]);
        }
    }
}

/// A reader of a Blob's bytes into buffers of ours, if the browser has one.
fn stream(blob: &web_sys::Blob) -> Option<JsValue> {
    let stream = js::call(blob, "stream", &[]).ok()?;
    let mode = js::object(&[("mode", JsValue::from_str("byob"))]);
    js::call(&stream, "getReader", &[&mode]).ok()
}

/// Fills the buffer with the next bytes, which are copied out. None at the end.
async fn fill(reader: &JsValue, buffer: &mut ArrayBuffer) -> Result<Vec<u8>, JsValue> {
    let view = Uint8Array::new(buffer);
    let answer = js::call_and_wait(reader, "read", &[&view]).await?;
    let Some(filled) = js::property(&answer, "value") else {
        return Ok(Vec::new());
    };
    let filled: Uint8Array = filled.dyn_into()?;
    *buffer = filled.buffer();
    Ok(filled.to_vec())
}
