//! Addresses that were followed and that the boot script stopped (`public/boot/lock.js`).

use gloo::events::EventListener;
use wasm_bindgen::JsCast;

use super::{Subscription, js};

/// Calls `handler` with each address that was stopped.
pub fn on_blocked(mut handler: impl FnMut(String) + 'static) -> Subscription {
    let Some(window) = js::window() else {
        return Subscription::default();
    };
    Subscription::new(vec![EventListener::new(
        &window,
        "assay-link-blocked",
        move |event| {
            let address = event
                .dyn_ref::<web_sys::CustomEvent>()
                .and_then(|event| event.detail().as_string());
            if let Some(address) = address {
                handler(address.chars().take(4_000).collect());
            }
        },
    )])
}
