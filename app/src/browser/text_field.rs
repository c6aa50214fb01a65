//! Fields of text, by the identifier of their element.

use wasm_bindgen::JsCast;

use super::js;

/// Where the caret stands in a field: the selection's start and end, in UTF-16 code units.
pub type Caret = (u32, u32);

/// What stands in a field; `None` when there is no such field.
#[must_use]
pub fn text_of(id: &str) -> Option<String> {
    let element = find(id)?;
    match element.dyn_ref::<web_sys::HtmlInputElement>() {
        Some(input) => Some(input.value()),
        None => element
            .dyn_ref::<web_sys::HtmlTextAreaElement>()
            .map(web_sys::HtmlTextAreaElement::value),
    }
}

/// Where the caret stands, if the field has the focus.
#[must_use]
pub fn caret_of(id: &str) -> Option<Caret> {
    let element = find(id)?;
    let focused = js::document()?.active_element()?;
    if !focused.is_same_node(Some(&element)) {
        return None;
    }
    let (start, end) = match element.dyn_ref::<web_sys::HtmlInputElement>() {
        Some(input) => (input.selection_start(), input.selection_end()),
        None => {
            let area = element.dyn_ref::<web_sys::HtmlTextAreaElement>()?;
            (area.selection_start(), area.selection_end())
        }
    };
    Some((start.ok()??, end.ok()??))
}

/// Puts the focus and the caret into a field, without scrolling to it.
pub fn put_caret(id: &str, (start, end): Caret) {
    let Some(element) = find(id) else { return };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // A field that takes neither is disabled or gone, and then there is nothing to type into.
    let _disabled = match element.dyn_ref::<web_sys::HtmlInputElement>() {
        Some(input) => input
            .focus_with_options(&options)
            .and_then(|()| input.set_selection_range(start, end)),
        None => match element.dyn_ref::<web_sys::HtmlTextAreaElement>() {
            Some(area) => area
                .focus_with_options(&options)
                .and_then(|()| area.set_selection_range(start, end)),
            None => Ok(()),
        },
    };
}

fn find(id: &str) -> Option<web_sys::Element> {
    js::document()?.get_element_by_id(id)
}
