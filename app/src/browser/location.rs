//! The part of the address behind `#`, which is all of it that a `file://` page may change.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;

use super::{Subscription, js};

/// The address from `#` on, such as `#/controls/req-encrypt-data`; empty when there is none.
#[must_use]
pub fn hash() -> String {
    js::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Goes to another place in the page and adds it to the history; handlers of [`on_hash_change`]
/// are told. `hash` starts with `#/`.
pub fn go_to(hash: &str) {
    if let Some(window) = js::window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Changes the address without a new entry in the history; handlers of [`on_hash_change`] are not
/// told. `hash` starts with `#/`.
pub fn replace(hash: &str) {
    if let Some(history) = js::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(hash));
    }
}

/// Calls `handler` with the new hash when the user goes back or forward or edits the address, and
/// after [`go_to`].
pub fn on_hash_change(mut handler: impl FnMut(String) + 'static) -> Subscription {
    let Some(window) = js::window() else {
        return Subscription::default();
    };
    Subscription::new(vec![EventListener::new(&window, "hashchange", move |_| {
        handler(hash());
    })])
}

/// Whether the page came from a web server (`http:` or `https:`) rather than from a file.
#[must_use]
pub fn is_served() -> bool {
    js::window()
        .and_then(|window| window.location().protocol().ok())
        .is_some_and(|protocol| protocol == "http:" || protocol == "https:")
}
