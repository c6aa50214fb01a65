//! Working offline when the page is served: the service worker keeps a copy of it.

use wasm_bindgen::JsValue;

use super::{js, location};

/// Registers the service worker at `path` (relative to the page), when the page was served over
/// HTTP; a page opened from a file neither needs nor may have one. `true` when it is registered.
pub async fn register(path: &str) -> bool {
    if !location::is_served() {
        return false;
    }
    let Some(container) = js::window()
        .map(|window| JsValue::from(window.navigator()))
        .and_then(|navigator| js::property(&navigator, "serviceWorker"))
    else {
        return false;
    };
    js::call_and_wait(&container, "register", &[&JsValue::from_str(path)])
        .await
        .is_ok()
}
