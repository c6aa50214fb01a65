//! The browser's own modal dialogs (`<dialog>`): they keep the focus inside, close on Escape, and
//! give the focus back to where it was.

use wasm_bindgen::JsCast;

use super::js;

/// Opens a dialog over the page. Nothing happens when it is open already.
pub fn open(dialog: &web_sys::HtmlDialogElement) {
    if !dialog.open() {
        // The browser refuses only a dialog that is not in the document.
        let _ = dialog.show_modal();
    }
}

/// Moves the focus to the first field of a dialog; without fields it stays where the browser put it.
pub fn focus_first_field(dialog: &web_sys::HtmlDialogElement) {
    let field = dialog
        .query_selector("input:not([type='radio']):not([type='checkbox']), select, textarea")
        .ok()
        .flatten()
        .and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(field) = field {
        // A field that is disabled does not take the focus, and then it stays where it is.
        let _ = field.focus();
    }
}

/// Closes a dialog and gives the focus back.
pub fn close(dialog: &web_sys::HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}

/// Whether any dialog is open.
#[must_use]
pub fn any_open() -> bool {
    js::document()
        .and_then(|document| document.query_selector("dialog[open]").ok().flatten())
        .is_some()
}

/// Whether a press of the pointer fell on the veil around a dialog and not into it.
#[must_use]
pub fn is_on_veil(event: &web_sys::MouseEvent, dialog: &web_sys::HtmlDialogElement) -> bool {
    let target: &web_sys::EventTarget = dialog;
    let on_dialog = event.target().as_ref() == Some(target);
    let edges = dialog.get_bounding_client_rect();
    let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
    on_dialog && (x < edges.left() || x > edges.right() || y < edges.top() || y > edges.bottom())
}
