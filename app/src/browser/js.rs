//! Reaching into JavaScript for what `web_sys` does not bind, or binds only as unstable.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The property `name` of `object`, or `None` when it is absent, undefined, null or unreadable.
pub(super) fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// The method `name` of `object`, or `None` when this browser does not have it.
pub(super) fn method(object: &JsValue, name: &str) -> Option<Function> {
    property(object, name)?.dyn_into().ok()
}

/// Calls `object.name(...arguments)`.
///
/// # Errors
/// What the call threw, or a `TypeError` when there is no such method.
pub(super) fn call(
    object: &JsValue,
    name: &str,
    arguments: &[&JsValue],
) -> Result<JsValue, JsValue> {
    let Some(function) = method(object, name) else {
        return Err(js_sys::TypeError::new(&format!("This browser has no `{name}`.")).into());
    };
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    Reflect::apply(&function, object, &list)
}

/// Calls a method that returns a promise, and waits for it.
///
/// # Errors
/// What the call threw or the promise was rejected with.
pub(super) async fn call_and_wait(
    object: &JsValue,
    name: &str,
    arguments: &[&JsValue],
) -> Result<JsValue, JsValue> {
    let returned = call(object, name, arguments)?;
    JsFuture::from(Promise::resolve(&returned)).await
}

/// A plain object with these properties.
pub(super) fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in properties {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// The `name` of an exception (such as `QuotaExceededError`) and its message.
pub(super) fn name_and_message(exception: &JsValue) -> (String, String) {
    let text = |name: &str| property(exception, name).and_then(|value| value.as_string());
    let name = text("name").unwrap_or_else(|| "Error".to_owned());
    let message = text("message")
        .or_else(|| exception.as_string())
        .unwrap_or_default();
    (name, message)
}

/// The page's window. There is none in a worker or outside a browser.
pub(super) fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

/// The page's document.
pub(super) fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// Waits for a promise.
///
/// # Errors
/// What the promise was rejected with.
pub(super) async fn settle(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}
