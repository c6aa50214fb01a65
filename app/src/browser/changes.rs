//! What changes in the document, whoever changes it.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::js;

/// Calls `handler` with what was added or removed anywhere in the page's body, and with changes of
/// the named attributes, as long as the page lives.
pub(super) fn watch(
    attributes: &[&str],
    mut handler: impl FnMut(&[web_sys::MutationRecord]) + 'static,
) {
    let Some(body) = js::document().and_then(|document| document.body()) else {
        return;
    };
    let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |records: js_sys::Array| {
        let records: Vec<web_sys::MutationRecord> = records
            .iter()
            .filter_map(|each| each.dyn_into().ok())
            .collect();
        handler(&records);
    });
    if let Ok(observer) = web_sys::MutationObserver::new(callback.as_ref().unchecked_ref()) {
        let options = web_sys::MutationObserverInit::new();
        options.set_child_list(true);
        options.set_subtree(true);
        if !attributes.is_empty() {
            let names: js_sys::Array = attributes
                .iter()
                .map(|name| JsValue::from_str(name))
                .collect();
            options.set_attribute_filter(&names);
        }
        // Only a wrong set of options is refused.
        let _ = observer.observe_with_options(&body, &options);
        callback.forget();
    }
}
