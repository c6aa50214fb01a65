//! When an element comes into sight.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};

/// What the browser calls with its observations.
type Callback = Closure<dyn FnMut(js_sys::Array, IntersectionObserver)>;

/// Looks at an element; dropping it ends that.
#[must_use = "dropping a watch ends it"]
pub struct SightWatch {
    observer: IntersectionObserver,
    _callback: Callback,
}

impl Drop for SightWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls `on_seen` when an element is in sight, and again at the next frames as long as it stays there.
/// `None` where the browser cannot say.
pub fn watch(element: &Element, on_seen: impl Fn() + 'static) -> Option<SightWatch> {
    let looked_at = element.clone();
    let callback = Callback::new(
        move |entries: js_sys::Array, observer: IntersectionObserver| {
            let is_seen = entries
                .iter()
                .filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok())
                .any(|entry| entry.is_intersecting());
            if is_seen {
                on_seen();
                // An observer only tells of changes; one that begins anew tells what is so.
                observer.unobserve(&looked_at);
                observer.observe(&looked_at);
            }
        },
    );
    let observer = IntersectionObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(SightWatch {
        observer,
        _callback: callback,
    })
}
