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

/// Moves the focus to the first element that matches a selector as soon as what was changed is drawn:
/// to a form that appears in place of its button, and back.
pub fn move_soon(selector: &'static str) {
    leptos::prelude::request_animation_frame(move || {
        move_to(selector);
    });
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

/// Scrolls the first element that matches a selector to its top, and the page too, which scrolls as a
/// whole on a small screen.
pub fn scroll_to_top(selector: &str) {
    rewind(selector);
    if let Some(window) = js::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Scrolls the first element that matches a selector to its top, and not the page.
pub fn rewind(selector: &str) {
    if let Some(element) = find(selector) {
        element.set_scroll_top(0);
    }
}

/// Where to go among the rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The row below.
    Next,
    /// The row above.
    Previous,
    /// The first row.
    First,
    /// The last row.
    Last,
}

/// Moves the focus among the elements that match a selector and are shown; says whether it moved.
pub fn step_among(selector: &str, step: Step) -> bool {
    let Some(document) = js::document() else {
        return false;
    };
    let Ok(found) = document.query_selector_all(selector) else {
        return false;
    };
    let shown: Vec<web_sys::HtmlElement> = (0..found.length())
        .filter_map(|place| found.get(place)?.dyn_into().ok())
        // What is hidden, or lies in something hidden, has no place on the screen.
        .filter(|element: &web_sys::HtmlElement| element.offset_parent().is_some())
        .collect();
    let focused = document.active_element();
    let here = shown.iter().position(|element| {
        focused
            .as_ref()
            .is_some_and(|focused| *focused == **element)
    });
    let target = match (step, here) {
        (Step::First, _) => Some(0),
        (Step::Last, _) => shown.len().checked_sub(1),
        (Step::Next, here) => Some(here.map_or(0, |here| here + 1)),
        (Step::Previous, here) => here.and_then(|here| here.checked_sub(1)),
    };
    target
        .and_then(|target| shown.get(target))
        .is_some_and(|element| element.focus().is_ok())
}

/// Moves the focus into the open item, to its heading.
pub fn move_to_detail() -> bool {
    move_to("[data-detail] [data-detail-heading]") || move_to("[data-detail]")
}

/// Moves the focus out of a field: to the heading of the open item when the field stands in it, to a
/// row when it stands above a list, and otherwise to the beginning of what is shown. Whoever typed
/// there goes on with the keyboard, and nothing that was typed is lost.
pub fn leave_field() {
    let field = js::document().and_then(|document| document.active_element());
    let stands_in = |selector: &str| {
        field
            .as_ref()
            .is_some_and(|field| field.closest(selector).is_ok_and(|found| found.is_some()))
    };
    let _moved = (stands_in("[data-detail]") && move_to_detail())
        || (stands_in(".split-view-list")
            && (move_to("[data-list] .list-row[aria-current]")
                || step_among("[data-list] .list-row", Step::First)))
        || move_quietly_to("#main");
}

/// Whether an event's target is, or lies in, an element that matches a selector.
#[must_use]
pub fn is_from(event: &web_sys::Event, selector: &str) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Scrolls the field that is being typed in back into sight, when something has taken its room.
pub fn keep_field_in_sight() {
    bring_into_sight("input:focus, textarea:focus, select:focus");
}

/// Whether the focus is inside an element that matches a selector.
#[must_use]
pub fn is_within(selector: &str) -> bool {
    js::document()
        .and_then(|document| document.active_element())
        .and_then(|focused| focused.closest(selector).ok().flatten())
        .is_some()
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
