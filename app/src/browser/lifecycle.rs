//! The moments at which the page may be about to disappear.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;

use super::{Subscription, js};

/// Calls `handler` whenever the page is hidden, left or loses the focus: each may be the last
/// moment at which it can still write. It may be called several times in a row.
pub fn on_leaving(handler: impl Fn() + 'static) -> Subscription {
    let (Some(window), Some(document)) = (js::window(), js::document()) else {
        return Subscription::default();
    };
    let handler = Rc::new(handler);
    let on_hidden = Rc::clone(&handler);
    let on_page_hide = Rc::clone(&handler);
    Subscription::new(vec![
        EventListener::new(&document, "visibilitychange", move |_| {
            if is_hidden() {
                on_hidden();
            }
        }),
        EventListener::new(&window, "pagehide", move |_| on_page_hide()),
        EventListener::new(&window, "blur", move |_| handler()),
    ])
}

/// Calls `handler` whenever the page is shown or focused again.
pub fn on_returning(handler: impl Fn() + 'static) -> Subscription {
    let (Some(window), Some(document)) = (js::window(), js::document()) else {
        return Subscription::default();
    };
    let handler = Rc::new(handler);
    let on_visible = Rc::clone(&handler);
    Subscription::new(vec![
        EventListener::new(&document, "visibilitychange", move |_| {
            if !is_hidden() {
                on_visible();
            }
        }),
        EventListener::new(&window, "focus", move |_| handler()),
    ])
}

/// Makes the browser ask before the page is closed or reloaded, while `has_unsaved_work` says so.
pub fn ask_before_closing(has_unsaved_work: impl Fn() -> bool + 'static) -> Subscription {
    let Some(window) = js::window() else {
        return Subscription::default();
    };
    Subscription::new(vec![EventListener::new_with_options(
        &window,
        "beforeunload",
        EventListenerOptions::enable_prevent_default(),
        move |event| {
            if has_unsaved_work() {
                event.prevent_default();
                if let Some(event) = event.dyn_ref::<web_sys::BeforeUnloadEvent>() {
                    // Older browsers ask only when this is set; none of them shows the text.
                    event.set_return_value("Some changes are not saved yet.");
                }
            }
        },
    )])
}

/// Whether the page is in the background now.
#[must_use]
pub fn is_hidden() -> bool {
    js::document().is_some_and(|document| document.hidden())
}
