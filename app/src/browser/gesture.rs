//! What the user does with one movement of the hand: a double click is two clicks for the browser,
//! and a key that is held down presses again and again.

use std::cell::{Cell, RefCell};

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::{JsCast, JsValue};

use super::{Subscription, js};

thread_local! {
    /// Whether the press that came last only repeats the one before.
    static REPEATS: Cell<bool> = const { Cell::new(false) };
    /// What the first click of a row of clicks pressed.
    static PRESSED: RefCell<Option<Control>> = const { RefCell::new(None) };
}

/// What can be pressed, and what tells one from another that is drawn in its place.
struct Control {
    element: web_sys::Element,
    words: Option<String>,
}

impl Control {
    /// What an event of the mouse is about.
    fn of(event: &web_sys::MouseEvent) -> Option<Self> {
        let target: web_sys::Element = event.target()?.dyn_into().ok()?;
        let element = target.closest("button, a, label, input, select, textarea, summary");
        let element = element.ok()??;
        Some(Self {
            words: element.text_content(),
            element,
        })
    }

    /// Whether this is what that is, drawn anew: whoever steps through a list presses the same button in each item.
    fn is_again(&self, other: &Self) -> bool {
        self.element.tag_name() == other.element.tag_name() && self.words == other.words
    }
}

/// Watches clicks and keys as long as the page lives. Call it once.
pub fn watch() {
    let Some(window) = js::window() else {
        return;
    };
    let options = EventListenerOptions::run_in_capture_phase();
    let mut listeners: Vec<EventListener> = ["mousedown", "mouseup", "click", "dblclick"]
        .into_iter()
        .map(|kind| {
            // What comes too late is stopped, so the browser has to wait for this.
            let options = EventListenerOptions {
                phase: EventListenerPhase::Capture,
                passive: false,
            };
            EventListener::new_with_options(&window, kind, options, |event| {
                if let Some(event) = event.dyn_ref::<web_sys::MouseEvent>() {
                    stop_what_comes_too_late(event);
                }
            })
        })
        .collect();
    listeners.extend([
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
    ]);
    Subscription::new(listeners).forget();
}

/// The second click of a double click is about what the first one pressed. Where that led elsewhere meanwhile, something
/// else lies under the pointer, which nobody has seen yet: it is neither pressed nor given the focus.
fn stop_what_comes_too_late(event: &web_sys::MouseEvent) {
    if event.type_() == "mousedown" && event.detail() <= 1 {
        return PRESSED.set(Control::of(event));
    }
    let is_too_late = event.detail() > 1
        && PRESSED.with_borrow(|pressed| {
            pressed.as_ref().is_some_and(|pressed| {
                let here = Control::of(event);
                !pressed.element.is_connected() && !here.is_some_and(|here| here.is_again(pressed))
            })
        });
    if is_too_late {
        event.prevent_default();
        event.stop_immediate_propagation();
    }
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
