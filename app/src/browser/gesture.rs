//! What the user does with one movement of the hand: a double click is two clicks for the browser,
//! and a key that is held down presses again and again.

use std::cell::Cell;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};

use super::{Subscription, js};

thread_local! {
    /// Whether the press that came last only repeats the one before.
    static REPEATS: Cell<bool> = const { Cell::new(false) };
}

/// Watches clicks and keys as long as the page lives. Call it once.
pub fn watch() {
    let Some(window) = js::window() else {
        return;
    };
    let options = EventListenerOptions::run_in_capture_phase();
    Subscription::new(vec![
        EventListener::new_with_options(&window, "keydown", options, |event| {
            let repeats = event
                .dyn_ref::<web_sys::KeyboardEvent>()
                .is_some_and(web_sys::KeyboardEvent::repeat);
            REPEATS.set(repeats);
        }),
        EventListener::new_with_options(&window, "click", options, |event| {
            // The number of clicks in a row; none means that a key made this click, or a program.
            match event.dyn_ref::<web_sys::MouseEvent>() {
                Some(click) if click.detail() > 0 => REPEATS.set(click.detail() > 1),
                _ => {}
            }
        }),
    ])
    .forget();
}

/// Whether what is being carried out is the second click of a double click, or comes of a key that
/// is held down. Outside of a click, a key press and a submission it is neither.
#[must_use]
pub fn is_repeated() -> bool {
    let kind = js::window()
        .and_then(|window| js::property(&JsValue::from(window), "event"))
        .and_then(|event| js::property(&event, "type")?.as_string());
    let by_hand = matches!(kind.as_deref(), Some("click" | "submit" | "keydown"));
    by_hand && REPEATS.get()
}
