//! Writing text to the clipboard. Reading is only done from a paste event, see
//! [`files::from_paste`](super::files::from_paste).

use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};

use super::js;

/// Why a text was not copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ClipboardError {
    /// The browser has no clipboard for this page, or the user or a policy refused it.
    #[error("The browser did not let Assay copy. Select the text and copy it by hand.")]
    Refused,
}

/// Copies a text. Call it from a click or a key press: browsers refuse it at other times.
///
/// # Errors
/// [`ClipboardError::Refused`] when neither way of copying works.
pub async fn write_text(text: &str) -> Result<(), ClipboardError> {
    let window = js::window().ok_or(ClipboardError::Refused)?;
    if let Some(clipboard) = js::property(&JsValue::from(window.navigator()), "clipboard")
        && js::call_and_wait(&clipboard, "writeText", &[&JsValue::from_str(text)])
            .await
            .is_ok()
    {
        return Ok(());
    }
    copy_by_selection(text).ok_or(ClipboardError::Refused)
}

/// The older way, for pages to which the asynchronous clipboard is refused: select the text in a
/// field of its own and run the copy command.
fn copy_by_selection(text: &str) -> Option<()> {
    let document = js::document()?;
    let focused = document.active_element();
    let field: web_sys::HtmlTextAreaElement =
        document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_value(text);
    field.set_read_only(true);
    let body = document.body()?;
    body.append_child(&field).ok()?;
    field.select();
    let copied = js::call(&document, "execCommand", &[&JsValue::from_str("copy")])
        .is_ok_and(|answer| answer.is_truthy());
    field.remove();
    if let Some(focused) =
        focused.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = focused.focus();
    }
    copied.then_some(())
}
