//! Where the focus is, and moving it.

use wasm_bindgen::JsCast;

use super::js;

/// Moves the focus to the first element that matches a selector; says whether it is there now. An
/// element that is hidden or disabled does not take it.
pub fn move_to(selector: &str) -> bool {
    let Some(element) = find(selector) else {
        return false;
    };
    element.focus().is_ok()
        && js::document()
            .and_then(|document| document.active_element())
            .is_some_and(|focused| focused == *element)
}

/// Moves the focus to an element without scrolling to it.
pub fn move_quietly_to(selector: &str) -> bool {
    let Some(element) = find(selector) else {
        return false;
    };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).is_ok()
}

/// Scrolls as little as needed to bring the first element that matches a selector into sight.
pub fn bring_into_sight(selector: &str) {
    if let Some(element) = find(selector) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls the first element that matches a selector to its top.
pub fn scroll_to_top(selector: &str) {
    if let Some(element) = find(selector) {
        element.set_scroll_top(0);
    }
}

/// Whether an event's target takes text, so that a letter belongs to it and not to a shortcut.
#[must_use]
pub fn takes_text(event: &web_sys::Event) -> bool {
    let Some(element) = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return false;
    };
    match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => {
            let kind = element.get_attribute("type").unwrap_or_default();
            !matches!(
                kind.as_str(),
                "radio" | "checkbox" | "button" | "submit" | "reset" | "file" | "range" | "color"
            )
        }
        _ => element.is_content_editable(),
    }
}

fn find(selector: &str) -> Option<web_sys::HtmlElement> {
    js::document()?
        .query_selector(selector)
        .ok()
        .flatten()?
        .dyn_into()
        .ok()
}
