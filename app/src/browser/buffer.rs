//! Bytes outside the program's own memory, which grows and never shrinks: large files stay there and
//! are looked at in pieces.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsValue;

use super::js;

/// Bytes that the browser holds. They are given back when this is dropped, and not when the browser
/// cleans up: while 2 GB were read in records of 8 MB, Firefox let 600 MB of them pile up.
#[derive(Debug, PartialEq, Eq)]
pub struct Buffer(ArrayBuffer);

impl Buffer {
    pub(super) const fn new(buffer: ArrayBuffer) -> Self {
        Self(buffer)
    }

    /// A copy of these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(Uint8Array::from(bytes).buffer())
    }

    pub(super) const fn as_js(&self) -> &ArrayBuffer {
        &self.0
    }

    /// The number of bytes.
    #[must_use]
    pub fn len(&self) -> u64 {
        u64::from(self.0.byte_length())
    }

    /// Whether there are no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A copy of at most `most` bytes from `start` on.
    #[must_use]
    pub fn piece(&self, start: u64, most: u64) -> Vec<u8> {
        let place = |number: u64| u32::try_from(number.min(self.len())).unwrap_or(u32::MAX);
        let (start, end) = (place(start), place(start.saturating_add(most)));
        Uint8Array::new_with_byte_offset_and_length(&self.0, start, end - start).to_vec()
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        // A browser that cannot do this cleans up some time.
        let _ = js::call(&self.0, "transfer", &[&JsValue::from_f64(0.0)]);
    }
}
