//! What happens when the program stops because of an error of its own.

use wasm_bindgen::JsValue;

/// From now on a panic is told to the boot script (`public/boot/start.js`), which covers the page with
/// a plain message. Call it before anything else.
pub(crate) fn announce_panics() {
    std::panic::set_hook(Box::new(|panic| announce_stop(&panic.to_string())));
}

/// Sends the `assay-stopped` event. It is called from the panic hook, after which the WebAssembly
/// instance is gone, so nothing here may fail.
fn announce_stop(reason: &str) {
    let details = web_sys::CustomEventInit::new();
    details.set_detail(&JsValue::from_str(reason));
    if let (Some(window), Ok(event)) = (
        web_sys::window(),
        web_sys::CustomEvent::new_with_event_init_dict("assay-stopped", &details),
    ) {
        // A listener that throws cannot be helped at this point.
        let _ = window.dispatch_event(&event);
    }
}
