//! Telling the page's other tabs that something happened, on a best-effort basis.
//!
//! WebKit does not deliver these messages between `file://` pages, so nothing may depend on them:
//! they only make the other tabs look sooner than their polling would.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};

/// A named channel to the other tabs of the same origin. Dropping it closes it.
#[derive(Debug)]
pub struct Channel {
    channel: web_sys::BroadcastChannel,
    _on_message: EventListener,
}

impl Channel {
    /// Joins the channel; `on_message` gets every text that another tab posts. `None` when this
    /// browser has no broadcast channels.
    pub fn join(name: &str, mut on_message: impl FnMut(String) + 'static) -> Option<Self> {
        // The constructor is looked up first because a missing global would throw a ReferenceError.
        let window: JsValue = super::js::window()?.into();
        super::js::method(&window, "BroadcastChannel")?;
        let channel = web_sys::BroadcastChannel::new(name).ok()?;
        let on_message = EventListener::new(&channel, "message", move |event| {
            if let Some(text) = event
                .dyn_ref::<web_sys::MessageEvent>()
                .and_then(|message| message.data().as_string())
            {
                on_message(text);
            }
        });
        Some(Self {
            channel,
            _on_message: on_message,
        })
    }

    /// Posts a text to the other tabs. It may never arrive.
    pub fn post(&self, text: &str) {
        let _ = self.channel.post_message(&JsValue::from_str(text));
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
