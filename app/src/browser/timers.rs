//! Waiting, and letting the page breathe during long work.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::Poll;

pub use gloo::timers::callback::{Interval, Timeout};
use wasm_bindgen::closure::Closure;

use super::js;

/// Resolves after about this many milliseconds; browsers stretch it to a second or more for a
/// page in the background.
pub async fn sleep(milliseconds: u32) {
    gloo_timers::future::TimeoutFuture::new(milliseconds).await;
}

/// Lets the browser paint and handle input, and timers and answers have their turn, before going on.
pub async fn yield_to_page() {
    // Timers come once a second while the page is in the background, and long work would not end. What
    // `scheduler.yield` resumes comes before every timer, so that saving would wait for the end of the work;
    // a task takes its place behind them.
    let scheduler = js::window().and_then(|window| js::property(&window, "scheduler"));
    if let Some(scheduler) = scheduler
        && js::method(&scheduler, "postTask").is_some()
    {
        let nothing = Closure::once_into_js(|| {});
        if js::call_and_wait(&scheduler, "postTask", &[&nothing])
            .await
            .is_ok()
        {
            return;
        }
    }
    sleep(0).await;
}

/// Polls `future` for at most this long. `None` means that time was up; the future is not
/// cancelled and can be polled on.
pub async fn within<T>(
    milliseconds: u32,
    future: &mut Pin<Box<dyn Future<Output = T>>>,
) -> Option<T> {
    let mut timer = gloo_timers::future::TimeoutFuture::new(milliseconds);
    poll_fn(move |context| {
        if let Poll::Ready(value) = future.as_mut().poll(context) {
            return Poll::Ready(Some(value));
        }
        Pin::new(&mut timer).poll(context).map(|()| None)
    })
    .await
}
