//! The program beside the page: it performs [`assay_jobs`], one at a time, in a worker.
//!
//! `public/boot/worker.js` starts it and hands over what the page asks. It holds what the page does not
//! start with: signing, the checks, drawing, the fonts.

use assay_jobs::{Parcel, perform as perform_job};
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

/// Performs the job `name`. `text` and `files` (each a `Uint8Array`) are its parcel; `on_stage` is called
/// with each stage, as JSON. Returns `{ text, files }`.
///
/// # Errors
/// An `Error` when the job is of another build of Assay.
#[wasm_bindgen]
pub fn perform(
    name: &str,
    text: String,
    files: Array,
    on_stage: &Function,
) -> Result<JsValue, JsValue> {
    let files = files.iter().map(|file| Uint8Array::new(&file).to_vec());
    let parcel = Parcel {
        text,
        files: files.collect(),
    };
    let mut reached = |stage: String| {
        // Who does not hear of a stage misses nothing else.
        let _unheard = on_stage.call1(&JsValue::NULL, &JsValue::from_str(&stage));
    };
    let done = perform_job(name, parcel, &mut reached);
    let Parcel { text, files } =
        done.map_err(|error| JsValue::from(js_sys::Error::new(&error.to_string())))?;
    let files: Array = files
        .into_iter()
        .map(|file| Uint8Array::from(file.as_slice()))
        .collect();
    let answer = Object::new();
    Reflect::set(&answer, &"text".into(), &JsValue::from_str(&text))?;
    Reflect::set(&answer, &"files".into(), &files)?;
    Ok(answer.into())
}
