//! Web Locks: at most one tab at a time holds the lock of a name, unless all that hold it share it.
//!
//! The browser releases a lock when its tab closes or crashes, so a lock never outlives its
//! holder.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::Promise;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::{js, timers};

/// How long to wait between two attempts, in milliseconds.
const BETWEEN_ATTEMPTS: u32 = 50;

/// A lock that this tab holds; dropping it releases it.
#[derive(Debug)]
#[must_use = "dropping a lock releases it"]
pub struct HeldLock {
    /// Resolves the promise for whose lifetime the browser keeps the lock.
    release: js_sys::Function,
}

impl Drop for HeldLock {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// What became of an attempt to take a lock without waiting.
#[derive(Debug)]
pub enum TryLock {
    /// This tab has the lock.
    Held(HeldLock),
    /// Another tab has the lock.
    Taken,
    /// This browser has no Web Locks, or refuses them here.
    Unsupported,
}

/// How often a lock is tried for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempts {
    /// Once.
    One,
    /// For about a second: the browser passes on a lock that this page has just let go of only a moment
    /// later, so that one refusal does not mean another tab.
    ForASecond,
}

/// Takes the lock if no other tab has it.
pub async fn try_lock(name: &str, attempts: Attempts) -> TryLock {
    let more = match attempts {
        Attempts::One => 0,
        Attempts::ForASecond => 1000 / BETWEEN_ATTEMPTS,
    };
    for _ in 0..more {
        match try_once(name).await {
            TryLock::Taken => timers::sleep(BETWEEN_ATTEMPTS).await,
            outcome => return outcome,
        }
    }
    try_once(name).await
}

async fn try_once(name: &str) -> TryLock {
    let options = js::object(&[("ifAvailable", JsValue::TRUE)]);
    match request(name, &options).await {
        Granted::Held(lock) => TryLock::Held(lock),
        Granted::NotAvailable => TryLock::Taken,
        Granted::Refused => TryLock::Unsupported,
    }
}

/// Waits until the lock is free and takes it; dropping the future leaves the queue. `None` when
/// this browser has no Web Locks.
pub async fn lock(name: &str) -> Option<HeldLock> {
    wait_for(name, "exclusive").await
}

/// As [`lock`], but others may share it.
pub async fn share(name: &str) -> Option<HeldLock> {
    wait_for(name, "shared").await
}

async fn wait_for(name: &str, mode: &str) -> Option<HeldLock> {
    let abort = AbortOnDrop(web_sys::AbortController::new().ok()?);
    let options = js::object(&[
        ("mode", JsValue::from_str(mode)),
        ("signal", abort.0.signal().into()),
    ]);
    match request(name, &options).await {
        Granted::Held(lock) => Some(lock),
        Granted::NotAvailable | Granted::Refused => None,
    }
}

/// What the browser answered to a lock request.
enum Granted {
    Held(HeldLock),
    NotAvailable,
    Refused,
}

/// Aborts a lock request that is still queued; aborting after the grant does nothing.
struct AbortOnDrop(web_sys::AbortController);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Calls `navigator.locks.request` and waits until the lock is granted or refused.
async fn request(name: &str, options: &JsValue) -> Granted {
    let Some(locks) = js::window()
        .map(|window| JsValue::from(window.navigator()))
        .and_then(|navigator| js::property(&navigator, "locks"))
    else {
        return Granted::Refused;
    };
    let (sender, receiver) = oneshot::channel();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let answer = move |granted: Granted| {
        if let Some(sender) = sender.borrow_mut().take() {
            let _ = sender.send(granted);
        }
    };

    let answer_when_called = answer.clone();
    let on_granted = Closure::once_into_js(move |lock: JsValue| -> Promise {
        if lock.is_null() || lock.is_undefined() {
            answer_when_called(Granted::NotAvailable);
            return Promise::resolve(&JsValue::UNDEFINED);
        }
        Promise::new(&mut |release, _reject| {
            // If nobody waits any more, the lock is dropped with the message, and so released.
            answer_when_called(Granted::Held(HeldLock { release }));
        })
    });

    // The promise settles only when the lock is released; its rejection means that the lock was
    // never granted (or that the wait was aborted, when nobody listens any more).
    let Ok(settled) = js::call(
        &locks,
        "request",
        &[&JsValue::from_str(name), options, &on_granted],
    ) else {
        return Granted::Refused;
    };
    wasm_bindgen_futures::spawn_local(async move {
        if js::settle(settled.unchecked_into()).await.is_err() {
            answer(Granted::Refused);
        }
    });
    receiver.await.unwrap_or(Granted::Refused)
}
