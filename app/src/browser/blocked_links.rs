//! Addresses that lead outside: those that somebody pressed, and those that the boot script stopped
//! (`public/boot/lock/navigation.js`). None is opened.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};

use super::{Subscription, js};

/// The event that says which address was not opened.
const EVENT: &str = "assay-link-blocked";

/// Has an address shown that leads outside.
pub fn show(address: &str) {
    let details = web_sys::CustomEventInit::new();
    details.set_detail(&JsValue::from_str(address));
    let event = web_sys::CustomEvent::new_with_event_init_dict(EVENT, &details);
    if let (Some(window), Ok(event)) = (js::window(), event) {
        // Nobody can cancel it.
        let _ = window.dispatch_event(&event);
    }
}

/// Calls `handler` with each address that was pressed or stopped.
pub fn on_blocked(mut handler: impl FnMut(String) + 'static) -> Subscription {
    let Some(window) = js::window() else {
        return Subscription::default();
    };
    Subscription::new(vec![EventListener::new(&window, EVENT, move |event| {
        let address = event
            .dyn_ref::<web_sys::CustomEvent>()
            .and_then(|event| event.detail().as_string());
        if let Some(address) = address {
            handler(address.chars().take(4_000).collect());
        }
    })])
}
